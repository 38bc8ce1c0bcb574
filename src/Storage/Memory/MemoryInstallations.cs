using System.Collections.Immutable;

namespace CoCreateBot.Storage.Memory;

sealed class MemoryInstallations : IInstallations
{
    readonly MemoryRows<string, Installation> installations = new();
    readonly Dictionary<string, string> served = new(StringComparer.Ordinal); // only within the rows' turn

    public Task PutAsync(Installation installation, CancellationToken stop)
    {
        Bounds.Check(installation);
        return installations.DoAsync(rows => rows[installation.Workspace] = installation, stop);
    }

    public Task<bool> ReplaceAsync(Guid known, Installation installation, CancellationToken stop)
    {
        Bounds.Check(installation);
        return installations.DoAsync(
            rows =>
            {
                var isThere = rows.TryGetValue(installation.Workspace, out var row) && row.Id == known;
                if (isThere)
                {
                    rows[installation.Workspace] = installation;
                }

                return isThere;
            },
            stop);
    }

    public Task<Installation?> FindAsync(string workspace, CancellationToken stop) => installations.DoAsync(
        rows => rows.GetValueOrDefault(workspace)
            ?? (served.TryGetValue(workspace, out var organisation) ? rows.GetValueOrDefault(organisation) : null),
        stop);

    public Task<ImmutableArray<Installation>> ReadAsync(int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return installations.DoAsync<ImmutableArray<Installation>>(
            rows => [.. rows.Values.OrderBy(row => row.Workspace, StringComparer.Ordinal).Take(max)], stop);
    }

    public Task<bool> RemoveAsync(string workspace, Guid? known, CancellationToken stop) => installations.DoAsync(
        rows =>
        {
            if (rows.TryGetValue(workspace, out var row) && row.Id != known)
            {
                return false;
            }

            foreach (var one in served.Where(one => one.Value == workspace).Select(one => one.Key).ToList())
            {
                served.Remove(one);
            }

            rows.Remove(workspace);
            return true;
        },
        stop);

    public Task ServeAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop)
    {
        Bounds.CheckServed(workspaces.Length);
        return installations.DoAsync(
            _ =>
            {
                foreach (var workspace in workspaces)
                {
                    served[workspace] = organisation;
                }

                return workspaces.Length;
            },
            stop);
    }

    public Task LearnAsync(string organisation, string workspace, CancellationToken stop) => installations.DoAsync(
        _ => IsServed(workspace) ? organisation : served[workspace] = organisation, stop);

    public Task<string?> OrganisationOfAsync(string workspace, CancellationToken stop) =>
        installations.DoAsync(_ => IsServed(workspace) ? served[workspace] : null, stop);

    public Task<ImmutableArray<string>> ServedAsync(string organisation, string? after, CancellationToken stop) =>
        installations.DoAsync<ImmutableArray<string>>(
            _ =>
            [
                .. served.Where(one => one.Value == organisation && string.CompareOrdinal(one.Key, after) > 0).Select(one => one.Key)
                    .Order(StringComparer.Ordinal).Take(Installation.ServedMax),
            ],
            stop);

    public Task LeaveAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop)
    {
        Bounds.CheckServed(workspaces.Length);
        return installations.DoAsync(
            _ =>
            {
                foreach (var workspace in workspaces.Where(one => served.TryGetValue(one, out var by) && by == organisation))
                {
                    served[workspace] = Installation.LeftOf(organisation);
                }

                return workspaces.Length;
            },
            stop);
    }

    bool IsServed(string workspace) =>
        served.TryGetValue(workspace, out var by) && !by.StartsWith(Installation.LeftMark, StringComparison.Ordinal);

    public Task<ImmutableArray<StoredKey>> ServedAsync(CancellationToken stop) =>
        installations.DoAsync<ImmutableArray<StoredKey>>(_ => [.. served.Select(one => new StoredKey(one.Key, one.Value))], stop);
}
