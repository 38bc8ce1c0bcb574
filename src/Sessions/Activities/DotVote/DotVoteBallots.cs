using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>Ballots: what may be given, and what comes back where there is less to give.</summary>
static class DotVoteBallots
{
    public const int ScoreMax = 5;

    public static ActivityDecision Set(DotVoteCommand.SetBallot set, DotVote state, ActivityTurn turn)
    {
        var standing = state.BallotOf(turn.Author).FirstOrDefault(given => given.Reason is not null);
        var concern = set.Concern ?? (standing is null ? null : new VoteConcern(standing.Option, standing.Reason!)); // not null: see above
        return Give(WithConcern(set.Dots, concern, state), state, turn);
    }

    public static ActivityDecision Set(DotVoteCommand.SetDots set, DotVote state, ActivityTurn turn)
    {
        var given = state.BallotOf(turn.Author);
        var standing = given.FirstOrDefault(dots => dots.Option == set.Option)?.Reason;
        var reason = state.Asks == VoteMethod.Consent ? set.Reason : standing;
        var others = state.IsOneChoice && set.Dots > 0
            ? given.Where(dots => dots.Option != set.Option).Select(dots => dots with { Dots = 0 }) // one choice is moved by choosing another
            : given.Where(dots => dots.Option != set.Option && dots.Option != VoteOption.None);
        return Give([.. others, new DotsOn(set.Option, set.Dots, reason)], state, turn);
    }

    public static ActivityDecision Set(DotVoteCommand.SetConcern set, DotVote state, ActivityTurn turn) =>
        Give(WithConcern(state.BallotOf(turn.Author), set.Concern, state), state, turn);

    static ImmutableArray<DotsOn> WithConcern(ImmutableArray<DotsOn> dots, VoteConcern? concern, DotVote state)
    {
        if (!state.HasConcern)
        {
            return dots;
        }

        var bare = dots.Select(given => given with { Reason = null }).ToList();
        if (concern?.Option is not { } option)
        {
            return [.. bare];
        }

        return bare.Any(given => given.Option == option)
            ? [.. bare.Select(given => given.Option == option ? given with { Reason = concern.Reason } : given)]
            : [.. bare, new DotsOn(option, 0, concern.Reason)];
    }

    static ActivityDecision Give(ImmutableArray<DotsOn> dots, DotVote state, ActivityTurn turn)
    {
        var cleaned = Cleaned(dots, state);
        if (cleaned.Refusal is { } unfit)
        {
            return unfit;
        }

        if (WhyNot(cleaned.Dots, state) is { } refusal)
        {
            return refusal;
        }

        if (state.BansOwn && cleaned.Dots.FirstOrDefault(given => given.Dots > 0 && IsOwn(given.Option, state, turn)) is { } own)
        {
            return new Refusal("DotVote.OwnIdea", RefusalKind.Wrong, VoteOption.LetterOf(own.Option)) { Input = DotVoteReading.InputOf(own.Option, state) };
        }

        ImmutableArray<DotsOn> ballot = [.. cleaned.Dots.Where(given => Says(given, state)).OrderBy(given => given.Option)];
        return ballot.SequenceEqual(state.BallotOf(turn.Author).OrderBy(given => given.Option))
            && (state.Ballots.ContainsKey(turn.Author) == !ballot.IsEmpty || state.Round == VoteRound.Second) // who ticked something took part
            ? ActivityDecision.Nothing
            : ActivityDecision.Of(new DotVoteEvent.BallotSet(turn.Author, ballot));
    }

    static bool Says(DotsOn given, DotVote state) => given.Dots > 0 || given.Reason is not null || state.Asks == VoteMethod.Score;

    static (ImmutableArray<DotsOn> Dots, Refusal? Refusal) Cleaned(ImmutableArray<DotsOn> dots, DotVote state)
    {
        var cleaned = ImmutableArray.CreateBuilder<DotsOn>(dots.Length);
        foreach (var given in dots)
        {
            var isWanted = given.Reason is not null || (state.Asks == VoteMethod.Consent && given.Dots == DotsOn.Objection);
            var read = isWanted ? PersonalText.Required(given.Reason, Limits.NoteMax) : default;
            if (read.Refusal is not null)
            {
                return ([], new Refusal("DotVote.ReasonMissing", RefusalKind.Wrong, Limits.NoteMax)
                {
                    Input = DotVoteReading.ReasonInputOf(given.Option, state),
                });
            }

            cleaned.Add(given with { Reason = read.Value });
        }

        return (cleaned.ToImmutable(), null);
    }

    // The author is asked for and forgotten: nothing of it goes into an event. A group is one's own where all of it is.
    static bool IsOwn(int id, DotVote state, ActivityTurn turn)
    {
        return state.Option(id) switch
        {
            { Parts: { Length: > 0 } parts } => parts.All(part => IsMine(part.Activity, part.Source)),
            { Activity: > 0 } option => IsMine(option.Activity, option.Source),
            _ => false,
        };

        bool IsMine(int activity, int source) => turn.AuthorOf(activity, source) is { } author && author == turn.AuthorIn(activity);
    }

    static Refusal? WhyNot(ImmutableArray<DotsOn> dots, DotVote state)
    {
        if (dots.FirstOrDefault(given => !state.IsOnTable(given.Option)) is { } unknown)
        {
            return DotVoteReading.Unknown(unknown.Option);
        }

        if (dots.DistinctBy(given => given.Option).Count() < dots.Length)
        {
            return Refusals.NotUnderstood; // a forged form: "option-1" beside "option-01" would get round the cap
        }

        if (dots.Any(given => given is { Option: VoteOption.None, Dots: > 0 }) && dots.Any(given => given.Option != VoteOption.None && given.Dots > 0))
        {
            return new Refusal("DotVote.NoneOrSome", RefusalKind.Wrong) { Input = DotVoteReading.NoneInput };
        }

        return state.Asks == VoteMethod.Dots ? Beyond(dots, state) : Unfit(dots, state);
    }

    static Refusal? Unfit(ImmutableArray<DotsOn> dots, DotVote state)
    {
        var (min, max) = state.Asks switch
        {
            VoteMethod.Score => (0, ScoreMax),
            VoteMethod.Consent => (DotsOn.Agree, DotsOn.Objection),
            _ => (0, 1),
        };
        return dots.FirstOrDefault(given => given.Dots < min || given.Dots > max) is { } unfit
            ? new Refusal("DotVote.NotANumber", RefusalKind.Wrong, max) { Input = DotVoteReading.InputOf(unfit.Option, state) }
            : null;
    }

    static Refusal? Beyond(ImmutableArray<DotsOn> dots, DotVote state)
    {
        if (dots.FirstOrDefault(given => given.Dots < 0) is { } negative)
        {
            return new Refusal("DotVote.NotANumber", RefusalKind.Wrong, state.Cap) { Input = DotVoteReading.InputOf(negative.Option, state) };
        }

        var sum = dots.Sum(given => (long)given.Dots);
        if (state.IsOneChoice)
        {
            return sum > 1 ? new Refusal("DotVote.OneChoiceOnly", RefusalKind.Wrong) { Input = DotVoteReading.ChoiceInput } : null;
        }

        if (dots.FirstOrDefault(given => given.Dots > state.Cap) is { } over)
        {
            return new Refusal("DotVote.CapExceeded", RefusalKind.Wrong, state.Cap, VoteOption.LetterOf(over.Option), over.Dots)
            {
                Input = DotVoteReading.InputOf(over.Option, state),
            };
        }

        return sum > state.Dots ? new Refusal("DotVote.NoDotsLeft", RefusalKind.Wrong, state.Dots, sum) : null;
    }

    public static DotVote Set(DotVote state, DotVoteEvent.BallotSet e) => state with
    {
        // In the second of two rounds whoever takes back all they gave has taken part. Only a file's strangers, who are but sums, give nothing for nothing.
        Ballots = e.Dots.IsEmpty && (state.Round != VoteRound.Second || state.BallotOf(e.Author).IsEmpty)
            ? state.Ballots.Remove(e.Author)
            : state.Ballots.SetItem(e.Author, Aged(state.BallotOf(e.Author), DotVoteErasing.Kept(e.Dots))),
        Returned = state.Returned.Remove(e.Author),
        // A vote that was opened again and changed is a new result: what was decided about the old one no longer stands.
        Decided = [],
    };

    /// <summary>In the second of two rounds what was ticked in the first stays counted: it made the table.</summary>
    public static DotVote Withdraw(DotVote state, PersonAlias author) =>
        state with { Ballots = state.Ballots.Remove(author), Returned = state.Returned.Remove(author), Decided = [] };

    /// <summary>What stays as it was comes first, what is new last: should dots go back, the newest choice wins.</summary>
    static ImmutableArray<DotsOn> Aged(ImmutableArray<DotsOn> before, ImmutableArray<DotsOn> now) =>
        before.IsEmpty ? now : [.. before.Select(old => Same(now, old)).OfType<DotsOn>(), .. now.Where(given => Same(before, given) is null)];

    // Another reason is no newer choice: and reasons may be removed later, which must change no order.
    static DotsOn? Same(ImmutableArray<DotsOn> ballot, DotsOn given) =>
        ballot.FirstOrDefault(other => (other.Option, other.Dots) == (given.Option, given.Dots));

    /// <summary>What lies on options that are gone, or is more than there is to give, goes back to whom it was.</summary>
    public static DotVote WithSurplusBack(this DotVote state)
    {
        var (ballots, returned) = (state.Ballots.ToBuilder(), state.Returned.ToBuilder());
        foreach (var (author, ballot) in state.Ballots)
        {
            var kept = Kept(ballot, state);
            if (!kept.SequenceEqual(ballot))
            {
                ballots[author] = kept; // also where it is empty: that somebody had only this must not be seen in the number of voters
                returned[author] = returned.GetValueOrDefault(author) + ballot.Sum(given => given.Dots) - kept.Sum(given => given.Dots);
            }
        }

        return state with { Ballots = ballots.ToImmutable(), Returned = returned.ToImmutable() };
    }

    static ImmutableArray<DotsOn> Kept(ImmutableArray<DotsOn> ballot, DotVote state)
    {
        var kept = ballot.Where(given => state.IsOnTable(given.Option)).ToList();
        if (state.Asks != VoteMethod.Dots)
        {
            return [.. kept];
        }

        var left = state.Dots;
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            var dots = Math.Min(Math.Min(kept[i].Dots, state.Cap), left);
            left -= dots;
            kept[i] = kept[i] with { Dots = dots };
        }

        return [.. kept.Where(given => given.Dots > 0 || given.Reason is not null)];
    }
}
