using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>A vote with dots, as its events fold to.</summary>
/// <param name="Dots">How many each person has.</param>
/// <param name="Cap">How many of them may lie on one option.</param>
/// <param name="Pick">The cut line: how many options are to be picked.</param>
public sealed record DotVote(string? Question, ImmutableArray<VoteOption> Options, int Dots, int Cap, int Pick, bool IsRunOff)
    : ActivityState
{
    public ImmutableDictionary<PersonAlias, ImmutableArray<DotsOn>> Ballots { get; init; } =
        ImmutableDictionary<PersonAlias, ImmutableArray<DotsOn>>.Empty;

    /// <summary>Ids of options that the decider took from a tie which the run-off did not settle.</summary>
    public ImmutableArray<int> Decided { get; init; } = [];

    public override int Contributors => Ballots.Count;

    public override bool HasGiven(PersonAlias author) => Ballots.ContainsKey(author);

    public override string? Prompt => Question;

    public override bool HasResult => Contributors > 0 || !Decided.IsEmpty;

    public bool IsOneChoice => Dots == 1;

    public VoteOption? Option(int id) => Options.FirstOrDefault(option => option.Id == id);

    public ImmutableArray<DotsOn> BallotOf(PersonAlias author) => Ballots.GetValueOrDefault(author, []);

    /// <summary>Dots and number of different people of each option, in the order of the letters.</summary>
    public ImmutableArray<OptionTally> Tally()
    {
        var sums = Options.ToDictionary(option => option.Id, option => new OptionTally(option, 0, 0));
        foreach (var given in Ballots.Values.SelectMany(ballot => ballot))
        {
            var sum = sums[given.Option];
            sums[given.Option] = sum with { Dots = sum.Dots + given.Dots, People = sum.People + 1 };
        }

        return [.. Options.Select(option => sums[option.Id])];
    }

    public VoteResult Result()
    {
        var tally = Tally();
        var line = tally.Select(sum => sum.Dots).OrderDescending().ElementAt(Pick - 1);
        var above = tally.Where(sum => sum.Dots > line).Select(sum => sum.Option).ToImmutableArray();
        // What nobody gave a dot is not picked. In a run-off it may be: there it came level with others that were wanted.
        var level = tally.Where(sum => sum.Dots == line && (line > 0 || IsRunOff)).Select(sum => sum.Option).ToImmutableArray();
        var seats = Pick - above.Length;
        return level.Length <= seats
            ? new VoteResult([.. above, .. level], [], 0, [])
            : new VoteResult(above, level, seats, [.. level.Where(option => Decided.Contains(option.Id))]);
    }
}

/// <param name="Id">Stays with the option for ever, also in a run-off.</param>
public sealed record VoteOption(int Id, string Text)
{
    /// <summary>A to Z, then AA, AB ...: never stored, follows from the id.</summary>
    [JsonIgnore]
    public string Letter => LetterOf(Id);

    public static string LetterOf(int id) => (id >= 26 ? LetterOf((id / 26) - 1) : "") + (char)('A' + (id % 26));
}

public sealed record DotsOn(int Option, int Dots);

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

public abstract record DotVoteCommand : ActivityCommand
{
    /// <summary>This is my whole ballot; what is not named has no dots.</summary>
    public sealed record SetBallot(ImmutableArray<DotsOn> Dots) : DotVoteCommand;

    /// <summary>This option has that many of my dots: sets, never toggles.</summary>
    public sealed record SetDots(int Option, int Dots) : DotVoteCommand;

    public sealed record RunOff : DotVoteCommand
    {
        public override bool IsSteering => true;

        public override bool IsAfterClose => true;
    }

    /// <summary>The decider's word on a tie that the run-off left.</summary>
    public sealed record Decide(int Option) : DotVoteCommand
    {
        public override bool IsSteering => true;

        public override bool IsAfterClose => true;
    }
}

public abstract record DotVoteEvent : ActivityEvent
{
    public sealed record Planned(string? Question, ImmutableArray<VoteOption> Options, int Dots, int Cap, int Pick, bool IsRunOff)
        : DotVoteEvent;

    /// <summary>Somebody's whole ballot from now on; empty where all dots were taken back.</summary>
    public sealed record BallotSet(PersonAlias Author, ImmutableArray<DotsOn> Dots) : DotVoteEvent;

    public sealed record Decided(int Option) : DotVoteEvent;
}

[JsonSerializable(typeof(DotVoteEvent.Planned))]
[JsonSerializable(typeof(DotVoteEvent.BallotSet))]
[JsonSerializable(typeof(DotVoteEvent.Decided))]
sealed partial class DotVoteJson : JsonSerializerContext;
