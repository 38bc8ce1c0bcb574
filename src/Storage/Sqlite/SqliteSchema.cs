using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>Opens the database for writing and sees to it that it is ours, whole and of this version.</summary>
static class SqliteSchema
{
    /// <summary>Goes up by one with each change of the tables.</summary>
    const int Version = 12;

    /// <summary>"CoCr": by this mark in its header the file is known as ours.</summary>
    const int Mark = 0x436F4372;

    // A log in order of arrival: commits of many sessions share a page, which takes a third of the time of a table sorted by session (measured).
    // Keys are appended, never moved and overwritten in place, see SqliteKeys; artifacts have no row number that tells who came first.
    const string Tables = """
        CREATE TABLE log (
            seq INTEGER PRIMARY KEY, session TEXT NOT NULL, number INTEGER NOT NULL, id BLOB NOT NULL, marks BLOB NOT NULL, events BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX log_by_session ON log (session, number);
        CREATE TABLE directory (
            venue TEXT NOT NULL, session TEXT NOT NULL, title TEXT NOT NULL, opened TEXT NOT NULL, closed TEXT,
            PRIMARY KEY (venue, session)) STRICT, WITHOUT ROWID;
        CREATE INDEX directory_by_time ON directory (venue, closed IS NOT NULL, opened DESC, session);
        CREATE TABLE due (session TEXT NOT NULL PRIMARY KEY, due TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX due_by_time ON due (due, session);
        CREATE TABLE posts (
            session TEXT NOT NULL, venue TEXT NOT NULL, slot TEXT NOT NULL, key BLOB NOT NULL, message TEXT, hash TEXT NOT NULL, failure TEXT,
            PRIMARY KEY (session, venue, slot)) STRICT, WITHOUT ROWID;
        CREATE TABLE keys (
            seq INTEGER PRIMARY KEY, session TEXT NOT NULL, scope INTEGER NOT NULL, destroyed INTEGER NOT NULL, key BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX keys_by_session ON keys (session, scope);
        CREATE TABLE artifacts (
            session TEXT NOT NULL, activity INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, value INTEGER, author TEXT,
            PRIMARY KEY (session, activity, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE rooms (
            venue TEXT NOT NULL PRIMARY KEY, language TEXT NOT NULL, zone TEXT NOT NULL, created TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE guests (
            venue TEXT NOT NULL, person TEXT NOT NULL, name TEXT, PRIMARY KEY (venue, person)) STRICT, WITHOUT ROWID;
        CREATE TABLE checks (one INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
        """;

    /// <summary>What the second version added.</summary>
    const string MoreTables = """
        CREATE TABLE members (session TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (session, person)) STRICT, WITHOUT ROWID;
        CREATE TABLE recipes (
            venue TEXT NOT NULL, name TEXT NOT NULL, lines TEXT NOT NULL, PRIMARY KEY (venue, name)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>What the third version added.</summary>
    const string Links = """
        CREATE TABLE links (
            venue TEXT NOT NULL, hash TEXT NOT NULL, session TEXT NOT NULL, taker TEXT, withdrawn INTEGER NOT NULL,
            PRIMARY KEY (venue, hash)) STRICT, WITHOUT ROWID;
        CREATE INDEX links_by_session ON links (session);
        ALTER TABLE rooms ADD COLUMN by_link INTEGER NOT NULL DEFAULT 0;
        """;

    /// <summary>What the fourth version added. The bytes come last, behind a page of padding: see SqlitePictures.</summary>
    const string Pictures = """
        CREATE TABLE pictures (
            session TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, pad BLOB NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (session, id)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>What the fifth version added.</summary>
    const string Schedules = """
        CREATE TABLE schedules (
            venue TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL, maker TEXT NOT NULL, name TEXT, line TEXT NOT NULL,
            language TEXT NOT NULL, rule TEXT NOT NULL, since TEXT NOT NULL, passed TEXT NOT NULL, paused TEXT, missed TEXT, due TEXT,
            PRIMARY KEY (venue, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX schedules_by_time ON schedules (due, id);
        CREATE TABLE calendars (venue TEXT NOT NULL PRIMARY KEY, skipped TEXT NOT NULL, quiet TEXT) STRICT, WITHOUT ROWID;
        """;

    /// <summary>What the sixth version added. A number that a schedule has is given to no other.</summary>
    const string Zones = """
        ALTER TABLE members ADD COLUMN zone TEXT;
        ALTER TABLE calendars ADD COLUMN numbers INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE calendars ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
        INSERT INTO calendars (venue, skipped, numbers) SELECT venue, '', max(number) FROM schedules WHERE true GROUP BY venue
            ON CONFLICT (venue) DO UPDATE SET numbers = max(numbers, excluded.numbers);
        """;

    /// <summary>What the seventh version added. The sixth first came without its last step.</summary>
    const string Installations = """
        INSERT INTO calendars (venue, skipped, numbers) SELECT venue, '', max(number) FROM schedules WHERE true GROUP BY venue
            ON CONFLICT (venue) DO UPDATE SET numbers = max(numbers, excluded.numbers);
        CREATE TABLE installations (workspace TEXT NOT NULL PRIMARY KEY, id BLOB NOT NULL, secret BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE served (workspace TEXT NOT NULL PRIMARY KEY, organisation TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX served_by_organisation ON served (organisation);
        """;

    /// <summary>What the eighth version added.</summary>
    const string People = """
        CREATE TABLE people (person TEXT NOT NULL PRIMARY KEY, language TEXT, quiet TEXT) STRICT, WITHOUT ROWID;
        CREATE INDEX members_by_person ON members (person, session);
        CREATE INDEX directory_by_session ON directory (session, opened, closed);
        """;

    /// <summary>What the ninth version added.</summary>
    const string Invitations = """
        CREATE TABLE invitations (
            hash TEXT NOT NULL PRIMARY KEY, session TEXT NOT NULL, until TEXT NOT NULL, taker TEXT, withdrawn INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX invitations_by_session ON invitations (session);
        """;

    /// <summary>What the tenth version added.</summary>
    const string Erasings = "CREATE TABLE erasings (person TEXT NOT NULL PRIMARY KEY, delivery TEXT NOT NULL, done INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

    /// <summary>What the eleventh version added.</summary>
    const string Addresses = """
        CREATE TABLE addresses (
            place TEXT NOT NULL PRIMARY KEY, service TEXT NOT NULL, kind TEXT NOT NULL, team TEXT, member TEXT, chat TEXT, hears INTEGER NOT NULL,
            dead INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX addresses_by_team ON addresses (team);
        """;

    /// <summary>What the twelfth version added; of what closed before it is empty until `artifacts rebuild`.</summary>
    const string Columns = """
        ALTER TABLE artifacts ADD COLUMN builds_on TEXT;
        ALTER TABLE artifacts ADD COLUMN people INTEGER;
        ALTER TABLE artifacts ADD COLUMN owner TEXT;
        ALTER TABLE artifacts ADD COLUMN due TEXT;
        ALTER TABLE artifacts ADD COLUMN state TEXT;
        """;

    /// <summary>A look at the root of each table, so that rubbish is found at the start and not by the first click.</summary>
    const string Look = """
        SELECT (SELECT max(seq) FROM log), (SELECT max(session) FROM log), (SELECT max(venue) FROM directory), (SELECT max(due) FROM due),
            (SELECT max(session) FROM due), (SELECT max(session) FROM posts), (SELECT max(seq) FROM keys), (SELECT max(session) FROM keys),
            (SELECT max(session) FROM artifacts), (SELECT max(venue) FROM rooms), (SELECT max(venue) FROM guests), (SELECT max(one) FROM checks),
            (SELECT max(session) FROM members), (SELECT max(venue) FROM recipes), (SELECT max(venue) FROM links), (SELECT max(session) FROM links),
            (SELECT max(session) FROM pictures), (SELECT max(venue) FROM schedules), (SELECT max(due) FROM schedules), (SELECT max(venue) FROM calendars),
            (SELECT max(workspace) FROM installations), (SELECT max(workspace) FROM served), (SELECT max(organisation) FROM served),
            (SELECT max(person) FROM people), (SELECT max(person) FROM members), (SELECT max(session) FROM directory),
            (SELECT max(hash) FROM invitations), (SELECT max(session) FROM invitations), (SELECT max(person) FROM erasings),
            (SELECT max(place) FROM addresses), (SELECT max(team) FROM addresses)
        """;

    public static Database OpenForWriting(string path, SqliteOptions options)
    {
        var database = Database.Open(path, SqliteOpenMode.ReadWriteCreate, options.LockWait);
        try
        {
            Recognise(database, path);
            Set(database, path, options);
            Create(database);
            database.Ask(Look);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Before anything is written: a file of another program, or of a later version, stays as it is.</summary>
    public static void Recognise(Database database, string path)
    {
        var isEmpty = database.Ask("SELECT count(*) FROM sqlite_schema") == "0";
        var mark = Number(database.Ask("PRAGMA application_id"));
        var version = Number(database.Ask("PRAGMA user_version"));
        if (mark != Mark && !(isEmpty && mark == 0 && version == 0))
        {
            throw SqliteTrouble.Damaged(path);
        }

        if (version > Version)
        {
            throw SqliteTrouble.Later(path, version, Version);
        }
    }

    static void Set(Database database, string path, SqliteOptions options)
    {
        if (database.Ask("PRAGMA journal_mode = WAL") != "wal")
        {
            throw SqliteTrouble.BadPlace(path, "its file system cannot share memory between programs, as network drives cannot");
        }

        database.Run("""
            PRAGMA synchronous = FULL;
            PRAGMA secure_delete = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA trusted_schema = OFF;
            """);
        if (options.PagesMax is { } pages)
        {
            database.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        }
    }

    static void Create(Database database)
    {
        var version = Number(database.Ask("PRAGMA user_version"));
        if (version == Version)
        {
            return;
        }

        database.Run(string.Create(CultureInfo.InvariantCulture, $"""
            BEGIN IMMEDIATE;
            {(version == 0 ? Tables : "")}
            {(version < 2 ? MoreTables : "")}
            {(version < 3 ? Links : "")}
            {(version < 4 ? Pictures : "")}
            {(version < 5 ? Schedules : "")}
            {(version < 6 ? Zones : "")}
            {(version < 7 ? Installations : "")}
            {(version < 8 ? People : "")}
            {(version < 9 ? Invitations : "")}
            {(version < 10 ? Erasings : "")}
            {(version < 11 ? Addresses : "")}
            {Columns}
            PRAGMA application_id = {Mark};
            PRAGMA user_version = {Version};
            COMMIT;
            """));
    }

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
