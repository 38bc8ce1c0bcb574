using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>What a line that starts a session asks for: <c>session "How might we ...?" ideas live for 90m</c>.</summary>
public sealed record SessionStart(Charter Charter, ImmutableArray<ActivityPlan> Agenda, bool IsLive)
{
    /// <summary>What is made where no recipe is named.</summary>
    const string DefaultRecipe = "ideas";

    public static Parsed<SessionStart> Read(TypedLine typed, Activities activities, ImmutableArray<Recipe> recipes, DateTimeOffset now)
    {
        var line = WithRecipeApart(typed, recipes);
        var purpose = PersonalText.Required(line.Question, Limits.QuestionMax);
        if (purpose.Value is not { } asked)
        {
            return line.Question is null ? new Refusal("Session.PurposeMissing", RefusalKind.Wrong) : purpose.Refusal ?? Refusals.NotUnderstood;
        }

        if (line.Words.IndexOf("until", 0, StringComparer.OrdinalIgnoreCase) is >= 0 and var until)
        {
            return new Refusal("Session.BadMoment", RefusalKind.Wrong, string.Join(' ', line.Words[(until + 1)..]));
        }

        var name = line.Words is [var one, ..] ? one : DefaultRecipe;
        if (line.Words.Length > 1 || recipes.FirstOrDefault(known => Is(known, name)) is not { } recipe)
        {
            return new Refusal("Session.NoSuchRecipe", RefusalKind.Wrong, string.Join(' ', line.Words), string.Join(", ", recipes.Select(known => known.Name)));
        }

        var settings = new SettingsReader(line, "for", "live");
        var isLive = line.Settings.ContainsKey("live");
        var length = line.Settings.ContainsKey("for") ? settings.Lasts(default, default) : (TimeSpan?)null;
        if (settings.Refusal is { } refusal)
        {
            return refusal;
        }

        var planned = recipe.Plan(line with { Question = asked }, activities);
        if (planned.Value is not { } agenda)
        {
            return planned.Refusal ?? Refusals.NotUnderstood;
        }

        var fitted = length is { } all ? agenda.FittedTo(all, isLive) : agenda;
        return new SessionStart(new Charter(asked, EndsAt: now + length), fitted.Plans, isLive);
    }

    // Beside options with bars the recipe's name would be read as part of the question, or of the first option.
    static TypedLine WithRecipeApart(TypedLine line, ImmutableArray<Recipe> recipes)
    {
        if (line.Options.IsEmpty || !line.Words.IsEmpty)
        {
            return line;
        }

        if (line.Parts is [{ IsQuoted: false } head, ..] && recipes.Any(known => Is(known, head.Text)))
        {
            return TypedLine.Parse($"{line.Verb} {line.Rest[head.Text.Length..]}") with { Words = [head.Text] };
        }

        var first = line.Options[0].Split(' ', 2);
        return first is [var name, var option] && recipes.Any(known => Is(known, name))
            ? line with { Words = [name], Options = line.Options.SetItem(0, option) }
            : line;
    }

    static bool Is(Recipe recipe, string name) => recipe.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
