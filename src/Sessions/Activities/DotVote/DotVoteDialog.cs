using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>One person's own forms: the ballot, and what is put on the table.</summary>
static class DotVoteDialog
{
    /// <summary>So many things of the pool one form offers; the others are added by their number.</summary>
    const int PoolShownMax = 90;

    static readonly ImmutableArray<(int Stand, string Key)> Stands =
        [(DotsOn.Agree, "DotVote.Agree"), (DotsOn.Abstain, "DotVote.Abstain"), (DotsOn.Objection, "DotVote.Object")];

    public static Form Draw(ActivityView view, PersonAlias author)
    {
        var state = DotVoteCards.State(view);
        ImmutableArray<Element> body =
        [
            new TextBlock(SessionCards.Prompt(view)),
            .. state.Returned.TryGetValue(author, out var back)
                ? (ReadOnlySpan<Element>)[new Container([new TextBlock(CameBack(view, back))], ContainerStyle.Attention)]
                : [],
            new TextBlock(DotVoteCards.Budget(view)),
            .. state.BansOwn ? (ReadOnlySpan<Element>)[new TextBlock(view.Words["DotVote.NotYourOwn"], TextStyle.Subtle)] : [],
            .. Inputs(view, author),
            .. Concern(view, author),
            new TextBlock(view.Words["DotVote.UntilClose"], TextStyle.Subtle),
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        return new Form(view.Words["DotVote.DialogTitle"], view.Words.Language, body, new Execute(
            view.Words["DotVote.Submit"], view.Press(DotVoteCards.VerbOf(state)).Holding(state.Edits()), ActionStyle.Positive))
        {
            DotsMax = state.Asks == VoteMethod.Dots && !state.IsOneChoice ? state.Dots : null,
        };
    }

    static string CameBack(ActivityView view, int dots) => DotVoteCards.State(view).Asks == VoteMethod.Dots
        ? view.Words.Count("DotVote.CameBack", dots)
        : view.Words["DotVote.OptionGone"];

    static IEnumerable<Element> Inputs(ActivityView view, PersonAlias author)
    {
        var state = DotVoteCards.State(view);
        var options = state.Options.Drawn(author.Value, option => (0, option.Id));
        if (state.IsOneChoice)
        {
            return [OneChoice(view, options, author)];
        }

        var inputs = options.SelectMany(option => state.Asks switch
        {
            VoteMethod.Dots => [DotsOf(view, option, author)],
            VoteMethod.Approval => [Tick(view, option, author)],
            VoteMethod.Score => [Score(view, option, author)],
            _ => (IEnumerable<Input>)[Stand(view, option, author), Reason(view, option, author)],
        });
        return state.HasNone ? inputs.Append(None(view, author)) : inputs;
    }

    static DotsOn? Given(ActivityView view, int option, PersonAlias author) =>
        DotVoteCards.State(view).BallotOf(author).FirstOrDefault(given => given.Option == option);

    static string LabelOf(VoteOption option) => $"{option.Letter}. {option.Text}";

    static InputChoiceSet OneChoice(ActivityView view, ImmutableArray<VoteOption> options, PersonAlias author)
    {
        var state = DotVoteCards.State(view);
        var given = state.BallotOf(author).FirstOrDefault(dots => dots.Dots > 0)?.Option;
        ImmutableArray<Choice> choices =
        [
            .. options.Select(option => new Choice(LabelOf(option) + DotVoteCards.Formerly(view, option).Plain(), Number(option.Id))),
            .. state.HasNone ? (ReadOnlySpan<Choice>)[new Choice(view.Words["DotVote.NoneOfThese"], DotVoteReading.NoneOfThese)] : [],
            new Choice(view.Words["DotVote.NoChoice"], DotVoteReading.NoChoice),
        ];
        return new InputChoiceSet(DotVoteReading.ChoiceInput, view.Words["DotVote.ChoiceLabel"], choices)
        {
            Value = given is { } id ? id == VoteOption.None ? DotVoteReading.NoneOfThese : Number(id) : null,
            Style = ChoiceInputStyle.Expanded,
            IsRequired = true,
        };
    }

    static InputChoiceSet DotsOf(ActivityView view, VoteOption option, PersonAlias author)
    {
        var state = DotVoteCards.State(view);
        var choices = Enumerable.Range(0, state.Cap + 1).Select(n => new Choice(view.Words.Count("DotVote.Dots", n), Number(n)));
        return new InputChoiceSet(DotVoteReading.InputOf(option.Id, state), LabelOf(option), [.. choices])
        {
            Value = Number(Given(view, option.Id, author)?.Dots ?? 0),
            Hint = HintOf(view, option),
            IsRequired = true,
        };
    }

    static InputToggle Tick(ActivityView view, VoteOption option, PersonAlias author) =>
        new(DotVoteReading.InputOf(option.Id, DotVoteCards.State(view)), LabelOf(option))
        {
            IsOn = Given(view, option.Id, author) is { Dots: > 0 },
            Hint = HintOf(view, option),
        };

    static InputChoiceSet Score(ActivityView view, VoteOption option, PersonAlias author)
    {
        var choices = Enumerable.Range(0, DotVoteBallots.ScoreMax + 1).Select(n => new Choice(Number(n), Number(n)));
        return new InputChoiceSet(
            DotVoteReading.InputOf(option.Id, DotVoteCards.State(view)), LabelOf(option), [NotSaid(view), .. choices])
        {
            Value = Given(view, option.Id, author) is { } given ? Number(given.Dots) : DotVoteReading.NoChoice,
            Hint = HintOf(view, option),
            IsRequired = true,
        };
    }

    static InputChoiceSet Stand(ActivityView view, VoteOption option, PersonAlias author)
    {
        var choices = Stands.Select(stand => new Choice(view.Words[stand.Key], Number(stand.Stand)));
        return new InputChoiceSet(
            DotVoteReading.InputOf(option.Id, DotVoteCards.State(view)), LabelOf(option), [NotSaid(view), .. choices])
        {
            Value = Given(view, option.Id, author) is { } given ? Number(given.Dots) : DotVoteReading.NoChoice,
            Hint = HintOf(view, option),
            IsRequired = true,
        };
    }

    static InputText Reason(ActivityView view, VoteOption option, PersonAlias author) => new(
        DotVoteReading.ReasonInputOf(option.Id, DotVoteCards.State(view)), view.Words.Say("DotVote.ObjectionReason", option.Letter), Limits.NoteMax)
    {
        Value = Given(view, option.Id, author)?.Reason ?? "",
    };

    static Choice NotSaid(ActivityView view) => new(view.Words["DotVote.NotSaid"], DotVoteReading.NoChoice);

    static InputToggle None(ActivityView view, PersonAlias author) => new(DotVoteReading.NoneInput, view.Words["DotVote.NoneOfThese"])
    {
        IsOn = Given(view, VoteOption.None, author) is not null,
    };

    static ImmutableArray<Element> Concern(ActivityView view, PersonAlias author)
    {
        var state = DotVoteCards.State(view);
        if (!state.HasConcern)
        {
            return [];
        }

        var given = state.BallotOf(author).FirstOrDefault(dots => dots.Reason is not null);
        var choices = state.Options.Drawn(author.Value, option => (0, option.Id)).Select(option => new Choice(LabelOf(option), Number(option.Id)));
        return
        [
            new InputChoiceSet(
                DotVoteReading.ConcernInput, view.Words["DotVote.ConcernLabel"],
                [new Choice(view.Words["DotVote.NoConcern"], DotVoteReading.NoChoice), .. choices])
            {
                Value = given is null ? DotVoteReading.NoChoice : Number(given.Option),
                IsRequired = true,
            },
            new InputText(DotVoteReading.ConcernReasonInput, view.Words["DotVote.ConcernReason"], Limits.NoteMax) { Value = given?.Reason ?? "" },
        ];
    }

    static string? HintOf(ActivityView view, VoteOption option)
    {
        var parts = string.Join(" · ", (option.Parts ?? []).Select(part => part.Text));
        var hint = $"{parts}{DotVoteCards.Formerly(view, option).Plain()}".Trim();
        return hint.Length > 0 ? hint : null;
    }

    /// <summary>The form with which anybody puts something from the pool on the table.</summary>
    public static ImmutableArray<Form> Side(ActivityView view, PersonAlias author)
    {
        var state = DotVoteCards.State(view);
        if (!DotVoteCards.MayAdd(view))
        {
            return [];
        }

        var shown = state.Pool.Drawn(author.Value, option => (0, option.Id)).Take(PoolShownMax);
        ImmutableArray<Element> body =
        [
            new TextBlock(view.Words["DotVote.AddHint"]),
            new InputChoiceSet(
                DotVoteReading.AddInput, view.Words["DotVote.AddLabel"],
                [.. shown.Select(option => new Choice($"{Number(option.Number)}. {option.Text}", Number(option.Id)))])
            {
                IsRequired = true,
            },
            .. state.Pool.Length > PoolShownMax
                ? (ReadOnlySpan<Element>)[new TextBlock(view.Words.Say("DotVote.MoreInPool", state.Pool.Length - PoolShownMax), TextStyle.Subtle)]
                : [],
        ];
        return
        [
            new Form(view.Words["DotVote.AddTitle"], view.Words.Language, body, new Execute(
                view.Words["DotVote.AddSubmit"], view.Press(DotVoteReading.AddVerb), ActionStyle.Positive)),
        ];
    }
}
