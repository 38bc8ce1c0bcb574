using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Where the bot has introduced itself: once an installation, however often Teams tells of it and in whatever order. It stands beside the addresses and
/// ends with the installation, so that whoever adds the bot again is greeted again.
/// </summary>
public sealed partial class TeamsAddresses
{
    /// <summary>Kind and beginning of such a row; stored for ever.</summary>
    const string Welcome = "welcome";

    readonly HashSet<string> asking = []; // one for each request that is at it

    /// <summary>True for whoever asks first. What follows a crash is rather missed than said twice.</summary>
    /// <param name="channel">The one channel it was added to; null where it is the whole team or the chat.</param>
    /// <exception cref="StoreUnavailableException">It is not known, or not kept: ask again.</exception>
    public async Task<bool> TryWelcomeAsync(Origin from, VenueId? channel, CancellationToken stop)
    {
        var mark = WelcomeOf(from, channel);
        lock (gate)
        {
            if (!asking.Add(mark))
            {
                return false; // both events of one installation come in the same moment; where the first fails, it comes again
            }
        }

        try
        {
            var before = await FindFreshAsync(mark, stop);
            var now = new Address(mark, from.ServiceUrl, Welcome, TeamKey(from.Tenant, from.Team));
            if (before is { IsDead: false } || !await store.Addresses.SwapAsync(before, now, stop))
            {
                return false; // also where both events came to two servers in the same moment
            }

            Know(mark, now);
            return true;
        }
        finally
        {
            lock (gate)
            {
                asking.Remove(mark);
            }
        }
    }

    /// <summary>It was taken away from there. Of a team all ends with <see cref="NoteTeamAsync"/>.</summary>
    public Task EndWelcomeAsync(Origin from, VenueId? channel, CancellationToken stop) => NoteDeadAsync(WelcomeOf(from, channel), stop);

    static string WelcomeOf(Origin from, VenueId? channel) =>
        MarkOf(channel ?? (from.Team is { } team ? TeamsIds.Venue(from.Tenant, team) : from.Venue));

    static string MarkOf(VenueId place) => $"{Welcome}:{place.Value}";
}
