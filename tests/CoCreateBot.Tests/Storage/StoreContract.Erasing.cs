using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_rewritten_commit_has_its_number_its_id_and_its_marks_and_other_events()
    {
        var commits = Commits(3);
        foreach (var commit in commits)
        {
            await Store.Log.AppendAsync(session, commit, default);
        }

        var other = commits[1] with { Events = "{}"u8.ToArray(), Marks = [] };
        Assert.True(await Store.Log.RewriteAsync(session, other, default));

        AssertSame([commits[0], other with { Marks = commits[1].Marks }, commits[2]], await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Fact]
    public async Task A_commit_that_is_not_there_or_has_another_id_is_not_rewritten()
    {
        var commit = Commit(1);
        await Store.Log.AppendAsync(session, commit, default);

        Assert.False(await Store.Log.RewriteAsync(session, commit with { Number = 2 }, default));
        Assert.False(await Store.Log.RewriteAsync(session, commit with { Id = Guid.NewGuid() }, default));
        Assert.False(await Store.Log.RewriteAsync(SessionId.New(), commit, default));
        AssertSame([commit], await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[ ]")]
    public async Task A_rewritten_commit_is_as_long_as_it_was(string events)
    {
        var commit = Commit(1);
        await Store.Log.AppendAsync(session, commit, default);

        var failure = await Record.ExceptionAsync(() => Store.Log.RewriteAsync(session, commit with { Events = Encoding.UTF8.GetBytes(events) }, default));
        Assert.NotNull(failure);
        AssertSame([commit], await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Fact]
    public async Task A_deleted_session_is_gone_from_all_tables_and_no_other_is()
    {
        var other = SessionId.New();
        foreach (var id in new[] { session, other })
        {
            await Store.Log.AppendAsync(id, Commit(1), default);
            await Store.Directory.PutAsync(new(id, new("web:room"), "title", Noon, null), default);
            await Store.Due.PutAsync(id, Noon, default);
            await Store.Posts.PutAsync(new(id, new("web:room"), "root", Guid.NewGuid(), "m", "", null), default);
            await Store.Keys.KeepAsync(id, 1, new byte[] { 1 }, default);
            await Store.Artifacts.ReplaceAsync(id, 1, [new Artifact(1, "a", "answer", "words", null, "Ann")], default);
            await Store.Members.PutAsync(id, "slack:T1/ann", default);
        }

        await Store.DeleteAsync(session, default);
        await Store.DeleteAsync(session, default);

        Assert.Equal((0, 0, 0, 0, 0, 0), await CountAsync(session));
        Assert.Equal((1, 1, 1, 1, 1, 1), await CountAsync(other));
        Assert.Equal([other], (await Store.Directory.InVenueAsync(new("web:room"), 10, default)).Select(entry => entry.Session));
        Assert.Equal(new(1, null), await Store.Keys.KeepAsync(session, 1, new byte[] { 2 }, default));
    }

    async Task<(int Log, int Due, int Posts, int Keys, int Artifacts, int Members)> CountAsync(SessionId id) => (
        (await Store.Log.ReadAsync(id, 0, 10, default)).Length,
        (await Store.Due.UpToAsync(Noon, 10, default)).Count(entry => entry.Session == id),
        (await Store.Posts.ReadAsync(id, default)).Length,
        (await Store.Keys.ReadAsync(id, default)).Count(key => key.Key is not null),
        (await Store.Artifacts.ReadAsync(id, default)).Length,
        (await Store.Members.ReadAsync(id, default)).Length);

    [Fact]
    public async Task A_sweep_changes_nothing_that_is_read()
    {
        await Store.Artifacts.ReplaceAsync(session, 1, [new Artifact(1, "a", "answer", "words", 3, "Ann")], default);
        await Store.Directory.PutAsync(new(session, new("web:room"), "title", Noon, Noon), default);
        await Store.Rooms.PutGuestAsync(new("web:room"), new("p", null), default);

        await Store.SweepAsync(default);
        await Store.SweepAsync(default);

        Assert.Equal([new Artifact(1, "a", "answer", "words", 3, "Ann")], await Store.Artifacts.ReadAsync(session, default));
        Assert.Equal([new DirectoryEntry(session, new("web:room"), "title", Noon, Noon)], await Store.Directory.InVenueAsync(new("web:room"), 9, default));
        Assert.Equal(new("p", null), await Store.Rooms.FindGuestAsync(new("web:room"), "p", default));
        await Store.Artifacts.ReplaceAsync(session, 1, [], default);
        Assert.Empty(await Store.Artifacts.ReadAsync(session, default));
    }
}
