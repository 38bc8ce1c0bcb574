using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>What the platform has done and nobody heard of: nothing is taken for shown, or for never shown, that may not be so.</summary>
public sealed class UnheardTest
{
    static readonly TimeSpan AWhile = TimeSpan.FromMinutes(3);

    [Fact]
    public void A_card_that_goes_back_to_what_it_was_is_drawn_again_where_the_answer_to_an_edit_was_lost() => World.Play(async world =>
    {
        var id = await OpenedAsync(world);
        world.Slack.Next(VenueCall.Update, Misbehaviour.LosesTheAnswer);
        await PausedAndResumedAsync(world, id, () => Task.CompletedTask);

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_card_that_goes_back_to_what_it_was_is_drawn_again_where_the_store_did_not_take_the_word_of_an_edit() => World.Play(async world =>
    {
        var id = await OpenedAsync(world);
        world.Store.Otherwise = (what, work) => IsAfterEdit(world, what)
            ? throw new StoreUnavailableException(StoreTrouble.Unreachable, "As the test has asked.")
            : work();
        await PausedAndResumedAsync(world, id, () => Task.FromResult(world.Store.Otherwise = (_, work) => work()));

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_card_that_goes_back_to_what_it_was_is_drawn_again_after_a_crash_between_an_edit_and_the_word_of_it() => World.Play(async world =>
    {
        var id = await OpenedAsync(world);
        world.Store.Otherwise = (what, work) => IsAfterEdit(world, what) ? new TaskCompletionSource().Task : work();
        await PausedAndResumedAsync(world, id, async () =>
        {
            await world.CrashAsync();
            world.Store.Otherwise = (_, work) => work();
        });

        await world.AssertShownAsync(id);
    });

    static bool IsAfterEdit(World world, StoreCall what) => what == StoreCall.PostsPut && world.Slack.InChannel(World.Channel)[0].Edits > 0;

    static async Task<SessionId> OpenedAsync(World world)
    {
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        return id;
    }

    static async Task PausedAndResumedAsync(World world, SessionId id, Func<Task> between)
    {
        await world.AskAsync(id, World.Ann, "pause");
        await OneThread.QuietAsync();
        Assert.Equal(1, world.Slack.InChannel(World.Channel)[0].Edits);
        await between();
        await world.AskAsync(id, World.Ann, "resume"); // no time has passed: it is drawn as before
        await world.PassAsync(AWhile);
    }

    [Fact]
    public void A_card_that_was_refused_once_and_then_posted_unheard_becomes_the_result() => World.Play(async world =>
    {
        world.Slack.Next(VenueCall.Post, Misbehaviour.Throttles);
        world.Slack.Next(VenueCall.Find, Misbehaviour.Refuses);
        var id = await OpenedAsync(world);
        Assert.NotNull(Assert.Single(await world.Inner.Posts.ReadAsync(id, default)).Failure);

        world.Slack.Next(VenueCall.Post, Misbehaviour.LosesTheAnswer);
        await world.AskAsync(id, World.Bo, "vote A");
        await OneThread.QuietAsync();
        Assert.Single(world.Slack.InChannel(World.Channel));
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(AWhile);

        await world.AssertShownAsync(id);
        Assert.Single(world.Slack.InChannel(World.Channel));
    });
}
