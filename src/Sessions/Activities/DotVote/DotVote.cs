using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>A vote, as its events fold to.</summary>
/// <param name="Options">What is on the table.</param>
/// <param name="Dots">How many each person has; 0 until the opening tells, where it takes what was handed on.</param>
/// <param name="Cap">How many of them may lie on one option.</param>
/// <param name="Pick">The cut line: how many options are to be picked.</param>
public sealed record DotVote(string? Question, ImmutableArray<VoteOption> Options, int Dots, int Cap, int Pick, bool IsRunOff)
    : ActivityState
{
    public VoteMethod Method { get; init; }

    /// <summary>The dots are what its facilitator said, and not what so many options ask for.</summary>
    public bool IsBudgetSet { get; init; }

    /// <summary>Its options are what was handed on, taken at its opening.</summary>
    public bool IsOnMaterial { get; init; }

    /// <summary>Nobody votes for an idea of their own.</summary>
    public bool BansOwn { get; init; }

    /// <summary>Each person may name one option that worries them, with a reason.</summary>
    public bool HasConcern { get; init; }

    /// <summary>"None of these" can be said.</summary>
    public bool HasNone { get; init; }

    /// <summary>What was handed on and is not on the table: anybody may put it there.</summary>
    public ImmutableArray<VoteOption> Pool { get; init; } = [];

    /// <summary>How much of what was handed on found no place in the pool.</summary>
    public int LeftOut { get; init; }

    /// <summary>Of a run-off: what the vote before it picked already.</summary>
    public ImmutableArray<VoteOption> PickedBefore { get; init; } = [];

    public VoteRound Round { get; init; }

    /// <summary>What the first of two rounds gave, for all options that were in it; empty before.</summary>
    public ImmutableArray<OptionTally> FirstRound { get; init; } = [];

    /// <summary>
    /// Each ballot from its oldest choice to its newest. Whose dots all came back has an empty one, and has voted; in the second of two rounds also who
    /// ticked something in the first, or took back all they gave.
    /// </summary>
    public ImmutableDictionary<PersonAlias, ImmutableArray<DotsOn>> Ballots { get; init; } =
        ImmutableDictionary<PersonAlias, ImmutableArray<DotsOn>>.Empty;

    /// <summary>How many dots came back to somebody since they last voted.</summary>
    public ImmutableDictionary<PersonAlias, int> Returned { get; init; } = ImmutableDictionary<PersonAlias, int>.Empty;

    /// <summary>Ids of options that the decider took from a tie which the run-off did not settle.</summary>
    public ImmutableArray<int> Decided { get; init; } = [];

    /// <summary>By option, what it said when somebody had voted already, the oldest wording first: it is told beside what it says now.</summary>
    public ImmutableDictionary<int, ImmutableArray<string>> Former { get; init; } = ImmutableDictionary<int, ImmutableArray<string>>.Empty;

    protected override int PeopleCounted => Ballots.Count;

    public override IEnumerable<PersonAlias> Givers => Ballots.Keys;

    /// <summary>Concerns and objections as a file tells them, apart from the ballots.</summary>
    public ImmutableArray<DotVoteEvent.Remarked> Remarks { get; init; } = [];

    /// <summary>Whoever ticked something in the first of two rounds has taken part, and may still come.</summary>
    public override int GivenNow => Round == VoteRound.Second ? Ballots.Values.Count(ballot => !ballot.IsEmpty) : Contributors;

    /// <summary>What options said before they were edited: a ballot that was drawn then names something else.</summary>
    public IEnumerable<string> Edits() => Former.OrderBy(former => former.Key).SelectMany(former => former.Value, (former, text) => $"{former.Key} {text}");

    public override string FormsOf => string.Create(
        CultureInfo.InvariantCulture, $"{Round}/{Dots}/{Cap}/{string.Join('/', Options.Select(option => $"{option.Id} {option.Text}"))}");

    public override bool HasGiven(PersonAlias author) => Round == VoteRound.Second ? Counts(author) : Knows(author);

    public override bool Knows(PersonAlias author) => Ballots.ContainsKey(author);

    public override bool Counts(PersonAlias author) => !BallotOf(author).IsEmpty;

    public override string? Prompt => Question;

    public override bool HasResult => Contributors > 0 || !Decided.IsEmpty;

    /// <summary>What is asked now: in the first of two rounds everything that one likes is ticked.</summary>
    public VoteMethod Asks => Round == VoteRound.First ? VoteMethod.Approval : Method;

    public bool IsOneChoice => Asks == VoteMethod.Dots && Dots == 1;

    public VoteOption? Option(int id) => Options.FirstOrDefault(option => option.Id == id);

    /// <summary>Can something be given to it: an option that is there, or "none of these".</summary>
    public bool IsOnTable(int id) => id == VoteOption.None ? HasNone : Option(id) is not null;

    public ImmutableArray<DotsOn> BallotOf(PersonAlias author) => Ballots.GetValueOrDefault(author, []);

    /// <summary>Those who said "none of these".</summary>
    public int NoneCount => Ballots.Values.Count(ballot => ballot.Any(given => given.Option == VoteOption.None));

    /// <summary>Dots and number of different people of each option, in the order of the letters.</summary>
    public ImmutableArray<OptionTally> Tally()
    {
        var sums = Options.ToDictionary(option => option.Id, option => new OptionTally(option, 0, 0));
        foreach (var given in Ballots.Values.SelectMany(ballot => ballot))
        {
            if (sums.TryGetValue(given.Option, out var sum) && Worth(given) is { } worth)
            {
                sums[given.Option] = sum with { Dots = sum.Dots + worth, People = sum.People + 1 };
            }
        }

        return [.. Options.Select(option => sums[option.Id])];
    }

    // Null where it is no vote for the option: a concern alone, an abstention, an objection.
    int? Worth(DotsOn given) => (Asks, given.Dots) switch
    {
        (VoteMethod.Score, _) => given.Dots,
        (VoteMethod.Consent, DotsOn.Agree) => 1,
        (VoteMethod.Consent, _) or (_, 0) => null,
        _ => given.Dots,
    };

    public int CountOf(int option, int stand) =>
        Ballots.Values.Count(ballot => ballot.Any(given => given.Option == option && given.Dots == stand));

    /// <summary>What was said against an option, or what worries people about it; never with who said it.</summary>
    public IEnumerable<(VoteOption Option, string Reason)> Reasons() =>
        from option in Options
        from reason in Ballots.Values.SelectMany(ballot => ballot)
            .Where(given => given.Option == option.Id && given.Reason is not null)
            .Select(given => given.Reason!) // not null: see above
            .Concat(Remarks.Where(told => told.Option == option.Id).Select(told => told.Reason))
            .Order(StringComparer.Ordinal)
        select (option, reason);

    public VoteResult Result() => Asks == VoteMethod.Consent ? Consented() : Counted();

    VoteResult Consented() => new(
        [.. Tally().Where(sum => sum.Dots > 0 && CountOf(sum.Option.Id, DotsOn.Objection) == 0).Select(sum => sum.Option)], [], 0, []);

    VoteResult Counted()
    {
        var tally = Tally();
        var pick = Math.Min(Pick, tally.Length);
        if (pick == 0)
        {
            return new VoteResult([], [], 0, []);
        }

        var line = tally.Select(sum => sum.Dots).OrderDescending().ElementAt(pick - 1);
        var above = tally.Where(sum => sum.Dots > line).Select(sum => sum.Option).ToImmutableArray();
        // What nobody gave a dot is not picked. In a run-off it may be: there it came level with others that were wanted.
        var level = tally.Where(sum => sum.Dots == line && (line > 0 || IsRunOff)).Select(sum => sum.Option).ToImmutableArray();
        var seats = pick - above.Length;
        return level.Length <= seats
            ? new VoteResult([.. above, .. level], [], 0, [])
            : new VoteResult(above, level, seats, [.. level.Where(option => Decided.Contains(option.Id))]);
    }
}

public enum VoteRound
{
    /// <summary>There is but one.</summary>
    Only,
    First,
    Second,
}

/// <param name="Id">Stays with the option for ever, also in a run-off, also when its text is changed.</param>
/// <param name="Activity">The activity that keeps what this option is, where it was handed on; 0 where it was typed.</param>
/// <param name="Source">Its id there.</param>
/// <param name="Parts">What a group holds.</param>
public sealed record VoteOption(int Id, string Text, int Activity = 0, int Source = 0, ImmutableArray<VotePart>? Parts = null)
{
    /// <summary>Stands in a ballot for "none of these". Stored for ever.</summary>
    public const int None = -1;

    /// <summary>A to Z, then AA, AB ...: never stored, follows from the id.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Letter => LetterOf(Id);

    /// <summary>The number by which it is typed where it has no letter yet.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Number => Id + 1;

    public static string LetterOf(int id) => (id >= 26 ? LetterOf((id / 26) - 1) : "") + (char)('A' + (id % 26));
}

/// <summary>One thing in a group that is voted on as one.</summary>
public sealed record VotePart(int Activity, int Source, string Text);

/// <param name="Dots">Dots; 1 where an option is approved; 0 to 5 where it is scored; agree, abstain or object where consent is asked.</param>
/// <param name="Reason">Of an objection, or of a concern, which may stand without dots.</param>
public sealed record DotsOn(int Option, int Dots, string? Reason = null)
{
    /// <summary>Stored for ever.</summary>
    public const int Agree = 1;
    public const int Abstain = 2;
    public const int Objection = 3;
}

/// <param name="People">How many different people: those who gave dots, ticked, scored or agreed.</param>
public sealed record OptionTally(VoteOption Option, int Dots, int People);

/// <param name="Picked">Over the cut line by their dots alone.</param>
/// <param name="Tied">Level at the cut line, more of them than there are seats; empty where there is no tie.</param>
/// <param name="Seats">How many of the tied can be picked.</param>
/// <param name="Decided">The tied that the decider took.</param>
public sealed record VoteResult(
    ImmutableArray<VoteOption> Picked, ImmutableArray<VoteOption> Tied, int Seats, ImmutableArray<VoteOption> Decided)
{
    public bool IsTied => Decided.Length < Seats;
}
