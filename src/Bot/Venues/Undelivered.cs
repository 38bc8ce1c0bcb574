using System.Collections.Immutable;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues;

/// <summary>A card that its chat venue did not take.</summary>
/// <param name="Venue">The one that refused; a session may stand in others, and may have begun in another.</param>
/// <param name="ReasonKey">
/// Resource key of why; with ".later" it is the sentence for the facilitator, with ".private" what they are told of messages to single people.
/// </param>
/// <param name="IsFirst">Nothing of the session was ever shown there: whoever started it may still be waiting to be told.</param>
public sealed record Undelivered(Session Session, VenueId Venue, string ReasonKey, bool IsFirst)
{
    /// <summary>
    /// By their keys those who steer it and joined it from that platform, as somebody who starts it does: who they are is told by the rows of its members and
    /// its own key together, so also after a start of the process.
    /// </summary>
    public ImmutableArray<string> Facilitators { get; init; } = [];

    /// <summary>Stands between a reason's key and what exactly is missing; stored.</summary>
    public const char DetailMark = '|';

    /// <summary>The cause and what to do.</summary>
    public Element Line(Words words) => Line(Session, ReasonKey, words);

    /// <summary>
    /// A line for each cause that holds now: gone as soon as all is shown. What was moved away from owes nothing. And how many messages to single people were
    /// not delivered, by cause: these are not sent again, and whose they were nobody learns.
    /// </summary>
    public static async Task<ImmutableArray<Element>> LinesAsync(IPosts posts, Session session, Words words, CancellationToken stop)
    {
        var slots = await posts.ReadAsync(session.Id, stop);
        var causes = slots.Where(slot => session.Venues.Contains(slot.Venue) && !Private.IsSlot(slot.Slot))
            .Select(slot => slot.Failure).OfType<string>();
        var untold = slots.Select(Private.Refused).OfType<string>().CountBy(cause => cause, StringComparer.Ordinal);
        return
        [
            .. causes.Distinct(StringComparer.Ordinal).Select(cause => Line(session, cause, words)),
            .. untold.OrderBy(cause => cause.Key, StringComparer.Ordinal).Select(cause => UntoldLine(cause.Value, cause.Key, words)),
        ];
    }

    /// <summary>The cause, to whoever is told of it at once.</summary>
    public static string Sentence(string reason, Words words) => Parts(reason) is (var key, { } detail) ? words.Say(key, detail) : words[reason];

    static TextBlock Line(Session session, string cause, Words words)
    {
        var title = session.Current is { } item ? SessionCards.PromptText(new ActivityView(session, item, words)) : "";
        var (key, detail) = Parts(cause);
        return new TextBlock(detail is null
            ? words.Runs(key + ".later", new WordsRun(title))
            : words.Runs(key + ".later", new WordsRun(title), new TextRun(detail)));
    }

    static TextBlock UntoldLine(int count, string cause, Words words)
    {
        var (key, detail) = Parts(cause);
        return new TextBlock(words.Count("Commands.Untold", count, detail is null ? words[key + ".private"] : words.Say(key + ".private", detail)));
    }

    // With a detail there is another sentence.
    static (string Key, string? Detail) Parts(string reason) =>
        reason.Split(DetailMark, 2) is [var key, var detail] ? (key + ".named", detail) : (reason, null);
}
