using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>What waits is decided in turn and written as one commit.</summary>
public sealed class GroupCommitTest
{
    [Fact]
    public void Three_hundred_at_once_are_a_few_commits_and_all_count() => World.Play(async world =>
    {
        var id = await world.OpenAsync();

        var answers = await AskWhileHeldAsync(world, id, 300, n => world.AskAsync(id, Guest(n), "vote A"));

        Assert.All(answers, answer => Assert.IsType<Answer.Done>(answer));
        Assert.Equal(300, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
        Assert.InRange((await world.LogAsync(id)).Length, 1, 5);
    });

    [Fact]
    public void They_are_written_in_the_order_in_which_they_came() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin word named");

        await AskWhileHeldAsync(world, id, 300, n => world.AskAsync(id, World.Bo, $"checkin word{n}"));

        var words = (await world.LogAsync(id))
            .SelectMany(commit => world.Codec.Read(commit.Events))
            .OfType<SessionEvent.Contributed>()
            .Select(e => ((CheckInEvent.Answered)e.What).Value);
        Assert.Equal(Enumerable.Range(0, 300).Select(n => $"word{n}"), words);
    });

    [Fact]
    public void A_commit_has_at_most_256_events_and_the_rest_is_carried_over() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin"); // named: whoever answers joins, which makes two events each

        var answers = await AskWhileHeldAsync(world, id, 300, n => world.AskAsync(id, Guest(n), "checkin green"));

        Assert.All(answers, answer => Assert.IsType<Answer.Done>(answer));
        var sizes = (await world.LogAsync(id)).Select(commit => world.Codec.Read(commit.Events).Length).ToList();
        Assert.All(sizes, size => Assert.InRange(size, 1, 256));
        Assert.Contains(256, sizes);
        Assert.Equal(300, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void A_commit_has_at_most_512_KiB_however_long_the_words_are() => World.Play(
        async world =>
        {
            var id = await world.OpenAsync("explode");

            var answers = await AskWhileHeldAsync(world, id, 100, n => world.AskAsync(id, Guest(n), "explode 20000"));

            Assert.All(answers, answer => Assert.IsType<Answer.Done>(answer));
            Assert.All(await world.LogAsync(id), commit => Assert.InRange(commit.Events.Length, 1, StoredCommit.EventBytesMax));
            Assert.Equal(100, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
        },
        new Activities(new Explosive()));

    [Fact]
    public void As_many_as_the_box_holds_wait_and_the_next_one_is_told_to_press_again() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B anonymous");
        var gate = world.Store.HoldNext(StoreCall.LogAppend);
        var first = world.AskAsync(id, World.Ann, "vote A");
        await gate.Reached;
        var waiting = Enumerable.Range(0, SessionMailbox.WaitingMax).Select(n => world.AskAsync(id, Guest(n), "vote A")).ToList();
        await OneThread.QuietAsync();
        Assert.All(waiting, asking => Assert.False(asking.IsCompleted));

        var tooMany = world.AskAsync(id, World.Bo, "vote B");

        await OneThread.QuietAsync();
        Assert.True(tooMany.IsCompleted); // at once, while the store still hangs
        Assert.IsType<Answer.Busy>(await tooMany);
        gate.Open();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.IsType<Answer.Done>(answer));
        Assert.IsType<Answer.Done>(await first);
        Assert.Equal(SessionMailbox.WaitingMax + 1, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
        Assert.All(await world.LogAsync(id), commit => Assert.InRange(commit.Marks.Length, 0, StoredCommit.MarksMax));
    });

    static async Task<Answer[]> AskWhileHeldAsync(World world, SessionId id, int count, Func<int, Task<Answer>> ask)
    {
        var gate = world.Store.HoldNext(StoreCall.LogAppend);
        var asking = Enumerable.Range(0, count).Select(ask).ToImmutableArray();
        await gate.Reached;
        gate.Open();
        return await Task.WhenAll(asking);
    }

    static Person Guest(int n) => new($"guest-{n}", $"Guest {n}");
}
