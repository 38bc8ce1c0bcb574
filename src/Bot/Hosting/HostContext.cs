using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>What every mailbox needs of its surroundings.</summary>
sealed record HostContext(
    IStore Store,
    Activities Activities,
    EventCodec Codec,
    Lexicon Lexicon,
    TimeProvider Time,
    HostMetrics Metrics,
    IOutward Outward,
    ILogger Log)
{
    public ISessionLeases Leases { get; init; } = LoneServer.Instance;

    /// <summary>For what servers do after different waits.</summary>
    public Random Dice { get; init; } = Random.Shared;
}

/// <summary>Whoever shows sessions to the outside: the reconciler for chat, the live pages for the web.</summary>
public interface IOutward
{
    /// <summary>Must messages be sent somewhere when this venue's session changes? Then what is owed must survive a crash.</summary>
    bool Owes(VenueId venue);

    /// <summary>Can this person be told something in private? Only then is it kept who they are.</summary>
    /// <param name="person">Their key: "slack:T1/U1".</param>
    bool Reaches(string person);

    /// <summary>The zone that they set in their chat; null where it does not say so, or not soon.</summary>
    ValueTask<string?> ZoneOfAsync(string person) => new((string?)null);

    /// <summary>Says that a session has a new durable state. Returns at once.</summary>
    /// <param name="isPhase">Something opened, closed or changed its end, which goes before mere tallies.</param>
    /// <param name="settled">Called when all venues show this state.</param>
    /// <param name="isAnew">Others may have shown it meanwhile: what is known of its messages is read anew.</param>
    void Show(LoadedSession session, bool isPhase, Action<Session> settled, bool isAnew = false);

    /// <summary>The same where another server shows it: whoever looks at a page here is told. Returns at once.</summary>
    void Pulse(Session session)
    {
    }
}
