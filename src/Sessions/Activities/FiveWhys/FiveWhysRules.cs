using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>What may be done to the tree, and by whom. Whatever is so already leads to nothing.</summary>
sealed class FiveWhysRules(FiveWhys state, AgendaItem item, ActivityTurn turn)
{
    public ActivityDecision Decide(FiveWhysCommand command) => command switch
    {
        FiveWhysCommand.Add add => Add(add),
        FiveWhysCommand.Edit edit => Own(edit.Cause, cause => Edit(cause, edit.Text, edit.IsEvidence)),
        FiveWhysCommand.Withdraw withdraw => Own(withdraw.Cause, Withdraw),
        FiveWhysCommand.ChangeReply { IsBack: true } back when state.TakenBack.TryGetValue(back.ReplyId, out var under)
            && state.InThread.TryGetValue(back.ReplyId, out var reply) && reply.Author == turn.Author =>
            AddUnder(new FiveWhysCommand.Add(under, back.Text, IsEvidence: false, back.ReplyId)),
        FiveWhysCommand.ChangeReply change => InThread(change.ReplyId, cause => Edit(cause, change.Text, null)),
        FiveWhysCommand.WithdrawReply withdraw => InThread(withdraw.ReplyId, Withdraw),
        FiveWhysCommand.Test test => About(test.Cause, cause => cause.Tests.TryGetValue(turn.Author, out var answer) && answer == test.Answer
            ? ActivityDecision.Nothing
            : ActivityDecision.Of(new FiveWhysEvent.Tested(turn.Author, cause.Id, test.Answer))),
        FiveWhysCommand.Choose choose => Choose(choose.Cause),
        FiveWhysCommand.Follow follow => Follow(follow.Node),
        FiveWhysCommand.OpenVote vote => OpenVote(vote.Node),
        FiveWhysCommand.CountVote => CountVote(),
        FiveWhysCommand.Move move => About(move.Cause, cause => Move(cause, move.Under)),
        FiveWhysCommand.Settle settle => About(settle.Cause, cause => Settle(cause, settle.End)),
        FiveWhysCommand.Hide hide => About(hide.Cause, cause => cause.IsHidden
            ? ActivityDecision.Nothing
            : ActivityDecision.Of(new FiveWhysEvent.Hidden(turn.Author, cause.Id))),
        FiveWhysCommand.AddMeasure or FiveWhysCommand.ChangeMeasure or FiveWhysCommand.DropMeasure => new WhyMeasures(state, item, turn).Decide(command),
        _ => throw new UnreachableException(),
    };

    public static readonly Refusal NoNode = new("FiveWhys.NoNode", RefusalKind.NotKnown);

    ActivityDecision About(int id, Func<Cause, ActivityDecision> decide) => state.Cause(id) is { } cause ? decide(cause) : NoNode;

    ActivityDecision Own(int id, Func<Cause, ActivityDecision> decide) => About(id, cause => cause switch
    {
        _ when cause.Author != turn.Author => new Refusal("FiveWhys.NotYours", RefusalKind.NotYours, state.NumberOf(id)),
        _ when IsBuiltOn(cause) => new Refusal("FiveWhys.BuiltOn", RefusalKind.NotNow, state.NumberOf(id)),
        _ => decide(cause),
    });

    bool IsBuiltOn(Cause cause) => IsBuiltOn(state, cause);

    /// <summary>Others stand on it by now: it is no longer its author's alone.</summary>
    public static bool IsBuiltOn(FiveWhys state, Cause cause) =>
        cause.End != CauseEnd.Open || WhyTree.Children(state, cause.Id).Any() || state.MeasuresOf(cause.Id).Any();

    ActivityDecision Add(FiveWhysCommand.Add add)
    {
        if (add.Thread is not null && (item is not { Level: AnonymityLevel.Named, IsBlind: false } || add.Thread.Length is 0 or > OpenPrompt.ReplyIdMax))
        {
            return new Refusal("FiveWhys.ThreadShowsName", RefusalKind.Wrong);
        }

        if (add.Thread is not null && state.InThread.ContainsKey(add.Thread))
        {
            return ActivityDecision.Nothing;
        }

        return AddUnder(add);
    }

    ActivityDecision AddUnder(FiveWhysCommand.Add add)
    {
        var under = add.Under ?? state.Focus;
        var read = PersonalText.Required(add.Text, FiveWhys.CauseMax);
        if (read.Value is not { } text)
        {
            return (read.Refusal ?? Refusals.NotUnderstood) with { Input = FiveWhysForms.TextInput };
        }

        if (add.Thread is null && state.Under(under).Any(cause => cause.Author == turn.Author && cause.Text == text))
        {
            return ActivityDecision.Nothing; // handed in twice
        }

        if (WhyNotUnder(under, height: 1) is { } refusal)
        {
            return refusal with { Input = FiveWhysForms.UnderInput };
        }

        var id = IdeaNumbers.Draw($"{turn.Author.Value}/{under}/{text}", FiveWhys.CausesMax, [], state.Causes.ContainsKey);
        return state.Causes.Count >= FiveWhys.CausesMax
            ? new Refusal("FiveWhys.TooManyCauses", RefusalKind.NotNow, FiveWhys.CausesMax)
            : ActivityDecision.Of(new FiveWhysEvent.Caused(turn.Author, id, under, FreePlace(under), text, add.IsEvidence, add.Thread));
    }

    /// <summary>Why nothing that has so many levels may come to stand under a node.</summary>
    Refusal? WhyNotUnder(int node, int height) => node switch
    {
        _ when !state.IsNode(node) => NoNode,
        _ when state.Cause(node) is { End: not CauseEnd.Open } => new Refusal("FiveWhys.NodeClosed", RefusalKind.NotNow, state.NumberOf(node)),
        _ when state.DepthOf(node) + height > FiveWhys.DepthMax => new Refusal("FiveWhys.TooDeep", RefusalKind.Wrong, FiveWhys.DepthMax),
        _ when state.Under(node).Count() >= state.Branches => new Refusal("FiveWhys.TooManyBranches", RefusalKind.Wrong, state.Branches),
        _ => null,
    };

    int FreePlace(int node)
    {
        var taken = WhyTree.Children(state, node).Select(cause => cause.Place).ToHashSet();
        return Enumerable.Range(1, FiveWhys.CausesMax).First(place => !taken.Contains(place));
    }

    ActivityDecision Edit(Cause cause, string? text, bool? isEvidence)
    {
        var read = PersonalText.Required(text ?? cause.Text, FiveWhys.CauseMax);
        return read.Value switch
        {
            null => (read.Refusal ?? Refusals.NotUnderstood) with { Input = FiveWhysForms.TextInput },
            var said when said == cause.Text && (isEvidence ?? cause.IsEvidence) == cause.IsEvidence => ActivityDecision.Nothing,
            var said => ActivityDecision.Of(new FiveWhysEvent.Edited(turn.Author, cause.Id, said, isEvidence ?? cause.IsEvidence)),
        };
    }

    ActivityDecision Withdraw(Cause cause) => ActivityDecision.Of(new FiveWhysEvent.Withdrawn(turn.Author, cause.Id, cause.Thread));

    // What never counted cannot be changed, and what others stand on stays: nothing is owed to whoever edits a message.
    ActivityDecision InThread(string id, Func<Cause, ActivityDecision> decide)
    {
        if (!state.InThread.TryGetValue(id, out var reply) || reply.Author != turn.Author || reply.Cause is not { } number)
        {
            return ActivityDecision.Nothing;
        }

        return Own(number, decide);
    }

    ActivityDecision Follow(int node) => node switch
    {
        _ when !state.IsNode(node) => NoNode,
        _ when state.Cause(node) is { End: not CauseEnd.Open } => new Refusal("FiveWhys.NodeClosed", RefusalKind.NotNow, state.NumberOf(node)),
        _ when state.Focus == node && state.Vote is null => ActivityDecision.Nothing,
        _ => ActivityDecision.Of(new FiveWhysEvent.Followed(turn.Author, node)),
    };

    ActivityDecision OpenVote(int node) => node switch
    {
        _ when !state.IsNode(node) => NoNode,
        _ when state.Vote is { IsCounted: false } vote && vote.Node == node => ActivityDecision.Nothing,
        _ when state.OpenUnder(node).Length < 2 => new Refusal("FiveWhys.TooFewBranches", RefusalKind.NotNow, state.NumberOf(node)),
        _ => ActivityDecision.Of(new FiveWhysEvent.VoteOpened(turn.Author, node)),
    };

    ActivityDecision Choose(int id) => state.Vote switch
    {
        null or { IsCounted: true } => new Refusal("FiveWhys.NoVote", RefusalKind.NotNow),
        var vote when state.OpenUnder(vote.Node).All(branch => branch.Id != id) => new Refusal("FiveWhys.NoBranch", RefusalKind.Wrong)
        {
            Input = FiveWhysForms.CauseInput,
        },
        var vote when vote.Choices.TryGetValue(turn.Author, out var chosen) && chosen == id => ActivityDecision.Nothing,
        _ => ActivityDecision.Of(new FiveWhysEvent.Voted(turn.Author, id)),
    };

    ActivityDecision CountVote()
    {
        if (state.Vote is not { } vote)
        {
            return new Refusal("FiveWhys.NoVote", RefusalKind.NotNow);
        }

        if (vote.IsCounted)
        {
            return ActivityDecision.Nothing;
        }

        var sums = WhyVotes.Of(state, vote);
        var most = sums.Where(sum => sum.People > 0 && sum.People == sums.Max(other => other.People)).Select(sum => sum.Branch.Id).ToImmutableArray();
        return ActivityDecision.Of(new FiveWhysEvent.VoteCounted(turn.Author, most, most is [var one] ? one : state.Focus));
    }

    ActivityDecision Move(Cause cause, int under)
    {
        if (cause.Parent == under)
        {
            return ActivityDecision.Nothing;
        }

        if (state.IsInside(under, cause.Id))
        {
            return new Refusal("FiveWhys.UnderItself", RefusalKind.Wrong, state.NumberOf(cause.Id)) { Input = FiveWhysForms.ToInput };
        }

        return WhyNotUnder(under, state.Height(cause.Id)) is { } refusal
            ? refusal with { Input = FiveWhysForms.ToInput }
            : ActivityDecision.Of(new FiveWhysEvent.Moved(turn.Author, cause.Id, under, FreePlace(under)));
    }

    ActivityDecision Settle(Cause cause, CauseEnd end) => cause switch
    {
        _ when cause.End == end => ActivityDecision.Nothing,
        _ when end != CauseEnd.Open && !state.IsLeaf(cause.Id) => new Refusal("FiveWhys.NotALeaf", RefusalKind.NotNow, state.NumberOf(cause.Id)),
        _ => ActivityDecision.Of(new FiveWhysEvent.Settled(turn.Author, cause.Id, end)),
    };
}

/// <summary>How many chose which branch.</summary>
static class WhyVotes
{
    public static ImmutableArray<(Cause Branch, int People)> Of(FiveWhys state, BranchVote vote) =>
        [.. state.OpenUnder(vote.Node).Select(branch => (branch, vote.Choices.Values.Count(chosen => chosen == branch.Id)))];
}
