using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Socket;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoCreateBot.Tests.Bot.Venues.Slack.Socket;

/// <summary>The whole bot in Socket Mode, without a public address and without a signing secret.</summary>
sealed class SocketStory : IAsyncDisposable
{
    readonly WebApplication app;

    SocketStory(WebApplication app, PretendSockets sockets, EveryLog log)
    {
        (this.app, Sockets, Log) = (app, sockets, log);
        Http = app.GetTestClient();
        Carried = new HttpClient(new PretendCarrier(sockets)) { BaseAddress = new Uri("https://cocreate.example.org/"), Timeout = PretendSlack.Patience };
        Ann = new PretendSlackMember(Slack, Carried, "U0ANN", "ann");
        Bob = new PretendSlackMember(Slack, Carried, "U0BOB", "bob");
    }

    public PretendSockets Sockets { get; }

    public PretendSlack Slack => Sockets.Slack;

    public ManualTime Time => Slack.Time;

    public EveryLog Log { get; }

    /// <summary>To the bot's own address.</summary>
    public HttpClient Http { get; }

    /// <summary>Through the socket.</summary>
    public HttpClient Carried { get; }

    public PretendSlackMember Ann { get; }

    public PretendSlackMember Bob { get; }

    public static async Task<SocketStory> BeginAsync(IStore? store = null, Action<PretendSockets>? arrange = null)
    {
        var sockets = new PretendSockets(new PretendSlack(new ManualTime()));
        arrange?.Invoke(sockets);
        var log = new EveryLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        var slack = new SlackOptions("", PretendSlack.Token, "") { AppToken = PretendSockets.AppToken };
        var bot = BotApp.Build(builder, new BotOptions { StoragePath = "", Slack = slack }, store ?? new MemoryStore(), services => services
            .AddSingleton<TimeProvider>(sockets.Slack.Time)
            .AddSingleton(new SocketDial(sockets))
            .AddSingleton(all => new SlackWire(SlackWire.Client(sockets), slack, all.GetRequiredService<SlackMetrics>(), sockets.Slack.Time)));
        await bot.StartAsync();
        return new SocketStory(bot, sockets, log);
    }

    /// <summary>Lets time pass in small steps until something has happened that waits for time, and for what runs beside it.</summary>
    public async Task PassUntilAsync(Func<bool> isSo, string what)
    {
        await Slack.PassUntilAsync(() => Task.FromResult(isSo()), $"{what}. Connections: {Sockets.Lines.Count}, tickets: {Sockets.Asked}");
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await Ending.OfAsync(app, Slack.Time);
        Carried.Dispose();
        Assert.Equal("", string.Join('\n', Slack.Faults));
        Assert.DoesNotContain(PretendSockets.AppToken, Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ticket-", Log.Text, StringComparison.Ordinal);
    }
}
