using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// What somebody set, and which sessions they are in. Their partition is what is behind the last slash of their key: the keys that one human has in the
/// workspaces of an organisation end alike, so that all of them are asked for in one go.
/// </summary>
sealed class TablePeople(KeptTable people, KeptTable erasings, TableAddresses places) : IPeople
{
    /// <summary>So the key of a row begins that holds what somebody set.</summary>
    public const string Set = "set!-";

    const string Joined = "in!-";
    const string Owed = "owed";

    public async Task<PersonSettings?> FindAsync(string person, CancellationToken stop) =>
        (await people.FindAsync(PartitionOf(person), Set + TableKey.Of(person), stop))?.Read(Settings);

    public async Task<ImmutableDictionary<string, PersonSettings>> FindAsync(ImmutableArray<string> of, CancellationToken stop)
    {
        Bounds.CheckKeys(of);
        var asked = of.ToHashSet(StringComparer.Ordinal);
        var rows = await OfAsync(of, person => person is null ? Set : Set + TableKey.Of(person), stop);
        return rows.Readable(row => (Person: row.Text("Person"), Settings: Settings(row)))
            .Where(row => asked.Contains(row.Person))
            .ToImmutableDictionary(row => row.Person, row => row.Settings, StringComparer.Ordinal);
    }

    public Task PutAsync(string person, PersonSettings settings, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return people.PutAsync(new(PartitionOf(person), Set + TableKey.Of(person))
        {
            { "Person", person },
            { "Language", settings.Language },
            { "Quiet", settings.Quiet?.Written() },
        });
    }

    public Task RemoveAsync(string person, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return people.RemoveAsync(PartitionOf(person), Set + TableKey.Of(person));
    }

    public Task OweAsync(OwedErasing owed, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return erasings.PutAsync(Row(owed));
    }

    public async Task<bool> SwapOwedAsync(OwedErasing known, OwedErasing owed, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var row = await erasings.FindAsync(Owed, TableKey.Of(known.Person), default);
        return row?.Read(Erasing) == known && await erasings.SwapAsync(Row(owed), row.ETag);
    }

    public async Task<ImmutableArray<OwedErasing>> OwedAsync(string begins, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        var rows = await erasings.RangeAsync(KeptTable.In(Owed, TableKey.Of(begins)), stop, max);
        return [.. rows.Readable(Erasing).OrderBy(one => one.Person, StringComparer.Ordinal)];
    }

    public async Task<OwedErasing?> FindOwedAsync(string person, CancellationToken stop) =>
        (await erasings.FindAsync(Owed, TableKey.Of(person), stop))?.Read(Erasing);

    public async Task SettleAsync(string person, ImmutableArray<string> addresses, CancellationToken stop)
    {
        Bounds.CheckPlaces(addresses);
        stop.ThrowIfCancellationRequested();
        await KeptTable.EachAsync(addresses.Distinct(StringComparer.Ordinal), places.RemoveAsync);
        await erasings.RemoveAsync(Owed, TableKey.Of(person)); // by it the next try knows that there is something to do
    }

    public Task JoinAsync(SessionId session, string person) =>
        people.PutAsync(new(PartitionOf(person), RowOf(session, person)) { { "Person", person }, { "Session", session.Value } });

    public Task LeaveAsync(SessionId session, string person) => people.RemoveAsync(PartitionOf(person), RowOf(session, person));

    public async Task<ImmutableArray<(string Person, SessionId Session)>> JoinedAsync(ImmutableArray<string> of, CancellationToken stop)
    {
        var asked = of.ToHashSet(StringComparer.Ordinal);
        var rows = await OfAsync(of, person => person is null ? Joined : RowOf(person), stop);
        return [.. rows.Readable(row => (row.Text("Person"), new SessionId(row.Text("Session")))).Where(row => asked.Contains(row.Item1))];
    }

    /// <param name="begins">As rows of one person begin; of null, as those of all do.</param>
    async Task<IEnumerable<TableEntity>> OfAsync(ImmutableArray<string> of, Func<string?, string> begins, CancellationToken stop)
    {
        var humans = of.Distinct(StringComparer.Ordinal).GroupBy(PartitionOf, StringComparer.Ordinal).ToList();
        var rows = await KeptTable.EachAsync(
            humans, keys => people.RangeAsync(KeptTable.In(keys.Key, begins(keys.Take(2).Count() == 1 ? keys.First() : null)), stop));
        return rows.SelectMany(some => some);
    }

    static string PartitionOf(string person) => TableKey.Partition(person[(person.LastIndexOf('/') + 1)..]);

    static string RowOf(string person) => Joined + TableKey.Of(person) + TableKey.Between;

    static string RowOf(SessionId session, string person) => RowOf(person) + TableKey.Of(session.Value);

    static TableEntity Row(OwedErasing owed) => new(Owed, TableKey.Of(owed.Person))
    {
        { "Person", owed.Person },
        { "Delivery", owed.Delivery },
        { "IsDone", owed.IsDone },
    };

    static OwedErasing Erasing(TableEntity row) => new(row.Text("Person"), row.Text("Delivery"), row.Is("IsDone"));

    static PersonSettings Settings(TableEntity row) => new(row.GetString("Language"), row.GetString("Quiet") is { } quiet ? QuietHours.Of(quiet) : null);
}
