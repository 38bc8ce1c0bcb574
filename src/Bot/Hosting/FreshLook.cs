using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>For whoever says no by what a session shows.</summary>
static class FreshLook
{
    /// <summary>A session in which something is so; where it is not, as it is by now: another server may have changed just that.</summary>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public static async ValueTask<LoadedSession?> LookAsync(
        this SessionHosts hosts, SessionId id, Func<LoadedSession, bool> isSo, CancellationToken stop)
    {
        var session = await hosts.LookAsync(id, stop);
        return session is null || isSo(session) ? session : await hosts.LookFreshAsync(id, stop);
    }
}
