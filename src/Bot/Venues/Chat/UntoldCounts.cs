using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>How often somebody who took part in a session was to be told something and was not: whoever steers reads it on their console.</summary>
sealed class UntoldCounts
{
    /// <summary>Sessions that are counted.</summary>
    public const int KnownMax = 5_000;

    readonly RecentlyUsed<SessionId, int> counts = new(KnownMax);
    readonly Lock gate = new();

    public void Add(SessionId session)
    {
        lock (gate)
        {
            counts.Put(session, In(session) + 1);
        }
    }

    public int In(SessionId session) => counts.TryGet(session, out var count) ? count : 0;
}
