using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>
/// <c>rehearse --recipe ideas --people 6 --seed 7</c>: the minutes go to standard output and nothing else, how far it is to standard error.
/// </summary>
public static class RehearseCommand
{
    public const string Verb = "rehearse";

    /// <summary>A community of thousands is what the largest scenario plays.</summary>
    public const int PeopleMax = 3_000;

    const int ExitBad = 2;

    static readonly Option<string?> Recipe = new("--recipe") { Description = $"What is played: {Listed(Recipes)}." };
    static readonly Option<string> Of = new("--scenario") { Description = $"Who plays it: {Listed(Scenarios)}.", DefaultValueFactory = _ => Scenarios[0] };
    static readonly Option<int?> People = new("--people") { Description = $"How many, 1 to {PeopleMax}; else as many as the scenario has." };
    static readonly Option<int> Seed = new("--seed") { Description = "The same seed gives the same minutes.", DefaultValueFactory = _ => 1 };
    static readonly Option<string> Language = new("--language") { Description = "Of the minutes: en or de.", DefaultValueFactory = _ => Lexicon.Languages[0] };

    static ImmutableArray<string> Recipes => [.. CoCreateBot.Sessions.Recipe.BuiltIn.Select(recipe => recipe.Name)];

    static ImmutableArray<string> Scenarios => [.. Scenario.All.Select(scenario => scenario.Name)];

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter progress)
    {
        var command = new System.CommandLine.Command(Verb, "Plays a whole session with pretend people and prints its minutes.")
        {
            Recipe, Of, People, Seed, Language, new HelpOption(),
        };
        var parsed = command.Parse(args);
        if (parsed.Action is { } shows && parsed.Errors is [])
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = progress }); // --help
        }

        var (options, problem) = Read(parsed);
        if (options is null)
        {
            await progress.WriteLineAsync(problem);
            return ExitBad;
        }

        try
        {
            var played = await Play.RunAsync(options, progress.WriteLine);
            await output.WriteAsync(played.Minutes);
            return 0;
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await progress.WriteLineAsync($"It is played in a folder of its own in {Path.GetTempPath()}, which could not be used: {e.Message}");
            return ExitBad;
        }
    }

    static (RehearsalOptions? Options, string? Problem) Read(ParseResult parsed)
    {
        if (parsed.Errors is [var error, ..])
        {
            return (null, error.Message); // nothing of it can be asked for then
        }

        var scenario = Scenario.All.FirstOrDefault(known => known.Name == parsed.GetValue(Of));
        var recipe = parsed.GetValue(Recipe) ?? scenario?.Recipe ?? "";
        var people = parsed.GetValue(People) ?? scenario?.People ?? 0;
        var language = parsed.GetValue(Language) ?? "";
        return scenario switch
        {
            null => (null, $"There is no scenario \"{parsed.GetValue(Of)}\". Take one of: {Listed(Scenarios)}."),
            _ when !Recipes.Contains(recipe, StringComparer.Ordinal) => (null, $"There is no recipe \"{recipe}\". Take one of: {Listed(Recipes)}."),
            _ when people is < 1 or > PeopleMax => (null, $"--people is {people}: say how many pretend people take part, from 1 to {PeopleMax}."),
            _ when !Lexicon.Languages.Contains(language, StringComparer.Ordinal) =>
                (null, $"--language is \"{language}\": it must be one of {Listed(Lexicon.Languages)}."),
            _ => (new RehearsalOptions(recipe, scenario, people, parsed.GetValue(Seed), language), null),
        };
    }

    static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
