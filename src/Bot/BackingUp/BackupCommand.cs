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
    const int ExitBad = 2;
    const double MiB = 1024 * 1024;

    static readonly Option<string?> To = new("--to") { Description = "The file that is made, such as backups/2026-11-23.db. It must not be there yet." };

    /// <returns>The exit code: 0 where the copy is there and whole.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter problems)
    {
        var command = new Command(
            Verb,
            "Copies the file in which everything is kept into another one. The server may go on meanwhile. "
            + "Beside the option it takes the settings that the server gets, such as --Storage:Path.")
        {
            To, new HelpOption(),
        };
        command.TreatUnmatchedTokensAsErrors = false;
        var parsed = command.Parse(args);
        if (parsed.Action is { } shows && parsed.Errors is [])
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = problems }); // --help
        }

        var (options, problem) = Read(parsed);
        if (options is null)
        {
            await problems.WriteLineAsync(problem);
            return ExitBad;
        }

        return await MakeAsync(options.StoragePath, parsed.GetValue(To)!.Trim(), output, problems); // ! read above
    }

    static (BotOptions? Options, string? Problem) Read(ParseResult parsed)
    {
        if (parsed.Errors is [var error, ..])
        {
            return (null, error.Message);
        }

        if (TypedSettings.Stray(parsed.UnmatchedTokens) is { } stray)
        {
            return (null, $"{stray} is no option of {Verb} and no setting. There are --to and settings such as --Storage:Path.");
        }

        if (string.IsNullOrWhiteSpace(parsed.GetValue(To)))
        {
            return (null, "--to is missing: the file that is made, such as --to backups/2026-11-23.db");
        }

        var (options, problem) = TypedSettings.Read(parsed.UnmatchedTokens);
        return options is null ? (null, problem)
            : options.Tables is { } tables
                ? (null, $"The settings name {tables}, and this copies a file. Stop the server and use: migrate --to {parsed.GetValue(To)}")
            : new FileInfo(options.StoragePath) is not { Exists: true, Length: > 0 }
                ? (null, $"There is nothing to copy in {StoreOpening.PlaceOf(options)}, as Storage:Path says. Give the settings that the server gets.")
            : (options, null);
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
            return e.Trouble is StoreTrouble.BadPlace ? ExitBad : ExitFailed;
        }
    }
}
