using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

public abstract record WarmUpCommand : ActivityCommand
{
    /// <param name="Thread">The platform's id where it is a reply in the thread: said twice it is there once.</param>
    public sealed record Say(string Text, string? Thread = null) : WarmUpCommand;

    /// <param name="IsBack">It counts again where it was taken back.</param>
    public sealed record ChangeReply(string ReplyId, string Text, bool IsBack = false) : WarmUpCommand;

    public sealed record WithdrawReply(string ReplyId) : WarmUpCommand;

    /// <summary>Takes one's own last line back.</summary>
    /// <param name="Line">Which that was when it was asked; null: whichever it is.</param>
    public sealed record Withdraw(int? Line = null) : WarmUpCommand;

    /// <summary>The facilitator takes anybody's line out.</summary>
    public sealed record Hide(int Line) : WarmUpCommand
    {
        public override bool IsSteering => true;

        public override bool IsAnytime => true;
    }

    /// <summary>Lets one's turn pass.</summary>
    /// <param name="Turn">Which it is.</param>
    public sealed record Pass(int Turn) : WarmUpCommand;
}

public abstract record WarmUpEvent : ActivityEvent
{
    /// <param name="Game">Null: one is chosen when it opens.</param>
    /// <param name="Lasts">As it was typed, for a turn or for all of it; null where nothing was.</param>
    public sealed record Planned(WarmUpGame? Game, string? Question, int Rounds, bool WantsTurns, bool IsLive, TimeSpan? Lasts) : WarmUpEvent;

    /// <param name="TurnLasts">Null where the order is free.</param>
    public sealed record Started(WarmUpGame Game, TimeSpan? TurnLasts, ImmutableArray<PersonAlias> Order) : WarmUpEvent;

    /// <summary>They have joined meanwhile, and take turns from this round on.</summary>
    public sealed record Came(ImmutableArray<PersonAlias> People) : WarmUpEvent;

    /// <summary>They were removed or forgotten, and take no turns any more.</summary>
    public sealed record Went(ImmutableArray<PersonAlias> People) : WarmUpEvent;

    public sealed record Said(PersonAlias Author, int Line, string Text, string? Thread) : WarmUpEvent
    {
        /// <summary>Where it is told again without a line before it that was taken out: its letter all the same. Null: the next.</summary>
        public char? Letter { get; init; }
    }

    public sealed record Changed(PersonAlias Author, int Line, string Text) : WarmUpEvent;

    public sealed record Withdrawn(PersonAlias Author, int Line, string? Thread) : WarmUpEvent;

    public sealed record Hidden(int Line) : WarmUpEvent;

    /// <summary>A turn is over with nothing said, because they wanted so or because its time was up.</summary>
    public sealed record Passed(PersonAlias Author) : WarmUpEvent;
}

[JsonSerializable(typeof(WarmUpEvent.Planned))]
[JsonSerializable(typeof(WarmUpEvent.Started))]
[JsonSerializable(typeof(WarmUpEvent.Came))]
[JsonSerializable(typeof(WarmUpEvent.Went))]
[JsonSerializable(typeof(WarmUpEvent.Said))]
[JsonSerializable(typeof(WarmUpEvent.Changed))]
[JsonSerializable(typeof(WarmUpEvent.Withdrawn))]
[JsonSerializable(typeof(WarmUpEvent.Hidden))]
[JsonSerializable(typeof(WarmUpEvent.Passed))]
sealed partial class WarmUpJson : JsonSerializerContext;
