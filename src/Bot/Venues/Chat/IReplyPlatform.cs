using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>What somebody wrote under a session's card, or what became of it.</summary>
public interface IThreadReply
{
    Person Who { get; }

    VenueId Venue { get; }

    /// <summary>The message under which it stands; null where the platform does not tell that of what became of it.</summary>
    string? Thread { get; }

    /// <summary>The platform's own id of the message, the same however often and under whatever ids it is told.</summary>
    string Message { get; }

    /// <summary>As it is now; null where it is gone.</summary>
    string? Text { get; }

    /// <summary>It was there before.</summary>
    bool IsChange { get; }

    /// <summary>A change by which it is there again.</summary>
    bool IsBack => false;

    /// <summary>When it became so, by the platform's clock: of two changes the later one holds. Where it is not told they come in turn.</summary>
    DateTimeOffset At => default;

    string Delivery { get; }
}

/// <summary>What only the platform can do about a reply, within its limits. Nothing here fails: what could not be said is told by its cause.</summary>
public interface IReplyPlatform<TReply>
{
    /// <summary>With the name that the platform shows there, where it tells it in time.</summary>
    ValueTask<Person> NamedAsync(TReply reply);

    /// <summary>In their own language.</summary>
    ValueTask<Words> WordsAsync(TReply reply);

    /// <summary>A sign at the message that it counts. What is beyond the platform's limits has none; the card says how many there are.</summary>
    Task ReceiptAsync(TReply reply);

    /// <summary>Says something to its author alone. Null where it was done, else why not.</summary>
    Task<string?> WhisperAsync(TReply reply, Words words, ImmutableArray<Element> lines);

    /// <summary>Somebody who took part in this session was to be told something and was not.</summary>
    void NoteUntold(SessionId session, string why);
}
