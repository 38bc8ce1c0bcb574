using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What a vote looks like. Before it closes nothing here but the dialog reads a ballot, and that only its owner's.</summary>
static class DotVoteCards
{
    public static ImmutableArray<Element> Body(ActivityView view) =>
        view.Item.ShowsTotals ? [.. Result(view), .. ByName(view)] : [.. Options(view)];

    public static ImmutableArray<CardAction> Actions(ActivityView view) =>
        [new OpenDialog(view.Words["DotVote.Vote"], view.Press(DotVoteReading.BallotVerb), ActionStyle.Positive)];

    public static ImmutableArray<CardAction> SteeringActions(ActivityView view)
    {
        var state = State(view);
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

    public static string Summary(ActivityView view) =>
        view.Item.ShowsTotals ? string.Join(' ', Sentences(view).Select(sentence => sentence.Plain())) : HaveVoted(view);

    public static ImmutableArray<Element> Minutes(ActivityView view) =>
        [new TextBlock(Budget(view), TextStyle.Subtle), .. Result(view), .. ByName(view)];

    static DotVote State(ActivityView view) => (DotVote)view.Item.State;

    static string HaveVoted(ActivityView view) => view.Words.Count("DotVote.HaveVoted", State(view).Contributors);

    static IEnumerable<Element> Options(ActivityView view)
    {
        yield return new FactSet([.. State(view).Options.Select(option => new Fact(option.Letter, [new WordsRun(option.Text)]))]);
        yield return new TextBlock(Budget(view));
        yield return new TextBlock(HaveVoted(view), TextStyle.Subtle);
    }

    /// <summary>How many dots there are, and why that many.</summary>
    static string Budget(ActivityView view)
    {
        var state = State(view);
        var options = state.Options.Length;
        var proposed = DotVoteReading.ProposedDots(options);
        var sentence = state switch
        {
            { IsRunOff: true } => view.Words["DotVote.BudgetRunOff"],
            { IsOneChoice: true } => view.Words.Say("DotVote.BudgetOneChoice", options),
            _ when state.Dots != proposed || state.Cap != DotVoteReading.ProposedCap(proposed) =>
                view.Words.Say("DotVote.BudgetSet", options, state.Dots, state.Cap),
            _ when options <= DotVoteReading.ThirdMax => view.Words.Say("DotVote.BudgetThird", options, state.Dots, state.Cap),
            _ => view.Words.Say("DotVote.BudgetQuarter", options, state.Dots, state.Cap),
        };
        return state.Pick == 1 ? sentence : $"{sentence} {view.Words.Say("DotVote.CutLine", state.Pick)}";
    }

    static IEnumerable<Element> Result(ActivityView view)
    {
        var words = view.Words;
        foreach (var sentence in Sentences(view))
        {
            yield return new TextBlock(sentence);
        }

        var bars = State(view).Tally().OrderByDescending(sum => sum.Dots).Select(sum => new Bar(
            Named(sum.Option),
            sum.Dots,
            words.Say("DotVote.Figure", words.Count("DotVote.Dots", sum.Dots), words.Count("DotVote.People", sum.People))));
        yield return new HorizontalBarChart(words["DotVote.Chart"], [.. bars]);
        yield return new TextBlock(HaveVoted(view), TextStyle.Subtle);
    }

    static IEnumerable<ImmutableArray<Run>> Sentences(ActivityView view)
    {
        var state = State(view);
        var result = state.Result();
        if (state.Contributors == 0)
        {
            yield return view.Words.Runs("DotVote.NobodyVoted");
        }

        if (!result.Picked.IsEmpty)
        {
            yield return view.Words.Sentence("DotVote.Picked", result.Picked.Listed(Named));
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
            yield return view.Words.Runs(state.IsRunOff ? "DotVote.DeciderIsNext" : "DotVote.RunOffIsNext");
        }
    }

    static ImmutableArray<Run> Named(VoteOption option) => [new TextRun(option.Letter + ". "), new WordsRun(option.Text)];

    /// <summary>Who gave what, in a named vote, while they are few enough to read.</summary>
    static IEnumerable<Element> ByName(ActivityView view)
    {
        if (view.Item.Level != AnonymityLevel.Named || view.Session.People.Count > Limits.NamedShownMax || State(view).Ballots.IsEmpty)
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

    public static Form Dialog(ActivityView view, PersonAlias author)
    {
        var state = State(view);
        var options = Shuffled(state.Options, author);
        var inputs = state.IsOneChoice
            ? [OneChoice(view, options, author)]
            : options.Select(option => (Element)DotsOf(view, option, author));
        ImmutableArray<Element> body =
        [
            new TextBlock(SessionCards.Prompt(view)),
            new TextBlock(Budget(view)),
            .. inputs,
            new TextBlock(view.Words["DotVote.UntilClose"], TextStyle.Subtle),
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        return new Form(view.Words["DotVote.DialogTitle"], view.Words.Language, body, new Execute(
            view.Words["DotVote.Submit"], view.Press(DotVoteReading.BallotVerb), ActionStyle.Positive))
        {
            DotsMax = state.IsOneChoice ? null : state.Dots,
        };
    }

    static InputChoiceSet OneChoice(ActivityView view, ImmutableArray<VoteOption> options, PersonAlias author)
    {
        var given = State(view).BallotOf(author);
        ImmutableArray<Choice> choices =
        [
            .. options.Select(option => new Choice($"{option.Letter}. {option.Text}", Number(option.Id))),
            new Choice(view.Words["DotVote.NoChoice"], DotVoteReading.NoChoice),
        ];
        return new InputChoiceSet(DotVoteReading.ChoiceInput, view.Words["DotVote.ChoiceLabel"], choices)
        {
            Value = given.IsEmpty ? null : Number(given[0].Option),
            Style = ChoiceInputStyle.Expanded,
            IsRequired = true,
        };
    }

    static InputChoiceSet DotsOf(ActivityView view, VoteOption option, PersonAlias author)
    {
        var state = State(view);
        var given = state.BallotOf(author).FirstOrDefault(dots => dots.Option == option.Id)?.Dots ?? 0;
        var choices = Enumerable.Range(0, state.Cap + 1).Select(n => new Choice(view.Words.Count("DotVote.Dots", n), Number(n)));
        var label = $"{option.Letter}. {option.Text}";
        return new InputChoiceSet(DotVoteReading.InputOf(option.Id, state), label, [.. choices]) { Value = Number(given), IsRequired = true };
    }

    /// <summary>Another order for each person, and always the same for the same one, so that a form drawn again does not jump.</summary>
    static ImmutableArray<VoteOption> Shuffled(ImmutableArray<VoteOption> options, PersonAlias author) =>
        [.. options.OrderBy(option => Place(author, option.Id)).ThenBy(option => option.Id)];

    static ulong Place(PersonAlias author, int option) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{author.Value}/{Number(option)}")));

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
