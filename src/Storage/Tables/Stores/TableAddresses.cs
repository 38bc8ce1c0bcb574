using System.Collections.Immutable;

namespace CoCreateBot.Storage.Tables;

/// <summary>A row a place, and before it one by team. One by team that its place does not bear out counts for nothing.</summary>
sealed class TableAddresses(KeptTable addresses) : IAddresses
{
    public const string Row = "address";
    public const string OfTeam = "team!-";

    public Task PutAsync(ImmutableArray<Address> all, CancellationToken stop)
    {
        Bounds.Check(all);
        stop.ThrowIfCancellationRequested();
        return KeptTable.EachAsync(all.Reverse().DistinctBy(one => one.Place, StringComparer.Ordinal), PutAsync); // of one place the last
    }

    public async Task<bool> SwapAsync(Address? known, Address address, CancellationToken stop)
    {
        Bounds.Check([address]);
        stop.ThrowIfCancellationRequested();
        var row = await addresses.FindAsync(TableKey.Partition(address.Place), Row, default);
        if (row?.Read(Address) != known)
        {
            return false;
        }

        await PutTeamAsync(address);
        return row is null ? await addresses.AddAsync(RowOf(address)) : await addresses.SwapAsync(RowOf(address), row.ETag);
    }

    public async Task<Address?> FindAsync(string place, CancellationToken stop) =>
        (await addresses.FindAsync(TableKey.Partition(place), Row, stop))?.Read(Address);

    public async Task<ImmutableArray<Address>> OfTeamAsync(string team, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        var rows = await addresses.RangeAsync(KeptTable.In(TeamOf(team)), stop);
        var found = await KeptTable.EachAsync([.. rows.Readable(row => row.Text("Place"))], place => FindAsync(place, stop));
        return [.. found.OfType<Address>().Where(one => one.Team == team).Take(max)];
    }

    public async Task RemoveAsync(string place)
    {
        var known = await addresses.FindAsync(TableKey.Partition(place), Row, default);
        await (known?.GetString("Team") is { } team ? addresses.RemoveAsync(TeamOf(team), TableKey.Of(place)) : Task.CompletedTask);
        await addresses.RemoveAsync(TableKey.Partition(place), Row);
    }

    async Task PutAsync(Address one)
    {
        await PutTeamAsync(one);
        await addresses.PutAsync(RowOf(one));
    }

    Task PutTeamAsync(Address one) => one.Team is { } team
        ? addresses.PutAsync(new(TeamOf(team), TableKey.Of(one.Place)) { { "Place", one.Place } })
        : Task.CompletedTask;

    static TableEntity RowOf(Address one) => new(TableKey.Partition(one.Place), Row)
    {
        { "Place", one.Place },
        { "Service", one.Service },
        { "Kind", one.Kind },
        { "Team", one.Team },
        { "Member", one.Member },
        { "Chat", one.Chat },
        { "Hears", one.Hears },
        { "IsDead", one.IsDead },
    };

    static string TeamOf(string team) => OfTeam + TableKey.Partition(team);

    static Address Address(TableEntity row) => new(
        row.Text("Place"),
        row.Text("Service"),
        row.Text("Kind"),
        row.GetString("Team"),
        row.GetString("Member"),
        row.GetString("Chat"),
        row.Is("Hears"),
        row.Is("IsDead"));
}
