using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Tidy;
using Microsoft.Extensions.Configuration;

namespace CoCreateBot.Tests.Operating;

/// <summary>The description for Azure and the image, held to what the bot knows: no Azure is asked here.</summary>
public sealed partial class DeploymentTest
{
    const string Port = "8080";

    static readonly string Azure = string.Join('\n', Checkout.Lines("deploy/azure/main.bicep"));

    /// <summary>What is read by .NET, by Azure.Identity and by OpenTelemetry, and not by the bot.</summary>
    static readonly string[] OfOthers =
        ["ASPNETCORE_HTTP_PORTS", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "AZURE_CLIENT_ID", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME"];

    static string[] Variables => [.. Variable.Matches(Azure).Select(one => one.Groups["name"].Value)];

    [Fact]
    public void Each_variable_is_one_that_somebody_reads() => Assert.All(Variables, name => Assert.Contains(
        name.Replace("__", ":", StringComparison.Ordinal), SettingNames.All.Concat(OfOthers)));

    [Fact]
    public void The_bot_starts_with_these_settings_and_needs_no_others()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(Variables.ToDictionary(name => name.Replace("__", ":", StringComparison.Ordinal), Given)).Build();

        var options = BotOptions.Read(settings);

        Assert.Empty(options.Problems);
        Assert.Empty(options.Warnings);
        Assert.Equal("the tables CoCreate* at https://garden.table.core.windows.net/", $"{options.Tables}");
        Assert.Equal((true, TeamsAppType.UserAssignedMSI), (options.Slack.IsSigned, options.Teams.AppType));
    }

    [Fact]
    public void What_is_secret_comes_from_the_key_vault_and_nowhere_else()
    {
        string[] secrets = ["Slack:SigningSecret", "Slack:BotToken", "Slack:AppToken", "Slack:ClientSecret", "Teams:AppPassword"];
        var kept = Variable.Matches(Azure).Where(one => one.Groups["secret"].Success).ToDictionary(
            one => one.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal), one => one.Groups["secret"].Value);

        Assert.Equal(["Slack:BotToken", "Slack:SigningSecret"], kept.Keys.Order());
        Assert.Equal(kept.Count, Variables.Count(name => secrets.Contains(name.Replace("__", ":", StringComparison.Ordinal))));
        Assert.All(kept.Values, name => Assert.Contains(
            $"{{ name: '{name}', keyVaultUrl: '${{vault.properties.vaultUri}}secrets/{name}', identity: identity.id }}", Azure, StringComparison.Ordinal));
        Assert.Contains("allowSharedKeyAccess: false", Azure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_probe_asks_what_the_bot_answers()
    {
        await using var house = await WebHouse.OpenAsync();
        var paths = ProbePath.Matches(Azure).Select(one => one.Groups["path"].Value).ToArray();

        Assert.Equal(["/health/live", "/health/live", "/health/ready"], paths);
        foreach (var path in paths)
        {
            Assert.Equal(200, (await house.NewVisitor().SeeAsync(path)).Status);
        }
    }

    [Fact]
    public void Slack_and_Teams_are_told_the_addresses_at_which_they_are_heard()
    {
        Assert.Contains($"'${{address}}{SlackDoor.Path}'", Azure, StringComparison.Ordinal);
        Assert.Contains($"'${{address}}{TeamsDoor.Path}'", Azure, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_two_nodes_and_each_is_given_time_to_stop()
    {
        Assert.Contains("@minValue(2)\n@maxValue(10)\nparam nodes int = 2\n", Azure, StringComparison.Ordinal);
        Assert.Contains("minReplicas: nodes\n", Azure, StringComparison.Ordinal);
        var grace = int.Parse(Grace.Match(Azure).Groups["seconds"].Value, CultureInfo.InvariantCulture);
        Assert.True(grace > BotApp.StopWithin.TotalSeconds, $"{grace} s are not more than the bot takes.");
    }

    /// <summary>learn.microsoft.com, "Azure built-in roles for Storage".</summary>
    [Fact]
    public void The_bot_may_use_tables_and_nothing_else_of_the_account()
    {
        Assert.Contains("storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'", Azure, StringComparison.Ordinal);
        Assert.Single(Azure.Split("scope: storage\n")[1..]);
        Assert.Contains("minimumTlsVersion: 'TLS1_2'", Azure, StringComparison.Ordinal);
        Assert.Contains("allowInsecure: false", Azure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_listens_where_it_is_asked_and_is_not_root()
    {
        var project = XDocument.Parse(string.Join('\n', Checkout.Lines("src/Bot/Bot.csproj")));
        var given = project.Descendants("ContainerEnvironmentVariable").ToDictionary(one => $"{one.Attribute("Include")?.Value}", one => $"{one.Attribute("Value")?.Value}");

        Assert.Contains($"var port = {Port}\n", Azure, StringComparison.Ordinal);
        Assert.Equal([Port], project.Descendants("ContainerPort").Select(port => port.Attribute("Include")?.Value));
        Assert.Equal(Port, given["ASPNETCORE_HTTP_PORTS"]);
        Assert.True(int.Parse(project.Descendants("ContainerUser").Single().Value, CultureInfo.InvariantCulture) > 0);
        Assert.EndsWith("-extra", project.Descendants("ContainerFamily").Single().Value, StringComparison.Ordinal); // ICU and the time zones
        Assert.StartsWith("/home/app/", given["Storage__Path"], StringComparison.Ordinal);
        Assert.All(given.Keys, name => Assert.Contains(name.Replace("__", ":", StringComparison.Ordinal), SettingNames.All.Concat(OfOthers)));
    }

    /// <summary>As Azure would fill it in.</summary>
    static string? Given(string variable) => variable switch
    {
        "Storage__ConnectionString" => "https://garden.table.core.windows.net/",
        "Storage__TablePrefix" => "CoCreate",
        "Web__PublicUrl" => "https://cocreate-bot.happyhill.westeurope.azurecontainerapps.io",
        "Bot__Language" => "en",
        "Bot__Zone" => "Etc/UTC",
        "Slack__BotToken" => "xoxb-1",
        "Teams__AppType" => "UserAssignedMSI",
        "Teams__AppId" or "Teams__TenantId" => "00000000-0000-0000-0000-000000000001",
        "Retention__Days" => "400",
        _ => "00000000000000000000000000000001",
    };

    [GeneratedRegex("{ name: '(?<name>[A-Z][A-Za-z_]+)', (secretRef: '(?<secret>[a-z-]+)'|value: )", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex Variable { get; }

    [GeneratedRegex("httpGet: { path: '(?<path>[^']+)', port: port }", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex ProbePath { get; }

    [GeneratedRegex("terminationGracePeriodSeconds: (?<seconds>[0-9]+)", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex Grace { get; }
}
