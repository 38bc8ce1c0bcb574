using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics;
using System.Globalization;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Moving;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Bot.Migrating;

/// <summary>
/// <c>migrate --to https://myaccount.table.core.windows.net</c>, with the settings that the server gets: copies all of the configured store into another one,
/// and compares both. The account of it goes to standard output, how far it is to standard error.
/// </summary>
public static class MigrateCommand
{
    public const string Verb = "migrate";

    const int ExitDifferent = 1;
    const int HashDigits = 16;

    static readonly Option<string?> To = new("--to")
    {
        Description = "Where to: a file, a connection string of Azure Table Storage or Cosmos DB for Table, or the https address of the tables.",
    };

    static readonly Option<string> ToPrefix = new("--to-prefix")
    {
        Description = "How the names of the tables begin there.",
        DefaultValueFactory = _ => TableStoreOptions.DefaultPrefix,
    };

    /// <summary>By then each server that works on tables has written its row there anew.</summary>
    static readonly TimeSpan BeatWithin = Neighbours.BeatEvery + (2 * Neighbours.LookEvery);

    /// <summary>As only connection strings have them; no file is made whose name would be a secret.</summary>
    static readonly string[] OfTables = ["https:", "http:", "="];

    /// <returns>The exit code: 0 where both stores hold the same.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter problems) =>
        RunAsync(args, output, problems, !Console.IsErrorRedirected, tables => tables, TimeProvider.System);

    /// <param name="reach">Changes what a test needs otherwise: the way to the tables.</param>
    internal static Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter problems, bool isTerminal, Func<TableStoreOptions, TableStoreOptions> reach, TimeProvider time)
    {
        var command = new Command(
            Verb,
            "Copies everything from the store that the settings name into another one, and compares both. Stop the server first. "
            + "Where it breaks off, start the same again. Beside the options it takes the settings that the server gets, such as --Storage:Path.")
        {
            To, ToPrefix, new HelpOption(),
        };
        command.TreatUnmatchedTokensAsErrors = false;
        return TypedCommand.RunAsync(
            command, args, output, problems, Read, way => OpenAsync(Reached(way.From, reach), Reached(way.To, reach), output, problems, isTerminal, time));
    }

    static BotOptions Reached(BotOptions options, Func<TableStoreOptions, TableStoreOptions> reach) =>
        options.Tables is { } tables ? options with { Tables = reach(tables) } : options;

    static (Way? Way, string? Problem) Read(ParseResult parsed)
    {
        if (TypedSettings.Stray(parsed.UnmatchedTokens) is { } stray)
        {
            return (null, $"{stray} is no option of {Verb} and no setting. There are --to, --to-prefix and settings such as --Storage:Path.");
        }

        if (string.IsNullOrWhiteSpace(parsed.GetValue(To)))
        {
            return (null, "--to is missing: where everything is copied to. Give a file, such as --to data/other.db, a connection string, "
                + "or the https address of tables, such as --to https://myaccount.table.core.windows.net");
        }

        var (from, wrong) = TypedSettings.Read(parsed.UnmatchedTokens);
        if (from is null)
        {
            return (null, wrong);
        }

        var to = Target(parsed.GetValue(To)!.Trim(), parsed.GetValue(ToPrefix) ?? ""); // ! seen above
        return Problem(from, to) is { } problem ? (null, problem) : (new(from, to), null);
    }

    static BotOptions Target(string to, string prefix) => new()
    {
        StoragePath = to,
        Tables = OfTables.Any(mark => to.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? new() { Connection = to, Prefix = prefix } : null,
    };

    static string? Problem(BotOptions from, BotOptions to) =>
        to.Tables?.Problem() is { } other ? Renamed(other)
        : StoreOpening.PlaceOf(from) == StoreOpening.PlaceOf(to) ? $"--to is {StoreOpening.PlaceOf(to)}, where everything is already. Give another place."
        : from.Tables is null && !File.Exists(from.StoragePath)
            ? $"There is nothing to copy: Storage:Path is {StoreOpening.PlaceOf(from)}, and there is no such file. Give the settings that the server gets."
        : null;

    /// <summary>The stores say the settings' names, which here are the options'.</summary>
    static string Renamed(string problem) => problem
        .Replace("Storage:ConnectionString", "--to", StringComparison.Ordinal)
        .Replace("Storage:TablePrefix", "--to-prefix", StringComparison.Ordinal)
        .Replace("Storage:Path", "--to", StringComparison.Ordinal);

    static async Task<int> OpenAsync(BotOptions from, BotOptions to, TextWriter output, TextWriter problems, bool isTerminal, TimeProvider time)
    {
        var isFrom = true;
        try
        {
            await using var source = await StoreOpening.OpenAsync(from);
            await CheckIsFreeAsync(source, from, time);
            isFrom = false;
            await using var target = await StoreOpening.OpenAsync(to);
            await CheckIsFreeAsync(target, to, time);
            await output.WriteLineAsync($"From {StoreOpening.PlaceOf(from)}");
            await output.WriteLineAsync($"to   {StoreOpening.PlaceOf(to)}. No server may work on either meanwhile.");
            return await MoveAsync(source, target, to, output, problems, isTerminal);
        }
        catch (StoreUnavailableException e)
        {
            await problems.WriteLineAsync(isFrom ? e.Message : Renamed(e.Message));
            return TypedCommand.ExitBad;
        }
    }

    // A file is locked by whoever works on it. Of tables only this is seen: each server writes its row there again and again.
    static async Task CheckIsFreeAsync(IStore store, BotOptions place, TimeProvider time)
    {
        if (store.Nodes is not { } nodes || await nodes.ReadAsync(default) is not { IsEmpty: false } before)
        {
            return;
        }

        await Task.Delay(BeatWithin, time);
        var after = await nodes.ReadAsync(default);
        var working = after.Count(node => !before.Any(one => one.Name == node.Name && one.Beat == node.Beat));
        if (working > 0)
        {
            throw new StoreUnavailableException(
                StoreTrouble.InUse,
                $"Servers work on {StoreOpening.PlaceOf(place)} ({working} wrote there within {BeatWithin.TotalSeconds} seconds). Stop them first.");
        }
    }

    static async Task<int> MoveAsync(IStore from, IStore to, BotOptions place, TextWriter output, TextWriter problems, bool isTerminal)
    {
        var bar = new MoveBar(problems, isTerminal);
        Moved moved;
        try
        {
            moved = await StoreMove.RunAsync(from, to, bar.Show, default);
        }
        catch (StoreUnavailableException e)
        {
            bar.End();
            await problems.WriteLineAsync($"It broke off: {e.Message} What was copied stays. Start the same again, and it goes on.");
            return ExitDifferent;
        }

        bar.End();
        return await SayAsync(moved, place, output, problems);
    }

    static async Task<int> SayAsync(Moved moved, BotOptions to, TextWriter output, TextWriter problems)
    {
        switch (moved.End)
        {
            case MoveEnd.Nothing:
                await problems.WriteLineAsync("There is nothing to copy: the store that the settings name is empty. Give the settings that the server gets.");
                return TypedCommand.ExitBad;
            case MoveEnd.Refused:
                var strange = string.Join(", ", moved.Kinds.Where(kind => kind.Strange > 0).Select(kind => $"{kind.Strange} of {kind.Name}"));
                await problems.WriteLineAsync(
                    $"--to holds something else already ({strange}). Nothing was written. Give an empty place: another file, or another --to-prefix.");
                return TypedCommand.ExitBad;
            case MoveEnd.Same or MoveEnd.Different:
                await output.WriteLineAsync(Table(moved));
                break;
            default:
                throw new UnreachableException();
        }

        if (moved.End is MoveEnd.Different)
        {
            await problems.WriteLineAsync(
                "They do not hold the same. Go on with the store of before. See that no server runs, and start the same again, or give an empty place.");
            return ExitDifferent;
        }

        var settings = to.Tables is null ? "Storage:Path (and no Storage:ConnectionString)" : "Storage:ConnectionString and Storage:TablePrefix";
        await output.WriteLineAsync(
            $"Both hold the same. Set {settings} to the new place and start the server. The folder of Slack:KeysPath is not in the store: keep it.");
        return 0;
    }

    static string Table(Moved moved) => string.Join(Environment.NewLine, moved.Kinds.Select(kind => string.Create(
        CultureInfo.InvariantCulture,
        $"{kind.Name,-14}{kind.From.Rows,12:N0}{kind.To.Rows,12:N0}  {kind.From.Hash[..HashDigits]}  {(kind.IsSame ? "same" : "NOT THE SAME")}"))
        .Prepend($"{"",-14}{"from",12}{"to",12}  {"hash",-HashDigits}"));

    sealed record Way(BotOptions From, BotOptions To);
}
