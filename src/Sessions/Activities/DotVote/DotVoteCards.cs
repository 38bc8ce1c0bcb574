using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What a vote looks like. Before it closes nothing here but the dialog reads a ballot, and that only its owner's.</summary>
static class DotVoteCards
{
    public static ImmutableArray<Element> Body(ActivityView view) =>
        view.Item.ShowsTotals ? [.. Result(view), .. ByName(view)] : [.. Options(view)];

    public static ImmutableArray<CardAction> Actions(ActivityView view) =>
    [
        new OpenDialog(view.Words["DotVote.Vote"], view.Press(VerbOf(State(view))), ActionStyle.Positive),
        .. MayAdd(view) ? (ReadOnlySpan<CardAction>)[new OpenDialog(view.Words["DotVote.Add"], view.Press(DotVoteReading.AddVerb))] : [],
    ];

    /// <summary>The forms of two rounds have two verbs, so that neither is read as the other.</summary>
    public static string VerbOf(DotVote state) => state.Asks == VoteMethod.Approval ? DotVoteReading.ApproveVerb : DotVoteReading.BallotVerb;

    public static bool MayAdd(ActivityView view) => view.Item.Status == ActivityStatus.Open
        && State(view) is { Pool.IsEmpty: false, Round: not VoteRound.Second, Options.Length: < Limits.OptionsMax };

    public static ImmutableArray<CardAction> SteeringActions(ActivityView view)
    {
        var state = State(view);
        if (view.Item.Status == ActivityStatus.Open && state.Round == VoteRound.First)
        {
            return [new Execute(view.Words["DotVote.Second"], view.Press(DotVoteReading.SecondVerb), ActionStyle.Positive)];
        }

        if (view.Item.Status != ActivityStatus.Closed || state.Result() is not { IsTied: true } result)
        {
            return [];
        }

        if (!state.IsRunOff)
        {
            return [new Execute(view.Words["DotVote.RunOff"], view.Press(DotVoteReading.RunOffVerb), ActionStyle.Positive)];
        }

        return
        [
            .. result.Tied.Except(result.Decided).Select(option => new Execute(
                view.Words.Say("DotVote.Decide", option.Letter, option.Text),
                view.Press(DotVoteReading.DecideVerb, option.Id.ToString(CultureInfo.InvariantCulture)))),
        ];
    }

    /// <summary>The first of two rounds is not the vote.</summary>
    public static string? EndsEarly(ActivityView view) =>
        view.Item.Status == ActivityStatus.Open && State(view).Round == VoteRound.First ? view.Words["DotVote.EndsInFirst"] : null;

    public static string Summary(ActivityView view) =>
        view.Item.ShowsTotals ? string.Join(' ', Sentences(view).Select(sentence => sentence.Plain())) : HaveVoted(view);

    public static ImmutableArray<Element> Minutes(ActivityView view) =>
        [new TextBlock(Budget(view), TextStyle.Subtle), .. Result(view), .. FirstRound(view), .. ByName(view)];

    public static DotVote State(ActivityView view) => (DotVote)view.Item.State;

    static string HaveVoted(ActivityView view) => view.Words.Count("DotVote.HaveVoted", State(view).GivenNow);

    static IEnumerable<Element> Options(ActivityView view)
    {
        var state = State(view);
        yield return new FactSet([.. state.Options.Select(option => new Fact(option.Letter, [.. Shown(view, option), .. Formerly(view, option)])
        {
            Pictures = view.Drawn(view.PictureOf(option.Activity, option.Source), option.Text),
        })]);
        if (MayAdd(view))
        {
            yield return new TextBlock(view.Words.Count("DotVote.AtHand", state.Pool.Length + state.LeftOut), TextStyle.Subtle);
        }

        yield return new TextBlock(Budget(view));
        yield return new TextBlock(HaveVoted(view), TextStyle.Subtle);
    }

    /// <summary>" (formerly: Red)" behind what was edited when somebody had voted already: its dots stayed, and may have been meant for what it said.</summary>
    public static ImmutableArray<Run> Formerly(ActivityView view, VoteOption option)
    {
        var former = State(view).Former.GetValueOrDefault(option.Id, [])
            .Where(text => text != option.Text && text != Removed.Mark)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return former.Count == 0 ? [] :
        [
            new TextRun(" ("), .. view.Words.Sentence("DotVote.Formerly", former.Listed(text => (ImmutableArray<Run>)[new WordsRun(text)])), new TextRun(")"),
        ];
    }

    // A group is its name; what is in it stands behind it as a remark.
    static ImmutableArray<Run> Shown(ActivityView view, VoteOption option) => option.Parts is { Length: > 0 } parts
        ? [new WordsRun(option.Text, Strong: true), new TextRun(": "), new WordsRun(string.Join(" · ", parts.Select(part => part.Text)))]
        : [new WordsRun(option.Text), .. view.Remark(view.PictureOf(option.Activity, option.Source))];

    /// <summary>How much there is to give, why that much, and by which rule it is decided.</summary>
    public static string Budget(ActivityView view)
    {
        var state = State(view);
        var (words, options) = (view.Words, state.Options.Length);
        return state switch
        {
            { Round: VoteRound.First } when IsEndedInFirst(view) => Rule(state, words, "DotVote.RuleApproval"),
            { Round: VoteRound.First } => words.Say("DotVote.FirstRound", options, DotVoteTable.SecondRoundMax),
            { Method: VoteMethod.Approval } => $"{words["DotVote.BudgetApproval"]} {Rule(state, words, "DotVote.RuleApproval")}",
            { Method: VoteMethod.Score } => $"{words.Say("DotVote.BudgetScore", DotVoteBallots.ScoreMax)} {Rule(state, words, "DotVote.RuleScore")}",
            { Method: VoteMethod.Consent } => words["DotVote.BudgetConsent"],
            _ => $"{Dots(state, words, options)} {Rule(state, words, "DotVote.CutLine")}",
        };
    }

    static string Rule(DotVote state, Words words, string key) => words.Count(key, Math.Min(state.Pick, Math.Max(1, state.Options.Length)));

    static string Dots(DotVote state, Words words, int options)
    {
        var proposed = DotVoteReading.ProposedDots(options);
        return state switch
        {
            { IsRunOff: true } => words["DotVote.BudgetRunOff"],
            { IsOneChoice: true } => words.Count("DotVote.BudgetOneChoice", options),
            _ when state.Dots != proposed || state.Cap != DotVoteReading.ProposedCap(proposed) => words.Say(
                state.IsBudgetSet ? "DotVote.BudgetSet" : "DotVote.BudgetKept",
                words.Count("DotVote.Options", options), words.Count("DotVote.Dots", state.Dots), state.Cap),
            _ when options <= DotVoteReading.ThirdMax => words.Say("DotVote.BudgetThird", options, state.Dots, state.Cap),
            _ => words.Say("DotVote.BudgetQuarter", options, state.Dots, state.Cap),
        };
    }

    static IEnumerable<Element> Result(ActivityView view)
    {
        var words = view.Words;
        var state = State(view);
        foreach (var sentence in view.IsOfGuests ? [] : Sentences(view))
        {
            yield return new TextBlock(sentence);
        }

        var bars = state.Tally().OrderByDescending(sum => sum.Dots)
            .Select(sum => new Bar([.. Named(sum.Option), .. Formerly(view, sum.Option)], sum.Dots, Figure(sum, state, words)));
        yield return new HorizontalBarChart(words["DotVote.Chart-" + state.Asks.ToString().ToLowerInvariant()], [.. bars]);
        if (state.HasNone)
        {
            yield return new TextBlock(words.Count("DotVote.SaidNone", state.NoneCount), TextStyle.Subtle);
        }

        foreach (var element in Remarks(view))
        {
            yield return element;
        }

        yield return new TextBlock(HaveVoted(view), TextStyle.Subtle);
    }

    // What went no further is in the minutes all the same.
    static IEnumerable<Element> FirstRound(ActivityView view)
    {
        return State(view) is { Round: VoteRound.Second, FirstRound: var sums }
        ?
        [
            new TextBlock(view.Words["DotVote.FirstRoundSums"], TextStyle.Heading),
            new HorizontalBarChart(view.Words["DotVote.Chart-approval"], [.. sums.OrderByDescending(sum => sum.People).Select(Ticks)]),
        ]
        : [];

        Bar Ticks(OptionTally sum) => new([.. Named(sum.Option), .. Formerly(view, sum.Option)], sum.People, view.Words.Count("DotVote.People", sum.People));
    }

    static string Figure(OptionTally sum, DotVote state, Words words) => state.Asks switch
    {
        VoteMethod.Dots => words.Say("DotVote.Figure", words.Count("DotVote.Dots", sum.Dots), words.Count("DotVote.People", sum.People)),
        VoteMethod.Score when sum.People >= Limits.MinimumAnswers =>
            words.Say("DotVote.FigureAverage", sum.Dots, words.Count("DotVote.People", sum.People), (decimal)sum.Dots / sum.People),
        VoteMethod.Score => words.Say("DotVote.FigureScore", sum.Dots, words.Count("DotVote.People", sum.People)),
        VoteMethod.Consent => words.Say(
            "DotVote.FigureConsent", sum.Dots, state.CountOf(sum.Option.Id, DotsOn.Abstain), state.CountOf(sum.Option.Id, DotsOn.Objection)),
        _ => words.Count("DotVote.People", sum.People),
    };

    /// <summary>Objections and concerns, never with a name beside them.</summary>
    static IEnumerable<Element> Remarks(ActivityView view)
    {
        var state = State(view);
        var facts = state.Reasons().Select(remark => new Fact(remark.Option.Letter, [new WordsRun(remark.Reason)])).ToImmutableArray();
        if (!facts.IsEmpty)
        {
            yield return new TextBlock(ReasonsTitle(view), TextStyle.Heading);
            yield return new FactSet(facts);
        }
    }

    public static string ReasonsTitle(ActivityView view) =>
        view.Words[State(view).Asks == VoteMethod.Consent ? "DotVote.Objections" : "DotVote.Concerns"];

    static bool IsEndedInFirst(ActivityView view) => view.Item.Status == ActivityStatus.Closed && State(view).Round == VoteRound.First;

    public static IEnumerable<ImmutableArray<Run>> Sentences(ActivityView view)
    {
        var state = State(view);
        var result = state.Result();
        if (IsEndedInFirst(view))
        {
            yield return view.Words.Runs("DotVote.EndedInFirst");
        }

        if (state.GivenNow == 0)
        {
            yield return view.Words.Runs("DotVote.NobodyVoted");
        }

        if (!result.Picked.IsEmpty)
        {
            yield return view.Words.Sentence(
                state.Asks == VoteMethod.Consent ? "DotVote.Consented" : "DotVote.Picked", result.Picked.Listed(Named));
        }

        if (state is { Asks: VoteMethod.Consent, GivenNow: > 0 } && result.Picked.Length < state.Options.Length)
        {
            yield return view.Words.Sentence("DotVote.NoConsent", state.Options.Except(result.Picked).Listed(Named));
        }

        if (!result.Tied.IsEmpty)
        {
            yield return view.Words.Sentence("DotVote.Tied", result.Tied.Listed(Named), [new TextRun(Number(result.Seats))]);
        }

        if (!result.Decided.IsEmpty)
        {
            yield return view.Words.Sentence("DotVote.Decided", result.Decided.Listed(Named));
        }

        if (result.IsTied)
        {
            yield return view.Words.Runs(AfterTie(view));
        }
    }

    // A tie is settled while nothing else has opened. Afterwards nothing is promised any more.
    static string AfterTie(ActivityView view) =>
        view.Session.Agenda.Any(item => item.Follows == view.Item.Number && item.OpenedAt is not null) ? "DotVote.RunOffFollowed"
        : view.Session.Current?.Number != view.Item.Number ? "DotVote.NotSettled"
        : State(view).IsRunOff ? "DotVote.DeciderIsNext"
        : "DotVote.RunOffIsNext";

    public static ImmutableArray<Run> Named(VoteOption option) => [new TextRun(option.Letter + ". "), new WordsRun(option.Text)];

    /// <summary>Who gave what, in a named vote, while they are few enough to read.</summary>
    static IEnumerable<Element> ByName(ActivityView view)
    {
        if (view.Item.Level != AnonymityLevel.Named || view.Session.People.Count > Limits.NamedShownMax
            || State(view) is { Ballots.IsEmpty: true } or { Method: not VoteMethod.Dots } or { Round: VoteRound.First })
        {
            yield break;
        }

        var facts = State(view).Ballots
            .Select(ballot => (Name: view.NameOf(ballot.Key), Letters: DotVoteArtifacts.Letters(ballot.Value)))
            .OrderBy(line => line.Name, StringComparer.Create(view.Words.Culture, ignoreCase: true))
            .ThenBy(line => line.Letters, StringComparer.Ordinal)
            .Select(line => new Fact(line.Name, [new TextRun(line.Letters)]));
        yield return new FactSet([.. facts]);
    }
}
