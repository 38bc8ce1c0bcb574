using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>The form that starts a session with a charter: what one could type with <c>session "How might we ...?" ideas live</c>, and what for.</summary>
public static class SessionStartForm
{
    /// <summary>The word that would be typed.</summary>
    public const string Verb = "session";

    const string PurposeInput = "question";
    const string RecipeInput = "recipe";
    const string InfluenceInput = "influence";
    const string DeciderInput = "decider";

    public static StartForm Form(Activities activities, Words words)
    {
        ImmutableArray<Element> body =
        [
            new InputText(PurposeInput, words["Session.StartPurpose"], Limits.QuestionMax) { Hint = words["Session.StartPurposeHint"], IsRequired = true },
            Recipes(activities, words),
            StartForm.Pace(words),
            StartForm.Until(words["Session.StartUntilHint"], words),
            new InputText(InfluenceInput, words["Session.StartInfluence"], Limits.QuestionMax) { Hint = words["Session.StartInfluenceHint"] },
            new InputText(DeciderInput, words["Session.StartDecider"], Limits.QuestionMax),
        ];
        return StartForm.Of(Verb, words["Session.StartOffer"], words["Session.StartTitle"], words["Session.StartSubmit"], body, words);
    }

    static InputChoiceSet Recipes(Activities activities, Words words)
    {
        var offered = Recipe.BuiltIn.Where(recipe => !recipe.TakesOptions); // a list to choose from is typed, or has a form of its own
        return new InputChoiceSet(RecipeInput, words["Session.StartRecipe"],
            [.. offered.Select(recipe => new Choice($"{words["Session.Recipe-" + recipe.Name]}: {Steps(recipe, activities, words)}", recipe.Name))])
        {
            Value = Recipe.BuiltIn[0].Name,
            IsRequired = true,
            Style = ChoiceInputStyle.Expanded,
        };
    }

    static string Steps(Recipe recipe, Activities activities, Words words) => string.Join(", ", recipe.Lines
        .Select(line => activities.ForVerb(TypedLine.Parse(line).Verb)).OfType<Activity>()
        .Select(activity => words[activity.Texts.BaseName + ".Name"]));

    public static Parsed<SessionStart> Read(IReadOnlyDictionary<string, string> fields, Activities activities, DateTimeOffset now, TimeZoneInfo zone)
    {
        var timed = Line(fields).Timed(now, zone);
        if (timed.Value is not { } line)
        {
            return (timed.Refusal ?? Refusals.NotUnderstood) with { Input = StartForm.UntilInput };
        }

        var read = SessionStart.Read(line, activities, Recipe.BuiltIn, now);
        var (influence, decider) = (Said(fields, InfluenceInput), Said(fields, DeciderInput));
        return (read.Value, read.Refusal ?? influence.Refusal ?? decider.Refusal) switch
        {
            ({ } start, null) => start with { Charter = start.Charter with { Influence = Given(influence), Decider = Given(decider) } },
            (_, { } refusal) => refusal,
            _ => Refusals.NotUnderstood,
        };
    }

    static TypedLine Line(IReadOnlyDictionary<string, string> fields) => StartForm.Read(Verb, fields) with
    {
        Words = fields.GetValueOrDefault(RecipeInput) is { Length: > 0 } recipe ? [recipe] : [],
    };

    static Parsed<string> Said(IReadOnlyDictionary<string, string> fields, string input) =>
        PersonalText.Optional(fields.GetValueOrDefault(input), Limits.QuestionMax);

    static string? Given(Parsed<string> said) => said.Value is { Length: > 0 } text ? text : null;
}
