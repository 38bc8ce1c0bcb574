using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>
/// Pretend people in web rooms, to try things with. They come when a session's facilitator calls them, act at the pace of people on whatever is open, and
/// go when told, when it is over, or when somebody real comes for whom nobody said that this is fine. A restart sends them home.
/// </summary>
public sealed partial class PretendGuests(SessionHosts hosts, Lexicon lexicon, TimeProvider time, ILogger<PretendGuests> log) : IAsyncDisposable
{
    public const string Verb = RehearseCommand.Verb;

    /// <summary>In one session; names show up to so many.</summary>
    public const int PeopleMax = Limits.NamedShownMax;

    /// <summary>Sessions that have some at once.</summary>
    public const int SessionsMax = 20;

    const string PeopleInput = "people";
    const string SureInput = "sure";
    const int PeopleProposed = 5;

    /// <summary>Nobody waits for them longer than this.</summary>
    public static readonly TimeSpan StayMax = TimeSpan.FromHours(2);

    /// <summary>How often they look up.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    readonly Lock gate = new();
    readonly Dictionary<SessionId, Troupe> troupes = [];

    /// <summary>"rehearse 5", "rehearse 5 yes", "rehearse stop".</summary>
    internal static (int Count, bool IsSure, Refusal? Refusal) Read(TypedLine line) => line switch
    {
        { Words: ["stop" or "stopp"], Question: null } => (0, false, null),
        { Words: [var count, .. [] or ["yes" or "ja"]], Question: null } when Numerals.NumberIn(count) is >= 1 and <= PeopleMax and var number =>
            (number, line.Words.Length > 1, null),
        _ => (0, false, new Refusal("Rehearsal.How", RefusalKind.Wrong, PeopleMax)),
    };

    /// <summary>The form for whoever would not type.</summary>
    internal static StartForm Form(Words words) => StartForm.Of(
        Verb, words["Rehearsal.Offer"], words["Rehearsal.Offer"], words["Rehearsal.Submit"],
        [
            new TextBlock(words["Rehearsal.Hint"]),
            new InputNumber(PeopleInput, words["Rehearsal.People"], 1, PeopleMax) { Value = PeopleProposed, IsRequired = true },
            new InputToggle(SureInput, words["Rehearsal.Sure"]),
        ],
        words);

    /// <summary>The same in a chat, where all would see them: they play it where nobody does.</summary>
    internal static StartForm FormAlone(Words words) => StartForm.Of(
        Verb, words["Rehearsal.Offer"], words["Rehearsal.TitleAlone"], words["Rehearsal.SubmitAlone"],
        [
            new TextBlock(words["Rehearsal.HintAlone"]),
            new InputNumber(PeopleInput, words["Rehearsal.People"], 1, PrivatePlays.PeopleMax) { Value = PeopleProposed, IsRequired = true },
        ],
        words);

    /// <summary>That form as the line one could have typed.</summary>
    internal static TypedLine ReadForm(IReadOnlyDictionary<string, string> fields) => TypedLine.Parse(
        $"{Verb} {fields.GetValueOrDefault(PeopleInput, "").Trim()}{(fields.GetValueOrDefault(SureInput) == InputToggle.On ? " yes" : "")}");

    /// <summary>Null where they may come.</summary>
    internal Refusal? WhyNot(LoadedSession session, Person asker, bool isSure)
    {
        lock (gate)
        {
            return !isSure && HasOthers(session, asker) ? new Refusal("Rehearsal.OthersAreIn", RefusalKind.NotNow)
                : troupes.Count >= SessionsMax && !troupes.ContainsKey(session.State.Id) ? new Refusal("Rehearsal.TooMany", RefusalKind.NotNow, SessionsMax)
                : null;
        }
    }

    /// <summary>From now on so many act in the session; that there are some it says already.</summary>
    internal void Bring(LoadedSession session, Person asker, int count, bool isSure)
    {
        var id = session.State.Id;
        lock (gate)
        {
            Leave(id);
            var words = lexicon.In(session.State.Language);
            var troupe = new Troupe([.. Enumerable.Range(1, count).Select(number => Cast(session.State, number, words))], words, asker, isSure);
            troupes[id] = troupe;
            troupe.Acting = Root.RunAsync(() => ActAsync(id, troupe), bug => LogBug(log, bug, id), troupe.Stop);
        }
    }

    /// <summary>They go; false where there were none.</summary>
    internal bool Leave(SessionId id)
    {
        lock (gate)
        {
            if (!troupes.Remove(id, out var troupe))
            {
                return false;
            }

            troupe.Dispose();
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Task> acting;
        lock (gate)
        {
            acting = [.. troupes.Values.Select(troupe => troupe.Acting)];
            troupes.Keys.ToList().ForEach(id => Leave(id));
        }

        await Task.WhenAll(acting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>No guest has such a key: theirs come from a secret of another length.</summary>
    static Person PersonOf(SessionId id, int number, string? name) =>
        new(string.Create(CultureInfo.InvariantCulture, $"web:pretend-{id}-{number}"), name);

    static Diary Cast(Session session, int number, Words words)
    {
        var who = PersonOf(session.Id, number, words.Say("Rehearsal.Name", number));
        return new Diary(new PretendPerson(who, Temper.Ordinary, Phrases.In(words.Language), new Random()), session.Zone, isLive: true);
    }

    /// <summary>Is anybody real in it who is not its facilitator? Where nobody is named they are only counted.</summary>
    static bool HasOthers(LoadedSession session, Person asker)
    {
        var state = session.State;
        ImmutableArray<Person> known = [asker, .. Enumerable.Range(1, state.Pretend).Select(number => PersonOf(state.Id, number, null))];
        var people = known.Select(person => session.AliasOf(person, 0)).ToHashSet();
        return state.People.Keys.Any(person => !people.Contains(person) && !state.IsFacilitator(person))
            || state.Agenda.Any(item => !item.IsKeyDestroyed && item.State.Contributors + item.Guests > KnownIn(item) + state.CoFacilitators.Count);

        int KnownIn(AgendaItem item) => known.Count(person => item.State.Knows(session.AuthorOf(person, item)));
    }

    async Task ActAsync(SessionId id, Troupe troupe)
    {
        await Task.Yield(); // the lock is held by whoever called them
        try
        {
            var until = time.GetUtcNow() + StayMax;
            while (time.GetUtcNow() < until && await IsWantedAsync(id, troupe))
            {
                await Task.Delay(Beat, time, troupe.Stop);
            }
        }
        finally
        {
            lock (gate)
            {
                if (troupes.GetValueOrDefault(id) == troupe)
                {
                    Leave(id);
                }
            }
        }
    }

    /// <summary>Lets those act whose moment has come; false where they are not wanted any more.</summary>
    async Task<bool> IsWantedAsync(SessionId id, Troupe troupe)
    {
        try
        {
            foreach (var diary in troupe.Diaries)
            {
                if (await hosts.LookAsync(id, troupe.Stop) is not { State.IsOpen: true } session || (!troupe.IsSure && HasOthers(session, troupe.Asker)))
                {
                    return false;
                }

                await ActAsync(diary, new Sight(session, troupe.Words), troupe.Stop);
            }
        }
        catch (StoreUnavailableException)
        {
            // They look up again at the next beat, as people press again.
        }

        return true;
    }

    async Task ActAsync(Diary diary, Sight sight, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        diary.Notice(sight.State, now);
        if (!(diary.LooksAt <= now))
        {
            return;
        }

        var wish = diary.Person.Look(sight, diary.Today(now));
        if (wish is not null)
        {
            diary.Person.Hear(await hosts.AskAsync(sight.State.Id, wish, diary.Person.Who, Guid.NewGuid().ToString("N"), stop), sight.Session);
        }

        diary.Plan(now, wish is not null, restsFor: 1);
    }

    [LoggerMessage(LogLevel.Critical, "Session {Session}: a bug in its pretend people; they are gone")]
    static partial void LogBug(ILogger log, Exception bug, SessionId session);

    sealed class Troupe : IDisposable
    {
        readonly CancellationTokenSource stop = new();

        public Troupe(ImmutableArray<Diary> diaries, Words words, Person asker, bool isSure)
        {
            (Diaries, Words, Asker, IsSure) = (diaries, words, asker, isSure);
            Stop = stop.Token; // it is asked for also after the source is disposed of
        }

        public CancellationToken Stop { get; }

        public ImmutableArray<Diary> Diaries { get; }

        public Words Words { get; }

        /// <summary>Who called them: no stranger to what they do.</summary>
        public Person Asker { get; }

        /// <summary>The facilitator said that it is fine although others are there.</summary>
        public bool IsSure { get; }

        public Task Acting { get; set; } = Task.CompletedTask;

        public void Dispose()
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
