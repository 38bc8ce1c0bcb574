using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>
/// What single people are told, where they joined from a chat: by a mention when something opens, by a private message when its moment has
/// come. A private message is sent at most once: after a crash in between it is rather missed than said twice.
/// </summary>
sealed partial class Private(IChatVenue venue, LaneContext context)
{
    /// <summary>Slack lets a message a second pass to one person, and some hundred a minute to all.</summary>
    const int Burst = 10;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>How such a slot begins, with the activity, the reminder and the alias behind it; stored for ever.</summary>
    const string Prefix = "remind-";

    /// <summary>The platform asked to wait, so it is certain that nothing was said.</summary>
    const string NotYet = "later";

    readonly Budget tells = new(Burst, Every, context.Time);

    public static bool IsSlot(string slot) => slot.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The card with those whose bell it rings, where it is one that rings.</summary>
    public async Task<Card> MentioningAsync(string slot, Session session, Card card, CancellationToken stop) =>
        session.OpenItem is { } open && slot == SessionCards.BellSlot(open.Number)
            ? card with { Mentions = [.. (await ReachableAsync(session, stop)).Take(Limits.MentionedMax)] }
            : card;

    /// <summary>Null when everybody was told; else how long until the next can be.</summary>
    public async Task<TimeSpan?> TellAsync(ShownSession shown, LoadedSession wanted, CancellationToken stop)
    {
        var session = wanted.State;
        var words = context.Lexicon.In(session.Language);
        var due = SessionCards.Reminders(session, words).ToList();
        if (due.Count == 0)
        {
            return null;
        }

        var posted = await shown.PostedAsync(context.Posts, stop);
        var people = await ReachableAsync(session, stop);
        foreach (var (activity, reminder, card) in due)
        {
            var item = session.Item(activity)!; // not null: it is where the reminder comes from
            foreach (var person in people.Where(person => Concerns(reminder, item, wanted, person)))
            {
                var slot = $"{Prefix}{activity}-{reminder.Key}-{wanted.AliasOf(new Person(person, null), 0)}";
                if (posted.GetValueOrDefault(slot) is null or { Failure: NotYet }
                    && await TellAsync(shown, session, slot, (person, card), stop) is { } wait)
                {
                    return wait;
                }
            }
        }

        return null;
    }

    static bool Concerns(Reminder reminder, AgendaItem item, LoadedSession session, string person)
    {
        if (reminder.IsForFacilitator)
        {
            return session.IsFacilitator(new Person(person, null));
        }

        var author = session.AuthorOf(new Person(person, null), item);
        return reminder.To is { } to ? author == to : !item.State.HasGiven(author);
    }

    async Task<TimeSpan?> TellAsync(ShownSession shown, Session session, string slot, (string Person, Card Card) what, CancellationToken stop)
    {
        if (tells.Take() is var wait && wait > TimeSpan.Zero)
        {
            return wait;
        }

        var intent = new PostedSlot(session.Id, shown.Venue, slot, Guid.NewGuid(), null, "", null);
        await shown.KeepAsync(intent, context.Posts);
        try
        {
            await venue.TellAsync(what.Person, what.Card, stop);
        }
        catch (VenueThrottledException e)
        {
            await shown.KeepAsync(intent with { Failure = NotYet }, context.Posts);
            return tells.Block(e.RetryAfter);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException)
        {
            LogUntold(context.Log, session.Id, e.Message);
        }

        return null;
    }

    async Task<IReadOnlyList<string>> ReachableAsync(Session session, CancellationToken stop)
    {
        var all = await context.Members.ReadAsync(session.Id, stop);
        return [.. all.Where(person => person.StartsWith(venue.Platform + ":", StringComparison.Ordinal))];
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session}: somebody could not be told: {Code}")]
    static partial void LogUntold(ILogger log, SessionId session, string code);
}
