using System.CommandLine;
using System.CommandLine.Help;

namespace CoCreateBot.Bot.Venues.Slack.Manifest;

/// <summary><c>manifest slack --url https://bot.example.org</c>: the manifest goes to standard output and nothing else.</summary>
public static class ManifestCommand
{
    public const string Verb = "manifest";

    const string Slack = "slack";
    const int ExitBad = 2;

    static readonly Argument<string> Platform = new("platform") { Description = "For which platform: slack." };
    static readonly Option<string?> Url = new("--url") { Description = "Where the platform reaches the bot, such as https://bot.example.org." };
    static readonly Option<bool> Socket = new("--socket") { Description = "For Socket Mode, which needs no address; the same as to leave out --url." };

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter problems)
    {
        var command = new Command(Verb, "Prints the manifest from which the bot's app is made on a platform.") { Platform, Url, Socket, new HelpOption() };
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

        await output.WriteAsync(SlackManifest.Of(parsed.GetValue(Url)?.TrimEnd('/')));
        return 0;
    }

    static string? Problem(ParseResult parsed)
    {
        if (parsed.Errors is [var error, ..])
        {
            return error.Message;
        }

        return (parsed.GetValue(Platform), parsed.GetValue(Url), parsed.GetValue(Socket)) switch
        {
            (not Slack, _, _) => $"There is no manifest for \"{parsed.GetValue(Platform)}\". Take: {Slack}.",
            (_, not null, true) => "--url and --socket exclude each other: Socket Mode needs no address.",
            (_, { } url, _) when !IsAddress(url) => $"--url is \"{url}\": it must be an https address without a query, such as https://bot.example.org.",
            _ => null,
        };
    }

    static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "https", Query: "", Fragment: "", UserInfo: "" };
}
