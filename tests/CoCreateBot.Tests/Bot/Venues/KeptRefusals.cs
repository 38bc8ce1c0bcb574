using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Bot.Venues;

static class KeptRefusals
{
    /// <summary>Is it kept that something of the one session there was refused?</summary>
    public static async Task<bool> AnyAsync(IStore store, VenueId venue)
    {
        var entry = Assert.Single(await store.Directory.InVenueAsync(venue, 1, default));
        return (await store.Posts.ReadAsync(entry.Session, default)).Any(slot => slot.Failure is not null);
    }
}
