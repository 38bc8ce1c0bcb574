using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>Done means durable, and nothing else means it.</summary>
public sealed class DurabilityTest
{
    [Fact]
    public void Nobody_is_told_done_before_it_is_in_the_log() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var gate = world.Store.HoldNext(StoreCall.LogAppend);
        var asking = world.AskAsync(id, World.Bo, "vote A");
        await gate.Reached;
        await OneThread.QuietAsync();
        Assert.False(asking.IsCompleted);
        Assert.Equal(0, (await world.FoldAsync(id)).OpenItem!.State.Contributors);

        gate.Open();

        Assert.IsType<Answer.Done>(await asking);
        Assert.Equal(1, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void A_store_that_fails_before_writing_promises_nothing_and_counts_nothing() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        world.Store.FailNext(StoreCall.LogAppend);

        Assert.IsType<Answer.Unavailable>(await world.AskAsync(id, World.Bo, "vote A"));

        Assert.Equal(0, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "vote A"));
        Assert.Equal(1, (await world.StateAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void A_lost_answer_is_found_in_the_log_and_counts_once() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        world.Store.LoseNextAnswer(StoreCall.LogAppend);

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "vote A"));

        Assert.Equal(2, (await world.LogAsync(id)).Length);
        Assert.Equal(1, (await world.StateAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void What_was_written_unheard_is_known_before_anything_is_settled() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B for 30m");
        await world.PassAsync(TimeSpan.FromMinutes(31) + Limits.HandInGrace + Limits.UndoWindow);
        Assert.False((await world.StateAsync(id)).IsOpen);
        Assert.Null(await world.DueOfAsync(id));
        await world.AskAsync(id, World.Ann, "undo"); // refused; nothing changes
        world.Store.LoseNextAnswer(StoreCall.LogAppend);
        world.Store.FailNext(StoreCall.LogRead);
        Assert.IsType<Answer.Unavailable>(await world.AskAsync(id, World.Ann, "runoff"));

        await world.PassAsync(TimeSpan.FromSeconds(10)); // nobody comes: the clock alone has to find it

        Assert.Equivalent(await world.FoldAsync(id), await world.StateAsync(id));
        Assert.Equal((await world.FoldAsync(id)).NextDue, await world.DueOfAsync(id));
    });

    [Theory]
    [InlineData(StoreCall.DirectoryPut)]
    [InlineData(StoreCall.ArtifactsReplace)]
    public void What_is_in_the_log_is_done_even_where_its_readable_copy_failed(StoreCall copy) => World.Play(async world =>
    {
        world.Store.FailNext(copy);

        var reply = await world.SayAsync(World.Ann, "checkin");

        Assert.False(reply.IsProblem, reply.Text);
        var id = reply.Session!.Value;
        Assert.True((await world.FoldAsync(id)).IsOpen);
        await world.PassAsync(TimeSpan.FromSeconds(6));
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_venue_is_shown_at_once_even_where_the_readable_copy_failed() => World.Play(async world =>
    {
        world.Store.FailNext(StoreCall.DirectoryPut);
        var id = await world.OpenAsync("checkin");
        await OneThread.QuietAsync();

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_session_that_cannot_be_loaded_says_so_and_loads_the_next_time() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.CrashAsync();
        world.Store.FailNext(StoreCall.LogRead);

        Assert.IsType<Answer.Unavailable>(await world.AskAsync(id, World.Bo, "vote A"));
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "vote A"));
    });

    [Fact]
    public void One_wish_that_meets_a_bug_does_not_take_the_others_with_it() => World.Play(
        async world =>
        {
            var id = await world.OpenAsync("explode");
            var gate = world.Store.HoldNext(StoreCall.LogAppend);
            var first = world.AskAsync(id, World.Ann, "explode 1");
            await gate.Reached;
            var others = new[] { "explode 2", "explode bang", "explode 3" }.Select((line, n) => world.AskAsync(id, new Person($"p{n}", null), line)).ToList();
            gate.Open();

            Assert.IsType<Answer.Done>(await first);
            Assert.IsType<Answer.Done>(await others[0]);
            Assert.IsType<Answer.Unavailable>(await others[1]);
            Assert.IsType<Answer.Done>(await others[2]);
            Assert.Equal(3, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
            world.BugsExpected = 2; // once together with the others, once alone
        },
        new Activities(new Explosive()));

    [Fact]
    public void A_delivery_id_and_a_person_may_be_of_any_length() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var bo = new Person(new string('b', 5_000), "Bo");
        var delivery = new string('ü', 5_000);

        Assert.IsType<Answer.Done>(await world.AskAsync(id, bo, "vote A", delivery));
        Assert.IsType<Answer.Done>(await world.AskAsync(id, bo, "vote B", delivery)); // the same delivery

        Assert.Equal(1, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
        Assert.Equal(2, (await world.LogAsync(id)).Length);
    });
}
