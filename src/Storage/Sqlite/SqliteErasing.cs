using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>
/// What is deleted must be gone from the file. Where SQLite moves rows between pages it leaves copies of them behind, which secure_delete does not
/// know of; so the log's rows never move: they are overwritten where they lie, and stay as blanks under a name that nobody has. The other
/// tables, whose rows do move, are written anew, and SQLite clears every page of the old ones.
/// </summary>
static class SqliteErasing
{
    // As long as the name before, so that the row keeps its length.
    const string Blank = """
        UPDATE log SET session = ?, id = zeroblob(length(id)), marks = zeroblob(length(marks)), events = zeroblob(length(events)) WHERE session = ?
        """;

    const string ZeroKeys = "UPDATE keys SET destroyed = 1, key = zeroblob(length(key)) WHERE session = ? AND destroyed = 0";

    static readonly ImmutableArray<string> Deletes =
    [
        "DELETE FROM directory WHERE session = ?", "DELETE FROM due WHERE session = ?", "DELETE FROM posts WHERE session = ?",
        "DELETE FROM artifacts WHERE session = ?", "DELETE FROM members WHERE session = ?",
        "DELETE FROM links WHERE session = ?", "DELETE FROM invitations WHERE session = ?", "DELETE FROM pictures WHERE session = ?",
    ];

    /// <summary>Of the tables whose rows move, those that hold words, names or people of one session.</summary>
    public static readonly ImmutableArray<string> OfSessions = ["directory", "artifacts", "members"];

    /// <summary>Those in which one person stands beside sessions.</summary>
    public static readonly ImmutableArray<string> OfPeople = ["people", "erasings", "addresses"];

    public static readonly ImmutableArray<string> OfInstallations = ["installations"];

    public static readonly ImmutableArray<string> All = [.. OfSessions, .. OfPeople, .. OfInstallations, "guests", "schedules"];

    /// <summary>What it leaves lying about goes with <see cref="WriteAnew"/>. The rows that there were; none of a session that was deleted before.</summary>
    public static int Delete(Database database, SessionId session)
    {
        var rows = database.Prepare(ZeroKeys).With(session.Value).Write();
        rows += database.Prepare(Blank).With(SessionId.New().Value.ToUpperInvariant()).With(session.Value).Write();
        foreach (var delete in Deletes)
        {
            rows += database.Prepare(delete).With(session.Value).Write();
        }

        return rows;
    }

    /// <summary>In time that grows with these tables: a tenth of a second for some ten thousand rows.</summary>
    public static void WriteAnew(Database database, IEnumerable<string> tables)
    {
        foreach (var table in tables)
        {
            var made = database.Ask($"SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '{table}'");
            var indexes = database.Ask(
                $"SELECT coalesce(group_concat(sql, ';'), '') FROM sqlite_schema WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL");
            database.Run($"""
                ALTER TABLE {table} RENAME TO {table}_old;
                {made};
                INSERT INTO {table} SELECT * FROM {table}_old;
                DROP TABLE {table}_old;
                {indexes};
                """);
        }
    }
}
