using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>What somebody sent to a session, not yet read: reading it may need the session's state, so that happens in its mailbox.</summary>
public abstract record Wish
{
    public sealed record Ready(Command Command) : Wish;

    /// <summary>A button, or a form with its inputs by id.</summary>
    public sealed record Pressed(Press Press, IReadOnlyDictionary<string, string> Fields) : Wish
    {
        /// <summary>What came with the form. The fields name them by their ids; they are kept if the session takes what the form says.</summary>
        public ImmutableArray<StoredPicture> Pictures { get; init; } = [];
    }

    public sealed record Typed(TypedLine Line) : Wish;
}

/// <summary>What became of it.</summary>
public abstract record Answer
{
    /// <summary>It is so, durably: by this wish or already before.</summary>
    public sealed record Done(Session Session) : Answer;

    /// <summary>It cannot be, and why; found against the log as it stands, not against a memory of it.</summary>
    public sealed record Refused(Refusal Refusal, Session Session) : Answer;

    /// <summary>Too much waits already; nothing was kept, press again.</summary>
    public sealed record Busy : Answer;

    /// <summary>The store would not; nothing is promised, press again.</summary>
    public sealed record Unavailable(StoreTrouble Why = StoreTrouble.Unreachable) : Answer;
}
