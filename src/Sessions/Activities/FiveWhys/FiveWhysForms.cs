using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>The buttons of the tree and its forms. A form names nodes by ids, so that it means the same node wherever that stands by now.</summary>
static class FiveWhysForms
{
    public const string UnderInput = "under";
    public const string TextInput = "text";
    public const string KindInput = "kind";
    public const string CauseInput = "cause";
    public const string AnswerInput = "answer";
    public const string WithdrawInput = "withdraw";
    public const string MeasureInput = "measure";
    public const string DoInput = "do";
    public const string ToInput = "to";

    /// <summary>Of one's own causes so many are asked about at once.</summary>
    const int AskedMax = 3;

    const int DueMax = 40;

    static readonly ImmutableArray<string> Deeds =
    [
        FiveWhysReading.FollowVerb, FiveWhysReading.VoteVerb, FiveWhysReading.RootVerb, FiveWhysReading.OutsideVerb, FiveWhysReading.ReopenVerb,
        FiveWhysReading.MoveVerb, FiveWhysReading.HideVerb,
    ];

    static FiveWhys State(ActivityView view) => (FiveWhys)view.Item.State;

    public static ImmutableArray<CardAction> Actions(ActivityView view)
    {
        var (state, words) = (State(view), view.Words);
        return
        [
            new OpenDialog(words["FiveWhys.Add"], view.Press(FiveWhysReading.WhyVerb), ActionStyle.Positive),
            .. state.Vote is { IsCounted: false } vote
                ? state.OpenUnder(vote.Node).Select(branch => new Execute(
                    words.Say("FiveWhys.Choose", state.NumberOf(branch.Id), branch.Text), view.Press(FiveWhysReading.ChooseVerb, Number(branch.Id))))
                : [],
            .. !state.Nodes().Any(node => !node.Cause.IsHidden) ? [] : (ReadOnlySpan<CardAction>)
            [
                new OpenDialog(words["FiveWhys.Mine"], view.Press(FiveWhysReading.MineVerb)),
                new OpenDialog(words["FiveWhys.Test"], view.Press(FiveWhysReading.TestVerb)),
            ],
            .. state.Roots().Any() ? (ReadOnlySpan<CardAction>)[new OpenDialog(words["FiveWhys.AddMeasure"], view.Press(FiveWhysReading.MeasureVerb))] : [],
        ];
    }

    /// <summary>What is next to be decided about the node in focus stands as buttons; all else is in the form.</summary>
    public static ImmutableArray<CardAction> Steering(ActivityView view)
    {
        var (state, words) = (State(view), view.Words);
        if (view.Item.Status != ActivityStatus.Open)
        {
            return [];
        }

        Execute Does(string key, string verb, int node) =>
            new(words.Say(key, state.NumberOf(node), state.Cause(node)?.Text ?? ""), view.Press(verb, Number(node)));
        var branches = state.OpenUnder(state.Focus);
        return
        [
            .. state.Vote is { IsCounted: false } ? (ReadOnlySpan<CardAction>)
                [new Execute(words["FiveWhys.Count"], view.Press(FiveWhysReading.CountVerb), ActionStyle.Positive)] : [],
            .. branches.Select(branch => Does("FiveWhys.Follow", FiveWhysReading.FollowVerb, branch.Id)),
            .. branches.Length > 1 && state.Vote is not { IsCounted: false } ? (ReadOnlySpan<CardAction>)
                [Does("FiveWhys.LetVote", FiveWhysReading.VoteVerb, state.Focus)] : [],
            .. state.Cause(state.Focus) is { } focus ? Settling(focus, state, Does) : [],
            .. !state.Causes.IsEmpty && view.Item.Level == AnonymityLevel.Named ? (ReadOnlySpan<CardAction>)
                [new OpenDialog(words["FiveWhys.Steer"], view.Press(FiveWhysReading.SteerVerb))] : [],
        ];
    }

    static IEnumerable<CardAction> Settling(Cause focus, FiveWhys state, Func<string, string, int, Execute> does)
    {
        if (state.IsLeaf(focus.Id))
        {
            yield return does("FiveWhys.IsItRoot", FiveWhysReading.RootVerb, focus.Id);
            yield return does("FiveWhys.IsItOutside", FiveWhysReading.OutsideVerb, focus.Id);
        }

        yield return does("FiveWhys.Up", FiveWhysReading.FollowVerb, focus.Parent);
    }

    /// <summary>
    /// For a cause. It stands with questions about what one gave before, and its button says about which: so whoever has just given one of those is shown it
    /// again, in private, and nobody else.
    /// </summary>
    public static Form Add(ActivityView view, PersonAlias author)
    {
        var (state, words) = (State(view), view.Words);
        var asked = Asked(view, author).Take(AskedMax).ToList();
        ImmutableArray<Element> body =
        [
            .. asked.Select(one => new TextBlock(one.Question)),
            .. asked.Count > 0 ? (ReadOnlySpan<Element>)[new TextBlock(words["FiveWhys.AskedHint"], TextStyle.Subtle)] : [],
            Nodes(view, UnderInput, "FiveWhys.UnderLabel", [Problem(view), .. state.Nodes().Where(IsOpen).Select(node => Choice(view, node))]) with
            {
                Value = Number(state.Focus), IsRequired = true,
            },
            new InputText(TextInput, words["FiveWhys.TextLabel"], FiveWhys.CauseMax) { IsMultiline = true, IsRequired = true },
            Kind(view, [FiveWhysReading.Assumption, FiveWhysReading.Evidence]) with { Value = FiveWhysReading.Assumption },
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        var press = view.Press(FiveWhysReading.WhyVerb, string.Join('.', asked.Select(one => Number(one.Cause.Id))));
        return new Form(words["FiveWhys.Add"], words.Language, body, new Execute(words["FiveWhys.Submit"], press, ActionStyle.Positive))
        {
            Recap = [new TextBlock(SessionCards.Prompt(view))],
        };
    }

    /// <summary>What one's own causes are asked that may still be changed.</summary>
    static IEnumerable<(Cause Cause, ImmutableArray<Run> Question)> Asked(ActivityView view, PersonAlias author) =>
        from node in Own(State(view), author)
        let questions = string.Join(' ', WhyChecks.Of(node.Cause.Text, view.Session).Select(question => view.Words[question]))
        where questions.Length > 0
        select (node.Cause, view.Words.Sentence("FiveWhys.Asked", [new TextRun(node.Number)], [new WordsRun(node.Cause.Text)], [new TextRun(questions)]));

    /// <summary>The same about what has just come.</summary>
    public static ImmutableArray<Run> Aside(ActivityView view, FiveWhys before, PersonAlias author) =>
        [.. Asked(view, author).Where(one => before.Causes.GetValueOrDefault(one.Cause.Id)?.Text != one.Cause.Text).Take(1).SelectMany(one => one.Question)];

    static bool IsOpen(WhyNode node) => node is { Depth: < FiveWhys.DepthMax, Cause.End: CauseEnd.Open };

    // Those that may still be changed.
    static IEnumerable<WhyNode> Own(FiveWhys state, PersonAlias author) =>
        state.Nodes().Where(node => node.Cause is { IsHidden: false } cause && cause.Author == author && !FiveWhysRules.IsBuiltOn(state, cause));

    public static IEnumerable<Form> Sides(ActivityView view, PersonAlias author)
    {
        var state = State(view);
        if (Own(state, author).ToList() is { Count: > 0 } own)
        {
            yield return Mine(view, own);
        }

        if (state.Nodes().Any(node => !node.Cause.IsHidden))
        {
            yield return Test(view);
        }

        if (state.Roots().ToList() is { Count: > 0 } roots)
        {
            yield return Measure(view, roots);
        }

        if (state.Measures.Values.Where(measure => measure.Author == author || IsSteered(view, author)).ToList() is { Count: > 0 } measures)
        {
            yield return Measures(view, measures);
        }

        if (!state.Causes.IsEmpty && IsSteered(view, author))
        {
            yield return Steer(view);
        }
    }

    static bool IsSteered(ActivityView view, PersonAlias author) => view.Item.Level == AnonymityLevel.Named && view.Session.IsFacilitator(author);

    /// <summary>With one cause the form opens with what stands; with several, what is left empty stays.</summary>
    static Form Mine(ActivityView view, List<WhyNode> own)
    {
        var only = own is [var one] ? one.Cause : null;
        return Of(view, "FiveWhys.Mine", FiveWhysReading.MineVerb,
        [
            Nodes(view, CauseInput, "FiveWhys.CauseLabel", own.Select(node => Choice(view, node))) with
            {
                Value = only is null ? null : Number(only.Id), IsRequired = true,
            },
            new InputText(TextInput, view.Words["FiveWhys.NewTextLabel"], FiveWhys.CauseMax)
            {
                Value = only?.Text ?? "", Hint = view.Words["FiveWhys.KeepHint"], IsMultiline = true,
            },
            Kind(view, [FiveWhysReading.Keep, FiveWhysReading.Assumption, FiveWhysReading.Evidence]) with { Value = FiveWhysReading.Keep },
            new InputToggle(WithdrawInput, view.Words["FiveWhys.WithdrawLabel"]),
        ]);
    }

    static Form Test(ActivityView view) => Of(view, "FiveWhys.Test", FiveWhysReading.TestVerb,
    [
        new TextBlock(view.Words["FiveWhys.TestHint"]),
        Nodes(view, CauseInput, "FiveWhys.CauseLabel", State(view).Nodes().Where(node => !node.Cause.IsHidden).Select(node => Choice(view, node))) with
        {
            IsRequired = true,
        },
        Listed(view, AnswerInput, "FiveWhys.AnswerLabel", "FiveWhys.Answer-", [FiveWhysReading.Yes, FiveWhysReading.No, FiveWhysReading.Unsure]),
    ]);

    static Form Measure(ActivityView view, List<WhyNode> roots) => Of(view, "FiveWhys.AddMeasure", FiveWhysReading.MeasureVerb,
    [
        Nodes(view, CauseInput, "FiveWhys.RootLabel", roots.Select(node => Choice(view, node))) with
        {
            Value = roots is [var one] ? Number(one.Cause.Id) : null, IsRequired = true,
        },
        new InputText(NextStepsForms.WhatInput, view.Words["FiveWhys.WhatLabel"], NextStepsRules.WhatMax) { IsRequired = true },
        .. Details(view, null),
    ]);

    static Form Measures(ActivityView view, List<CounterMeasure> measures)
    {
        var only = measures is [var one] ? one : null;
        return Of(view, "FiveWhys.ChangeMeasure", FiveWhysReading.MeasuresVerb,
        [
            new InputChoiceSet(
                MeasureInput, view.Words["FiveWhys.MeasureLabel"],
                [.. measures.Select(measure => new Choice($"{Number(measure.Number)}. {measure.What}", Number(measure.Number)))])
            {
                Value = only is null ? null : Number(only.Number), IsRequired = true,
            },
            new InputText(NextStepsForms.WhatInput, view.Words["FiveWhys.WhatLabel"], NextStepsRules.WhatMax)
            {
                Value = only?.What ?? "", Hint = view.Words["FiveWhys.KeepHint"],
            },
            .. Details(view, only),
            new InputToggle(WithdrawInput, view.Words["FiveWhys.DropLabel"]),
        ]);
    }

    static IEnumerable<Element> Details(ActivityView view, CounterMeasure? standing)
    {
        if (view.Item.Level == AnonymityLevel.Named)
        {
            yield return NextStepsForms.Owner(view) with { Hint = view.Words["FiveWhys.OwnerHint"] };
        }

        yield return new InputText(NextStepsForms.DueInput, view.Words["FiveWhys.DueLabel"], DueMax)
        {
            Value = standing?.Due?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            Hint = view.Words["FiveWhys.DueHint"],
        };
        yield return new InputText(NextStepsForms.SignInput, view.Words["FiveWhys.SignLabel"], NextStepsRules.SignMax) { Value = standing?.Sign ?? "" };
    }

    static Form Steer(ActivityView view) => Of(view, "FiveWhys.Steer", FiveWhysReading.SteerVerb,
    [
        Listed(view, DoInput, "FiveWhys.DoLabel", "FiveWhys.Do-", Deeds),
        Nodes(view, UnderInput, "FiveWhys.NodeLabel", [Problem(view), .. State(view).Nodes().Select(node => Choice(view, node))]) with { IsRequired = true },
        Nodes(view, ToInput, "FiveWhys.ToLabel", [Problem(view), .. State(view).Nodes().Where(IsOpen).Select(node => Choice(view, node))]) with
        {
            Hint = view.Words["FiveWhys.ToHint"],
        },
    ]);

    static Form Of(ActivityView view, string title, string verb, ImmutableArray<Element> body) => new(
        view.Words[title],
        view.Words.Language,
        [.. body, new TextBlock(Receipt.For(view), TextStyle.Subtle)],
        new Execute(view.Words["FiveWhys.Submit"], view.Press(verb), ActionStyle.Positive));

    static InputChoiceSet Nodes(ActivityView view, string input, string label, IEnumerable<Choice> choices) => new(input, view.Words[label], [.. choices]);

    static Choice Problem(ActivityView view) => new(view.Words["FiveWhys.TheProblem"], Number(FiveWhys.Problem));

    static Choice Choice(ActivityView view, WhyNode node) =>
        new($"{node.Number} {(node.Cause.IsHidden ? view.Words["FiveWhys.HiddenText"] : node.Cause.Text)}", Number(node.Cause.Id));

    static InputChoiceSet Kind(ActivityView view, ImmutableArray<string> kinds) => Listed(view, KindInput, "FiveWhys.KindLabel", "FiveWhys.Kind-", kinds);

    static InputChoiceSet Listed(ActivityView view, string input, string label, string prefix, ImmutableArray<string> values) => new(
        input, view.Words[label], [.. values.Select(value => new Choice(view.Words[prefix + value], value))])
    {
        IsRequired = true,
        Style = ChoiceInputStyle.Expanded,
    };
}
