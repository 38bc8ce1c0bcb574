using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// How a channel is called where others read it. The name of a private channel is its members' own, so it is said only of a channel that Slack says is
/// public; of any other it is the workspace alone.
/// </summary>
public sealed class SlackPlaces(SlackApi api, TimeProvider time)
{
    /// <summary>Channels that are remembered.</summary>
    public const int KnownMax = 5_000;

    /// <summary>A public channel can be made private.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(10);

    /// <summary>Somebody waits for the answer to their command.</summary>
    public static readonly TimeSpan AskWithin = TimeSpan.FromSeconds(1);

    readonly RecentlyUsed<VenueId, (bool IsPublic, DateTimeOffset Until)> known = new(KnownMax);

    public async Task<string?> NameOfAsync(SlackRequest.Typed typed) =>
        typed.PlaceName != typed.WorkspaceName && await IsPublicAsync(typed.Venue) ? typed.PlaceName : typed.WorkspaceName;

    async Task<bool> IsPublicAsync(VenueId venue)
    {
        if (known.TryGet(venue, out var found) && found.Until > time.GetUtcNow())
        {
            return found.IsPublic;
        }

        using var limit = new CancellationTokenSource(AskWithin, time);
        try
        {
            var isPublic = await api.IsPublicAsync(SlackIds.Team(venue), SlackIds.Channel(venue), limit.Token);
            known.Put(venue, (isPublic, time.GetUtcNow() + KnownFor));
            return isPublic;
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException or OperationCanceledException)
        {
            return false; // of what is not known nothing is told
        }
    }
}
