using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using Microsoft.AspNetCore.Builder;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>A process ends and another one goes on.</summary>
sealed partial class TeamsStory
{
    /// <summary>Another process takes over the same store and the same Teams; nothing of this one's memory is left. What it logs stands behind.</summary>
    /// <param name="isAsked">It is asked to stop, and keeps what it has still to keep; else it just ends.</param>
    /// <param name="open">Opens the store that the next one has, where the end of one closes it.</param>
    public async Task<TeamsStory> RestartAsync(IStore? store = null, bool isAsked = false, Func<Task<IStore>>? open = null)
    {
        await Ending.OfAsync(isAsked ? new Asked(app) : app, Teams.Time);
        return await BeginAsync(open is null ? store ?? Store : await open(), after: this);
    }

    sealed class Asked(WebApplication app) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
