using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// What waits in a mailbox, decided in turn against one state, to be written as one commit. Deciding changes nothing: where the commit's number turns
/// out to be taken, the same envelopes are decided again against the newer state.
/// </summary>
sealed class Batch(Session state, SessionKeys keys, RecentMarks<Guid> recent, DateTimeOffset now)
{
    /// <summary>A commit holds at most this many events; what would not fit waits for the next.</summary>
    public const int EventsMax = 256;

    readonly List<SessionEvent> events = [];
    readonly List<Guid> marks = [];
    readonly List<Guid> noted = [];
    readonly List<(Envelope Envelope, Refusal? Refusal)> outcomes = [];
    readonly List<Person> joined = [];
    readonly List<StoredPicture> pictures = [];

    public Session State { get; private set; } = state;

    public ImmutableArray<SessionEvent> Events { get; private set; } = [];

    public ImmutableArray<Guid> Marks { get; private set; } = [];

    /// <summary>Deliveries that found it so already: if they come again later they must not undo what came between. A restart forgets them.</summary>
    public ImmutableArray<Guid> Noted { get; private set; } = [];

    /// <summary>Who joined with this, so that they can be told of what comes.</summary>
    public IReadOnlyList<Person> Joined => joined;

    /// <summary>Pictures that came with what was taken.</summary>
    public IReadOnlyList<StoredPicture> Pictures => pictures;

    public int Taken => outcomes.Count;

    /// <summary>Decides what waits, in turn, as far as it fits into one commit.</summary>
    public void TakeFrom(List<Envelope> waiting, int max)
    {
        // What is due has happened before anything is read: a form of the first round, say, means nothing in the second.
        Happen(SessionDecider.Passed(State, now));
        while (Taken < Math.Min(waiting.Count, max) && TryTake(waiting[Taken]))
        {
        }

        (Events, Marks, Noted) = ([.. events], [.. marks], [.. noted]);
    }

    /// <summary>Answers everyone, now that it is durable.</summary>
    /// <param name="durable">The state as the log has it.</param>
    public void Complete(Session durable)
    {
        var done = new Answer.Done(durable);
        foreach (var (envelope, refusal) in outcomes)
        {
            envelope.Complete(refusal is null ? done : new Answer.Refused(refusal, durable));
        }
    }

    void Happen(ImmutableArray<SessionEvent> happened)
    {
        events.AddRange(happened);
        State = State.Evolve(happened);
    }

    /// <summary>Decides one more envelope; false where its events no longer fit, so that it has to wait for the next commit.</summary>
    bool TryTake(Envelope envelope)
    {
        if (envelope.Wish is null)
        {
            outcomes.Add((envelope, null)); // it only looked whether something is due
            return true;
        }

        var read = CommandReader.Read(envelope.Wish, State);
        if (read.Value is not { } command)
        {
            outcomes.Add((envelope, read.Refusal ?? Refusals.NotUnderstood));
            return true;
        }

        if (envelope.IsFromClock)
        {
            return TryAdd(envelope, SessionDecider.DecideAt(command, State, new Turn(null, now)), null, default);
        }

        var scope = command is Command.Contribute contribution ? contribution.Activity : 0;
        var who = envelope.Who.Here(State, keys);
        var mark = keys.MarkOf(who, envelope.Delivery, scope);
        if (recent.Contains(mark) || marks.Contains(mark) || noted.Contains(mark))
        {
            outcomes.Add((envelope, null)); // this very delivery has had its effect
            return true;
        }

        return TryAdd(envelope, SessionDecider.DecideAt(command, State, new Turn(ActorOf(who, scope), now)), mark, who);
    }

    // Where people are named their voice is their own, and an alias less has to be computed.
    Actor ActorOf(Person who, int scope)
    {
        var person = keys.AliasOf(who.In(State.Series), 0);
        var isOwnVoice = scope == 0 || State.Item(scope) is { Level: AnonymityLevel.Named };
        return new Actor(person, isOwnVoice ? person : keys.AliasOf(who, scope), who.Name, AuthorIn)
        {
            IsGuest = State.GuestVenue is { } place && who.Place == place,
        };

        PersonAlias AuthorIn(int activity) =>
            State.Item(activity) is { Level: AnonymityLevel.Named } ? person : keys.AliasOf(who, activity);
    }

    bool TryAdd(Envelope envelope, Decision decision, Guid? mark, Person who)
    {
        if (events.Count > 0 && events.Count + decision.Events.Length > EventsMax)
        {
            return false;
        }

        outcomes.Add((envelope, decision.Refusal));
        if (decision.Events.Any(happened => happened is SessionEvent.PersonJoined))
        {
            joined.Add(who);
        }

        Happen(decision.Events);
        TakePictures(envelope.Wish);
        if (mark is { } known && decision.Refusal is null)
        {
            (decision.Events.IsEmpty ? noted : marks).Add(known);
        }

        return true;
    }

    // Only what an idea has now: whoever sends more than a form asks for fills no disk.
    void TakePictures(Wish? wish)
    {
        if (wish is Wish.Pressed { Pictures: [_, ..] } pressed && State.Item(pressed.Press.Round) is { } item)
        {
            var ids = item.Activity.Pictures(item).ToHashSet(StringComparer.Ordinal);
            pictures.AddRange(pressed.Pictures.Where(picture => ids.Contains(picture.Id)));
        }
    }
}
