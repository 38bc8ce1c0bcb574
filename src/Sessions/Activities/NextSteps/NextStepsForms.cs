using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>The forms of steps. Anybody may open them; what is not theirs is not in them.</summary>
static class NextStepsForms
{
    public const string WhatInput = "what";
    public const string SuggestionInput = "suggestion";
    public const string OwnerInput = "owner";
    public const string DueInput = "due";
    public const string SignInput = "sign";
    public const string StepInput = "step";
    public const string BecomesInput = "becomes";
    public const string ReasonInput = "reason";

    /// <summary>A list of choices has at most 100 (Slack), two of them are "me" and "nobody yet"; above it one writes the name.</summary>
    public const int PeopleMax = 98;

    const int DueMax = 40;

    static NextSteps State(ActivityView view) => (NextSteps)view.Item.State;

    public static ImmutableArray<CardAction> Actions(ActivityView view) =>
    [
        new OpenDialog(view.Words["NextSteps.Add"], view.Press(NextStepsReading.AddVerb), ActionStyle.Positive),
        .. State(view).Steps.IsEmpty ? [] : (ReadOnlySpan<CardAction>)[new OpenDialog(view.Words["NextSteps.Mine"], view.Press(NextStepsReading.MineVerb))],
    ];

    public static Form Add(ActivityView view, PersonAlias author)
    {
        var words = view.Words;
        var state = State(view);
        ImmutableArray<Element> body =
        [
            // Whoever has none comes here from "my steps".
            .. state.Steps.IsEmpty || state.Of(author).Any() ? [] : (ReadOnlySpan<Element>)[new TextBlock(words["NextSteps.NoneIsYours"], TextStyle.Subtle)],
            .. state.Suggestions.IsEmpty ? [] : (ReadOnlySpan<Element>)[Suggestions(view)],
            new InputText(WhatInput, words["NextSteps.WhatLabel"], NextStepsRules.WhatMax) { IsRequired = state.Suggestions.IsEmpty },
            Owner(view) with { Hint = words["NextSteps.OwnerHint"] },
            new InputText(DueInput, words["NextSteps.DueLabel"], DueMax) { Hint = words["NextSteps.DueHint"] },
            new InputText(SignInput, words["NextSteps.SignLabel"], NextStepsRules.SignMax) { Hint = words["NextSteps.SignHint"] },
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        var submit = new Execute(words["NextSteps.SubmitAdd"], view.Press(NextStepsReading.AddVerb), ActionStyle.Positive);
        return new Form(words["NextSteps.Add"], words.Language, body, submit) { Recap = [new TextBlock(SessionCards.Prompt(view))] };
    }

    static InputChoiceSet Suggestions(ActivityView view) => new(
        SuggestionInput,
        view.Words["NextSteps.SuggestionLabel"],
        [.. State(view).Suggestions.Select((one, i) => new Choice($"{VoteOption.LetterOf(i)}. {one.Text}", Number(i)))])
    {
        Hint = view.Words["NextSteps.SuggestionHint"],
    };

    public static Input Owner(ActivityView view)
    {
        var label = view.Words["NextSteps.OwnerLabel"];
        if (view.Session.People.Count > PeopleMax)
        {
            return new InputText(OwnerInput, label, Limits.NameMax);
        }

        var several = view.Session.People.Keys.GroupBy(view.NameOf, StringComparer.OrdinalIgnoreCase)
            .Where(name => name.Count() > 1)
            .SelectMany(name => name)
            .ToHashSet();
        var people = view.Session.People
            .OrderBy(person => view.NameOf(person.Key), StringComparer.Create(view.Words.Culture, ignoreCase: true))
            .ThenBy(person => person.Value.Number)
            .Select(person => new Choice(
                view.NameOf(person.Key) + (several.Contains(person.Key) ? $" {Number(person.Value.Number)}" : ""), Number(person.Value.Number)));
        return new InputChoiceSet(OwnerInput, label,
        [
            new Choice(view.Words["NextSteps.OwnerMe"], NextStepsRules.Me),
            new Choice(view.Words["NextSteps.OwnerNobody"], NextStepsRules.Nobody),
            .. people,
        ]);
    }

    public static ImmutableArray<Form> Sides(ActivityView view, PersonAlias author) =>
        State(view).Of(author).ToImmutableArray() is { IsEmpty: false } mine ? [.. Asked(view, author, mine), Mine(view, mine)] : [];

    /// <summary>Nobody is assigned silently: whoever is asked says yes or no with one tap. The next question comes after that.</summary>
    static IEnumerable<Form> Asked(ActivityView view, PersonAlias author, ImmutableArray<NextStep> mine)
    {
        var words = view.Words;
        if (mine.FirstOrDefault(step => step is { Status: StepStatus.Open, HasAccepted: false } && step.Owner == author) is not { } step)
        {
            yield break;
        }

        var number = Number(step.Number);
        var decline = new Execute(
            words["NextSteps.Becomes-" + NextStepsReading.DeclineVerb], view.Press(NextStepsReading.DeclineVerb, number), ActionStyle.Destructive);
        var accept = new Execute(
            words["NextSteps.Becomes-" + NextStepsReading.AcceptVerb], view.Press(NextStepsReading.AcceptVerb, number), ActionStyle.Positive);
        yield return new Form(
            words["NextSteps.AskedTitle"], words.Language,
            [new TextBlock(NextStepsCards.Line(view, step)), new ActionSet([accept])],
            decline);
    }

    /// <summary>With one step the form opens with what stands; with several, what is left empty stays.</summary>
    static Form Mine(ActivityView view, ImmutableArray<NextStep> mine)
    {
        var words = view.Words;
        var only = mine is [var one] ? one : null;
        var choices = mine.Select(step => new Choice($"{Number(step.Number)}. {step.What}", Number(step.Number)));
        ImmutableArray<Element> body =
        [
            new InputChoiceSet(StepInput, words["NextSteps.StepLabel"], [.. choices])
            {
                Value = only is null ? null : Number(only.Number),
                IsRequired = true,
            },
            Becomes(view),
            new InputText(ReasonInput, words["NextSteps.ReasonLabel"], Limits.NoteMax) { Hint = words["NextSteps.ReasonHint"] },
            new TextBlock(words["NextSteps.ChangeHint"], TextStyle.Subtle),
            new InputText(WhatInput, words["NextSteps.WhatLabel"], Math.Max(NextStepsRules.WhatMax, only?.What.Length ?? 0)) { Value = only?.What ?? "" },
            Owner(view),
            new InputText(DueInput, words["NextSteps.DueLabel"], DueMax)
            {
                Value = only?.Due?.ToString("O", CultureInfo.InvariantCulture) ?? "",
                Hint = words["NextSteps.DueHint"],
            },
            new InputText(SignInput, words["NextSteps.SignLabel"], NextStepsRules.SignMax) { Value = only?.Sign ?? "" },
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        var submit = new Execute(words["NextSteps.SubmitMine"], view.Press(NextStepsReading.MineVerb), ActionStyle.Positive);
        return new Form(words["NextSteps.Mine"], words.Language, body, submit);
    }

    static InputChoiceSet Becomes(ActivityView view) => new(
        BecomesInput,
        view.Words["NextSteps.BecomesLabel"],
        [
            .. ((string[])[NextStepsReading.Keep, NextStepsReading.AcceptVerb, NextStepsReading.DeclineVerb, NextStepsReading.DoneVerb,
                NextStepsReading.DropVerb, NextStepsReading.OpenVerb]).Select(value => new Choice(view.Words["NextSteps.Becomes-" + value], value)),
        ])
    {
        Value = NextStepsReading.Keep,
        IsRequired = true,
    };
}
