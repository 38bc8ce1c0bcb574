using System.CommandLine;
using System.CommandLine.Help;

namespace CoCreateBot.Bot;

/// <summary>A word of the command line that does one thing with the settings that the server gets, and ends.</summary>
static class TypedCommand
{
    /// <summary>It was not begun: what was typed, or a setting, is wrong.</summary>
    public const int ExitBad = 2;

    /// <param name="read">What is meant; null with a problem that goes to <paramref name="problems"/>.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync<T>(
        Command command, string[] args, TextWriter output, TextWriter problems, Func<ParseResult, (T? Meant, string? Problem)> read, Func<T, Task<int>> act)
        where T : class
    {
        var parsed = command.Parse(args);
        if (parsed is { Action: HelpAction, Errors: [] })
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = problems });
        }

        var (meant, problem) = parsed.Errors is [var error, ..] ? (null, error.Message) : read(parsed);
        if (meant is null)
        {
            await problems.WriteLineAsync(problem);
            return ExitBad;
        }

        return await act(meant);
    }
}
