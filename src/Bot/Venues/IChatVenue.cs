using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues;

/// <summary>A chat platform as the reconciler needs it. Every call has a time limit of its own and ends in one of the exceptions below or in success.</summary>
public interface IChatVenue
{
    /// <summary>The platform's name in a <see cref="VenueId"/>: "slack".</summary>
    string Platform { get; }

    /// <summary>The workspace whose limits a venue shares: Slack's team id.</summary>
    string WorkspaceOf(VenueId venue);

    /// <summary>What is shown one call at a time, under limits of its own. Slack counts a workspace, Teams a conversation.</summary>
    string LaneOf(VenueId venue) => WorkspaceOf(venue);

    /// <summary>Of one lane.</summary>
    VenuePace Pace { get; }

    /// <summary>A shared card with what only this platform needs on it. Its words are the venue's.</summary>
    Card Finished(Session session, VenueId place, string slot, Card card, Words words) => card;

    /// <summary>How people say something under a card there without its button. It may change; a card says so with its next change.</summary>
    ValueTask<ReplyWay> ReplyWayAsync(VenueId venue, CancellationToken stop) => new(ReplyWay.Unsaid);

    /// <summary>The zone that a person set there; null where the platform does not say so, or not soon. Somebody waits for it.</summary>
    /// <param name="person">Their key.</param>
    ValueTask<string?> ZoneOfAsync(string person) => new((string?)null);

    /// <summary>In which one person is told something there; null is as in the session's shared cards.</summary>
    /// <param name="person">Their key.</param>
    ValueTask<Words?> WordsOfAsync(string person) => new((Words?)null);

    /// <summary>What is written before a command where it is typed there; nothing where a command is the whole line.</summary>
    string CommandPrefix { get; }

    /// <summary>Posts a card and gives the platform's id of the message.</summary>
    /// <param name="key">Goes along inside the message, so that <see cref="FindAsync"/> knows it again.</param>
    /// <param name="thread">Id of the message in whose thread it belongs; null for the venue itself.</param>
    Task<string> PostAsync(VenueId venue, Card card, Guid key, string? thread, CancellationToken stop);

    /// <summary>A card as it is where one message holds it, else in as many cards as it takes, none of which has to be cut but the last.</summary>
    /// <param name="title">Of those from the second on, by their number.</param>
    ImmutableArray<Card> Pages(Card card, int max, Func<int, string> title);

    /// <summary>Tells one person something, where only they see it.</summary>
    /// <param name="person">Their key.</param>
    Task TellAsync(string person, Card card, CancellationToken stop);

    Task UpdateAsync(VenueId venue, string messageId, Card card, CancellationToken stop);

    /// <summary>Takes a message of ours away.</summary>
    Task RemoveAsync(VenueId venue, string messageId, CancellationToken stop);

    /// <summary>Has it a way to look for a message? Where it has none <see cref="FindAsync"/> finds none, whatever is there.</summary>
    bool CanFind => true;

    /// <summary>Do these ids alone say that they are two messages? Where a platform has several ids for one, some do not.</summary>
    bool AreTwo(string message, string other) => message != other;

    /// <summary>Looks for a message that may have been posted before a crash; null where it is not there.</summary>
    /// <param name="since">No older messages need to be looked at.</param>
    Task<string?> FindAsync(VenueId venue, Guid key, string? thread, DateTimeOffset since, CancellationToken stop);

    /// <summary>Tells the facilitator, in private, why a card is not shown. It does not fail: what nobody could be told is counted and logged.</summary>
    Task TellAsync(Undelivered what, CancellationToken stop);
}

/// <summary>The platform says: later.</summary>
public sealed class VenueThrottledException(TimeSpan retryAfter) : Exception("The platform asks to wait.")
{
    public TimeSpan RetryAfter => retryAfter;
}

/// <summary>The platform says: never, as things stand. Nothing is tried again until something changes.</summary>
/// <param name="reasonKey">Resource key of one sentence for the facilitator that says what to do: "Slack.NotInChannel".</param>
/// <param name="code">The platform's own word for it, for the log.</param>
public sealed class VenueRefusedException(string reasonKey, string code) : Exception(code)
{
    public string ReasonKey => reasonKey;

    /// <summary>What exactly is missing, in the platform's own word; null where it does not say.</summary>
    public string? Detail { get; init; }

    /// <summary>Both as one text, to be kept; <see cref="Undelivered"/> says it.</summary>
    public string Reason => Detail is null ? reasonKey : reasonKey + Undelivered.DetailMark + Detail;
}

/// <summary>The message is no longer there; it may be posted anew.</summary>
public sealed class MessageGoneException(string code) : Exception(code);

/// <summary>The message is there and can no longer be edited; a fresh one may take its place, once.</summary>
/// <param name="reasonKey">As of a refusal, for where the fresh one cannot be edited either.</param>
public sealed class MessageFixedException(string reasonKey, string code) : Exception(code)
{
    public string ReasonKey => reasonKey;
}

/// <summary>No answer, or an error that may pass. What was asked may have been done all the same.</summary>
public sealed class VenueUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
