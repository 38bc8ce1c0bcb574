using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Tests.Storage;

/// <summary>Reads the bytes of all files of the store: what was scrubbed or deleted is in none of them, wherever rows were moved to before.</summary>
public sealed class SqliteErasingTest : IDisposable
{
    const int Sessions = 150;
    const int CommitsEach = 8;

    static readonly int[] Lengths = [20, 60, 200, 900, 1500, 3000];

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_byte_of_what_was_rewritten_is_left_and_all_else_is()
    {
        await using var store = await OpenAsync();
        var sessions = await FilledAsync(store);
        foreach (var id in sessions.Where((_, n) => n % 2 == 0))
        {
            foreach (var commit in await store.Log.ReadAsync(id, 0, 100, default))
            {
                Assert.True(await store.Log.RewriteAsync(id, commit with { Events = Spaces(commit.Events.Length) }, default));
            }
        }

        var text = Text();
        Assert.All(sessions, (id, n) => Assert.Equal(n % 2 == 0 ? 0 : CommitsEach, Count(text, $"words-of-{id}")));
    }

    [Fact]
    public async Task No_byte_of_a_schedule_that_went_is_left_after_a_sweep_and_all_others_are()
    {
        await using var store = await OpenAsync();
        var rule = new Recurrence(new RecurringDays.Weekly(WeekDays.All), new TimeOnly(9, 30), "Etc/UTC");
        var ids = Enumerable.Range(0, Sessions).Select(_ => new ScheduleId(SessionId.New().Value)).ToList();
        foreach (var (n, id) in ids.Index())
        {
            var line = $"words-of-{id} {new string('x', Lengths[n % Lengths.Length])}";
            await store.Schedules.CreateAsync(new(id, new($"web:{n / 10}"), $"maker-{id}", null, line, "en", rule, DateTimeOffset.UnixEpoch), default);
        }

        foreach (var (n, id) in ids.Index().Where(one => one.Index % 2 == 0))
        {
            await store.Schedules.RemoveAsync(new($"web:{n / 10}"), id, default);
        }

        await store.SweepAsync(default);
        var text = Text();
        Assert.All(ids, (id, n) => Assert.Equal(n % 2 == 0, Count(text, $"words-of-{id}") == 0 && Count(text, $"maker-{id}") == 0));
        Assert.Equal(5, (await store.Schedules.InVenueAsync(new("web:3"), default)).Length);
    }

    [Fact]
    public async Task No_byte_of_what_somebody_set_is_left_when_it_is_removed()
    {
        await using var store = await OpenAsync();
        var people = Enumerable.Range(0, Sessions).Select(_ => $"slack:T1/U{Guid.NewGuid():N}").ToList();
        foreach (var one in people)
        {
            await store.People.PutAsync(one, new("de", new QuietHours(new(22, 0), new(7, 0), "Europe/Vienna")), default);
            await store.People.OweAsync(new(one, "once"), default);
            await store.Addresses.PutAsync([new(one, "https://example.org/", "personal", $"of-{one}")], default);
        }

        foreach (var (n, one) in people.Index().Where(one => one.Index % 10 != 0))
        {
            await store.People.RemoveAsync(one, default);
            await store.People.SettleAsync(one, [one], default);
        }

        var text = Text();
        Assert.All(people, (one, n) => Assert.Equal(n % 10 != 0, Count(text, one) == 0));
    }

    [Fact]
    public async Task No_byte_of_a_removed_installation_is_left_and_all_others_are()
    {
        await using var store = await OpenAsync();
        var ids = Enumerable.Range(0, Sessions).Select(n => $"T{Guid.NewGuid():N}").ToList();
        foreach (var again in (int[])[0, 1])
        {
            foreach (var (n, id) in ids.Index())
            {
                var secret = Encoding.UTF8.GetBytes($"secret-of-{id} {new string('x', Lengths[(n + again) % Lengths.Length])}");
                await store.Installations.PutAsync(new(id, Guid.NewGuid(), secret), default);
            }
        }

        foreach (var (n, id) in ids.Index().Where(one => one.Index % 10 != 0))
        {
            await store.Installations.RemoveAsync(id, default);
        }

        var text = Text();
        Assert.All(ids, (id, n) => Assert.Equal(n % 10 != 0, Count(text, $"secret-of-{id}") == 0));
    }

    [Fact]
    public async Task No_byte_of_a_deleted_session_is_left_and_all_else_is()
    {
        await using var store = await OpenAsync();
        var sessions = await FilledAsync(store);
        foreach (var id in sessions.Where((_, n) => n % 2 == 0))
        {
            await store.DeleteAsync(id, default);
        }

        var text = Text();
        Assert.All(sessions, (id, n) =>
        {
            Assert.Equal(n % 2 == 0, Count(text, $"words-of-{id}") == 0);
            Assert.Equal(n % 2 == 0, Count(text, $"title-of-{id}") == 0);
            Assert.Equal(n % 2 == 0, Count(text, $"row-of-{id}") == 0);
            Assert.Equal(n % 2 == 0, Count(text, $"slack:T1/{id}") == 0);
        });
    }

    [Fact]
    public async Task What_a_deletion_does_not_touch_is_not_written_anew()
    {
        const string Others = "'guests', 'people', 'erasings', 'addresses', 'installations', 'schedules'";
        const string Own = "'directory', 'artifacts', 'members'";
        await using var store = await OpenAsync();
        var sessions = await FilledAsync(store);
        var (others, own) = (Places(Others), Places(Own));

        await store.DeleteAsync(sessions[0], default);

        Assert.Equal(others, Places(Others));
        Assert.NotEqual(own, Places(Own)); // else the place of a table says nothing
        own = Places(Own);
        await store.DeleteAsync(sessions[0], default); // whoever did not hear that it was done tries again
        await store.DeleteAsync(SessionId.New(), default);
        Assert.Equal(own, Places(Own));
    }

    /// <summary>With rows of so different lengths SQLite leaves a copy of one in a thousand behind when it is deleted, for all its secure_delete (seen 2026-11-22).</summary>
    [Fact]
    public async Task After_a_sweep_no_byte_of_rows_that_were_replaced_is_left()
    {
        await using var store = await OpenAsync();
        var (random, live) = (new Random(20261122), new List<SessionId>());
        for (var round = 0; round < 60; round++)
        {
            var fresh = Enumerable.Range(0, 65).Select(_ => SessionId.New()).ToList();
            var gone = live.OrderBy(_ => random.Next()).Take(35).ToList();
            await Task.WhenAll(fresh.Select(id => store.Artifacts.ReplaceAsync(
                id, 1, [new Artifact(1, "a", "answer", $"row-of-{id} {new string('y', Lengths[random.Next(Lengths.Length)])}", null, "Ann")], default)));
            await Task.WhenAll(gone.Select(id => store.Artifacts.ReplaceAsync(id, 1, [], default)));
            live = [.. live.Except(gone), .. fresh];
        }

        await store.SweepAsync(default);

        var left = Text().Split("row-of-").Skip(1).Select(rest => new SessionId(rest[..SessionId.Length])).ToList();
        Assert.Empty(left.Except(live));
        Assert.Equal(live.Count, left.Count);
    }

    /// <summary>Of all lengths, from less than a page to many, so that rows are moved as others come and go.</summary>
    [Fact]
    public async Task No_byte_of_a_picture_that_was_taken_away_is_left_and_of_the_others_all_are()
    {
        await using var store = await OpenAsync();
        var (random, live, gone) = (new Random(20261122), new List<(SessionId Session, string Id)>(), new List<string>());
        for (var round = 0; round < 30; round++)
        {
            foreach (var _ in Enumerable.Range(0, 8))
            {
                var (session, id) = (SessionId.New(), Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()));
                var times = 1 + (Lengths[random.Next(Lengths.Length)] * random.Next(1, 9) / 40);
                var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"<picture-{id}>", times)));
                await store.Pictures.PutAsync(session, new StoredPicture(id, "image/png", bytes), default);
                live.Add((session, id));
            }

            foreach (var one in live.OrderBy(_ => random.Next()).Take(5).ToList())
            {
                await (random.Next(2) == 0 ? store.DeleteAsync(one.Session, default) : store.Pictures.KeepOnlyAsync(one.Session, [], default));
                live.Remove(one);
                gone.Add(one.Id);
            }
        }

        var left = Text().Split("<picture-").Skip(1).Select(rest => rest[..Math.Min(rest.Length, PictureRef.IdLength)]).ToHashSet();
        Assert.Empty(left.Intersect(gone));
        Assert.Empty(live.Select(one => one.Id).Except(left));
    }

    [Fact]
    public async Task A_store_that_is_opened_again_finds_what_was_left()
    {
        SessionId[] sessions;
        await using (var store = await OpenAsync())
        {
            sessions = await FilledAsync(store);
            await store.DeleteAsync(sessions[0], default);
        }

        await using var again = await OpenAsync();
        await again.CheckAsync(default);
        Assert.Empty(await again.Log.ReadAsync(sessions[0], 0, 10, default));
        Assert.Equal(CommitsEach, (await again.Log.ReadAsync(sessions[1], 0, 100, default)).Length);
        Assert.Equal(Sessions - 1, (await again.Directory.InVenueAsync(new("web:room"), 1000, default)).Length);
    }

    // Where in the file they begin: written anew, a table begins elsewhere.
    string Places(string tables)
    {
        using var database = Database.Open(folder.File("cocreate.db"), SqliteOpenMode.ReadOnly, TimeSpan.FromSeconds(5));
        return database.Ask($"SELECT group_concat(name || ' ' || rootpage) FROM (SELECT name, rootpage FROM sqlite_schema WHERE name IN ({tables}) ORDER BY name)");
    }

    Task<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(folder.File("cocreate.db"), new());

    // As it grows: each a little, again and again, so that pages are split and rows are moved.
    static async Task<SessionId[]> FilledAsync(SqliteStore store)
    {
        var sessions = Enumerable.Range(0, Sessions).Select(_ => SessionId.New()).ToArray();
        for (var number = 1; number <= CommitsEach; number++)
        {
            var round = number;
            await Task.WhenAll(sessions.Select(async id =>
            {
                var events = Encoding.UTF8.GetBytes($"words-of-{id} {new string('x', (round * 37 % 5 * 1000) + 20)}");
                await store.Log.AppendAsync(id, new StoredCommit(round, Guid.NewGuid(), [Guid.NewGuid()], events), default);
                await store.Artifacts.ReplaceAsync(
                    id, 1, [.. Enumerable.Range(0, round).Select(n => new Artifact(1, $"{n}", "answer", $"row-of-{id} {new string('y', 200)}", n, "Ann"))], default);
            }));
        }

        await Task.WhenAll(sessions.Select(id => store.Directory.PutAsync(new(id, new("web:room"), $"title-of-{id}", DateTimeOffset.UnixEpoch, null), default)));
        await Task.WhenAll(sessions.Select(id => store.Members.PutAsync(id, $"slack:T1/{id}", default)));
        return sessions;
    }

    static byte[] Spaces(int length) => Encoding.UTF8.GetBytes("[]".PadRight(length));

    string Text() => Encoding.Latin1.GetString(folder.AllBytes());

    static int Count(string text, string part) => text.Split(part).Length - 1;
}
