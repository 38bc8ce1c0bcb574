using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>"Forget me" and "delete", from the typed line to the last row.</summary>
public sealed class ErasureTest
{
    static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Forget_me_asks_first_and_then_forgets_in_every_session_of_the_venue() => World.Play(async world =>
    {
        var old = await ClosedAsync(world, "checkin word", "checkin Bosword");
        var open = await world.OpenAsync("checkin word");
        await world.AskAsync(open, World.Bo, "checkin Bosother");
        var elsewhere = await world.OpenAsync("checkin word", venue: World.Room);
        await world.AskAsync(elsewhere, World.Bo, "checkin Bosroom");

        var asked = await world.SayAsync(World.Bo, "forget me");
        Assert.True(asked.IsProblem);
        Assert.Contains("2", asked.Text);
        Assert.Contains("Bosword", await TextAsync(world, old));
        var done = await world.SayAsync(World.Bo, "forget me yes");
        Assert.False(done.IsProblem, done.Text);
        await world.PassAsync(AMinute);

        foreach (var id in new[] { old, open })
        {
            Assert.DoesNotContain("Bosword", await TextAsync(world, id));
            Assert.DoesNotContain("Bosother", await TextAsync(world, id));
            Assert.DoesNotContain("\"Bo\"", await TextAsync(world, id));
            Assert.Null((await world.FoldAsync(id)).ErasedAt);
            Assert.Equal(1, (await world.FoldAsync(id)).Agenda[0].State.Contributors);
            Assert.DoesNotContain(World.Bo.Key, await world.Inner.Members.ReadAsync(id, default));
            Assert.DoesNotContain(await world.Inner.Artifacts.ReadAsync(id, default), row => $"{row}".Contains("Bo", StringComparison.Ordinal));
        }

        Assert.Contains(await world.Inner.Artifacts.ReadAsync(old, default), row => row.Text == "(removed)");
        Assert.Contains("Bosroom", await TextAsync(world, elsewhere));
        Assert.DoesNotContain(world.Slack.InChannel(World.Channel), message => CoCreateBot.Tests.Sessions.Said.In(message.Card).Contains("Bos", StringComparison.Ordinal));
        Assert.Contains(
            world.Slack.InChannel(World.Channel),
            message => CoCreateBot.Tests.Sessions.Said.In(message.Card).Contains(CoCreateBot.Cards.Removed.Mark, StringComparison.Ordinal));
        Assert.Equal("Commands.NothingToForget", (await world.SayAsync(World.Bo, "forget me")).Key);
    });

    [Theory]
    [InlineData(StoreCall.LogRewrite)]
    [InlineData(StoreCall.Sweep)]
    public void What_a_crash_interrupts_is_done_after_the_next_start(StoreCall at) => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin word");
        for (var n = 0; n < 4; n++)
        {
            await world.AskAsync(id, World.Bo, $"checkin Bosword{n}");
        }

        var gate = world.Store.HoldNext(at);
        await world.SayAsync(World.Bo, "forget me yes");
        await gate.Reached;
        await world.CrashAsync();

        await world.PassAsync(AMinute);

        Assert.DoesNotContain("Bosword", await TextAsync(world, id));
        Assert.Null((await world.FoldAsync(id)).ErasedAt);
        Assert.Equal((await world.FoldAsync(id)).NextDue, await world.DueOfAsync(id));
    });

    [Fact]
    public void Who_was_forgotten_may_come_again_and_be_forgotten_again() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin word");
        await world.AskAsync(id, World.Bo, "checkin Bosword");
        await world.SayAsync(World.Bo, "forget me yes");
        await world.AskAsync(id, World.Bo, "checkin Bosnew");
        await world.PassAsync(AMinute);
        Assert.Contains("Bosnew", await TextAsync(world, id));
        await world.SayAsync(World.Bo, "forget me yes");
        await world.PassAsync(AMinute);

        Assert.DoesNotContain("Bosword", await TextAsync(world, id));
        Assert.DoesNotContain("Bosnew", await TextAsync(world, id));
        Assert.Equivalent(await world.FoldAsync(id), await world.StateAsync(id));
    });

    [Fact]
    public void A_session_is_deleted_by_its_facilitator_alone_after_its_close_and_after_a_question() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin word");
        await world.AskAsync(id, World.Bo, "checkin Bosword");
        Assert.True((await world.SayAsync(World.Ann, "delete yes")).IsProblem);
        await world.AskAsync(id, World.Ann, "close");
        Assert.True((await world.SayAsync(World.Ann, "delete")).IsProblem);
        Assert.True((await world.SayAsync(World.Bo, "delete yes")).IsProblem);
        await world.PassAsync(AMinute);
        Assert.NotEmpty(await world.LogAsync(id));

        var done = await world.SayAsync(World.Ann, "delete yes");
        Assert.False(done.IsProblem, done.Text);
        await world.PassAsync(AMinute);

        Assert.Empty(await world.LogAsync(id));
        Assert.Empty(await world.Inner.Artifacts.ReadAsync(id, default));
        Assert.Empty(await world.Inner.Posts.ReadAsync(id, default));
        Assert.Empty(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
        Assert.Null(await world.DueOfAsync(id));
        Assert.False(await world.HasKeyAsync(id, 0));
        Assert.Null(await world.Hosts.LookAsync(id, default));
        var messages = world.Slack.InChannel(World.Channel).Concat(world.Slack.InThread(World.Channel)).ToList();
        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.Equal("This session was deleted on request.", message.Card.FallbackText));
        Assert.True((await world.SayAsync(World.Ann, "minutes")).IsProblem);
    });

    [Fact]
    public void A_deletion_that_a_crash_interrupts_is_done_after_the_next_start() => World.Play(async world =>
    {
        var id = await ClosedAsync(world, "checkin word", "checkin Bosword");
        var gate = world.Store.HoldNext(StoreCall.Delete);
        await world.SayAsync(World.Ann, "delete yes");
        await gate.Reached;
        await world.CrashAsync();
        await world.PassAsync(TimeSpan.FromHours(2));

        Assert.Empty(await world.LogAsync(id));
        Assert.Null(await world.DueOfAsync(id));
    });

    [Fact]
    public void Minutes_and_export_are_read_by_everybody_in_the_venue_and_change_nothing() => World.Play(async world =>
    {
        Assert.True((await world.SayAsync(World.Bo, "export")).IsProblem);
        var id = await world.OpenAsync("checkin word");
        await world.AskAsync(id, World.Bo, "checkin Bosword");
        var before = (await world.LogAsync(id)).Length;

        var minutes = await world.SayAsync(World.Cem, "minutes");
        Assert.Contains("Bosword", CoCreateBot.Tests.Sessions.Said.In(minutes.Card!));
        Assert.Contains("Bosword", CoCreateBot.Tests.Sessions.Said.In((await world.SayAsync(World.Cem, "export")).Card!)); // ! it is there to be read
        Assert.Equal(before, (await world.LogAsync(id)).Length);
    });

    [Fact]
    public void Which_of_several_is_asked_in_words_that_hold_for_closed_ones_too() => World.Play(async world =>
    {
        await ClosedAsync(world, "vote A | B", "vote A");
        await ClosedAsync(world, "vote C | D", "vote C");

        Assert.StartsWith("Several sessions here can be meant. Say which one:", (await world.SayAsync(World.Ann, "delete yes")).Text, StringComparison.Ordinal);
    });

    static async Task<SessionId> ClosedAsync(World world, string start, string answer)
    {
        var id = await world.OpenAsync(start);
        await world.AskAsync(id, World.Bo, answer);
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(AMinute);
        return id;
    }

    static async Task<string> TextAsync(World world, SessionId id) =>
        string.Join('\n', (await world.LogAsync(id)).Select(commit => Encoding.UTF8.GetString(commit.Events.Span)));
}
