using CoCreateBot.Bot.Venues;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Doctor;

/// <summary><c>doctor</c>, with the settings that the server gets: a line for each thing that is set up, works, or is missing. Nothing is started.</summary>
public static class DoctorCommand
{
    public const string Verb = "doctor";

    const int ExitFault = 1;
    const int ExitBad = 2;

    /// <summary>A store that takes longer to write a few bytes is none.</summary>
    static readonly TimeSpan StoreWithin = TimeSpan.FromSeconds(15);

    const string Usage = "doctor looks at the settings, the store, Slack and Teams, and says what works, what is missing and how to get it. "
        + "Give it the settings that the server gets, such as: doctor --Storage:Path data/cocreate.db";

    /// <returns>The exit code: 0 where all that is set up works.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter problems) =>
        RunAsync(args, output, problems, WireHttp.Handler(), TimeProvider.System);

    /// <param name="way">To Slack and to Microsoft.</param>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter problems, HttpMessageHandler way, TimeProvider time)
    {
        if (args is ["--help" or "-h" or "-?", ..])
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (args is [var first, ..] && !first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal))
        {
            await problems.WriteLineAsync($"\"{first}\" is no setting. {Usage}");
            return ExitBad;
        }

        if (Arguments.Valueless(args) is { } valueless)
        {
            await problems.WriteLineAsync(valueless);
            return ExitBad;
        }

        BotOptions options;
        try
        {
            options = BotOptions.Read(BotApp.Builder(args).Configuration);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            await problems.WriteLineAsync($"The settings cannot be read: {e.Message.ReplaceLineEndings(" ")}");
            return ExitBad;
        }

        var faults = 0;
        await foreach (var finding in FindAsync(options, way, time))
        {
            faults += finding.IsFault ? 1 : 0;
            await output.WriteLineAsync(finding.ToString());
        }

        await output.WriteLineAsync(InAll(faults, options).ToString());
        return faults > 0 ? ExitFault : 0;
    }

    static Finding InAll(int faults, BotOptions options) => faults switch
    {
        0 when options.Slack.IsOff && options.Teams.IsOff =>
            Finding.Ok($"You can start. Without Slack and Teams there are rooms on the web, at {options.Listen}."),
        0 => Finding.Ok("You can start."),
        _ => Finding.Wrong($"What stands in the way: {faults}. Put right what is said above, then ask doctor again."),
    };

    static async IAsyncEnumerable<Finding> FindAsync(BotOptions options, HttpMessageHandler way, TimeProvider time)
    {
        foreach (var problem in options.Problems)
        {
            yield return problem.Contains(" is missing", StringComparison.Ordinal) ? Finding.Missing(problem, isFault: true) : Finding.Wrong(problem);
        }

        foreach (var warning in options.Warnings)
        {
            yield return Finding.Missing(warning);
        }

        (IStore? Store, Finding? Found) opened = options.IsStoreKnown ? await StoreAsync(options, time) : (null, null); // else it was said above
        await using var store = opened.Store;
        if (opened.Found is { } found)
        {
            yield return found;
        }

        yield return Finding.Ok($"{options.Retention}");
        yield return Address(options);
        using var slack = new SlackDoctor(options, store, way, time);
        await foreach (var finding in slack.FindAsync())
        {
            yield return finding;
        }

        using var teams = new TeamsDoctor(options, way, time);
        await foreach (var finding in teams.FindAsync())
        {
            yield return finding;
        }
    }

    /// <returns>The store where it can be used.</returns>
    static async Task<(IStore? Store, Finding Found)> StoreAsync(BotOptions options, TimeProvider time)
    {
        var place = $"The store, {StoreOpening.PlaceOf(options)}";
        IStore? store = null;
        try
        {
            store = await StoreOpening.OpenAsync(options);
            await store.CheckAsync(CancellationToken.None).WaitAsync(StoreWithin, time);
            return (store, Finding.Ok($"{place}, opens and can be written to."));
        }
        catch (StoreUnavailableException e)
        {
            await (store?.DisposeAsync() ?? default);
            return (null, e.Trouble == StoreTrouble.InUse
                ? Finding.Ok($"{place}, is in use by a server that runs; whether it can write, its /health/ready says.")
                : Finding.Wrong($"{place}: {e.Message}"));
        }
        catch (TimeoutException)
        {
            // Not disposed of: that would wait for what hangs.
            return (null, Finding.Wrong($"{place}, did not take a few bytes within {StoreWithin.TotalSeconds} seconds: it may be full or broken."));
        }
    }

    static Finding Address(BotOptions options) => options.PublicUrl switch
    {
        { Scheme: "https" } url => Finding.Ok($"Web:PublicUrl is {url}; links lead there."),
        { IsLoopback: true } url => Finding.Ok($"Web:PublicUrl is {url}, which only this machine reaches."),
        { } url => Finding.Missing($"Web:PublicUrl is {url}, without https: what people send can be read on its way. "
            + "Put the bot behind a proxy that speaks https."),
        null when options.Slack is { IsSocket: true, HasOAuth: false } =>
            Finding.Ok($"Web:PublicUrl is not set, and Socket Mode needs none. Only links into web rooms do: without it they lead to {options.Listen}."),
        null => Finding.Missing($"Web:PublicUrl is not set: links lead to {options.Listen}, which only this machine may reach. "
            + "Set it to the address under which people reach this server."),
    };
}
