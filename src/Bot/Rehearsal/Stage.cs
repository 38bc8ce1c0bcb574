using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Sqlite;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>
/// The real engine over a store that is gone afterwards: a real one in a folder of its own, or one in memory. Only its clock and its keys are the
/// rehearsal's.
/// </summary>
sealed class Stage : IAsyncDisposable
{
    /// <summary>What is made up is in no figure of the server.</summary>
    internal const string MeterName = HostMetrics.MeterName + ".rehearsal";

    readonly DirectoryInfo? folder;
    readonly ServiceProvider services;

    Stage(DirectoryInfo? folder, ServiceProvider services)
    {
        (this.folder, this.services) = (folder, services);
        Hosts = services.GetRequiredService<SessionHosts>();
        Desk = services.GetRequiredService<CommandDesk>();
        Rooms = services.GetRequiredService<WebRooms>();
        Lexicon = services.GetRequiredService<Lexicon>();
    }

    /// <summary>Null where all of it is in memory.</summary>
    public string? Folder => folder?.FullName;

    public SessionHosts Hosts { get; }

    public CommandDesk Desk { get; }

    public WebRooms Rooms { get; }

    public Lexicon Lexicon { get; }

    public static async Task<Stage> OpenAsync(int seed, string language, string zone, TimeProvider clock)
    {
        var own = Directory.CreateTempSubdirectory("cocreate-rehearsal-");
        var path = Path.Combine(own.FullName, "rehearsal.db");
        var store = await SqliteStore.OpenAsync(path, new SqliteOptions());
        return new Stage(own, Parts(store, path, seed, language, zone, clock));
    }

    public static Stage InMemory(int seed, string language, string zone, TimeProvider clock) =>
        new(null, Parts(new MemoryStore(), "", seed, language, zone, clock));

    static ServiceProvider Parts(IStore store, string path, int seed, string language, string zone, TimeProvider clock)
    {
        var parts = new ServiceCollection();
        parts.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        BotApp.AddCore(parts, new BotOptions { StoragePath = path, Language = language, Zone = zone }, new SeededStore(store, seed));
        parts.AddSingleton(clock);
        parts.AddSingleton(_ => new HostMetrics(MeterName)); // made here, or it is not disposed here, and keeps all that it watches
        parts.AddSingleton<WebRooms>();
        return parts.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder?.Delete(recursive: true);
    }
}
