using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>A process ends and another one goes on.</summary>
sealed partial class TeamsStory
{
    /// <summary>Another process takes over the same store and the same Teams; nothing of this one's memory is left. What it logs stands behind.</summary>
    public async Task<TeamsStory> RestartAsync(IStore? store = null)
    {
        await Ending.OfAsync(app, Teams.Time);
        return await BeginAsync(store ?? Store, after: this);
    }
}
