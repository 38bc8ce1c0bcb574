using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Sqlite;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>The real engine over a real store, in a folder that is gone afterwards; only its clock and its keys are the rehearsal's.</summary>
sealed class Stage : IAsyncDisposable
{
    readonly DirectoryInfo folder;
    readonly ServiceProvider services;

    Stage(DirectoryInfo folder, ServiceProvider services)
    {
        (this.folder, this.services) = (folder, services);
        Hosts = services.GetRequiredService<SessionHosts>();
        Desk = services.GetRequiredService<CommandDesk>();
        Rooms = services.GetRequiredService<WebRooms>();
        Lexicon = services.GetRequiredService<Lexicon>();
    }

    public string Folder => folder.FullName;

    public SessionHosts Hosts { get; }

    public CommandDesk Desk { get; }

    public WebRooms Rooms { get; }

    public Lexicon Lexicon { get; }

    public static async Task<Stage> OpenAsync(int seed, string language, string zone, TimeProvider clock)
    {
        var own = Directory.CreateTempSubdirectory("cocreate-rehearsal-");
        var path = Path.Combine(own.FullName, "rehearsal.db");
        var store = await SqliteStore.OpenAsync(path, new SqliteOptions());
        var parts = new ServiceCollection();
        parts.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        BotApp.AddCore(parts, new BotOptions { StoragePath = path, Language = language, Zone = zone }, new SeededStore(store, seed));
        parts.AddSingleton(clock);
        parts.AddSingleton<WebRooms>();
        return new Stage(own, parts.BuildServiceProvider());
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
