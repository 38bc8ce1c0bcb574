using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

public abstract record FiveWhysEvent : ActivityEvent
{
    public sealed record Planned(string? Question, int Branches, int Depth) : FiveWhysEvent;

    /// <param name="Place">Among the causes of that node, from 1.</param>
    public sealed record Caused(PersonAlias Author, int Cause, int Under, int Place, string Text, bool IsEvidence, string? Thread) : FiveWhysEvent;

    /// <summary>Its author put it otherwise.</summary>
    public sealed record Edited(PersonAlias Author, int Cause, string Text, bool IsEvidence) : FiveWhysEvent;

    public sealed record Withdrawn(PersonAlias Author, int Cause, string? Thread) : FiveWhysEvent;

    public sealed record Moved(PersonAlias Author, int Cause, int Under, int Place) : FiveWhysEvent;

    public sealed record Hidden(PersonAlias Author, int Cause) : FiveWhysEvent;

    public sealed record Followed(PersonAlias Author, int Node) : FiveWhysEvent;

    public sealed record VoteOpened(PersonAlias Author, int Node) : FiveWhysEvent;

    public sealed record Voted(PersonAlias Author, int Cause) : FiveWhysEvent;

    /// <param name="Most">What most chose; several where it is a tie.</param>
    /// <param name="Focus">The node that is followed from now on.</param>
    public sealed record VoteCounted(PersonAlias Author, ImmutableArray<int> Most, int Focus) : FiveWhysEvent;

    public sealed record Settled(PersonAlias Author, int Cause, CauseEnd End) : FiveWhysEvent;

    public sealed record Tested(PersonAlias Author, int Cause, ReverseAnswer Answer) : FiveWhysEvent;

    /// <summary>All of a counter-measure, as it is from now on.</summary>
    public sealed record Measured(PersonAlias Author, int Measure, int Cause, string What, PersonAlias? Owner, DateOnly? Due, string? Sign) : FiveWhysEvent;

    public sealed record MeasureDropped(PersonAlias Author, int Measure) : FiveWhysEvent;
}

[JsonSerializable(typeof(FiveWhysEvent.Planned))]
[JsonSerializable(typeof(FiveWhysEvent.Caused))]
[JsonSerializable(typeof(FiveWhysEvent.Edited))]
[JsonSerializable(typeof(FiveWhysEvent.Withdrawn))]
[JsonSerializable(typeof(FiveWhysEvent.Moved))]
[JsonSerializable(typeof(FiveWhysEvent.Hidden))]
[JsonSerializable(typeof(FiveWhysEvent.Followed))]
[JsonSerializable(typeof(FiveWhysEvent.VoteOpened))]
[JsonSerializable(typeof(FiveWhysEvent.Voted))]
[JsonSerializable(typeof(FiveWhysEvent.VoteCounted))]
[JsonSerializable(typeof(FiveWhysEvent.Settled))]
[JsonSerializable(typeof(FiveWhysEvent.Tested))]
[JsonSerializable(typeof(FiveWhysEvent.Measured))]
[JsonSerializable(typeof(FiveWhysEvent.MeasureDropped))]
sealed partial class FiveWhysJson : JsonSerializerContext;
