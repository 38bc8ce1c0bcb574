using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>
/// A process can be killed before or after any single write. Whatever the moment, the due table knows what is still owed, and the next process brings
/// the session to its end.
/// </summary>
public sealed class CrashTest
{
    static readonly TimeSpan OwedWithin = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("slack:T1/C1", false)]
    [InlineData("slack:T1/C1", true)]
    [InlineData("web:room", false)]
    [InlineData("web:room", true)]
    public void At_whichever_write_it_is_killed_the_session_comes_to_its_end(string venue, bool isWriteDone)
    {
        var wasKilled = true;
        var at = 0;
        for (; wasKilled; at++)
        {
            World.Play(async world => wasKilled = await KilledAtAsync(world, new VenueId(venue), at, isWriteDone));
        }

        Assert.InRange(at, 20, 200); // else the story is not what it was
    }

    static async Task<bool> KilledAtAsync(World world, VenueId venue, int at, bool isWriteDone)
    {
        var writes = 0;
        var node = world.Here;
        node.Store.Otherwise = async (call, work) =>
        {
            var isLast = IsWrite(call) && writes++ == at;
            if (!isLast || isWriteDone)
            {
                await work();
            }

            if (isLast)
            {
                node.Kill();
                throw new StoreUnavailableException(StoreTrouble.Unreachable, "Killed.");
            }
        };
        Func<SessionId, Task>[] story =
        [
            id => world.AskAsync(id, World.Bo, "vote A"),
            id => world.AskAsync(id, World.Ann, "extend 1m"),
            id => world.AskAsync(id, World.Ann, "close"),
            id => world.AskAsync(id, World.Ann, "undo"),
            id => world.AskAsync(id, World.Cem, "vote B"),
        ];
        var reply = await world.SayAsync(World.Ann, "vote \"Which?\" A | B for 10m", venue);
        var session = reply.Session;
        foreach (var step in story)
        {
            await world.PassAsync(TimeSpan.FromSeconds(3));
            session ??= await OnlyOneAsync(world);
            await AfterKillAsync(world, session);
            await (session is { } id ? step(id) : Task.CompletedTask);
        }

        for (var n = 0; n < 5; n++)
        {
            await world.PassAsync(TimeSpan.FromMinutes(5));
            session ??= await OnlyOneAsync(world);
            await AfterKillAsync(world, session);
        }

        await (session is { } kept ? AssertOverAsync(world, kept) : AssertNeverWasAsync(world));
        return node.IsKilled;
    }

    static bool IsWrite(StoreCall call) => call is StoreCall.LogAppend or StoreCall.DirectoryPut or StoreCall.DuePut or StoreCall.DueRemove
        or StoreCall.PostsPut or StoreCall.KeysKeep or StoreCall.KeysDestroy or StoreCall.ArtifactsReplace;

    // The session of a start that was never answered.
    static async Task<SessionId?> OnlyOneAsync(World world)
    {
        var due = await world.Inner.Due.UpToAsync(DateTimeOffset.MaxValue, 9, default);
        foreach (var row in due)
        {
            if (!(await world.LogAsync(row.Session)).IsEmpty)
            {
                return row.Session;
            }
        }

        return null;
    }

    static async Task AfterKillAsync(World world, SessionId? session)
    {
        if (!world.Here.IsKilled)
        {
            return;
        }

        if (session is { } id && (await world.FoldAsync(id)) is { Exists: true } state)
        {
            var row = await world.DueOfAsync(id) ?? DateTimeOffset.MaxValue;
            Assert.True(state.NextDue is not { } next || row <= next, $"The row says {row}, the session {state.NextDue}.");
            Assert.True(await IsOutwardEqualAsync(world, state) || row <= world.Time.GetUtcNow() + OwedWithin, $"The row says {row}, and what is shown is older.");
        }

        world.Start();
    }

    static async Task<bool> IsOutwardEqualAsync(World world, Session state)
    {
        var entry = (await world.Inner.Directory.InVenueAsync(state.Venue, 9, default)).SingleOrDefault();
        var isShown = state.Venue == World.Room || await world.IsShownAsync(state.Id);
        return isShown && entry?.ClosedAt == state.ClosedAt;
    }

    static async Task AssertOverAsync(World world, SessionId id)
    {
        var state = await world.FoldAsync(id);
        Assert.False(state.IsOpen);
        Assert.Equal(state, await world.StateAsync(id), (one, other) => one.ClosedAt == other.ClosedAt && one.NextDue == other.NextDue);
        Assert.Null(state.NextDue);
        Assert.Null(await world.DueOfAsync(id));
        Assert.False(await world.HasKeyAsync(id, 1));
        var entry = Assert.Single(await world.Inner.Directory.InVenueAsync(state.Venue, 9, default));
        Assert.Equal(state.ClosedAt, entry.ClosedAt);
        Assert.NotEmpty(await world.Inner.Artifacts.ReadAsync(id, default));
        if (state.Venue == World.Channel)
        {
            await world.AssertShownAsync(id);
            Assert.Equal(2, world.Slack.Count(VenueCall.Post));
        }
    }

    static async Task AssertNeverWasAsync(World world)
    {
        Assert.Empty(await world.Inner.Due.UpToAsync(DateTimeOffset.MaxValue, 9, default));
        Assert.Empty(world.Slack.Calls);
    }
}
