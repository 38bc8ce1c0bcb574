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

    /// <summary>What leads the group on within an activity, the better first: that is pressed a few times while it is open.</summary>
    static readonly ImmutableArray<string> Leading = ["root", "follow"];

    /// <summary>Of the time of an activity.</summary>
    const int LeadsTimes = 10;

    readonly HashSet<string> muted = [];
    bool hasToTakeOver = lost is not null;

    /// <summary>Null: nothing waits for them.</summary>
    public DateTimeOffset? ActsAt { get; private set; }

    public void Notice(Session session, Words words, DateTimeOffset now)
    {
        if (session.OpenItem is { Deadline: { } deadline, OpenedAt: { } begun } timed)
        {
            var next = now + ((deadline - begun) / LeadsTimes);
            var leads = timed.Activity.SteeringActions(new ActivityView(session, timed, words)).OfType<Execute>().Any(IsLeading);
            ActsAt = hasToTakeOver || next >= deadline || !leads ? null : ActsAt > now ? ActsAt : next;
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

        var console = Seen.Actions(SessionCards.Console(session.State, words).Body).OfType<Execute>().ToList();
        if (session.State.OpenItem is { Deadline: not null })
        {
            // On from where they stand: what leads back comes last.
            var leads = console.Where(IsLeading).MinBy(action => Leading.IndexOf(action.Press.Verb));
            await (leads is null ? Task.CompletedTask : PressAsync(leads));
            return;
        }

        await MuteAsync(SessionCards.Root(session.State, words).Body, session);
        await PressAsync(console[0]);

        Task<Answer> PressAsync(Execute action) => hosts.AskAsync(
            session.State.Id, new Wish.Pressed(action.Press, ImmutableDictionary<string, string>.Empty), who.Who, delivery, stop);
    }

    static bool IsLeading(Execute action) => Leading.Contains(action.Press.Verb, StringComparer.Ordinal);

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
