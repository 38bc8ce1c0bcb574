using CoCreateBot.Bot.Hosting;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

static class PeopleBefore
{
    /// <summary>What somebody set, also before their organisation had the bot; null for nothing.</summary>
    public static async Task<PersonSettings?> OfAsync(this IPeople people, Person who, CancellationToken stop)
    {
        if (who.Before is null)
        {
            return await people.FindAsync(who.Key, stop);
        }

        var found = await people.FindAsync(who.Keys, stop);
        return who.Keys.Select(key => found.GetValueOrDefault(key)).FirstOrDefault(settings => settings is not null);
    }
}
