using CoCreateBot.Bot;
using CoCreateBot.Sessions;
using Microsoft.Extensions.Configuration;

namespace CoCreateBot.Tests.Bot;

/// <summary>Settings are checked before anything starts, and each problem says how to get it right.</summary>
public sealed class OptionsTest
{
    [Fact]
    public void With_nothing_set_everything_has_a_value()
    {
        var options = Read();

        Assert.Empty(options.Problems);
        Assert.Equal(Path.Combine("data", "cocreate.db"), options.StoragePath);
        Assert.Equal(("en", "Etc/UTC"), (options.Language, options.Zone));
        Assert.Null(options.PublicUrl);
        Assert.Null(options.StoragePagesMax);
        Assert.True(options.Slack.IsOff);
    }

    [Fact]
    public void What_is_set_is_used()
    {
        var options = Read(
            ("Bot:Language", "de"), ("Bot:Zone", "Europe/Vienna"), ("Storage:Path", "here.db"), ("Storage:PagesMax", "100"),
            ("Web:PublicUrl", "https://cocreate.example.org/bot"));

        Assert.Empty(options.Problems);
        Assert.Equal(("de", "Europe/Vienna", "here.db", 100), (options.Language, options.Zone, options.StoragePath, options.StoragePagesMax));
        Assert.Equal(new Uri("https://cocreate.example.org/bot"), options.PublicUrl);
    }

    [Theory]
    [InlineData("Bot:Language", "fr", "one of en, de")]
    [InlineData("Bot:Language", "DE", "one of en, de")]
    [InlineData("Bot:Zone", "Vienna", "IANA name")]
    [InlineData("Bot:Zone", "W. Europe Standard Time", "IANA name")]
    [InlineData("Storage:PagesMax", "99", "at least 100")]
    [InlineData("Storage:PagesMax", "-100", "at least 100")]
    [InlineData("Storage:PagesMax", "many", "at least 100")]
    [InlineData("Retention:Days", "0", "from 1 to 3650")]
    [InlineData("Retention:Days", "3651", "from 1 to 3650")]
    [InlineData("Retention:Days", "-1", "from 1 to 3650")]
    [InlineData("Retention:Days", "1.5", "from 1 to 3650")]
    [InlineData("Retention:Workspaces:slack:T1", "month", "from 1 to 3650")]
    [InlineData("Retention:Workspaces:T1", "30", "slack:T0123ABCD")]
    [InlineData("Retention:Workspaces:slack", "30", "slack:T0123ABCD")]
    [InlineData("Retention:Workspaces:web:room", "30", "slack:T0123ABCD")]
    [InlineData("Retention:Workspaces:teams:t:19:c@thread.tacv2", "30", "slack:T0123ABCD")]
    [InlineData("Web:PublicUrl", "cocreate.example.org", "the address under which")]
    [InlineData("Web:PublicUrl", "ftp://cocreate.example.org", "the address under which")]
    [InlineData("Web:PublicUrl", "https://cocreate.example.org/?room=1", "the address under which")]
    [InlineData("Web:PublicUrl", "https://me:secret@cocreate.example.org/", "the address under which")]
    public void A_bad_setting_is_named_with_what_would_be_right(string name, string value, string right)
    {
        var problem = Assert.Single(Read((name, value)).Problems);

        Assert.StartsWith(name, problem);
        Assert.Contains(right, problem);
        Assert.EndsWith(".", problem);
    }

    [Theory]
    [InlineData("https://me:half-a-key@cocreate.example.org/")]
    [InlineData("https://me:half-a-key@cocreate.example.org/x?y")]
    [InlineData("https://cocreate.example.org/?sig=half-a-key")]
    public void An_address_with_a_secret_in_it_is_not_repeated(string address) =>
        Assert.DoesNotContain("half-a-key", Assert.Single(Read(("Web:PublicUrl", address)).Problems));

    [Fact]
    public void How_long_sessions_are_kept_is_set_for_all_and_for_single_workspaces()
    {
        var kept = Read(
            ("Retention:Days", "3650"), ("Retention:Workspaces:slack:T1", "1"), ("Retention:Workspaces:teams:ab-cd", ""),
            ("retention:workspaces:WEB", "7")).Retention;

        Assert.Equal((3650, 1), (kept.DaysOf(new VenueId("slack:T2/C1")), kept.DaysOf(new VenueId("slack:t1/C1"))));
        Assert.Equal((null, 7), (kept.DaysOf("teams:ab-cd/29:somebody"), kept.DaysOf(new VenueId("web:room"))));
        Assert.Equal(3650, kept.DaysOf(new VenueId("teams:other/19:c")));
        Assert.Null(Read().Retention.DaysOf(new VenueId("web:room")));
        Assert.Null(Read(("Retention:Days", "")).Retention.Days);
    }

    [Fact]
    public void Every_problem_is_said_at_once() =>
        Assert.Equal(3, Read(("Bot:Language", "xx"), ("Bot:Zone", "xx"), ("Storage:PagesMax", "xx")).Problems.Length);

    [Theory]
    [InlineData("Slack:SigningSecrt", "Slack:SigningSecret")]
    [InlineData("slack:bottokn", "Slack:BotToken")]
    [InlineData("Storage:Pth", "Storage:Path")]
    [InlineData("Storage:MaxPages", "Storage:Path, Storage:PagesMax")]
    [InlineData("Storage:Path:Here", "Storage:Path, Storage:PagesMax")]
    [InlineData("Web:Url", "Web:PublicUrl")]
    [InlineData("Bot:Langauge", "Bot:Language")]
    [InlineData("Storge:Path", "Storage:Path")]
    [InlineData("Slak:SigningSecret", "Slack:SigningSecret")]
    public void A_setting_that_is_none_stops_the_start_and_the_nearest_is_named(string mistyped, string right)
    {
        var problem = Assert.Single(Read((mistyped, "a secret")).Problems);

        Assert.StartsWith($"{mistyped} is no setting", problem);
        Assert.Contains(right, problem);
        Assert.EndsWith(".", problem);
        Assert.DoesNotContain("a secret", problem);
    }

    [Theory]
    [InlineData("SLACK_BOT_TOKEN", "Slack__BotToken")] // may be meant for another program
    [InlineData("StoragePath", "Storage__Path")]
    public void One_that_only_looks_like_a_setting_is_warned_of(string name, string right)
    {
        var options = Read((name, "a secret"));

        Assert.Empty(options.Problems);
        var warning = Assert.Single(options.Warnings);
        Assert.StartsWith($"{name} is no setting", warning);
        Assert.Contains(right, warning);
        Assert.DoesNotContain("a secret", warning);
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Kestrel:Certificates:Default:Path")]
    [InlineData("AllowedHosts")]
    [InlineData("urls")]
    [InlineData("ENVIRONMENT")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("PATH")]
    [InlineData("SLACK:APIURL")]
    public void What_belongs_to_others_or_is_written_in_other_letters_is_left_alone(string name)
    {
        var options = Read((name, "http://localhost/"));

        Assert.DoesNotContain(options.Problems, problem => problem.Contains("is no setting"));
        Assert.Empty(options.Warnings);
    }

    [Theory]
    [InlineData("Bot:Language")]
    [InlineData("Bot:Zone")]
    [InlineData("Storage:Path")]
    [InlineData("Storage:PagesMax")]
    [InlineData("Storage:ConnectionString")]
    [InlineData("Storage:TablePrefix")]
    [InlineData("Web:PublicUrl")]
    public void An_empty_setting_is_none(string name) => Assert.Equivalent(Read(), Read((name, "")));

    static BotOptions Read(params (string Name, string Value)[] settings) => BotOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build());
}
