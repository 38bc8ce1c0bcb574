using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>
/// Whoever steers: goes on when it is time, and keeps junk away. Where they are lost the next in line takes over, as soon as the session lets them.
/// </summary>
/// <param name="lost">The facilitator, where they are gone once something is owed.</param>
sealed class Lead(PretendPerson who, PretendPerson? lost, bool isLive, Func<Person, string, Task<Reply>> type)
{
    /// <summary>So long after an activity has closed they go on.</summary>
    static readonly TimeSpan GoesOnLive = TimeSpan.FromSeconds(20);
    static readonly TimeSpan GoesOnAsynchronous = TimeSpan.FromMinutes(20);

    /// <summary>What has no end of its own they end after this.</summary>
    static readonly TimeSpan EndsLive = TimeSpan.FromMinutes(10);
    static readonly TimeSpan EndsAsynchronous = TimeSpan.FromDays(1);

    /// <summary>Who wants to take over tries it this often.</summary>
    static readonly TimeSpan TriesLive = TimeSpan.FromMinutes(1);
    static readonly TimeSpan TriesAsynchronous = TimeSpan.FromHours(1);

    readonly HashSet<string> muted = [];
    bool hasToTakeOver = lost is not null;

    /// <summary>Null: nothing waits for them.</summary>
    public DateTimeOffset? ActsAt { get; private set; }

    public void Notice(Session session, DateTimeOffset now)
    {
        if (session.OpenItem is { Deadline: not null })
        {
            ActsAt = null;
            return;
        }

        var goesOn = (session.OpenItem, isLive) switch
        {
            (null, true) => now + GoesOnLive,
            (null, false) => now + GoesOnAsynchronous,
            ({ OpenedAt: { } opened }, true) => opened + EndsLive,
            ({ OpenedAt: { } opened }, false) => opened + EndsAsynchronous,
            _ => now,
        };
        ActsAt ??= goesOn;
    }

    public async Task ActAsync(SessionHosts hosts, LoadedSession session, Words words, string delivery, DateTimeOffset now,
        CancellationToken stop)
    {
        ActsAt = null;
        if (lost is not null && hasToTakeOver)
        {
            lost.IsGone = true;
            await type(who.Who, SessionCards.JoinVerb);
            hasToTakeOver = (await type(who.Who, "takeover")).IsProblem;
            ActsAt = now + (!hasToTakeOver ? TimeSpan.Zero : isLive ? TriesLive : TriesAsynchronous);
            return;
        }

        await MuteAsync(SessionCards.Root(session.State, words).Body, session);
        var onwards = Seen.Actions(SessionCards.Console(session.State, words).Body).OfType<Execute>().First();
        await hosts.AskAsync(session.State.Id, new Wish.Pressed(onwards.Press, ImmutableDictionary<string, string>.Empty), who.Who, delivery, stop);
    }

    // Where one can be hidden, junk is met by its number; nobody learns whose it was.
    async Task MuteAsync(IEnumerable<Element> shown, LoadedSession session)
    {
        if (session.State.Current is not { } item || !item.Activity.SteeringVerbs.Contains("mute", StringComparer.Ordinal))
        {
            return;
        }

        foreach (var fact in Seen.Facts(shown).Where(fact => Phrases.IsJunk(fact.Value.Plain()) && muted.Add(fact.Title)).ToList())
        {
            await type(who.Who, $"mute {fact.Title}");
        }
    }
}
