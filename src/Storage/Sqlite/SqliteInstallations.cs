using System.Collections.Immutable;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteInstallations(SqliteWriter writer, SqliteReaders readers) : IInstallations
{
    const string Upsert = """
        INSERT INTO installations (workspace, id, secret) VALUES (?, ?, ?) ON CONFLICT (workspace) DO UPDATE SET id = excluded.id, secret = excluded.secret
        """;

    const string Replace = "UPDATE installations SET id = ?, secret = ? WHERE workspace = ? AND id = ?";

    const string Find = """
        SELECT workspace, id, secret FROM installations WHERE workspace IN (?, (SELECT organisation FROM served WHERE workspace = ?))
        ORDER BY workspace = ? DESC LIMIT 1
        """;

    const string Select = "SELECT workspace, id, secret FROM installations ORDER BY workspace LIMIT ?";
    const string Other = "SELECT 1 FROM installations WHERE workspace = ? AND id <> ?";
    const string Zero = "UPDATE installations SET secret = zeroblob(length(secret)) WHERE workspace = ?";
    const string Delete = "DELETE FROM installations WHERE workspace = ?";
    const string DeleteServed = "DELETE FROM served WHERE organisation = ?";

    const string Serve = """
        INSERT INTO served (workspace, organisation) VALUES (?, ?) ON CONFLICT (workspace) DO UPDATE SET organisation = excluded.organisation
        """;

    const string Learn = """
        INSERT INTO served (workspace, organisation) VALUES (?, ?) ON CONFLICT (workspace) DO UPDATE SET organisation = excluded.organisation
        WHERE served.organisation GLOB 'left:*'
        """;

    const string OrganisationOf = "SELECT organisation FROM served WHERE workspace = ? AND organisation NOT GLOB 'left:*'";
    const string Served = "SELECT workspace FROM served WHERE organisation = ? AND workspace > ? ORDER BY workspace LIMIT ?";
    const string Leave = "UPDATE served SET organisation = ? WHERE workspace = ? AND organisation = ?";

    public Task PutAsync(Installation installation, CancellationToken stop)
    {
        Bounds.Check(installation);
        return writer.DoAsync(
            database => database.Prepare(Upsert).With(installation.Workspace).With(installation.Id).With(installation.Secret.Span).Write(), stop);
    }

    public async Task<bool> ReplaceAsync(Guid known, Installation installation, CancellationToken stop)
    {
        Bounds.Check(installation);
        var rows = await writer.DoAsync(
            database => database.Prepare(Replace)
                .With(installation.Id)
                .With(installation.Secret.Span)
                .With(installation.Workspace)
                .With(known)
                .Write(),
            stop);
        return rows == 1;
    }

    public Task<Installation?> FindAsync(string workspace, CancellationToken stop) => readers.ReadAsync(
        database => database.Prepare(Find).With(workspace).With(workspace).With(workspace).First(Row), stop);

    public Task<ImmutableArray<Installation>> ReadAsync(int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return readers.ReadAsync(database => database.Prepare(Select).With(max).All(Row), stop);
    }

    public Task<bool> RemoveAsync(string workspace, Guid? known, CancellationToken stop) => writer.DoAsync(
        database =>
        {
            if (database.Prepare(Other).With(workspace).With(known ?? Guid.Empty).First(_ => true))
            {
                return false;
            }

            database.Prepare(Zero).With(workspace).Write();
            database.Prepare(DeleteServed).With(workspace).Write();
            database.Prepare(Delete).With(workspace).Write();
            return true;
        },
        stop,
        writtenAnew: _ => SqliteErasing.OfInstallations); // what was written before lies about in pages that rows have left

    public Task ServeAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop)
    {
        Bounds.CheckServed(workspaces.Length);
        return writer.DoAsync(database => workspaces.Sum(one => database.Prepare(Serve).With(one).With(organisation).Write()), stop);
    }

    public Task LearnAsync(string organisation, string workspace, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(Learn).With(workspace).With(organisation).Write(), stop);

    public Task<string?> OrganisationOfAsync(string workspace, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(OrganisationOf).With(workspace).First(row => row.Text(0)), stop);

    public Task<ImmutableArray<string>> ServedAsync(string organisation, string? after, CancellationToken stop) => readers.ReadAsync(
        database => database.Prepare(Served).With(organisation).With(after ?? "").With(Installation.ServedMax).All(row => row.Text(0)), stop);

    public Task LeaveAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop)
    {
        Bounds.CheckServed(workspaces.Length);
        var left = Installation.LeftOf(organisation);
        return writer.DoAsync(database => workspaces.Sum(one => database.Prepare(Leave).With(left).With(one).With(organisation).Write()), stop);
    }

    static Installation Row(Statement row) => new(row.Text(0), row.Guid(1), row.Bytes(2));
}
