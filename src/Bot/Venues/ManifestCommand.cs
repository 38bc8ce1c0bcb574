using System.CommandLine;
using System.CommandLine.Help;
using CoCreateBot.Bot.Venues.Slack.Manifest;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Manifest;

namespace CoCreateBot.Bot.Venues;

/// <summary>
/// <c>manifest slack --url https://bot.example.org</c> and <c>manifest teams --url https://bot.example.org --app-id ID</c>: the manifest goes to standard
/// output and nothing else; with <c>--out app.zip</c> the app package of Teams is written instead.
/// </summary>
public static class ManifestCommand
{
    public const string Verb = "manifest";

    const string Slack = "slack";
    const string Teams = "teams";
    const int ExitBad = 2;

    static readonly Argument<string> Platform = new("platform") { Description = $"For which platform: {Slack} or {Teams}." };
    static readonly Option<string?> Url = new("--url") { Description = "Where the platform reaches the bot, such as https://bot.example.org." };
    static readonly Option<bool> Socket = new("--socket")
    {
        Description = "Slack: for Socket Mode, which needs no address; the same as to leave out --url.",
    };

    static readonly Option<string?> AppId = new("--app-id") { Description = "Teams: the Microsoft App ID of the bot." };
    static readonly Option<string?> Out = new("--out")
    {
        Description = "Teams: the app package to write, such as app.zip; without it the manifest is printed.",
    };

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter problems)
    {
        var command = new Command(Verb, "Prints the manifest from which the bot's app is made on a platform, or writes the app package of Teams.")
        {
            Platform, Url, Socket, AppId, Out, new HelpOption(),
        };
        var parsed = command.Parse(args);
        if (parsed.Action is not null && parsed.Errors is [])
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = problems }); // --help
        }

        if (Problem(parsed) is { } problem)
        {
            await problems.WriteLineAsync(problem);
            return ExitBad;
        }

        var address = parsed.GetValue(Url)?.TrimEnd('/');
        if (parsed.GetValue(Platform) == Teams)
        {
            var manifest = new TeamsManifest(new Uri(address!), Guid.Parse(parsed.GetValue(AppId)!)); // ! both were looked at
            return await TeamsAsync(manifest, parsed.GetValue(Out), output, problems);
        }

        await output.WriteAsync(SlackManifest.Of(address));
        return 0;
    }

    static async Task<int> TeamsAsync(TeamsManifest manifest, string? file, TextWriter output, TextWriter problems)
    {
        if (file is null)
        {
            await output.WriteAsync(manifest.Text());
            return 0;
        }

        try
        {
            await File.WriteAllBytesAsync(file, TeamsPackage.Of(manifest));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await problems.WriteLineAsync($"--out is \"{file}\", which cannot be written: {e.Message.ReplaceLineEndings(" ")}");
            return ExitBad;
        }

        await output.WriteLineAsync(
            $"{Path.GetFullPath(file)} is written. In Teams: Apps → Manage your apps → Upload an app. "
            + $"The bot's messaging endpoint is {manifest.Address}{TeamsDoor.Path}");
        return 0;
    }

    static string? Problem(ParseResult parsed) => parsed.Errors is [var error, ..] ? error.Message : parsed.GetValue(Platform) switch
    {
        Slack => SlackProblem(parsed),
        Teams => TeamsProblem(parsed),
        var other => $"There is no manifest for \"{other}\". Take: {Slack} or {Teams}.",
    };

    static string? SlackProblem(ParseResult parsed) => (parsed.GetValue(Url), parsed.GetValue(Socket)) switch
    {
        _ when parsed.GetValue(AppId) is not null || parsed.GetValue(Out) is not null =>
            "--app-id and --out are for teams: Slack's manifest goes to standard output.",
        (not null, true) => "--url and --socket exclude each other: Socket Mode needs no address.",
        ({ } url, _) => AddressProblem(url),
        _ => null,
    };

    static string? TeamsProblem(ParseResult parsed) => (parsed.GetValue(Url), parsed.GetValue(AppId)) switch
    {
        _ when parsed.GetValue(Socket) => "--socket is for slack: Teams needs an address to come to, so name it with --url.",
        (null, _) => "--url is missing: where Teams reaches the bot, such as https://bot.example.org.",
        ({ } url, _) when AddressProblem(url) is { } problem => problem,
        (_, null) => "--app-id is missing: in the Azure portal open your bot, Configuration → Microsoft App ID.",
        (_, { } id) when !Guid.TryParseExact(id, "D", out _) =>
            $"--app-id is \"{id}\": it must be an id such as 9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001, in the Azure portal Configuration → Microsoft App ID.",
        _ => null,
    };

    static string? AddressProblem(string url) => IsAddress(url)
        ? null
        : $"--url is \"{url}\": it must be an https address without a query, such as https://bot.example.org.";

    static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "https", Query: "", Fragment: "", UserInfo: "" };
}
