using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;

namespace CoCreateBot.Bot.BackingUp;

/// <summary>
/// <c>backup --to FILE</c>, with the settings that the server gets: copies the file in which everything is kept into another one, while the server works on it.
/// </summary>
public static class BackupCommand
{
    public const string Verb = "backup";

    const int ExitFailed = 1;
    const double MiB = 1024 * 1024;

    static readonly Option<string?> To = new("--to") { Description = "The file that is made, such as backups/2026-11-23.db. It must not be there yet." };

    /// <returns>The exit code: 0 where the copy is there and whole.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter problems)
    {
        var command = new Command(
            Verb,
            "Copies the file in which everything is kept into another one. The server may go on meanwhile. "
            + "Beside the option it takes the settings that the server gets, such as --Storage:Path.")
        {
            To, new HelpOption(),
        };
        command.TreatUnmatchedTokensAsErrors = false;
        return TypedCommand.RunAsync(command, args, output, problems, Read, copy => MakeAsync(copy.Path, copy.To, output, problems));
    }

    static (Copy? Copy, string? Problem) Read(ParseResult parsed)
    {
        if (TypedSettings.Stray(parsed.UnmatchedTokens) is { } stray)
        {
            return (null, $"{stray} is no option of {Verb} and no setting. There are --to and settings such as --Storage:Path.");
        }

        if (parsed.GetValue(To)?.Trim() is not { Length: > 0 } to)
        {
            return (null, "--to is missing: the file that is made, such as --to backups/2026-11-23.db");
        }

        var (options, problem) = TypedSettings.Read(parsed.UnmatchedTokens);
        return options is null ? (null, problem)
            : options.Tables is { } tables
                ? (null, $"The settings name {tables}, and this copies a file. Stop the server and use: migrate --to {to}")
            : new FileInfo(options.StoragePath) is not { Exists: true, Length: > 0 }
                ? (null, $"There is nothing to copy in {StoreOpening.PlaceOf(options)}, as Storage:Path says. Give the settings that the server gets.")
            : (new(options.StoragePath, to), null);
    }

    static async Task<int> MakeAsync(string path, string to, TextWriter output, TextWriter problems)
    {
        await output.WriteLineAsync($"From {Path.GetFullPath(path)}");
        await output.WriteLineAsync($"to   {Path.GetFullPath(to)}. The server may go on.");
        try
        {
            var made = SqliteBackup.Make(path, to);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"It is there and whole: {made.Commits:N0} commits, {made.Bytes / MiB:N1} MiB."));
            await output.WriteLineAsync(
                "What is forgotten or destroyed on the server from now on stays in it, so delete it in time. The folder of Slack:KeysPath is not in it.");
            return 0;
        }
        catch (StoreUnavailableException e)
        {
            await problems.WriteLineAsync($"{e.Message} There is no backup.");
            return e.Trouble is StoreTrouble.BadPlace ? TypedCommand.ExitBad : ExitFailed;
        }
    }

    sealed record Copy(string Path, string To);
}
