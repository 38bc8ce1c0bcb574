using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>What is on the table of a vote: taken at its opening, added from the pool, removed, narrowed to a second round.</summary>
static class DotVoteTable
{
    /// <summary>Above so many options there are two rounds.</summary>
    public const int OneRoundMax = 15;

    /// <summary>So many and those level with the last come into the second round.</summary>
    public const int SecondRoundMax = 10;

    /// <summary>What lasts longer than this is halved between two rounds; a short one has its time in each.</summary>
    static readonly TimeSpan HalvedFrom = TimeSpan.FromHours(1);

    public static bool IsForTwoRounds(int options) => options > OneRoundMax;

    /// <summary>A long list that was typed: nobody can weigh so many against each other with a few dots.</summary>
    public static Taken TakeTyped(DotVote state, TimeSpan? lasts) => Of(state, state.Options, [], 0, lasts);

    /// <summary>What was on the table before a second round narrowed it.</summary>
    public static ImmutableArray<VoteOption> AtFirst(DotVote state) =>
        state.Round == VoteRound.Second ? [.. state.FirstRound.Select(sum => sum.Option)] : state.Options;

    public static Taken Take(DotVote state, Opening opening, TimeSpan? lasts)
    {
        var (material, lot) = (opening.Material, opening.Session.Id.Value);
        var proposed = material.Where(thing => thing.IsProposed).ToList();
        // Where nobody put anything forward everything is on the table, as far as there is room.
        var forward = (proposed.Count > 0 ? proposed : [.. material]).Drawn(lot, NameOf);
        var options = forward[..Math.Min(Limits.OptionsMax, forward.Length)];
        if (options.IsEmpty)
        {
            return state is { Method: VoteMethod.Consent, Question: { } question } ? Of(state, [new VoteOption(0, question)], [], 0, lasts) : Taken.Nothing;
        }

        var others = forward[options.Length..].Concat(material.Except(forward).Drawn(lot, NameOf)).ToImmutableArray();
        var pool = others.Fitting();
        return Of(
            state,
            [.. options.Select(OptionOf)],
            [.. pool.Select((thing, i) => OptionOf(thing, options.Length + i))],
            others.Length - pool.Length,
            lasts);
    }

    static (int Activity, int Id) NameOf(Material thing) => (thing.Activity, thing.Id);

    static VoteOption OptionOf(Material thing, int id) => new(id, thing.Text, thing.Activity, thing.Id, PartsOf(thing));

    static ImmutableArray<VotePart>? PartsOf(Material thing) =>
        thing.Parts.IsEmpty ? null : [.. thing.Parts.Select(part => new VotePart(part.Activity, part.Id, part.Text))];

    static Taken Of(DotVote state, ImmutableArray<VoteOption> options, ImmutableArray<VoteOption> pool, int leftOut, TimeSpan? lasts)
    {
        var hasTwoRounds = state.Method == VoteMethod.Dots && IsForTwoRounds(options.Length);
        var (dots, cap) = hasTwoRounds ? (state.Dots, state.Cap) : Budget(state, options.Length);
        return new Taken(new DotVoteEvent.Took(options, pool, leftOut, dots, cap, hasTwoRounds))
        {
            Lasts = hasTwoRounds ? RoundOf(lasts) : null,
        };
    }

    /// <summary>What the facilitator set, or what so many options ask for.</summary>
    static (int Dots, int Cap) Budget(DotVote state, int options)
    {
        var dots = state.Dots > 0 ? state.Dots : DotVoteReading.ProposedDots(options);
        return (dots, state.Cap > 0 ? Math.Min(state.Cap, dots) : DotVoteReading.ProposedCap(dots));
    }

    /// <summary>Did somebody say how many dots there are? A typed plan holds them either way.</summary>
    public static bool IsBudgetSet(DotVoteEvent.Planned plan)
    {
        var proposed = plan.IsOnMaterial ? 0 : DotVoteReading.ProposedDots(plan.Options.Length);
        return plan is { IsBudgetProposed: false, IsRunOff: false, Method: VoteMethod.Dots } && (plan.Dots > 0 || plan.Cap > 0)
            && (plan.Dots != proposed || plan.Cap != DotVoteReading.ProposedCap(proposed));
    }

    static TimeSpan? RoundOf(TimeSpan? lasts) => lasts > HalvedFrom ? lasts / 2 : lasts;

    public static ActivityDecision Narrow(DotVote state, AgendaItem item, DateTimeOffset at)
    {
        var tally = state.Tally();
        var line = tally.Select(sum => sum.People).OrderDescending().ElementAtOrDefault(SecondRoundMax - 1);
        var stay = tally.Where(sum => sum.People >= Math.Max(line, 1)).Select(sum => sum.Option.Id).ToImmutableArray();
        stay = stay.IsEmpty ? [.. state.Options.Select(option => option.Id)] : stay; // nobody ticked anything
        var (dots, cap) = Budget(state, stay.Length);
        return ActivityDecision.Of(new DotVoteEvent.Narrowed(stay, dots, cap)) with
        {
            Bell = item.Deadline is { } deadline ? NextBell(deadline, at, RoundOf(item.Lasts)) : null,
        };
    }

    // From the end of the first round on, and not of its grace; a round that is shorter than that has its whole time.
    static DateTimeOffset? NextBell(DateTimeOffset deadline, DateTimeOffset at, TimeSpan? round) =>
        deadline < at && deadline + round > at ? deadline + round : at + round;

    public static ActivityDecision Add(int id, DotVote state) => state switch
    {
        _ when state.Option(id) is not null => ActivityDecision.Nothing,
        _ when state.Pool.All(option => option.Id != id) => new Refusal("DotVote.NotInPool", RefusalKind.NotNow),
        { Round: VoteRound.Second } => new Refusal("DotVote.SecondRoundIsSet", RefusalKind.NotNow),
        { Options.Length: >= Limits.OptionsMax } => new Refusal("DotVote.TooManyOptions", RefusalKind.Wrong, state.Options.Length + 1, Limits.OptionsMax),
        _ => ActivityDecision.Of(new DotVoteEvent.Added(id)),
    };

    public static ActivityDecision Remove(int id, DotVote state) => state switch
    {
        _ when state.Option(id) is null => ActivityDecision.Nothing,
        { Options: [_] } => new Refusal("DotVote.LastOption", RefusalKind.NotNow),
        _ => ActivityDecision.Of(new DotVoteEvent.Removed(id)),
    };

    public static ActivityDecision Edit(int id, string text, DotVote state)
    {
        if (state.Option(id) is not { } option)
        {
            return DotVoteReading.Unknown(id);
        }

        var read = PersonalText.Required(text, Limits.OptionMax);
        if (read.Value is not { } said)
        {
            return new Refusal("DotVote.BadOption", RefusalKind.Wrong, option.Letter, Limits.OptionMax);
        }

        var same = state.Options.FirstOrDefault(other => other.Id != id && other.Text.Equals(said, StringComparison.OrdinalIgnoreCase));
        return same switch
        {
            not null => new Refusal("DotVote.SameOptions", RefusalKind.Wrong, same.Letter, option.Letter),
            null when option.Text == said => ActivityDecision.Nothing,
            null => ActivityDecision.Of(new DotVoteEvent.Edited(id, said, !state.Ballots.IsEmpty)),
        };
    }

    public static ActivityDecision SetBudget(DotVoteCommand.SetBudget set, DotVote state)
    {
        if (state.Method != VoteMethod.Dots || state.IsRunOff || state.Round == VoteRound.First)
        {
            return new Refusal("DotVote.NoBudget", RefusalKind.NotNow);
        }

        var dots = set.Dots ?? state.Dots;
        var cap = set.Cap ?? Math.Min(state.Cap, dots);
        return (dots, cap) switch
        {
            ( < 1 or > DotVoteReading.DotsMax, _) => new Refusal("DotVote.BadDots", RefusalKind.Wrong, 1, DotVoteReading.DotsMax),
            _ when cap < 1 || cap > dots => new Refusal("DotVote.BadCap", RefusalKind.Wrong, 1, dots),
            _ when dots == state.Dots && cap == state.Cap => ActivityDecision.Nothing,
            _ => ActivityDecision.Of(new DotVoteEvent.BudgetSet(dots, cap)),
        };
    }

    public static DotVote Took(DotVote state, DotVoteEvent.Took e) => state with
    {
        Options = DotVoteErasing.Kept(e.Options),
        Pool = DotVoteErasing.Kept(e.Pool),
        LeftOut = e.LeftOut,
        Dots = e.Dots,
        Cap = e.Cap,
        Round = e.HasTwoRounds ? VoteRound.First : VoteRound.Only,
        // Opened again after an undo it may hold other things under the same ids.
        FirstRound = [],
        Former = ImmutableDictionary<int, ImmutableArray<string>>.Empty,
        Ballots = ImmutableDictionary<PersonAlias, ImmutableArray<DotsOn>>.Empty,
        Returned = ImmutableDictionary<PersonAlias, int>.Empty,
    };

    public static DotVote Added(DotVote state, int id) => state.Pool.FirstOrDefault(option => option.Id == id) is { } option
        ? state with { Options = [.. state.Options.Append(option).OrderBy(one => one.Id)], Pool = state.Pool.Remove(option) }
        : state;

    public static DotVote Removed(DotVote state, int id)
    {
        var removed = state.Option(id);
        var without = state with
        {
            Options = [.. state.Options.Where(option => option.Id != id)],
            Former = state.Former.Remove(id),
            Pool = removed is { Activity: > 0 } ? state.Pool.Add(removed) : state.Pool, // it may come back, with its id
        };
        return without.WithSurplusBack();
    }

    public static DotVote Edited(DotVote state, DotVoteEvent.Edited e) => state with
    {
        Former = e.IsAfterBallot && state.Option(e.Option) is { Text: var former }
            ? state.Former.SetItem(e.Option, state.Former.GetValueOrDefault(e.Option, []).Add(former))
            : state.Former,
        Options = [.. state.Options.Select(option => Edited(option, e))],
        FirstRound = [.. state.FirstRound.Select(sum => sum with { Option = Edited(sum.Option, e) })],
    };

    static VoteOption Edited(VoteOption option, DotVoteEvent.Edited e) => option.Id == e.Option ? option with { Text = PersonalText.Kept(e.Text) } : option;

    /// <summary>Whoever voted in the first round has taken part, also where they do not vote in the second.</summary>
    public static DotVote Narrowed(DotVote state, DotVoteEvent.Narrowed e) => state with
    {
        FirstRound = state.Tally(),
        Options = [.. state.Options.Where(option => e.Options.Contains(option.Id))],
        Dots = e.Dots,
        Cap = e.Cap,
        Round = VoteRound.Second,
        Ballots = state.Ballots.ToImmutableDictionary(ballot => ballot.Key, _ => ImmutableArray<DotsOn>.Empty),
        Returned = ImmutableDictionary<PersonAlias, int>.Empty,
    };

    public static ImmutableArray<Material> HandsOn(DotVote state, AgendaItem item)
    {
        var result = state.Result();
        ImmutableArray<VoteOption> picked = [.. state.PickedBefore, .. result.Picked, .. result.Decided];
        var others = state.Options.Concat(state.FirstRound.Select(sum => sum.Option)).Concat(state.Pool)
            .DistinctBy(option => option.Id).ExceptBy(picked.Select(option => option.Id), option => option.Id);
        return [.. picked.Select(option => MaterialOf(option, item, true)), .. others.Select(option => MaterialOf(option, item, false))];
    }

    static Material MaterialOf(VoteOption option, AgendaItem item, bool isProposed)
    {
        var (activity, id) = option.Activity > 0 ? (option.Activity, option.Source) : (item.Number, option.Id);
        return new Material(activity, id, option.Text, isProposed)
        {
            Parts = [.. (option.Parts ?? []).Select(part => new Material(part.Activity, part.Source, part.Text, isProposed))],
        };
    }
}
