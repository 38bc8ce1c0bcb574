using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// Each member has two rows: by person and by session. That by person is written first and goes last, so that whatever a crash leaves behind is found by
/// who erases somebody.
/// </summary>
sealed class TableMembers(KeptTable members, TablePeople people, TableDirectory directory) : IMembers
{
    public async Task PutAsync(SessionId session, string person, CancellationToken stop, string? zone = null)
    {
        stop.ThrowIfCancellationRequested();
        await people.JoinAsync(session, person);
        await members.MergeAsync(new(TableKey.Of(session.Value), TableKey.Of(person)) { { "Person", person }, { "Zone", zone } });
    }

    public async Task<ImmutableArray<string>> ReadAsync(SessionId session, CancellationToken stop) =>
        [.. (await RowsAsync(session, stop)).Select(row => row.Read(one => one.Text("Person"))).Order(StringComparer.Ordinal)];

    public async Task<ImmutableArray<MemberZone>> ZonesAsync(SessionId session, CancellationToken stop)
    {
        var rows = await RowsAsync(session, stop);
        return
        [
            .. rows.Select(row => row.Read(one => one.GetString("Zone") is { } zone ? new MemberZone(one.Text("Person"), zone) : null))
                .OfType<MemberZone>()
                .OrderBy(one => one.Person, StringComparer.Ordinal),
        ];
    }

    public async Task RemoveAsync(SessionId session, string person, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await members.RemoveAsync(TableKey.Of(session.Value), TableKey.Of(person));
        await people.LeaveAsync(session, person);
    }

    public Task<ImmutableArray<MemberSession>> SessionsOfAsync(string person, int max, CancellationToken stop) => SessionsOfAsync([person], max, stop);

    /// <summary>Costs one question for each session that they were ever in, many at one time: the rows by person do not tell who came when.</summary>
    public async Task<ImmutableArray<MemberSession>> SessionsOfAsync(ImmutableArray<string> of, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        Bounds.CheckKeys(of);
        var sessions = (await people.JoinedAsync(of, stop)).Select(one => one.Session).Distinct().ToList();
        return Listed.Of(await KeptTable.EachAsync(sessions, session => directory.TimesAsync(session, stop)), max);
    }

    public async Task<ImmutableArray<string>> KnownAsync(ImmutableArray<string> of, CancellationToken stop)
    {
        Bounds.CheckKeys(of);
        var known = (await people.JoinedAsync(of, stop)).Select(one => one.Person).ToHashSet(StringComparer.Ordinal);
        return [.. of.Where(known.Contains)];
    }

    /// <summary>Here that by session is the one that goes last: by it the next try finds the other.</summary>
    public async Task DeleteAsync(SessionId session) => await KeptTable.EachAsync(await RowsAsync(session, default), async row =>
    {
        await people.LeaveAsync(session, row.Text("Person"));
        await members.RemoveAsync(row.PartitionKey, row.RowKey);
    });

    Task<List<TableEntity>> RowsAsync(SessionId session, CancellationToken stop) => members.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), stop);
}
