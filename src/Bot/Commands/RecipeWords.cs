using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Recipes that people make for themselves: <c>recipe save retro checkin | brainwrite "?" | vote | steps</c>.</summary>
static class RecipeWords
{
    public const string Verb = "recipe";

    /// <summary>Of one venue.</summary>
    public const int RecipesMax = 50;

    public const int NameMax = 30;

    const string Save = "save";

    static readonly Refusal How = new("Commands.RecipeHow", RefusalKind.Wrong);

    /// <summary>The recipe meant; what it holds was planned once, so that it works when it is used.</summary>
    public static Parsed<Recipe> Read(TypedLine line, ImmutableArray<Recipe> own, Activities activities)
    {
        if (line.Rest.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var save, var name, var text]
            || !save.Equals(Save, StringComparison.OrdinalIgnoreCase))
        {
            return How;
        }

        ImmutableArray<string> steps = [.. text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        return WhyNot(name, steps, own) is { } refusal ? refusal : Tried(new Recipe(name.ToLowerInvariant(), steps), activities);
    }

    static Refusal? WhyNot(string name, ImmutableArray<string> steps, ImmutableArray<Recipe> own)
    {
        if (steps.IsEmpty)
        {
            return How;
        }

        if (name.Length > NameMax || !name.All(c => char.IsLetterOrDigit(c) || c == '-'))
        {
            return new Refusal("Commands.RecipeName", RefusalKind.Wrong, NameMax);
        }

        if (steps.Length > Limits.ActivitiesMax)
        {
            return new Refusal("Session.TooManyActivities", RefusalKind.Wrong, Limits.ActivitiesMax);
        }

        return Recipe.BuiltIn.Any(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ? new Refusal("Commands.RecipeTaken", RefusalKind.Wrong, name)
            : own.Length >= RecipesMax && own.All(known => !known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ? new Refusal("Commands.TooManyRecipes", RefusalKind.NotNow, RecipesMax)
                : null;
    }

    static Parsed<Recipe> Tried(Recipe recipe, Activities activities)
    {
        var planned = recipe.Plan(new TypedLine { Verb = AgendaWords.Session, Question = "?" }, activities);
        return planned.Value is null ? planned.Refusal ?? Refusals.NotUnderstood : recipe;
    }
}
