using System.Globalization;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoCreateBot.Tests.Bot;

/// <summary>An activity that the product knows nothing of, through the whole bot: its own folder and one registration are enough.</summary>
public sealed class NewActivityTest
{
    [Fact]
    public void It_is_played_in_a_channel_from_the_typed_line_to_the_minutes() => OneThread.Play(async () =>
    {
        var time = new ManualTime();
        var channel = new PretendVenue(time);
        var store = new MemoryStore();
        var builder = BotApp.Builder([]);
        builder.Logging.ClearProviders();
        await using var bot = BotApp.Build(builder, new BotOptions { StoragePath = "" }, store, services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.AddSingleton<IChatVenue>(channel);
            services.AddSingleton(new Activities([.. Activities.BuiltIn.All, new ApplauseActivity()]));
        });
        var desk = bot.Services.GetRequiredService<CommandDesk>();
        Task<Reply> Say(Person who, string line) => desk.TypeAsync(World.Channel, who, line, $"{who.Key} {line}", "de", "Europe/Vienna", default);

        var started = await Say(World.Ann, "applaud „Wie war der Tag?“");
        Assert.True(started.Started, started.Text);
        Assert.False((await Say(World.Bo, "applaud 3")).IsProblem);
        Assert.True((await Say(World.Bo, "applaud 4")).IsProblem);
        Assert.False((await Say(World.Cem, "applaud 2")).IsProblem);
        Assert.Contains("applaud", (await Say(World.Cem, "aplaud 2")).Text); // did you mean
        Assert.False((await Say(World.Ann, "close")).IsProblem);
        await OneThread.QuietAsync();
        time.Pass(TimeSpan.FromSeconds(5)); // the budget for edits
        await OneThread.QuietAsync();

        var root = Assert.Single(channel.InChannel(World.Channel)).Card;
        var minutes = Assert.Single(channel.InThread(World.Channel)).Card;
        Assert.Contains("Wie war der Tag?", root.FallbackText);
        Assert.Contains("Wie war der Tag?", minutes.FallbackText);
        var page = HtmlRenderer.Card(minutes, new HtmlContext("/", CultureInfo.GetCultureInfo("de"), TimeZoneInfo.Utc));
        Assert.Contains("5", page);
        Assert.Equal(5, Assert.Single(await store.Artifacts.ReadAsync(started.Session!.Value, default)).Value);
        Assert.Empty(channel.Wrongs);

        var session = (await bot.Services.GetRequiredService<SessionHosts>().LookAsync(started.Session!.Value, default))!.State; // ! it is there
        var codec = bot.Services.GetRequiredService<ExportCodec>();
        var back = codec.Read(codec.Write(session), SessionId.New(), World.Channel).Value!.Session; // ! it was just written
        Assert.Equal([2, 3], ((Applause)back.Agenda[0].State).Claps.Values.Order());
        Assert.False((await Say(World.Bo, "forget me yes")).IsProblem);
    });
}
