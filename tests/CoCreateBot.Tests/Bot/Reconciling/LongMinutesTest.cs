using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>Minutes that are too long for one message go on in further ones of the thread.</summary>
public sealed class LongMinutesTest
{
    const int People = 60;

    static readonly TimeSpan AWhile = TimeSpan.FromMinutes(3);

    [Fact]
    public void Long_minutes_go_on_in_the_thread_in_their_order_and_the_channel_hears_of_none_of_it() => World.Play(async world =>
    {
        await LongAsync(world);

        Assert.Single(world.Slack.InChannel(World.Channel));
        AssertWhole(world);
    });

    [Theory]
    [InlineData(Misbehaviour.Throttles)]
    [InlineData(Misbehaviour.IsUnavailable)]
    [InlineData(Misbehaviour.LosesTheAnswer)]
    public void A_bad_moment_between_two_parts_leaves_them_whole_and_in_order(Misbehaviour what) => World.Play(async world =>
    {
        await LongAsync(world, () =>
        {
            world.Slack.Next(VenueCall.Post, Misbehaviour.None);
            world.Slack.Next(VenueCall.Post, what);
        });

        AssertWhole(world);
    });

    [Fact]
    public void When_nothing_changes_no_part_is_posted_or_edited_again() => World.Play(async world =>
    {
        await LongAsync(world);
        var before = world.Slack.Calls.Length;

        world.Start();
        await world.PassAsync(AWhile);
        await world.SweepAsync();

        Assert.Equal(before, world.Slack.Calls.Length);
    });

    [Fact]
    public void Minutes_that_grew_shorter_say_so_where_they_went_on() => World.Play(async world =>
    {
        var id = await LongAsync(world);
        await world.AskAsync(id, World.Ann, "undo");
        await world.PassAsync(AWhile);

        var thread = world.Slack.InThread(World.Channel);
        Assert.Contains("opened again", Said.In(thread[0].Card), StringComparison.Ordinal);
        Assert.All(thread.Skip(1), message => Assert.Contains("The minutes are shorter now and end above.", Said.In(message.Card), StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("minutes", 1)]
    [InlineData("minutes-2", 2)]
    [InlineData("minutes-20", 20)]
    [InlineData("minutes-2-replaced", null)]
    [InlineData("bell-2", null)]
    public void A_slot_says_which_part_of_the_minutes_it_is(string slot, int? page) => Assert.Equal(page, SessionCards.MinutesPage(slot));

    static async Task<SessionId> LongAsync(World world, Action? beforeClose = null)
    {
        var id = await world.OpenAsync("checkin");
        foreach (var n in Enumerable.Range(0, People))
        {
            await world.AskAsync(id, new Person($"slack:T1/p{n}", $"P{n}"), $"checkin green \"{Note(n)}\"");
        }

        await world.PassAsync(AWhile);
        beforeClose?.Invoke();
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(TimeSpan.FromSeconds(50));
        return id;
    }

    static string Note(int n) => $"{n:D2} {new string('x', 130)}";

    static void AssertWhole(World world)
    {
        var thread = world.Slack.InThread(World.Channel);
        Assert.InRange(thread.Length, 2, SessionCards.MinutesPagesMax);
        var all = string.Join('\n', thread.Select(message => Said.In(message.Card)));
        var places = Enumerable.Range(0, People).Select(n => all.IndexOf(Note(n), StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Equal(Enumerable.Range(2, thread.Length - 1).Select(n => $"Part {n}"), thread.Skip(1).Select(message => message.Card.FallbackText));
    }
}
