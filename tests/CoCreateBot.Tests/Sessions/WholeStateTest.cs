using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>
/// Fold of the log = state: what was decided on, field by field, is what the stored log folds to. The log is written to a SQLite file, read back from it, and
/// folded from nothing; after each commit both states are compared whole, not in what is shown of them.
/// </summary>
public sealed class WholeStateTest
{
    const int TriesOfEach = 12;
    const int MovesOfEach = 40;

    static readonly EventCodec Codec = new(Activities.BuiltIn);

    public static TheoryData<string> Starts => [.. Played.Starts];

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task After_each_commit_the_log_in_the_file_folds_to_the_very_state_in_memory(string start)
    {
        using var folder = new TestFolder();
        await using var store = await SqliteStore.OpenAsync(folder.File("log.db"), new SqliteOptions());
        var moves = Move.Any.ListOf(MovesOfEach);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(TriesOfEach).WithQuietOnSuccess(true),
            Prop.ForAll(moves.ToArbitrary(), (Func<IList<Move>, Task>)(made => HoldsAsync(new Played([.. start.Split("; ")], true, [.. made]), store))));
    }

    [Fact]
    public async Task It_is_so_over_several_activities_too()
    {
        using var folder = new TestFolder();
        await using var store = await SqliteStore.OpenAsync(folder.File("log.db"), new SqliteOptions());
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithQuietOnSuccess(true),
            Prop.ForAll(Played.Any, (Func<Played, Task>)(played => HoldsAsync(played, store))));
    }

    [Fact]
    public void Two_states_that_differ_in_anything_are_told_apart()
    {
        var session = Played.Any.Generator.Sample(1).First().Story().Session;
        var item = session.Agenda[0];
        Session[] others =
        [
            session with { WasReopened = !session.WasReopened },
            session with { Passed = [7] },
            session with { Forgotten = session.Forgotten.Add((1, new PersonAlias("nobody"))) },
            session with { Agenda = session.Agenda.SetItem(0, item with { IsLevelFrozen = !item.IsLevelFrozen }) },
            session with { People = session.People.Add(new PersonAlias("nobody"), session.People.Values.First()) },
            session with { Order = [.. session.Order, 9] },
        ];

        Assert.All(others, other => Assert.NotEqual(WholeState.Of(session), WholeState.Of(other)));
        Assert.Equal(WholeState.Of(session), WholeState.Of(session with { CoFacilitators = session.CoFacilitators.WithComparer(null) }));
    }

    static async Task HoldsAsync(Played played, SqliteStore store)
    {
        var id = SessionId.New();
        List<Task<Append>> written = [];
        List<string> states = [];
        foreach (var story in played.Moves.Aggregate(new List<Story> { played.Start() }, (told, move) => [.. told, move.Made(told[^1])]))
        {
            if (!story.Last.Events.IsEmpty)
            {
                states.Add(WholeState.Of(story.Session));
                written.Add(store.Log.AppendAsync(id, new StoredCommit(states.Count, Guid.NewGuid(), [], Codec.Write(story.Last.Events)), default));
            }
        }

        Assert.All(await Task.WhenAll(written), append => Assert.Equal(Append.Written, append));
        var stored = await store.Log.ReadAsync(id, 0, int.MaxValue, default);
        var fold = Story.Nothing().Session;
        Assert.Equal(states.Count, stored.Length);
        foreach (var commit in stored)
        {
            fold = fold.Evolve(Codec.Read(commit.Events));
            Assert.Equal(states[(int)commit.Number - 1], WholeState.Of(fold));
        }
    }
}
