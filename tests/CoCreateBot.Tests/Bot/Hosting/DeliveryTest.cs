using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>The same delivery has its effect once, however often it comes.</summary>
public sealed class DeliveryTest
{
    [Fact]
    public void A_delivery_that_comes_again_does_not_undo_what_came_after_it() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        await world.AskAsync(id, World.Bo, "checkin green", "one");
        await world.AskAsync(id, World.Bo, "checkin red", "two");

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "checkin green", "one"));

        Assert.Equal("red", Assert.Single(Answers(await world.FoldAsync(id))));
    });

    [Fact]
    public void Nor_after_a_restart() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        await world.AskAsync(id, World.Bo, "checkin green", "one");
        await world.AskAsync(id, World.Bo, "checkin red", "two");
        await world.CrashAsync();

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "checkin green", "one"));

        Assert.Equal("red", Assert.Single(Answers(await world.FoldAsync(id))));
    });

    [Fact]
    public void Nor_within_one_batch() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        var gate = world.Store.HoldNext(StoreCall.LogAppend);
        var first = world.AskAsync(id, World.Ann, "checkin yellow");
        await gate.Reached;
        var batch = new[] { ("green", "one"), ("red", "two"), ("green", "one") }.Select(one => world.AskAsync(id, World.Bo, $"checkin {one.Item1}", one.Item2)).ToList();
        gate.Open();

        Assert.IsType<Answer.Done>(await first);
        Assert.All(await Task.WhenAll(batch), answer => Assert.IsType<Answer.Done>(answer));
        Assert.Equal(["red", "yellow"], Answers(await world.FoldAsync(id)).Order());
        Assert.Equal(3, (await world.LogAsync(id)).Length);
    });

    [Fact]
    public void Nor_where_the_first_answer_was_lost() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        world.Store.LoseNextAnswer(StoreCall.LogAppend);
        world.Store.FailNext(StoreCall.LogRead);
        Assert.IsType<Answer.Unavailable>(await world.AskAsync(id, World.Bo, "checkin green", "one"));
        await world.AskAsync(id, World.Bo, "checkin red", "two");

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "checkin green", "one"));

        Assert.Equal("red", Assert.Single(Answers(await world.FoldAsync(id))));
    });

    [Fact]
    public void Another_delivery_that_asks_for_what_is_so_writes_nothing() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        await world.AskAsync(id, World.Bo, "checkin green");
        var before = (await world.LogAsync(id)).Length;

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "checkin green"));

        Assert.Equal(before, (await world.LogAsync(id)).Length);
    });

    [Fact]
    public void What_was_refused_may_be_delivered_again_and_succeed() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B");
        Assert.IsType<Answer.Refused>(await world.AskAsync(id, World.Ann, "runoff", "one")); // still open
        await world.AskAsync(id, World.Bo, "vote A");
        await world.AskAsync(id, World.Cem, "vote B");
        await world.AskAsync(id, World.Ann, "close");

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Ann, "runoff", "one"));
    });

    static IEnumerable<string> Answers(Session session) => ((CheckIn)session.Current!.State).Answers.Values.Select(answer => answer.Value);
}
