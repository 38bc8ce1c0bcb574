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
