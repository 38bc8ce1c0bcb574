using System.CommandLine;
using System.CommandLine.Help;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Bot.Rebuilding;

/// <summary>
/// <c>artifacts rebuild</c>, with the settings that the server gets: draws the readable rows of all sessions anew from their logs. What came of it goes to
/// standard output, how far it is and what is wrong to standard error.
/// </summary>
public static class ArtifactsCommand
{
    public const string Verb = "artifacts";

    const string RebuildVerb = "rebuild";
    const int ExitFault = 1;

    /// <returns>The exit code: 0 where the rows of every session were drawn.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter problems) =>
        RunAsync(args, output, problems, !Console.IsErrorRedirected, tables => tables);

    /// <param name="reach">Changes what a test needs otherwise: the way to the tables.</param>
    internal static Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter problems, bool isTerminal, Func<TableStoreOptions, TableStoreOptions> reach)
    {
        var rebuild = new Command(
            RebuildVerb,
            "Draws the directory and the readable rows of all sessions anew from their logs. It can be broken off and repeated at any time. "
            + "Of a file the server has to be stopped first; over tables it may run. It takes the settings that the server gets, such as --Storage:Path.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        var command = new Command(Verb, "What is kept readable beside the logs of sessions.") { rebuild, new HelpOption() };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(_ => TypedCommand.ExitBad); // alone it is no error of the parser's: what is missing is said in our words
        return TypedCommand.RunAsync(
            command, args, output, problems,
            parsed => parsed.CommandResult.Command == rebuild ? Read(parsed) : (null, $"Say what to do: {Verb} {RebuildVerb}"),
            options => OpenAsync(
                options.Tables is { } tables ? options with { Tables = reach(tables) } : options, output, problems, isTerminal));
    }

    static async Task<int> OpenAsync(BotOptions options, TextWriter output, TextWriter problems, bool isTerminal)
    {
        try
        {
            await using var store = await StoreOpening.OpenAsync(options);
            return await RebuildAsync(store, options, output, problems, isTerminal);
        }
        catch (StoreUnavailableException e)
        {
            await problems.WriteLineAsync(e.Message);
            return TypedCommand.ExitBad;
        }
    }

    static (BotOptions? Options, string? Problem) Read(ParseResult parsed)
    {
        if (TypedSettings.Stray(parsed.UnmatchedTokens) is { } stray)
        {
            return (null, $"{stray} is no setting. {Verb} {RebuildVerb} takes those that the server gets, such as --Storage:Path data/cocreate.db");
        }

        var (options, problem) = TypedSettings.Read(parsed.UnmatchedTokens);
        return options is { Tables: null } && !File.Exists(options.StoragePath)
            ? (null, $"There is nothing to draw: Storage:Path is {StoreOpening.PlaceOf(options)}, and there is no such file. "
                + "Give the settings that the server gets.")
            : (options, problem);
    }

    static async Task<int> RebuildAsync(IStore store, BotOptions options, TextWriter output, TextWriter problems, bool isTerminal)
    {
        var parts = new ServiceCollection();
        parts.AddLogging();
        BotApp.AddCore(parts, options, store);
        await using var services = parts.BuildServiceProvider();
        var line = new ProgressLine(problems, isTerminal);
        var work = new Rebuild(services.GetRequiredService<HostContext>(), (done, of) => line.Show("Draws", done, of), (session, why) =>
        {
            line.End();
            problems.WriteLine($"Session {session} cannot be read and is left as it is: {why}");
        });
        try
        {
            await work.RunAsync(default);
        }
        catch (StoreUnavailableException e)
        {
            line.End();
            await problems.WriteLineAsync($"It broke off: {e.Message} What was drawn stays. Start the same again.");
            return ExitFault;
        }

        line.End();
        await output.WriteLineAsync($"Drawn anew: {work.Rows:N0} readable rows of {work.Sessions:N0} sessions in {StoreOpening.PlaceOf(options)}.");
        return await SaidAsync(work, problems);
    }

    static async Task<int> SaidAsync(Rebuild work, TextWriter problems)
    {
        if (work.Damaged == 0)
        {
            return 0;
        }

        await problems.WriteLineAsync($"Sessions that could not be read: {work.Damaged:N0}. All others are drawn.");
        return ExitFault;
    }
}
