using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Sessions;
using CoCreateBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The whole bot behind its real door, over a store in memory, with a pretended Slack on the other side.</summary>
sealed class SlackStory : IAsyncDisposable
{
    readonly WebApplication app;

    readonly TestFolder keys;

    SlackStory(WebApplication app, PretendSlack slack, IStore store, EveryLog log, TestFolder keys)
    {
        (this.app, this.keys) = (app, keys);
        Slack = slack;
        Store = store;
        Log = log;
        Http = app.GetTestClient();
        Http.Timeout = PretendSlack.Patience;
        Ann = Member("U0ANN", "ann");
        Bob = Member("U0BOB", "bob");
    }

    public PretendSlack Slack { get; }

    public IStore Store { get; }

    public EveryLog Log { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public PretendSlackMember Ann { get; }

    public PretendSlackMember Bob { get; }

    /// <summary>Where Slack is one whose workspaces install the bot by themselves, nobody has installed it yet.</summary>
    public static async Task<SlackStory> BeginAsync(PretendSlack? slack = null, IStore? store = null, TestFolder? keys = null)
    {
        keys ??= new TestFolder();
        slack ??= new PretendSlack(new ManualTime());
        store ??= new MemoryStore();
        var log = new EveryLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        var options = new BotOptions { StoragePath = "", PublicUrl = new Uri("https://cocreate.example.org/"), Slack = OptionsFor(slack, keys) };
        var bot = BotApp.Build(builder, options, store, services => services
            .AddSingleton<TimeProvider>(slack.Time)
            .AddSingleton(all =>
                new SlackWire(SlackWire.Client(slack), options.Slack, all.GetRequiredService<SlackMetrics>(), slack.Time)));
        await bot.StartAsync();
        return new SlackStory(bot, slack, store, log, keys);
    }

    static SlackOptions OptionsFor(PretendSlack slack, TestFolder keys) => slack.IsByOAuth
        ? new(PretendSlack.Secret, "", "") { ClientId = PretendSlack.ClientId, ClientSecret = PretendSlack.ClientSecret, KeysPath = keys.Path }
        : new(PretendSlack.Secret, PretendSlack.Token, "");

    public PretendSlackMember Member(string id, string name, string team = PretendSlack.Team) => new(Slack, Http, id, name, team);

    /// <summary>Ann starts something in a channel of its own, and its card is there.</summary>
    public async Task<(PretendChannel Channel, PretendMessage Console)> StartAsync(string command)
    {
        var channel = Slack.Channel("C0GENERAL");
        var console = await Ann.TypeAsync(channel.Id, command);
        Assert.Single(channel.Messages);
        return (channel, console);
    }

    public int Count(string method) => Slack.Called.Count(called => called == method);

    /// <summary>Lets time pass in small steps until something has happened that waits for time, and for calls that run beside it.</summary>
    public async Task PassUntilAsync(Task happened)
    {
        await Slack.PassUntilAsync(() => Task.FromResult(happened.IsCompleted), "what was waited for");
        await happened;
    }

    /// <summary>The same until something is so of which no call tells.</summary>
    public Task PassUntilAsync(Func<Task<bool>> isSo, string what) => Slack.PassUntilAsync(isSo, what);

    /// <summary>All is done that was owed: else what wakes at the next start is in memory at some moment of it.</summary>
    public Task SettleAsync() => PassUntilAsync(
        async () => (await Store.Due.UpToAsync(Slack.Time.GetUtcNow() + TimeSpan.FromHours(1), 1, default)).IsEmpty, "Nothing is owed.");

    /// <summary>The process is asked to stop.</summary>
    public Task StopAsync() => app.StopAsync();

    /// <summary>Another process takes over the same store; nothing of this one's memory is left.</summary>
    public async Task<SlackStory> RestartAsync(IStore? store = null)
    {
        await Ending.OfAsync(app, Slack.Time);
        return await BeginAsync(Slack, store ?? Store, keys);
    }

    public async ValueTask DisposeAsync()
    {
        await Ending.OfAsync(app, Slack.Time);
        keys.Dispose();
        Assert.Equal("", string.Join('\n', Slack.Faults));
        Assert.Equal("", string.Join('\n', CommandTexts.BareIn(Slack.Heard)));
    }
}

/// <summary>Everything that was logged.</summary>
sealed class EveryLog : ILoggerProvider, ILogger
{
    readonly Lock gate = new();
    readonly System.Text.StringBuilder heard = new();

    public string Text
    {
        get
        {
            lock (gate)
            {
                return heard.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (gate)
        {
            heard.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{logLevel} {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
        // Nothing to let go of.
    }
}
