using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Memory;

namespace CoCreateBot.Tests.Bot.Rebuilding;

/// <summary>Sessions that are alike: what is known of one says nothing of another.</summary>
public sealed partial class ArtifactsCommandTest
{
    /// <summary>More than are drawn at one time.</summary>
    const int Alike = 40;

    [Fact]
    public async Task Of_many_open_ones_none_keeps_a_false_row()
    {
        var (made, ids) = MadeAlike("checkin word \"How was it?\"", (_, _) => Task.CompletedTask);
        foreach (var id in ids)
        {
            await made.Artifacts.ReplaceAsync(id, 1, [new Artifact(1, "a", "answer", "false", 3, "Nobody")], default);
        }

        await RebuildAsync(made);

        foreach (var id in ids)
        {
            Assert.Empty(await made.Artifacts.ReadAsync(id, default));
        }
    }

    [Fact]
    public async Task Of_many_with_the_same_tally_each_has_its_rows()
    {
        var (made, ids) = MadeAlike("vote \"Which first?\" Paint | Garden", async (world, id) =>
        {
            await world.AskAsync(id, World.Bo, "vote A");
            await world.AskAsync(id, World.Ann, "close");
        });
        var before = await TallyAsync(made, ids[0]);
        Assert.Equal(["A. Paint 1", "B. Garden 0"], before);
        foreach (var id in ids)
        {
            await made.Artifacts.ReplaceAsync(id, 1, [], default);
        }

        await RebuildAsync(made);

        foreach (var id in ids)
        {
            Assert.Equal(before, await TallyAsync(made, id));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_left_of_deleted_ones_goes_and_no_key_beside_it(bool hasRows)
    {
        var (made, ids) = MadeAlike("checkin word \"How was it?\"", (_, _) => Task.CompletedTask);
        var (gone, secret) = (ids[..3], new SessionId("no-session-at-all"));
        await made.Keys.KeepAsync(secret, 0, new byte[32], default);
        foreach (var id in gone)
        {
            await made.DeleteAsync(id, default);
            await made.Directory.PutAsync(new(id, World.Channel, "How was it?", DateTimeOffset.UnixEpoch, null), default);
            await (hasRows ? made.Artifacts.ReplaceAsync(id, 1, [new Artifact(1, "a", "answer", "left", 3, "Bo")], default) : Task.CompletedTask);
        }

        await RebuildAsync(made);

        Assert.Equal(
            ids[3..].Select(id => id.Value).Order(StringComparer.Ordinal),
            (await made.Directory.FromAsync("slack:", null, 2 * Alike, default)).Select(one => one.Session.Value).Order(StringComparer.Ordinal));
        foreach (var id in gone)
        {
            Assert.Empty(await made.Artifacts.ReadAsync(id, default));
        }

        Assert.NotNull(Assert.Single(await made.Keys.ReadAsync(secret, default)).Key);
    }

    /// <summary>Its keys are by chance.</summary>
    static async Task<List<string>> TallyAsync(MemoryStore store, SessionId id) =>
        [.. (await store.Artifacts.ReadAsync(id, default)).Select(row => $"{row.Text} {row.Value}").Order(StringComparer.Ordinal)];

    static (MemoryStore Store, ImmutableArray<SessionId> Ids) MadeAlike(string opening, Func<World, SessionId, Task> goOn)
    {
        var (made, ids) = ((MemoryStore?)null, ImmutableArray<SessionId>.Empty);
        World.Play(async world =>
        {
            (made, ids) = (world.Inner, await world.OpenManyAsync(Alike, n => new VenueId($"slack:T1/C{n}"), opening));
            foreach (var id in ids)
            {
                await goOn(world, id);
            }

            await world.PassAsync(TimeSpan.FromMinutes(2));
        });
        return (made!, ids); // ! it was played
    }
}
