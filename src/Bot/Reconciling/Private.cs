using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
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
    /// <summary>How such a slot begins, with the activity, the reminder or the day, and the alias behind it; stored for ever.</summary>
    const string Prefix = "remind-";
    const string NewsPrefix = "news-";
    const string CamePrefix = "came-";
    const string OwnTime = "own";

    /// <summary>The platform asked to wait, so it is certain that nothing was said.</summary>
    const string NotYet = "later";

    readonly Budget tells = new(venue.Pace.TellBurst, venue.Pace.TellEvery, context.Time);

    public static bool IsSlot(string slot) => slot.StartsWith(Prefix, StringComparison.Ordinal) || slot.StartsWith(NewsPrefix, StringComparison.Ordinal)
        || slot.StartsWith(CamePrefix, StringComparison.Ordinal);

    /// <summary>May somebody have been told this, or is it certain that they never will be?</summary>
    public static bool IsTold(PostedSlot slot) => IsSlot(slot.Slot) && slot.Failure != NotYet;

    /// <summary>Why somebody was not told this, and will not be; null where they were, may have been, or will be.</summary>
    public static string? Refused(PostedSlot slot) => IsTold(slot) ? slot.Failure : null;

    /// <summary>The card with those whose bell it rings, where it is one that rings.</summary>
    public async Task<Card> MentioningAsync(VenueId place, string slot, LoadedSession session, Card card, CancellationToken stop) =>
        session.State.OpenItem is { } open && slot == SessionCards.BellSlot(open.Number)
            ? card with { Mentions = [.. (await ReachableAsync(place, session, stop)).Take(Limits.MentionedMax).Select(person => person.Key)] }
            : card;

    /// <summary>
    /// Null when everybody was told; else how long until the next can be. Where only those are left who sleep, the session rests until one of them wakes,
    /// and is looked at before in case somebody wants their quiet hours otherwise by then.
    /// </summary>
    public async Task<TimeSpan?> TellAsync(ShownSession shown, LoadedSession wanted, CancellationToken stop)
    {
        var session = wanted.State;
        shown.QuietUntil = default;
        if (!IsFirstOfWorkspace(shown.Venue, session))
        {
            return null;
        }

        TimeSpan? quiet = null; // until the first of those can be told who want no message now
        await foreach (var (slot, person, reminder, draw) in UntoldAsync(shown, wanted, stop))
        {
            switch (await LeftAsync(person, reminder, stop))
            {
                case null:
                    break;
                case { } left when left > TimeSpan.Zero:
                    quiet = quiet < left ? quiet : left;
                    break;
                default:
                    if (await TellAsync(shown, session, slot, (person.Key, draw), stop) is { } wait)
                    {
                        return wait;
                    }

                    break;
            }
        }

        if (quiet > QuietPeople.KnownFor)
        {
            quiet = QuietPeople.KnownFor;
        }

        shown.QuietUntil = quiet is { } rest ? context.Time.GetUtcNow() + rest : default;
        return quiet;
    }

    async IAsyncEnumerable<(string Slot, Person Who, Reminder Why, Func<Words, Card?> Draw)> UntoldAsync(
        ShownSession shown, LoadedSession wanted, [EnumeratorCancellation] CancellationToken stop)
    {
        var session = wanted.State;
        var words = context.Lexicon.In(session.Language).Typed(venue.CommandPrefix);
        var due = SessionCards.Reminders(session, words).ToList();
        var came = PlaceCards.Came(session, words).ToList();
        if (due.Count == 0 && came.Count == 0)
        {
            yield break;
        }

        var posted = await shown.PostedAsync(session, context.Posts, stop);
        var people = await ReachableAsync(shown.Venue, wanted, stop);
        foreach (var (activity, reminder, card) in due)
        {
            var item = session.Item(activity)!; // not null: it is where the reminder comes from
            var draw = Drawn(card, words => ReminderOf(session, activity, reminder, words));
            foreach (var person in await ConcernedAsync(shown.Venue, reminder, item, wanted, people, stop))
            {
                var slot = SlotOf(item, reminder, wanted, person);
                if (IsUntold(slot))
                {
                    yield return (slot, person, reminder, draw);
                }
            }
        }

        foreach (var (key, card) in came)
        {
            var draw = Drawn(card, words => PlaceCards.Came(session, words).FirstOrDefault(one => one.Key == key).Card);
            foreach (var person in people.Where(wanted.IsFacilitator))
            {
                var slot = $"{CamePrefix}{key}-{wanted.AliasOf(person, 0)}";
                if (IsUntold(slot))
                {
                    yield return (slot, person, new Reminder(CamePrefix, session.OpenedAt, IsForFacilitator: true), draw);
                }
            }
        }

        bool IsUntold(string slot) => posted.GetValueOrDefault(slot) is null or { Failure: NotYet } && !shown.WasToldElsewhere(slot);
    }

    /// <summary>How long somebody is not to be disturbed; null where their own time was slept through for long: by now it may be evening there.</summary>
    async ValueTask<TimeSpan?> LeftAsync(Person person, Reminder reminder, CancellationToken stop)
    {
        var now = context.Time.GetUtcNow();
        return reminder.IsOwnTime && now - await context.Quiet.MovedAsync(person.Key, reminder.At, stop) > Schedule.LateMax
            ? null
            : await context.Quiet.MovedAsync(person.Key, now, stop) - now;
    }

    // In several places of one workspace it is the first that tells: the people are the same.
    bool IsFirstOfWorkspace(VenueId place, Session session) =>
        session.Venues.FirstOrDefault(one => one.Platform == venue.Platform && venue.WorkspaceOf(one) == venue.WorkspaceOf(place)) == place;

    // Under the alias whose key can go: who was reminded of a secret vote had not voted yet. Whoever facilitates is known, so that alias must not be.
    string SlotOf(AgendaItem item, Reminder reminder, LoadedSession session, Person person)
    {
        var zone = LocalTime.ZoneOf(session.State.Zone);
        var author = reminder.IsForFacilitator ? session.AliasOf(person, 0) : session.AuthorOf(person, item);
        return reminder switch
        {
            { IsOwnTime: true } => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{item.Number}-{OwnTime}-{author}"), // not when: it would tell a zone
            { IsDaily: true } => string.Create(
                CultureInfo.InvariantCulture, $"{NewsPrefix}{TimeZoneInfo.ConvertTime(context.Time.GetUtcNow(), zone):yyyyMMdd}-{author}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{item.Number}-{reminder.Key}-{author}"),
        };
    }

    async Task<IEnumerable<Person>> ConcernedAsync(
        VenueId place, Reminder reminder, AgendaItem item, LoadedSession session, IReadOnlyList<Person> joined, CancellationToken stop)
    {
        if (!reminder.IsOwnTime)
        {
            return joined.Where(person => Concerns(reminder, item, session, person));
        }

        if (session.State.OwnTimes is not { } own || context.Time.GetUtcNow() - reminder.At > Schedule.LateMax + QuietHours.LengthMax)
        {
            return [];
        }

        var zones = await OwnZones.ReadAsync(context.Members, own.Earlier, stop);
        return zones.Where(one => own.MomentIn(one.Value) == reminder.At && IsToldFrom(place, session.State, one.Key))
            .Select(one => new Person(one.Key, null))
            .Where(person => !session.State.Expelled.ContainsKey(session.AliasOf(person, 0))
                && item.Activity.Concerns(reminder, item, session.AuthorOf(person, item)));
    }

    static bool Concerns(Reminder reminder, AgendaItem item, LoadedSession session, Person person)
    {
        if (reminder.IsForFacilitator)
        {
            return session.IsFacilitator(person);
        }

        var number = session.State.People[session.AliasOf(person, 0)].Number; // only who joined is reachable
        var isTooNew = reminder is { To: null, IsDaily: false } && number > item.Reminded[reminder.Key];
        return !isTooNew && item.Activity.Concerns(reminder, item, session.AuthorOf(person, item));
    }

    static Card? ReminderOf(Session session, int activity, Reminder why, Words words) => SessionCards.Reminders(session, words)
        .FirstOrDefault(one => one.Activity == activity && (one.What.Key, one.What.At, one.What.To) == (why.Key, why.At, why.To))
        .Card;

    // In each language once, however many people speak it.
    static Func<Words, Card?> Drawn(Card card, Func<Words, Card?> draw)
    {
        var drawn = new Dictionary<string, Card?>(StringComparer.Ordinal) { [card.Lang] = card };
        return words => drawn.TryGetValue(words.Language, out var known) ? known : drawn[words.Language] = draw(words);
    }

    // In their own language, where the platform tells it.
    async ValueTask<Card> DrawAsync(string person, Session session, Func<Words, Card?> draw)
    {
        var shared = context.Lexicon.In(session.Language).Typed(venue.CommandPrefix);
        return draw(await venue.WordsOfAsync(person) ?? shared) ?? draw(shared)!; // ! it is where that comes from
    }

    async Task<TimeSpan?> TellAsync(ShownSession shown, Session session, string slot, (string Person, Func<Words, Card?> Draw) what, CancellationToken stop)
    {
        if (tells.Take() is var wait && wait > TimeSpan.Zero)
        {
            return wait;
        }

        var card = await DrawAsync(what.Person, session, what.Draw); // before the intent, by which they may have been told
        var intent = new PostedSlot(session.Id, shown.Venue, slot, Guid.NewGuid(), null, "", null);
        await shown.KeepAsync(intent, context.Posts);
        try
        {
            await venue.TellAsync(what.Person, card, stop);
        }
        catch (VenueThrottledException e)
        {
            await shown.KeepAsync(intent with { Failure = NotYet }, context.Posts);
            return tells.Block(e.RetryAfter);
        }
        catch (VenueRefusedException e)
        {
            LogUntold(context.Log, session.Id, e.Message);
            await shown.KeepAsync(intent with { Failure = e.Reason }, context.Posts); // whoever steers reads of it
        }
        catch (VenueUnavailableException e)
        {
            LogUntold(context.Log, session.Id, e.Message);
        }

        return null;
    }

    /// <summary>Who steers it, of those who joined it from here; nobody where the store is away.</summary>
    public async Task<ImmutableArray<string>> FacilitatorsAsync(LoadedSession session, CancellationToken stop)
    {
        try
        {
            var all = await context.Members.ReadAsync(session.State.Id, stop);
            return [.. all.Where(person => IsOfHere(person) && session.IsFacilitator(new Person(person, null)))];
        }
        catch (StoreUnavailableException)
        {
            return []; // their console says it
        }
    }

    bool IsOfHere(string person) => person.StartsWith(venue.Platform + ":", StringComparison.Ordinal);

    // A row was written before its person had joined, and stands also where that failed.
    async Task<IReadOnlyList<Person>> ReachableAsync(VenueId place, LoadedSession session, CancellationToken stop)
    {
        var all = await context.Members.ReadAsync(session.State.Id, stop);
        return
        [
            .. all.Where(person => IsOfHere(person) && IsToldFrom(place, session.State, person))
                .Select(person => new Person(person, null))
                .Where(person => session.State.People.ContainsKey(session.AliasOf(person, 0))),
        ];
    }

    // Where a session is shown in several workspaces each person is told from their own, and whoever is of none of them from the first.
    bool IsToldFrom(VenueId place, Session session, string person)
    {
        var workspaces = session.Venues.Where(one => one.Platform == venue.Platform).Select(venue.WorkspaceOf).ToList();
        var own = venue.WorkspaceOf(new VenueId(person));
        return venue.WorkspaceOf(place) == (workspaces.Contains(own) ? own : workspaces.FirstOrDefault());
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session}: somebody could not be told: {Code}")]
    static partial void LogUntold(ILogger log, SessionId session, string code);
}
