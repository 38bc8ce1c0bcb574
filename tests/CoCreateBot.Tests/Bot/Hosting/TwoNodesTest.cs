using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>Any node may take any click: the numbers of the log keep them from losing each other's.</summary>
public sealed class TwoNodesTest
{
    const int Tries = 60;

    [Fact]
    public void A_node_that_fell_behind_refuses_nothing_before_it_has_read_on() => World.Play(async world =>
    {
        var id = await world.OpenAsync(venue: World.Room);
        var here = world.Here;
        await world.AskAsync(id, World.Ann, "close");
        await world.AskAsync(id, World.Ann, "undo", at: world.Start());

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "vote A", at: here));
    });

    [Fact]
    public void And_accepts_nothing_that_the_other_has_closed() => World.Play(async world =>
    {
        var id = await world.OpenAsync(venue: World.Room);
        var here = world.Here;
        await world.AskAsync(id, World.Ann, "close", at: world.Start());

        Assert.IsType<Answer.Refused>(await world.AskAsync(id, World.Bo, "vote A", at: here));
        Assert.Equal(0, (await world.FoldAsync(id)).Current!.State.Contributors);
    });

    [Fact]
    public void A_delivery_that_reaches_both_nodes_counts_once() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin", venue: World.Room);
        var (here, other) = (world.Here, world.Start());
        await world.AskAsync(id, World.Bo, "checkin green", "one", here);
        await world.AskAsync(id, World.Bo, "checkin red", "two", other);

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "checkin green", "one", other));

        Assert.Equal("red", Assert.Single(((CheckIn)(await world.FoldAsync(id)).OpenItem!.State).Answers.Values).Value);
    });

    [Fact]
    public void Whoever_loses_every_race_is_told_to_press_again() => World.Play(async world =>
    {
        var id = await world.OpenAsync(venue: World.Room);
        for (var n = 0; n < LoggedState.TriesMax; n++)
        {
            world.Store.LetARivalBeFaster(new(0, Guid.NewGuid(), [], "[]"u8.ToArray()));
        }

        Assert.IsType<Answer.Unavailable>(await world.AskAsync(id, World.Bo, "vote A"));
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "vote A"));
        Assert.Equal(1, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void Whatever_they_are_asked_in_whatever_order_they_lose_nothing_and_end_up_equal()
    {
        var step = from who in Gen.Choose(0, 4) from what in Gen.Choose(0, 2) from at in Gen.Choose(0, 1) select (who, what, at);
        var story = from steps in step.ArrayOf(40) from seed in Gen.Choose(0, int.MaxValue - 1) select (steps, seed);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true),
            Prop.ForAll(story.ToArbitrary(), told => World.Play(world => TellAsync(world, told.steps), seed: told.seed)));
    }

    static async Task TellAsync(World world, (int Who, int What, int At)[] steps)
    {
        var id = await world.OpenAsync("checkin", venue: World.Room);
        Node[] nodes = [world.Here, world.Start()];
        string[] words = ["green", "yellow", "red"];
        world.Store.Otherwise = async (_, work) =>
        {
            await Task.Yield(); // a store is never at hand at once: others have their turn
            await work();
        };

        var asking = steps.Select(step => world.AskAsync(id, Guest(step.Who), $"checkin {words[step.What]}", at: nodes[step.At])).ToList();

        var answers = await Task.WhenAll(asking);
        Assert.All(answers, answer => Assert.IsType<Answer.Done>(answer));
        var state = await world.FoldAsync(id);
        Assert.Equal(steps.Select(step => step.Who).Distinct().Count(), state.OpenItem!.State.Contributors);
        foreach (var who in steps.GroupBy(step => step.Who).Where(given => given.Select(step => step.What).Distinct().Count() == 1))
        {
            var answer = ((CheckIn)state.OpenItem.State).Answers[nodes[0].Hosts.Peek(id)!.AliasOf(Guest(who.Key), 0)];
            Assert.Equal(words[who.First().What], answer.Value);
        }

        foreach (var node in nodes)
        {
            await world.AskAsync(id, World.Ann, new Command.Join(), at: node); // asks for nothing new, so that it reads on
            Assert.Equivalent(state.People.Count, node.Hosts.Peek(id)!.State.People.Count);
            Assert.Equal(((CheckIn)state.OpenItem.State).Answers, ((CheckIn)node.Hosts.Peek(id)!.State.OpenItem!.State).Answers);
        }
    }

    static Person Guest(int n) => new($"guest-{n}", $"Guest {n}");
}
