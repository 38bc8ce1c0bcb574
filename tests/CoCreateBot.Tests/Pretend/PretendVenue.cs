using System.Collections.Immutable;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Pretend;

public enum VenueCall
{
    Post,
    Update,
    Find,
    Tell,
    Remove,
}

/// <summary>What a platform does with a call on a bad day.</summary>
public enum Misbehaviour
{
    None,

    /// <summary>"Later", with a Retry-After.</summary>
    Throttles,

    /// <summary>"Never, as things stand."</summary>
    Refuses,

    /// <summary>No answer, and nothing done.</summary>
    IsUnavailable,

    /// <summary>Done, and no answer.</summary>
    LosesTheAnswer,

    /// <summary>Somebody has deleted the message.</summary>
    HasLostTheMessage,

    /// <summary>A venue that breaks its promise and lets a time-out of its client through.</summary>
    TimesOut,
}

/// <summary>
/// A chat platform in memory that keeps a strict eye on its caller: one call at a time for a message, a Retry-After is obeyed, a key is posted twice only
/// where it was looked for in vain. What goes wrong, the test says.
/// </summary>
public sealed class PretendVenue(TimeProvider time) : IChatVenue
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(7);

    readonly Lock gate = new();
    readonly List<PostedMessage> messages = [];
    readonly List<VenueCalled> calls = [];
    readonly List<string> wrongs = [];
    readonly List<Undelivered> told = [];
    readonly List<(string Person, Card Card, DateTimeOffset At)> privately = [];
    readonly HashSet<string> inFlight = [];
    readonly HashSet<Guid> mayBeThere = [];
    readonly Dictionary<(string Workspace, VenueCall Call), DateTimeOffset> blockedUntil = [];
    readonly Queue<(VenueCall Call, Misbehaviour What)> next = [];
    int number;

    public string Platform => "slack";

    /// <summary>As people set them on the platform.</summary>
    public Dictionary<string, string> Zones { get; } = new(StringComparer.Ordinal);

    public ValueTask<string?> ZoneOfAsync(string person) => new(Zones.GetValueOrDefault(person));

    /// <summary>In which language a person is spoken to; null is as the session is.</summary>
    public Func<string, ValueTask<Words?>> WordsOf { get; set; } = _ => new((Words?)null);

    public ValueTask<Words?> WordsOfAsync(string person) => WordsOf(person);

    public string CommandPrefix => TypedLine.Prefix;

    public VenuePace Pace { get; } = new(10, TimeSpan.FromSeconds(3), 5, TimeSpan.FromSeconds(1), 10, TimeSpan.FromSeconds(1));

    /// <summary>Has it a way to look for a message by its key? Teams has none.</summary>
    public bool CanFind { get; set; } = true;

    /// <summary>Asked for each call that nothing else was ordered for.</summary>
    public Func<VenueCall, Misbehaviour> Mood { get; set; } = _ => Misbehaviour.None;

    /// <summary>Called before a call does its work; what it gives is awaited.</summary>
    public Func<VenueCall, VenueId, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What was called, in order, also what failed.</summary>
    public ImmutableArray<VenueCalled> Calls => Locked<ImmutableArray<VenueCalled>>(() => [.. calls]);

    /// <summary>What the caller did that no caller may.</summary>
    public ImmutableArray<string> Wrongs => Locked<ImmutableArray<string>>(() => [.. wrongs]);

    public string WorkspaceOf(VenueId venue) => venue.Place.Split('/')[0];

    /// <summary>What people in the channel see, outside threads.</summary>
    public ImmutableArray<PostedMessage> InChannel(VenueId venue) => Seen(message => message.Venue == venue && message.Thread is null);

    /// <summary>A thread whose first message was deleted is seen by nobody.</summary>
    public ImmutableArray<PostedMessage> InThread(VenueId venue) => Seen(message =>
        message.Venue == venue && message.Thread is not null && messages.Exists(root => root.Id == message.Thread));

    public ImmutableArray<Card> Pages(Card card, int max, Func<int, string> title) => CoCreateBot.Cards.BlockKit.BlockKitRenderer.Pages(card, max, title);

    public int Count(VenueCall call) => Locked(() => calls.Count(called => called.Call == call));

    /// <summary>This is what the next call of this kind meets.</summary>
    public void Next(VenueCall call, Misbehaviour what) => Locked(() => next.Enqueue((call, what)));

    /// <summary>Nobody who was asked to wait is there any more.</summary>
    public void ForgetWaits() => Locked(blockedUntil.Clear);

    public void Delete(PostedMessage message) => Locked(() => messages.RemoveAll(one => one.Id == message.Id));

    public async Task<string> PostAsync(VenueId venue, Card card, Guid key, string? thread, CancellationToken stop)
    {
        Locked(() =>
        {
            Expect(!mayBeThere.Contains(key), $"{key} was posted already, and not looked for since");
            Expect(!CanFind || !messages.Exists(one => one.Key == key), $"{key} is there and is posted again");
        });
        string? id = null;
        await CallAsync(VenueCall.Post, venue, key.ToString(), () =>
        {
            if (thread is not null && !messages.Exists(one => one.Id == thread))
            {
                throw new MessageGoneException("thread_not_found");
            }

            id = $"{time.GetUtcNow().ToUnixTimeSeconds()}.{++number:D6}";
            messages.Add(new(id, venue, thread, key, card, 0));
            mayBeThere.Add(key);
        }, stop);
        Locked(() => mayBeThere.Remove(key)); // the caller knows it now
        return id!; // ! the work was done
    }

    public Task UpdateAsync(VenueId venue, string messageId, Card card, CancellationToken stop) =>
        CallAsync(VenueCall.Update, venue, messageId, () =>
        {
            var at = messages.FindIndex(one => one.Id == messageId);
            if (at < 0)
            {
                throw new MessageGoneException("message_not_found");
            }

            messages[at] = messages[at] with { Card = card, Edits = messages[at].Edits + 1 };
        }, stop);

    public Task RemoveAsync(VenueId venue, string messageId, CancellationToken stop) =>
        CallAsync(VenueCall.Remove, venue, messageId, () => messages.RemoveAll(one => one.Id == messageId), stop);

    public async Task<string?> FindAsync(VenueId venue, Guid key, string? thread, DateTimeOffset since, CancellationToken stop)
    {
        PostedMessage? found = null;
        await CallAsync(VenueCall.Find, venue, key.ToString(), () =>
        {
            mayBeThere.Remove(key);
            found = messages.Find(one => one.Key == key && one.Venue == venue && one.Thread == thread);
        }, stop);
        return CanFind ? found?.Id : null;
    }

    /// <summary>What facilitators were told, in order.</summary>
    public ImmutableArray<Undelivered> Told => Locked<ImmutableArray<Undelivered>>(() => [.. told]);

    /// <summary>What single people were told, in order.</summary>
    public ImmutableArray<(string Person, Card Card)> Private => [.. PrivateAt.Select(told => (told.Person, told.Card))];

    /// <summary>The same, and when.</summary>
    public ImmutableArray<(string Person, Card Card, DateTimeOffset At)> PrivateAt => Locked<ImmutableArray<(string, Card, DateTimeOffset)>>(() => [.. privately]);

    public async Task TellAsync(string person, Card card, CancellationToken stop) =>
        await CallAsync(VenueCall.Tell, new VenueId(person), $"{person}#{++number}", () => privately.Add((person, card, time.GetUtcNow())), stop);

    public Task TellAsync(Undelivered what, CancellationToken stop)
    {
        Locked(() => told.Add(what));
        return Task.CompletedTask;
    }

    async Task CallAsync(VenueCall call, VenueId venue, string message, Action work, CancellationToken stop)
    {
        var what = Locked(() => Begin(call, venue, message));
        try
        {
            await Before(call, venue).WaitAsync(stop);
            await Task.Yield(); // a platform is never at hand at once
            stop.ThrowIfCancellationRequested();
            Locked(() => Do(what, call, venue, message, work));
        }
        finally
        {
            Locked(() => inFlight.Remove(message));
        }
    }

    Misbehaviour Begin(VenueCall call, VenueId venue, string message)
    {
        var now = time.GetUtcNow();
        calls.Add(new(call, venue, now));
        Expect(inFlight.Add(message), $"a second call for {message} is in flight");
        Expect(blockedUntil.GetValueOrDefault((WorkspaceOf(venue), call)) <= now, $"{call} did not wait for as long as it was asked to");
        if (next.TryPeek(out var ordered) && ordered.Call == call)
        {
            next.Dequeue();
            return ordered.What;
        }

        return Mood(call);
    }

    void Do(Misbehaviour what, VenueCall call, VenueId venue, string message, Action work)
    {
        switch (what)
        {
            case Misbehaviour.None:
                work();
                return;
            case Misbehaviour.Throttles:
                blockedUntil[(WorkspaceOf(venue), call)] = time.GetUtcNow() + RetryAfter;
                throw new VenueThrottledException(RetryAfter);
            case Misbehaviour.Refuses:
                throw new VenueRefusedException("Slack.NotInChannel", "not_in_channel");
            case Misbehaviour.IsUnavailable:
                throw new VenueUnavailableException("timeout");
            case Misbehaviour.LosesTheAnswer:
                work();
                throw new VenueUnavailableException("timeout");
            case Misbehaviour.HasLostTheMessage when call == VenueCall.Update:
                messages.RemoveAll(one => one.Id == message);
                work();
                return;
            case Misbehaviour.TimesOut:
                throw new TaskCanceledException("HttpClient.Timeout");
            default:
                work();
                return;
        }
    }

    ImmutableArray<PostedMessage> Seen(Func<PostedMessage, bool> where) => Locked<ImmutableArray<PostedMessage>>(() => [.. messages.Where(where)]);

    void Expect(bool isSo, string wrong)
    {
        if (!isSo)
        {
            wrongs.Add($"{time.GetUtcNow():HH:mm:ss}: {wrong}");
        }
    }

    void Locked(Action act)
    {
        lock (gate)
        {
            act();
        }
    }

    T Locked<T>(Func<T> act)
    {
        lock (gate)
        {
            return act();
        }
    }
}

public sealed record PostedMessage(string Id, VenueId Venue, string? Thread, Guid Key, Card Card, int Edits);

public sealed record VenueCalled(VenueCall Call, VenueId Venue, DateTimeOffset At);
