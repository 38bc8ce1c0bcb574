using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>One connection and its prepared statements, for one thread at a time.</summary>
sealed class Database : IDisposable
{
    readonly SqliteConnection connection;
    readonly Dictionary<string, Statement> statements = [];

    Database(SqliteConnection connection) => this.connection = connection;

    public bool IsInTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public static Database Open(string path, SqliteOpenMode mode, TimeSpan lockWait)
    {
        var place = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var database = new Database(new SqliteConnection(place.ToString()));
        try
        {
            database.connection.Open();
            database.WaitForLocks(lockWait);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The statement for one of the constants in this folder, ready to be bound.</summary>
    public Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements[sql] = statement = New(sql);
        }

        return statement.Unbound();
    }

    /// <summary>Several statements at once, none of them with parameters.</summary>
    public void Run(string script) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, script), connection.Handle);

    /// <summary>The first column of the first row, for the questions that are asked once.</summary>
    public string Ask(string sql)
    {
        using var statement = New(sql);
        return statement.First(row => row.Text(0)) ?? "";
    }

    public void WaitForLocks(TimeSpan wait) => _ = raw.sqlite3_busy_timeout(connection.Handle, (int)wait.TotalMilliseconds); // cannot fail

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    Statement New(string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out var prepared), connection.Handle);
        return new Statement(connection.Handle!, prepared); // ! it is open as long as this lives
    }
}
