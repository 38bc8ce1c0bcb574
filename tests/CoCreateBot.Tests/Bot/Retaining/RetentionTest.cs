using System.Collections.Immutable;
using CoCreateBot.Bot.Retaining;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Retaining;

/// <summary>What was kept for as long as its home says is deleted as its facilitator would, and nothing else.</summary>
public sealed class RetentionTest
{
    const string Said = "This session was deleted: here sessions are kept for 2 days after their close.";

    static readonly TimeSpan ADay = TimeSpan.FromDays(1);
    static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);
    static readonly VenueId Other = new("slack:T2/C9");

    readonly HeardLog<RetentionSweeper> log = new();

    [Fact]
    public void What_was_kept_long_enough_goes_from_all_tables_and_its_messages_say_so() => World.Play(async world =>
    {
        var id = await ClosedAsync(world);
        using var sweeper = Sweeper(world, world.Here, Kept(2));
        await world.PassAsync(2 * ADay - (3 * AMinute));
        await SweepAsync(world, sweeper);
        Assert.NotEmpty(await world.LogAsync(id));

        await world.PassAsync(TimeSpan.FromHours(7));
        await SweepAsync(world, sweeper);

        await AssertGoneAsync(world, id);
        Assert.Equal(2, Shown(world, World.Channel).Count);
        Assert.All(Shown(world, World.Channel), text => Assert.Equal(Said, text));
        Assert.Empty(log.Bugs);
    });

    [Fact]
    public void What_is_open_stays_however_old_it_is_and_what_is_younger_too() => World.Play(async world =>
    {
        var open = await world.OpenAsync("session \"How might we?\" ideas live");
        var again = await ClosedAsync(world, World.Room);
        await world.PassAsync(ADay);
        var young = await ClosedAsync(world, new("web:other"));
        await world.PassAsync(ADay);

        using var sweeper = Sweeper(world, world.Here, Kept(2));
        await SweepAsync(world, sweeper);

        Assert.True((await world.FoldAsync(open)).IsOpen);
        Assert.NotEmpty(await world.LogAsync(young));
        await AssertGoneAsync(world, again);
    });

    [Fact]
    public void The_home_decides_in_all_places() => World.Play(async world =>
    {
        var here = await ClosedAsync(world, World.Channel, Other);
        var there = await ClosedAsync(world, Other, new("slack:T1/C2"));
        var retention = RetentionOptions.ForEver with { Workspaces = RetentionOptions.ForEver.Workspaces.Add("slack:T1", 2) };
        await world.PassAsync(3 * ADay);
        await world.CrashAsync();
        using var sweeper = Sweeper(world, world.Here, retention);

        await SweepAsync(world, sweeper);
        var loads = world.Here.Store.Calls.Count(call => call == StoreCall.KeysRead);
        await world.PassAsync(RetentionSweeper.Rest);
        await SweepAsync(world, sweeper);

        Assert.Equal(loads, world.Here.Store.Calls.Count(call => call == StoreCall.KeysRead)); // it is remembered which are kept for longer elsewhere
        await AssertGoneAsync(world, here);
        Assert.NotEmpty(await world.LogAsync(there));
        Assert.DoesNotContain(Said, Shown(world, new("slack:T1/C2")));
        Assert.Contains(Said, Shown(world, Other));
    });

    [Fact]
    public void They_go_a_few_at_a_time_and_no_other_is_loaded() => World.Play(async world =>
    {
        var old = await world.OpenManyAsync(2 * RetentionSweeper.DeletedMax, n => new($"web:room{n}"));
        await CloseAsync(world, old);
        await world.PassAsync(ADay);
        var young = await world.OpenManyAsync(20, n => new($"web:young{n}"));
        await CloseAsync(world, young);
        await world.PassAsync(ADay);
        await world.CrashAsync();
        using var sweeper = Sweeper(world, world.Here, Kept(2));

        await SweepAsync(world, sweeper);
        Assert.Equal(RetentionSweeper.DeletedMax, await LeftAsync(world, old));
        await SweepAsync(world, sweeper);
        Assert.Equal(0, await LeftAsync(world, old));
        await SweepAsync(world, sweeper);

        Assert.Equal(young.Length, await LeftAsync(world, young));
        Assert.Equal(old.Length, world.Here.Store.Calls.Count(call => call == StoreCall.KeysRead));
        var reads = Reads(world);
        await SweepAsync(world, sweeper);
        Assert.Equal(reads, Reads(world)); // it rests
        await world.PassAsync(RetentionSweeper.Rest);
        await SweepAsync(world, sweeper);
        Assert.True(Reads(world) > reads);
    });

    [Fact]
    public void Two_nodes_do_it_at_once_and_it_is_done_once() => World.Play(async world =>
    {
        var id = await ClosedAsync(world, World.Room);
        await world.PassAsync(2 * ADay);
        var first = world.Here;
        world.Start();
        using var one = Sweeper(world, first, Kept(2));
        using var other = Sweeper(world, world.Here, Kept(2));
        var gate = new TaskCompletionSource();
        world.Store.Otherwise = async (call, work) =>
        {
            await (call == StoreCall.Delete ? gate.Task : Task.CompletedTask);
            await work();
        };

        await Task.WhenAll(one.SweepAsync(default), other.SweepAsync(default));
        await world.PassAsync(AMinute);
        Assert.Single((await world.LogAsync(id)).SelectMany(commit => world.Codec.Read(commit.Events)).OfType<SessionEvent.SessionDeleted>());
        gate.SetResult();
        await world.PassAsync(2 * AMinute);

        await AssertGoneAsync(world, id);
    });

    [Fact]
    public void What_a_crash_interrupts_is_done_after_the_next_start() => World.Play(async world =>
    {
        var id = await ClosedAsync(world);
        await world.PassAsync(2 * ADay);
        using var sweeper = Sweeper(world, world.Here, Kept(2));
        var gate = world.Store.HoldNext(StoreCall.Delete);
        await sweeper.SweepAsync(default);
        await gate.Reached;
        await world.CrashAsync();

        await world.PassAsync(TimeSpan.FromHours(2));

        await AssertGoneAsync(world, id);
        Assert.All(Shown(world, World.Channel), text => Assert.Equal(Said, text));
    });

    [Fact]
    public void What_a_crash_left_of_a_deleted_one_goes_and_a_damaged_one_is_said() => World.Play(async world =>
    {
        var (left, damaged) = (SessionId.New(), SessionId.New());
        foreach (var id in new[] { left, damaged })
        {
            await world.Inner.Directory.PutAsync(new(id, World.Channel, "words", world.Time.GetUtcNow(), world.Time.GetUtcNow()), default);
        }

        await world.Inner.Log.AppendAsync(damaged, new(1, Guid.NewGuid(), [], "["u8.ToArray()), default);
        var other = await ClosedAsync(world, World.Room);
        await world.PassAsync(2 * ADay);
        using var sweeper = Sweeper(world, world.Here, Kept(2));
        await SweepAsync(world, sweeper);

        Assert.Equal(damaged, Assert.Single(await world.Inner.Directory.FromAsync("slack:", null, 9, default)).Session);
        Assert.Contains(log.All, line => line.Contains(damaged.Value, StringComparison.Ordinal) && line.Contains("cannot be read", StringComparison.Ordinal));
        await AssertGoneAsync(world, other);
    });

    RetentionSweeper Sweeper(World world, Node node, RetentionOptions retention) => new(node.Hosts, node.Store, retention, world.Time, log);

    static RetentionOptions Kept(int days) => RetentionOptions.ForEver with { Days = days };

    static async Task SweepAsync(World world, RetentionSweeper sweeper)
    {
        await sweeper.SweepAsync(default);
        await world.PassAsync(AMinute);
    }

    static int Reads(World world) => world.Here.Store.Calls.Count(call => call == StoreCall.DirectoryRead);

    static async Task<SessionId> ClosedAsync(World world, VenueId? venue = null, VenueId? also = null)
    {
        var id = await world.OpenAsync("checkin word", venue: venue);
        await (also is { } more ? world.AskAsync(id, World.Ann, new Command.AddVenue(more)) : Task.CompletedTask);
        await world.AskAsync(id, World.Bo, "checkin Bosword");
        await CloseAsync(world, [id]);
        return id;
    }

    static async Task CloseAsync(World world, ImmutableArray<SessionId> ids)
    {
        foreach (var id in ids)
        {
            await world.AskAsync(id, World.Ann, "close");
        }

        await world.PassAsync(AMinute);
    }

    static List<string> Shown(World world, VenueId venue) =>
        [.. world.Slack.InChannel(venue).Concat(world.Slack.InThread(venue)).Select(message => message.Card.FallbackText)];

    static async Task<int> LeftAsync(World world, ImmutableArray<SessionId> ids)
    {
        var left = 0;
        foreach (var id in ids)
        {
            left += (await world.LogAsync(id)).IsEmpty ? 0 : 1;
        }

        return left;
    }

    static async Task AssertGoneAsync(World world, SessionId id)
    {
        Assert.Empty(await world.LogAsync(id));
        Assert.Empty(await world.Inner.Artifacts.ReadAsync(id, default));
        Assert.Empty(await world.Inner.Posts.ReadAsync(id, default));
        Assert.Empty(await world.Inner.Members.ReadAsync(id, default));
        Assert.DoesNotContain(await world.Inner.Directory.FromAsync("slack:", null, 99, default), one => one.Session == id);
        Assert.DoesNotContain(await world.Inner.Directory.FromAsync("web:", null, 99, default), one => one.Session == id);
        Assert.Null(await world.DueOfAsync(id));
        Assert.False(await world.HasKeyAsync(id, 0));
        Assert.Null(await world.Hosts.LookAsync(id, default));
    }
}
