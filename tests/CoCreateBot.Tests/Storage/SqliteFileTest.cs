using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Tests.Storage;

/// <summary>The file itself: whose it is, where it lies, what is in it that should not be.</summary>
public sealed class SqliteFileTest : IDisposable
{
    readonly TestFolder folder = new();
    readonly SessionId session = SessionId.New();

    string File => folder.File("cocreate.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_server_on_the_same_file_is_told_what_to_do()
    {
        await using var first = await OpenAsync();

        var refused = await RefusedAsync(StoreTrouble.InUse);

        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Stop it first", refused.Message, StringComparison.Ordinal);
        await first.CheckAsync(default);
    }

    [Fact]
    public async Task A_link_to_a_file_is_that_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "To make a link takes a right there that tests do not have.");
        var link = folder.File("link.db");
        await (await OpenAsync()).DisposeAsync();
        System.IO.File.CreateSymbolicLink(link, File); // its own length is that of the path: too short for a database
        await (await SqliteStore.OpenAsync(link, new())).DisposeAsync();

        await using var first = await OpenAsync();

        await RefusedAsync(StoreTrouble.InUse, link);
    }

    [Fact]
    public async Task A_second_server_may_start_when_the_first_has_ended()
    {
        await (await OpenAsync()).DisposeAsync();

        await using var second = await OpenAsync();

        await second.CheckAsync(default);
    }

    [Fact]
    public async Task An_opening_that_failed_leaves_no_lock_behind()
    {
        System.IO.File.WriteAllText(File, "no database");
        await RefusedAsync(StoreTrouble.Damaged);
        System.IO.File.Delete(File);

        await using var store = await OpenAsync();

        await store.CheckAsync(default);
    }

    [Fact]
    public async Task Folders_that_are_missing_are_made()
    {
        await using var store = await SqliteStore.OpenAsync(folder.File("a/b ü/c?mode=memory.db"), new());

        await store.CheckAsync(default);

        Assert.True(System.IO.File.Exists(folder.File("a/b ü/c?mode=memory.db")));
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_named_with_the_setting()
    {
        System.IO.File.WriteAllText(folder.File("data"), "");

        var refused = await RefusedAsync(StoreTrouble.BadPlace, folder.File("data/cocreate.db"));

        Assert.Contains("Storage:Path", refused.Message, StringComparison.Ordinal);
        Assert.Contains(folder.File("data/cocreate.db"), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_where_the_file_should_be_is_named_with_the_setting()
    {
        Directory.CreateDirectory(File);

        Assert.Contains("Storage:Path", (await RefusedAsync(StoreTrouble.BadPlace)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/cocreate/cocreate.db")]
    [InlineData("/proc/cocreate.db")]
    public async Task A_folder_that_cannot_be_written_to_is_named_with_the_setting(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder where even root may not write.");

        Assert.Contains("Storage:Path", (await RefusedAsync(StoreTrouble.BadPlace, path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_begun()
    {
        System.IO.File.WriteAllText(File, "");

        await using var store = await OpenAsync();

        await store.CheckAsync(default);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public async Task Rubbish_is_left_as_it_is(int bytes)
    {
        var rubbish = new byte[bytes];
        new Random(bytes).NextBytes(rubbish);
        System.IO.File.WriteAllBytes(File, rubbish);

        var refused = await RefusedAsync(StoreTrouble.Damaged);

        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
        Assert.Contains("backup", refused.Message, StringComparison.Ordinal);
        Assert.Equal(rubbish, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_as_it_is()
    {
        Run("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('mine')");
        var before = System.IO.File.ReadAllBytes(File);

        await RefusedAsync(StoreTrouble.Damaged);

        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public async Task An_empty_database_that_another_program_has_marked_is_left_as_it_is()
    {
        Run("PRAGMA application_id = 7; PRAGMA user_version = 1");

        await RefusedAsync(StoreTrouble.Damaged);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_left_as_it_is()
    {
        await (await OpenAsync()).DisposeAsync();
        Run("PRAGMA user_version = 99");
        var before = System.IO.File.ReadAllBytes(File);

        var refused = await RefusedAsync(StoreTrouble.BadPlace);

        Assert.Contains("later version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:Path", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Theory]
    [InlineData("DROP TABLE schedules; DROP TABLE calendars; DROP TABLE pictures; DROP TABLE links; ALTER TABLE rooms DROP COLUMN by_link; PRAGMA user_version = 2")]
    [InlineData("DROP TABLE schedules; DROP TABLE calendars; DROP TABLE pictures; PRAGMA user_version = 3")]
    [InlineData("DROP TABLE schedules; DROP TABLE calendars; PRAGMA user_version = 4")]
    [InlineData("ALTER TABLE calendars DROP COLUMN numbers; ALTER TABLE calendars DROP COLUMN version; PRAGMA user_version = 5")]
    [InlineData("PRAGMA user_version = 6")]
    [InlineData("PRAGMA user_version = 7")]
    [InlineData("PRAGMA user_version = 8")]
    [InlineData("PRAGMA user_version = 9")]
    [InlineData("PRAGMA user_version = 10")]
    [InlineData("PRAGMA user_version = 11")]
    public async Task A_file_of_a_version_before_keeps_what_is_in_it_and_gets_what_came_since(string before)
    {
        var room = new Room(new("web:room"), "de", "Europe/Berlin", DateTimeOffset.UnixEpoch);
        var step = new Artifact(1, "step-1", "next-step", "Paint it", null, "Ann");
        await using (var first = await OpenAsync())
        {
            await first.Rooms.CreateAsync(room, default);
            await first.Members.PutAsync(session, "slack:T1/U1", default);
            await first.Artifacts.ReplaceAsync(session, 1, [step], default);
        }

        const string Before6 = "ALTER TABLE members DROP COLUMN zone; ";
        const string Before7 = "DROP TABLE installations; DROP TABLE served; ";
        const string Before8 = "DROP TABLE people; DROP INDEX members_by_person; DROP INDEX directory_by_session; ";
        const string Before9 = "DROP TABLE invitations; ";
        const string Before10 = "DROP TABLE erasings; ";
        const string Before11 = "DROP TABLE addresses; ";
        var version = int.Parse(before.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        const string Before12 = """
            ALTER TABLE artifacts DROP COLUMN builds_on; ALTER TABLE artifacts DROP COLUMN people; ALTER TABLE artifacts DROP COLUMN owner;
            ALTER TABLE artifacts DROP COLUMN due; ALTER TABLE artifacts DROP COLUMN state;
            """;
        string[] undo = [Before12, Before11, Before10, Before9, Before8, Before7, Before6];
        Run(string.Concat(undo.TakeWhile((_, n) => version < 12 - n)) + before);

        await using var store = await OpenAsync();

        Assert.Equal(room, await store.Rooms.FindAsync(room.Venue, default));
        await store.Links.PutAsync([new(room.Venue, "h1", session)], default);
        Assert.Equal("ann", (await store.Links.TakeAsync(room.Venue, "h1", "ann", default))?.Taker);
        var picture = new StoredPicture(new string('a', PictureRef.IdLength), "image/png", new byte[] { 7 });
        await store.Pictures.PutAsync(session, picture, default);
        Assert.NotNull(await store.Pictures.FindAsync(session, picture.Id, default));
        await store.Members.PutAsync(session, "slack:T1/U2", default, "Asia/Tokyo");
        Assert.Equal(["slack:T1/U1", "slack:T1/U2"], await store.Members.ReadAsync(session, default));
        Assert.Equal([new("slack:T1/U2", "Asia/Tokyo")], await store.Members.ZonesAsync(session, default));
        await store.Invitations.PutAsync(new("h1", session, DateTimeOffset.MaxValue), default);
        Assert.Equal(1, await store.Invitations.CountAsync(session, default));
        await store.Installations.PutAsync(new("T1", Guid.NewGuid(), new byte[] { 7 }), default);
        Assert.NotNull(await store.Installations.FindAsync("T1", default));
        await store.People.PutAsync("slack:T1/U1", new("de", null), default);
        Assert.NotNull(await store.People.FindAsync("slack:T1/U1", default));
        Assert.Equal([new(session, null, null)], await store.Members.SessionsOfAsync("slack:T1/U1", 9, default));
        await store.People.OweAsync(new("slack:T1/U1", "once"), default);
        Assert.Single(await store.People.OwedAsync("slack:", 9, default));
        Assert.Equal([step], await store.Artifacts.ReadAsync(session, default));
        var filled = step with { BuildsOn = "step-1", People = 2, Owner = "Ann", Due = new(2026, 12, 1), State = "done" };
        await store.Artifacts.ReplaceAsync(session, 1, [filled], default);
        Assert.Equal([filled], await store.Artifacts.ReadAsync(session, default));
    }

    [Fact]
    public async Task In_a_file_of_a_version_before_no_schedule_gets_the_number_of_another()
    {
        var (one, two) = (new VenueId("web:one"), new VenueId("web:two"));
        var days = VenueCalendar.Empty with { Skipped = [new DateOnly(2026, 12, 24)] };
        await using (var first = await OpenAsync())
        {
            await first.Schedules.PutCalendarAsync(two, days, default);
            Assert.Equal((1, 2, 1), (await PlanAsync(first, one, "a"), await PlanAsync(first, one, "b"), await PlanAsync(first, two, "c")));
        }

        Run("""
            ALTER TABLE artifacts DROP COLUMN builds_on; ALTER TABLE artifacts DROP COLUMN people; ALTER TABLE artifacts DROP COLUMN owner;
            ALTER TABLE artifacts DROP COLUMN due; ALTER TABLE artifacts DROP COLUMN state;
            ALTER TABLE members DROP COLUMN zone; ALTER TABLE calendars DROP COLUMN numbers; ALTER TABLE calendars DROP COLUMN version;
            DROP TABLE installations; DROP TABLE served; DROP TABLE people; DROP INDEX members_by_person; DROP INDEX directory_by_session;
            DROP TABLE invitations; DROP TABLE erasings; DROP TABLE addresses; DELETE FROM calendars WHERE venue = 'web:one'; PRAGMA user_version = 5
            """);
        await using var store = await OpenAsync();

        Assert.Equal((3, 2, 1), (await PlanAsync(store, one, "d"), await PlanAsync(store, two, "e"), await PlanAsync(store, new("web:new"), "f")));
        Assert.Equal(days.Skipped, (await store.Schedules.CalendarAsync(two, default)).Skipped);

        static async Task<int> PlanAsync(SqliteStore store, VenueId venue, string id)
        {
            var rule = new Recurrence(new RecurringDays.Weekly(WeekDays.All), new TimeOnly(9, 30), "Europe/Vienna");
            var schedule = new Schedule(new(id), venue, "ann", "Ann", "checkin", "en", rule, DateTimeOffset.UnixEpoch);
            return (await store.Schedules.CreateAsync(schedule, default))?.Number ?? 0;
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_file_that_was_cut_is_found_when_it_is_opened(int part)
    {
        await FillAsync();
        using (var stream = System.IO.File.OpenWrite(File))
        {
            stream.SetLength(stream.Length / part / 4096 * 4096);
        }

        await RefusedAsync(StoreTrouble.Damaged);
    }

    [Fact]
    public async Task A_table_that_was_overwritten_is_found_when_it_is_opened()
    {
        await FillAsync();
        Overwrite(page: 2);

        await RefusedAsync(StoreTrouble.Damaged);
    }

    [Fact]
    public async Task Damage_that_lies_deep_is_found_by_the_read_that_comes_upon_it_and_the_rest_can_be_read()
    {
        await FillAsync();
        Overwrite(page: 200);
        await using var store = await OpenAsync();

        var damaged = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Log.ReadAsync(session, 0, int.MaxValue, default));

        Assert.Equal(StoreTrouble.Damaged, damaged.Trouble);
        Assert.Equal(10, (await store.Log.ReadAsync(session, 0, 10, default)).Length);
    }

    [Fact]
    public async Task The_disk_is_waited_for_and_what_is_deleted_is_overwritten()
    {
        await (await OpenAsync()).DisposeAsync();

        using var database = SqliteSchema.OpenForWriting(File, new());

        Assert.Equal("wal", database.Ask("PRAGMA journal_mode"));
        Assert.Equal("2", database.Ask("PRAGMA synchronous")); // FULL
        Assert.Equal("1", database.Ask("PRAGMA secure_delete"));
    }

    [Fact]
    public async Task Everything_is_in_one_file_when_the_server_has_ended()
    {
        await using (var store = await OpenAsync())
        {
            await store.Log.AppendAsync(session, Commit(1), default);
        }

        Assert.False(System.IO.File.Exists($"{File}-wal"));
        Assert.False(System.IO.File.Exists($"{File}-shm"));
    }

    static StoredCommit Commit(long number) => new(number, Guid.NewGuid(), [], Encoding.UTF8.GetBytes(new string('x', 2000)));

    Task<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(File, new());

    async Task<StoreUnavailableException> RefusedAsync(StoreTrouble trouble, string? path = null)
    {
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => SqliteStore.OpenAsync(path ?? File, new()));
        Assert.Equal(trouble, refused.Trouble);
        return refused;
    }

    async Task FillAsync()
    {
        await using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(1, 1000).Select(number => store.Log.AppendAsync(session, Commit(number), default)));
    }

    void Overwrite(int page)
    {
        using var stream = System.IO.File.OpenWrite(File);
        stream.Position = (page - 1) * 4096;
        stream.Write(Enumerable.Repeat((byte)0xFF, 4096).ToArray());
    }

    void Run(string script)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
