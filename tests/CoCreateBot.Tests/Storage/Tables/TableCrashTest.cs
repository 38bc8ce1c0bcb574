using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>A crash between any two requests of a call: before it is asked again nothing is lost, and afterwards all is as if nothing had happened.</summary>
public sealed class TableCrashTest
{
    const string Words = "words of this session";
    const string Person = "slack:T1/qwertzuiop";

    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly VenueId Here = new("slack:T1/C1");

    readonly SessionId session = SessionId.New();

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task A_session_is_deleted_whole(string trouble) => EverywhereAsync(
        trouble,
        FillAsync,
        store => store.DeleteAsync(session, default),
        (_, tables) =>
        {
            var left = tables.Rows.Where(row => row.Contains(session.Value, StringComparison.Ordinal));
            Assert.All(left, row => Assert.StartsWith("CoCreateKeys", row, StringComparison.Ordinal)); // that they were destroyed
            Assert.DoesNotContain(Words, tables.Everything, StringComparison.Ordinal);
            Assert.DoesNotContain("\"Key\":\"", tables.Everything, StringComparison.Ordinal);
            return Task.CompletedTask;
        });

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task A_session_that_is_half_stored_is_deleted_whole(string trouble) => EverywhereAsync(
        trouble,
        _ => Task.CompletedTask,
        FillAsync,
        async (store, tables) =>
        {
            await store.DeleteAsync(session, default);
            Assert.DoesNotContain(Words, tables.Everything, StringComparison.Ordinal);
        },
        isAskedAgain: false);

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task A_session_that_closes_stands_in_its_list_once_and_always(string trouble) => EverywhereAsync(
        trouble,
        store => store.Directory.PutAsync(new(session, Here, Words, Noon, null), default),
        store => store.Directory.PutAsync(new(session, Here, Words, Noon, Noon.AddHours(1)), default),
        async (store, _) => Assert.Equal(
            [new(session, Here, Words, Noon, Noon.AddHours(1))], await store.Directory.InVenueAsync(Here, 10, default)),
        async store =>
        {
            Assert.Single(await store.Directory.InVenueAsync(Here, 10, default));
            Assert.Single(await store.Directory.FromAsync("slack:T1/", null, 10, default));
        });

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task What_is_due_is_never_lost(string trouble) => EverywhereAsync(
        trouble,
        store => store.Due.PutAsync(session, Noon, default),
        store => store.Due.PutAsync(session, Noon.AddHours(-1), default),
        async (store, _) => Assert.Equal([new(session, Noon.AddHours(-1))], await store.Due.UpToAsync(Noon, 10, default)),
        async store => Assert.Single(await store.Due.UpToAsync(Noon, 10, default)));

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task What_is_due_at_once_and_then_again_as_before_is_never_lost(string trouble) => EverywhereAsync(
        trouble,
        store => store.Due.PutAsync(session, Noon, default),
        async store =>
        {
            await store.Due.PutAsync(session, Noon.AddHours(-1), default);
            await store.Due.PutAsync(session, Noon, default);
        },
        async (store, tables) =>
        {
            Assert.Equal([new(session, Noon)], await store.Due.UpToAsync(Noon, 10, default));
            await store.Due.RemoveAsync(session, default);
            tables.Time.Pass(TimeSpan.FromHours(1));
            Assert.Empty(await store.Due.UpToAsync(Noon, 10, default));
            Assert.DoesNotContain(session.Value, tables.Everything, StringComparison.Ordinal); // nothing of it stays for ever
        },
        async store => Assert.Single(await store.Due.UpToAsync(Noon, 10, default)));

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task Whoever_was_to_join_can_be_erased(string trouble) => EverywhereAsync(
        trouble,
        _ => Task.CompletedTask,
        store => store.Members.PutAsync(session, Person, default),
        async (store, tables) =>
        {
            foreach (var one in await store.Members.SessionsOfAsync(Person, 10, default))
            {
                await store.Members.RemoveAsync(one.Session, Person, default);
            }

            Assert.DoesNotContain("qwertzuiop", tables.Everything, StringComparison.Ordinal);
        },
        isAskedAgain: false);

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task Readable_rows_are_those_before_or_those_after(string trouble)
    {
        ImmutableArray<Artifact> before = [new(1, "a", "answer", "before", null, "Ann"), new(1, "b", "answer", "before", null, "Bob")];
        ImmutableArray<Artifact> after = [new(1, "b", "answer", "after", null, "Bob"), new(1, "c", "answer", "after", null, "Cem")];
        return EverywhereAsync(
            trouble,
            store => store.Artifacts.ReplaceAsync(session, 1, before, default),
            store => store.Artifacts.ReplaceAsync(session, 1, after, default),
            async (store, _) => Assert.Equal(after, await store.Artifacts.ReadAsync(session, default)),
            async store =>
            {
                var rows = await store.Artifacts.ReadAsync(session, default);
                Assert.True(rows.SequenceEqual(before) || rows.SequenceEqual(after));
            });
    }

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task A_schedule_is_made_once_with_a_number_of_its_own(string trouble)
    {
        var schedule = new Schedule(new("s1"), Here, Person, null, "checkin", "en", Weekly, Noon) { Due = Noon };
        return EverywhereAsync(
            trouble,
            store => store.Schedules.CreateAsync(schedule with { Id = new("s0") }, default),
            store => store.Schedules.CreateAsync(schedule, default),
            async (store, _) =>
            {
                Assert.Equal([1, 2], (await store.Schedules.InVenueAsync(Here, default)).Select(one => one.Number));
                Assert.Equal(2, (await store.Schedules.DueAsync(Noon, 10, default)).Length);
            });
    }

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task Of_what_was_rewritten_nothing_is_left(string trouble)
    {
        var commit = new StoredCommit(1, Guid.NewGuid(), [], Encoding.UTF8.GetBytes(Words));
        return EverywhereAsync(
            trouble,
            store => store.Log.AppendAsync(session, commit, default),
            store => store.Log.RewriteAsync(session, commit with { Events = new byte[Words.Length] }, default),
            (_, tables) =>
            {
                Assert.DoesNotContain(Words, tables.Everything, StringComparison.Ordinal);
                return Task.CompletedTask;
            });
    }

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public Task A_destroyed_key_stays_destroyed(string trouble) => EverywhereAsync(
        trouble,
        store => store.Keys.KeepAsync(session, 1, Encoding.UTF8.GetBytes(Words), default),
        store => store.Keys.DestroyAsync(session, 1, default),
        async (store, tables) =>
        {
            Assert.DoesNotContain(Words, tables.Everything, StringComparison.Ordinal);
            Assert.Equal(new(1, null), await store.Keys.KeepAsync(session, 1, new byte[] { 1 }, default));
        });

    static Recurrence Weekly => new(new RecurringDays.Weekly(WeekDays.WorkingDays), new TimeOnly(9, 30), "Europe/Vienna", null);

    /// <summary>One way through for each place at which the call can end.</summary>
    static async Task EverywhereAsync(
        string trouble,
        Func<IStore, Task> prepare,
        Func<IStore, Task> act,
        Func<IStore, StrictTables, Task> after,
        Func<IStore, Task>? between = null,
        bool isAskedAgain = true)
    {
        var hasCrashed = true;
        for (var last = 0; hasCrashed; last++)
        {
            using var tables = new StrictTables();
            await using var store = await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options });
            await prepare(store);
            var left = last;
            tables.Fate = _ => Interlocked.Decrement(ref left) switch { >= 0 => Trouble.None, -1 => Enum.Parse<Trouble>(trouble), _ => Trouble.Unreached };
            hasCrashed = await Record.ExceptionAsync(() => act(store)) is StoreUnavailableException;
            tables.Fate = null;
            await (between is null ? Task.CompletedTask : between(store));
            await (isAskedAgain ? act(store) : Task.CompletedTask);
            await after(store, tables);
        }
    }

    async Task FillAsync(IStore store)
    {
        await store.Log.AppendAsync(session, new(1, Guid.NewGuid(), [], Encoding.UTF8.GetBytes(Words)), default);
        await store.Keys.KeepAsync(session, 1, new byte[] { 1, 2, 3 }, default);
        await store.Directory.PutAsync(new(session, Here, Words, Noon, null), default);
        await store.Directory.PutAsync(new(session, Here, Words, Noon, Noon), default);
        await store.Due.PutAsync(session, Noon, default);
        await store.Posts.PutAsync(new(session, Here, "root", Guid.NewGuid(), "m", Words, null), default);
        await store.Artifacts.ReplaceAsync(session, 1, [new(1, "a", "answer", Words, null, "Ann"), new(1, "b", "answer", Words, 1, null)], default);
        await store.Members.PutAsync(session, Person, default);
        await store.Links.PutAsync([new(new("web:r"), "h", session)], default);
        await store.Invitations.PutAsync(new("h", session, Noon), default);
        await store.Pictures.PutAsync(session, new(new string('a', PictureRef.IdLength), "image/png", new byte[300_000]), default);
    }
}
