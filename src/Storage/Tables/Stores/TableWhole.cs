using System.Collections.Immutable;
using System.Diagnostics;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>The keys of whole tables, page by page, and of the columns only those that are needed.</summary>
sealed class TableWhole(ImmutableDictionary<string, KeptTable> tables, TableSchedules schedules, TableTrouble trouble) : IWhole
{
    static readonly ImmutableArray<string> OfSessions = ["Log", "Keys", "Posts", "Artifacts", "Members"];
    static readonly ImmutableArray<string> OfVenues = ["Directory", "Recipes", "Schedules", "Rooms"];

    public async Task<ImmutableArray<StoredKey>> KeysAsync(KeyedKind of, CancellationToken stop) => of switch
    {
        KeyedKind.Session => await PartitionsAsync(OfSessions, stop),
        KeyedKind.Venue => await PartitionsAsync(OfVenues, stop),
        KeyedKind.Guest => await RowsAsync("Guests", row => new(IdOf(row.PartitionKey), IdOf(row.RowKey)), stop),
        KeyedKind.Link => await RowsAsync("Links", row => new(row.Text("Venue"), row.Text("Hash")), stop, "Venue", "Hash"),
        KeyedKind.Invitation => await RowsAsync("Invitations", row => new(row.Text("Hash")), stop, "Hash"),
        KeyedKind.Picture => await RowsAsync("Pictures", row => IsPart(row) ? null : new(IdOf(row.PartitionKey), IdOf(row.RowKey)), stop),
        KeyedKind.Person => await RowsAsync("People", row => IsSet(row) ? new(row.Text("Person")) : null, stop, "Person"),
        KeyedKind.Erasing => await RowsAsync("Erasings", row => new(row.Text("Person")), stop, "Person"),
        KeyedKind.Address => await RowsAsync("Addresses", row => IsPlace(row) ? new(row.Text("Place")) : null, stop, "Place"),
        KeyedKind.Served => await RowsAsync(
            "Installations", row => IsServed(row) ? new(row.Text("Workspace"), row.Text("Organisation")) : null, stop, "Workspace", "Organisation"),
        _ => throw new UnreachableException(),
    };

    public Task PutAsync(Schedule schedule, CancellationToken stop) => schedules.PutAsync(schedule, stop);

    public Task PutAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop) => schedules.PutAsync(venue, calendar, stop);

    public Task<int> LastNumberAsync(VenueId venue, CancellationToken stop) => schedules.LastNumberAsync(venue, stop);

    public Task PutLastNumberAsync(VenueId venue, int last, CancellationToken stop) => schedules.PutLastNumberAsync(venue, last, stop);

    async Task<ImmutableArray<StoredKey>> PartitionsAsync(ImmutableArray<string> of, CancellationToken stop)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in of)
        {
            await foreach (var row in AllAsync(table, [], stop))
            {
                found.Add(row.PartitionKey);
            }
        }

        return [.. found.Select(partition => new StoredKey(IdOf(partition)))];
    }

    /// <param name="key">Gives null for a row that stands beside what is looked for.</param>
    async Task<ImmutableArray<StoredKey>> RowsAsync(string table, Func<TableEntity, StoredKey?> key, CancellationToken stop, params string[] select)
    {
        var found = ImmutableArray.CreateBuilder<StoredKey>();
        await foreach (var row in AllAsync(table, select, stop))
        {
            if (row.Read(key) is { } one)
            {
                found.Add(one);
            }
        }

        return found.DrainToImmutable();
    }

    IAsyncEnumerable<TableEntity> AllAsync(string table, string[] select, CancellationToken stop) =>
        tables[table].RowsAsync(TableClient.CreateQueryFilter($"PartitionKey ge {""}"), TableLimits.PageRowsMax, select, stop);

    string IdOf(string key) => TableKey.IdOf(key) ?? throw trouble.Cut();

    static bool IsPart(TableEntity row) => row.RowKey.Contains('-', StringComparison.Ordinal);

    static bool IsSet(TableEntity row) => row.RowKey.StartsWith(TablePeople.Set, StringComparison.Ordinal);

    static bool IsPlace(TableEntity row) => row.RowKey == TableAddresses.Row && !row.PartitionKey.StartsWith(TableAddresses.OfTeam, StringComparison.Ordinal);

    static bool IsServed(TableEntity row) => row.PartitionKey == TableInstallations.Served;
}
