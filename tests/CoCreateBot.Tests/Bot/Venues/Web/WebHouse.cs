using CoCreateBot.Bot;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>The whole bot, reached by HTTP as browsers reach it, over a store that misbehaves on demand and a clock that the test moves.</summary>
sealed class WebHouse : IAsyncDisposable
{
    public const string Host = "localhost";

    readonly WebApplication app;

    WebHouse(WebApplication app, MisbehavingStore store, TimeProvider time) => (this.app, Store, Clock) = (app, store, time);

    public MisbehavingStore Store { get; }

    public TimeProvider Clock { get; }

    public ManualTime Time => (ManualTime)Clock;

    public IServiceProvider Services => app.Services;

    public TestServer Server => app.GetTestServer();

    /// <param name="store">What an earlier house left; null for a new one in memory.</param>
    /// <param name="time">A real clock, where a stream has its own pace.</param>
    public static async Task<WebHouse> OpenAsync(
        IStore? store = null, TimeProvider? time = null, Uri? publicUrl = null, Activities? activities = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders(); // what goes wrong on purpose need not be read
        var kept = new MisbehavingStore(store ?? new MemoryStore());
        var clock = time ?? new ManualTime();
        var options = new BotOptions { StoragePath = "", Zone = "Europe/Vienna", PublicUrl = publicUrl };
        var built = BotApp.Build(builder, options, kept, services => services
            .AddSingleton(clock).AddSingleton(activities ?? Activities.BuiltIn));
        await built.StartAsync();
        return new WebHouse(built, kept, clock);
    }

    public Visitor NewVisitor(string language = "en") => new(Server, language);

    /// <summary>Opens a room and joins it.</summary>
    public async Task<Visitor> HostAsync(string name = "Ann", string language = "en")
    {
        var host = NewVisitor(language);
        await host.SendAsync("/rooms");
        await host.JoinAsync(host.Path, name);
        return host;
    }

    /// <summary>Another person in the same room.</summary>
    public async Task<Visitor> GuestAsync(Visitor host, string name = "Bo", string language = "en")
    {
        var guest = NewVisitor(language);
        await guest.JoinAsync(host.Room, name);
        return guest;
    }

    /// <summary>How often something was written since the start.</summary>
    public int Writes => Store.Calls.Count(call => call is StoreCall.LogAppend or StoreCall.DirectoryPut or StoreCall.DuePut or StoreCall.DueRemove
        or StoreCall.ArtifactsReplace or StoreCall.RoomsCreate or StoreCall.GuestsPut or StoreCall.KeysKeep or StoreCall.KeysDestroy);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
