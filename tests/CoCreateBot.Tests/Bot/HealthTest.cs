using System.Net;
using CoCreateBot.Bot;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoCreateBot.Tests.Bot;

/// <summary>Whoever runs the bot can ask whether it lives, and whether it can keep what people send.</summary>
public sealed class HealthTest
{
    [Fact]
    public async Task It_is_ready_where_the_store_can_be_written_to()
    {
        await using var bot = await RunningAsync(new MisbehavingStore(new MemoryStore()), new ManualTime());

        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(bot, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "alive"), await AskAsync(bot, "/health/live"));
    }

    [Fact]
    public async Task It_is_alive_and_not_ready_where_the_store_would_not()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var time = new ManualTime();
        await using var bot = await RunningAsync(store, time);
        store.IsDown = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(bot, "/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(bot, "/health/live")).Status);

        store.IsDown = false;
        time.Pass(Readiness.KeptAfterFailure);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(bot, "/health/ready")).Status);
    }

    [Fact]
    public async Task A_store_that_hangs_is_not_ready_either()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var time = new ManualTime();
        await using var bot = await RunningAsync(store, time);
        var gate = store.HoldNext(StoreCall.Check);
        var asking = AskAsync(bot, "/health/ready");
        await gate.Reached;
        while (!asking.IsCompleted)
        {
            time.Pass(TimeSpan.FromSeconds(5)); // until the request has come to wait
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await asking).Status);
        gate.Open();
    }

    [Fact]
    public async Task However_often_it_is_asked_it_writes_once_in_five_seconds()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var time = new ManualTime();
        await using var bot = await RunningAsync(store, time);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(bot, "/health/ready")).Status);
        }

        Assert.Equal(1, Probes(store));
        time.Pass(Readiness.KeptFor - TimeSpan.FromTicks(1));
        await AskAsync(bot, "/health/ready");
        Assert.Equal(1, Probes(store));
        time.Pass(TimeSpan.FromTicks(1));
        await AskAsync(bot, "/health/ready");
        Assert.Equal(2, Probes(store));
    }

    [Fact]
    public async Task A_failure_stands_for_a_second()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var time = new ManualTime();
        await using var bot = await RunningAsync(store, time);
        store.FailNext(StoreCall.Check, StoreTrouble.Full);
        await AskAsync(bot, "/health/ready");
        time.Pass(Readiness.KeptAfterFailure - TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(bot, "/health/ready")).Status);

        time.Pass(TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(bot, "/health/ready")).Status);
    }

    [Fact]
    public async Task Many_who_ask_at_once_wait_for_one_probe_and_one_that_hangs_is_not_followed_by_another()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var time = new ManualTime();
        await using var bot = await RunningAsync(store, time);
        var readiness = bot.Services.GetRequiredService<Readiness>();
        var gate = store.HoldNext(StoreCall.Check);
        var asking = Enumerable.Range(0, 20).Select(_ => readiness.AskAsync(default)).ToList();
        time.Pass(TimeSpan.FromSeconds(5));
        Assert.All(await Task.WhenAll(asking), Assert.False);

        time.Pass(Readiness.KeptAfterFailure);
        var again = readiness.AskAsync(default);
        gate.Open();
        Assert.True(await again);
        Assert.Equal(1, Probes(store));
    }

    static int Probes(MisbehavingStore store) => store.Calls.Count(call => call == StoreCall.Check);

    static async Task<WebApplication> RunningAsync(MisbehavingStore store, TimeProvider time)
    {
        var builder = BotApp.Builder([]);
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders(); // what goes wrong on purpose need not be read
        var bot = BotApp.Build(builder, new BotOptions { StoragePath = "" }, store, services => services.AddSingleton(time));
        await bot.StartAsync();
        return bot;
    }

    static async Task<(HttpStatusCode Status, string Text)> AskAsync(WebApplication bot, string path)
    {
        using var http = bot.GetTestClient();
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
