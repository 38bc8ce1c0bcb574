using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>A problem and the causes under it, as the events fold to. The problem is the node 0; each cause stands under one other node.</summary>
/// <param name="Branches">Causes that stand directly under one node.</param>
/// <param name="Depth">How deep one looks, as a guide.</param>
public sealed record FiveWhys(string? Question, int Branches, int Depth) : ActivityState
{
    public const int Problem = 0;

    public const int BranchesProposed = 3;
    public const int BranchesMin = 2;
    public const int BranchesMax = 5;

    public const int DepthProposed = 5;
    public const int DepthMin = 3;

    /// <summary>No cause stands deeper, whatever the guide says.</summary>
    public const int DepthMax = 10;

    /// <summary>With the problem they are a list of choices (Slack: 100), and nobody looks over more.</summary>
    public const int CausesMax = 99;

    public const int CauseMax = 300;

    /// <summary>By ids that tell nothing of the time.</summary>
    public ImmutableSortedDictionary<int, Cause> Causes { get; init; } = ImmutableSortedDictionary<int, Cause>.Empty;

    /// <summary>By their numbers.</summary>
    public ImmutableSortedDictionary<int, CounterMeasure> Measures { get; init; } = ImmutableSortedDictionary<int, CounterMeasure>.Empty;

    /// <summary>Where the replies of the thread are; no cause where one was withdrawn, so that it does not come back late.</summary>
    public ImmutableDictionary<string, (PersonAlias Author, int? Cause)> InThread { get; init; } =
        ImmutableDictionary<string, (PersonAlias, int?)>.Empty;

    /// <summary>Under which node those replies stood that were withdrawn: there they come back with their message.</summary>
    public ImmutableDictionary<string, int> TakenBack { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The node about which "why?" is asked now.</summary>
    public int Focus { get; init; }

    public BranchVote? Vote { get; init; }

    protected override int PeopleCounted => People().Count;

    public override bool Knows(PersonAlias author) => People().Contains(author)
        || Measures.Values.Any(measure => measure.Owner == author || measure.Teller == author) || InThread.Values.Any(reply => reply.Author == author);

    public override bool HasGiven(PersonAlias author) =>
        Causes.Values.Any(cause => cause.Author == author) || Measures.Values.Any(measure => measure.Author == author);

    public override string? Prompt => Question;

    public override bool HasResult => this.Under(Problem).Any();

    public override string FormsOf => string.Join('/', Causes.Values.Select(cause => $"{cause.Id} {cause.Parent} {cause.Text} {cause.End} {cause.IsHidden}")
        .Concat(Measures.Values.Select(measure => measure.What)).Append($"{Focus} {Vote?.Node} {Vote?.IsCounted}"));

    HashSet<PersonAlias> People() =>
    [
        .. Causes.Values.Select(cause => cause.Author)
            .Concat(Causes.Values.SelectMany(cause => cause.Tests.Keys))
            .Concat(Measures.Values.Select(measure => measure.Author))
            .Concat(Vote?.Choices.Keys ?? [])
            .Where(person => person != Retelling.Nobody),
    ];
}

/// <summary>Stored for ever, by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CauseEnd>))]
public enum CauseEnd
{
    Open,

    /// <summary>A process that the group can change.</summary>
    Root,

    OutsideOurReach,
}

/// <summary>"Had this not been, would it still have happened?" Stored for ever, by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReverseAnswer>))]
public enum ReverseAnswer
{
    Yes,
    No,
    Unsure,
}

/// <param name="Parent">The node it is a cause of.</param>
/// <param name="Place">Among the causes of that node, from 1: it stays when others come and go.</param>
/// <param name="IsEvidence">Somebody saw or measured it; else it is assumed.</param>
/// <param name="Thread">The platform's id of the reply that it came as.</param>
public sealed record Cause(int Id, int Parent, int Place, PersonAlias Author, string Text, bool IsEvidence, string? Thread)
{
    public CauseEnd End { get; init; }

    public bool IsHidden { get; init; }

    public ImmutableDictionary<PersonAlias, ReverseAnswer> Tests { get; init; } = ImmutableDictionary<PersonAlias, ReverseAnswer>.Empty;
}

/// <summary>What is done about a root cause.</summary>
/// <param name="Author">Who put it down first.</param>
/// <param name="Teller">Whose words it is in: who changed it last.</param>
/// <param name="Owner">Who is to be asked to do it; they accept it as a next step.</param>
/// <param name="Sign">By what one will see that it worked.</param>
public sealed record CounterMeasure(
    int Number, int Cause, PersonAlias Author, PersonAlias Teller, string What, PersonAlias? Owner, DateOnly? Due, string? Sign);

/// <summary>Which of the branches of a node the group follows.</summary>
/// <param name="Choices">One a person.</param>
public sealed record BranchVote(int Node, ImmutableDictionary<PersonAlias, int> Choices)
{
    /// <summary>Once it is counted, what most chose: several where it is a tie.</summary>
    public ImmutableArray<int>? Most { get; init; }

    public bool IsCounted => Most is not null;
}
