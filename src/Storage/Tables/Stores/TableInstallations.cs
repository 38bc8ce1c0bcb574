using System.Collections.Immutable;

namespace CoCreateBot.Storage.Tables;

/// <summary>One partition of installations, and one of the workspaces that have the bot by an organisation.</summary>
sealed class TableInstallations(KeptTable installations) : IInstallations
{
    public const string Served = "served";

    const string Installed = "installed";

    public Task PutAsync(Installation installation, CancellationToken stop)
    {
        Bounds.Check(installation);
        stop.ThrowIfCancellationRequested();
        return installations.PutAsync(new(Installed, TableKey.Of(installation.Workspace))
        {
            { "Workspace", installation.Workspace },
            { "Id", installation.Id },
            { "Secret", installation.Secret.ToArray() },
        });
    }

    public async Task<bool> ReplaceAsync(Guid known, Installation installation, CancellationToken stop)
    {
        Bounds.Check(installation);
        stop.ThrowIfCancellationRequested();
        var isKnown = false;
        await installations.ChangeAsync(Installed, TableKey.Of(installation.Workspace), row =>
        {
            isKnown = row.Id("Id") == known;
            (row["Id"], row["Secret"]) = (installation.Id, installation.Secret.ToArray());
            return isKnown;
        });
        return isKnown;
    }

    public async Task<Installation?> FindAsync(string workspace, CancellationToken stop)
    {
        if (await OwnAsync(workspace, stop) is { } own)
        {
            return own;
        }

        return await ServedByAsync(workspace, stop) is { } organisation ? await OwnAsync(organisation, stop) : null;
    }

    public async Task<ImmutableArray<Installation>> ReadAsync(int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        var rows = await installations.RangeAsync(KeptTable.In(Installed), stop, max);
        return [.. rows.Readable(Row).OrderBy(one => one.Workspace, StringComparer.Ordinal)];
    }

    public async Task<bool> RemoveAsync(string workspace, Guid? known, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var isOther = false;
        await installations.TryAsync(async () =>
        {
            var row = await installations.FindAsync(Installed, TableKey.Of(workspace), default);
            isOther = row is not null && row.Read(one => one.Id("Id")) != known;
            return row is null || isOther || await installations.RemoveAsync(row);
        });
        if (isOther)
        {
            return false;
        }

        var served = await installations.RangeAsync(ServedBy(workspace, ""), default);
        await KeptTable.EachAsync(served, row => installations.RemoveAsync(row)); // one that another organisation has by now stays
        return true;
    }

    public Task ServeAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop)
    {
        Bounds.CheckServed(workspaces.Length);
        stop.ThrowIfCancellationRequested();
        return KeptTable.EachAsync(workspaces, workspace => installations.PutAsync(Row(organisation, workspace)));
    }

    public async Task LearnAsync(string organisation, string workspace, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await installations.TryAsync(async () =>
        {
            var known = await installations.FindAsync(Served, TableKey.Of(workspace), default);
            return known is null ? await installations.AddAsync(Row(organisation, workspace))
                : !IsLeft(known.Read(one => one.Text("Organisation"))) || await installations.SwapAsync(Row(organisation, workspace), known.ETag);
        });
    }

    public async Task<string?> OrganisationOfAsync(string workspace, CancellationToken stop) =>
        await ServedByAsync(workspace, stop) is { } organisation && !IsLeft(organisation) ? organisation : null;

    public async Task<ImmutableArray<string>> ServedAsync(string organisation, string? after, CancellationToken stop)
    {
        var rows = await installations.RangeAsync(ServedBy(organisation, after is null ? "" : TableKey.Of(after)), stop, Installation.ServedMax);
        return [.. rows.Readable(row => row.Text("Workspace")).Order(StringComparer.Ordinal)];
    }

    public Task LeaveAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop)
    {
        Bounds.CheckServed(workspaces.Length);
        stop.ThrowIfCancellationRequested();
        return KeptTable.EachAsync(workspaces, workspace => installations.ChangeAsync(Served, TableKey.Of(workspace), row =>
        {
            var isTheirs = row.Text("Organisation") == organisation;
            row["Organisation"] = Installation.LeftOf(organisation);
            return isTheirs;
        }));
    }

    async Task<Installation?> OwnAsync(string workspace, CancellationToken stop) =>
        (await installations.FindAsync(Installed, TableKey.Of(workspace), stop))?.Read(Row);

    async Task<string?> ServedByAsync(string workspace, CancellationToken stop) =>
        (await installations.FindAsync(Served, TableKey.Of(workspace), stop))?.Read(row => row.Text("Organisation"));

    static string ServedBy(string organisation, string after) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {Served} and RowKey gt {after} and Organisation eq {organisation}");

    static bool IsLeft(string organisation) => organisation.StartsWith(Installation.LeftMark, StringComparison.Ordinal);

    static TableEntity Row(string organisation, string workspace) =>
        new(Served, TableKey.Of(workspace)) { { "Workspace", workspace }, { "Organisation", organisation } };

    static Installation Row(TableEntity row) => new(row.Text("Workspace"), row.Id("Id"), row.Bytes("Secret"));
}
