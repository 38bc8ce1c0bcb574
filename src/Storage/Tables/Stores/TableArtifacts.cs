using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// One row a contribution, one partition a session, in plain columns. All rows of an activity are written anew under a mark of their own, in the order of
/// their keys; then one row of the index says that these are the ones, and those before go. Who reads meanwhile gets the ones before or the ones after.
/// Where all rows are named and say the same as before nothing is written.
/// </summary>
sealed class TableArtifacts(KeptTable artifacts, KeptTable index, TimeProvider time) : IArtifacts
{
    const string Head = "rows!-";
    const int MarkLength = 8;
    const string DayFormat = "yyyy-MM-dd";

    /// <summary>Rows under a mark that no head names may be just being written; after so long they are not.</summary>
    static readonly TimeSpan WritingMax = TimeSpan.FromHours(1);

    public async Task ReplaceAsync(SessionId session, int activity, ImmutableArray<Artifact> rows, CancellationToken stop)
    {
        Bounds.Check(activity, rows);
        stop.ThrowIfCancellationRequested();
        var (partition, unlinked) = (TableKey.Of(session.Value), Unlinked.From(rows));
        var head = await index.FindAsync(partition, HeadOf(activity), default);
        if (rows.All(row => row.Author is not null) && await IsSameAsync(partition, activity, head, unlinked))
        {
            return;
        }

        var mark = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", MarkLength);
        await KeptTable.EachAsync(unlinked, row => artifacts.PutAsync(Row(session, row, mark)));
        var before = await SwitchAsync(partition, activity, rows.IsEmpty ? "" : mark, rows.Length);
        await TidyAsync(partition, activity, before);
    }

    public async Task<ImmutableArray<Artifact>> ReadAsync(SessionId session, CancellationToken stop)
    {
        ImmutableArray<Artifact> read = [];
        await artifacts.TryAsync(async () =>
        {
            var heads = await HeadsAsync(session, stop);
            var rows = await artifacts.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), stop);
            var ours = rows.FindAll(row => heads.Contains(row.Read(one => (one.Number("Activity"), one.Text("Mark")))));
            read = [.. ours.Select(row => row.Read(Artifact)).OrderBy(row => row.Activity).ThenBy(row => row.Key, StringComparer.Ordinal)];
            return heads.SetEquals(await HeadsAsync(session, stop)); // else others have taken their place meanwhile
        });
        return read;
    }

    async Task<HashSet<(int Activity, string Mark)>> HeadsAsync(SessionId session, CancellationToken stop)
    {
        var heads = await index.RangeAsync(KeptTable.In(TableKey.Of(session.Value), Head), stop);
        return [.. heads.Select(head => head.Read(one => (one.Number("Activity"), one.Text("Mark"))))];
    }

    public async Task DeleteAsync(SessionId session)
    {
        await index.RemoveAllAsync(KeptTable.In(TableKey.Of(session.Value), Head));
        await artifacts.RemoveAllAsync(KeptTable.In(TableKey.Of(session.Value)));
    }

    async Task<bool> IsSameAsync(string partition, int activity, TableEntity? head, ImmutableArray<Artifact> rows)
    {
        if (head is null || head.Read(one => one.Number("Rows")) != rows.Length)
        {
            return head is null && rows.IsEmpty;
        }

        var there = await artifacts.RangeAsync(KeptTable.In(partition, Prefix(activity, head.Text("Mark"))), default);
        return there.Select(row => row.Read(Artifact)).OrderBy(row => row.Key, StringComparer.Ordinal).SequenceEqual(rows);
    }

    /// <returns>The mark before; null for none.</returns>
    async Task<string?> SwitchAsync(string partition, int activity, string mark, int rows)
    {
        var next = new TableEntity(partition, HeadOf(activity)) { { "Activity", activity }, { "Mark", mark }, { "Rows", rows } };
        TableEntity? known = null;
        await index.TryAsync(async () =>
        {
            known = await index.FindAsync(partition, next.RowKey, default);
            return known is null ? await index.AddAsync(next) : await index.SwapAsync(next, known.ETag);
        });
        return known?.GetString("Mark");
    }

    /// <summary>Those before go, and what somebody left half written long ago.</summary>
    async Task TidyAsync(string partition, int activity, string? before)
    {
        var rows = await artifacts.RangeAsync(KeptTable.In(partition, Prefix(activity, "")), default, select: ["Timestamp"]);
        var head = await index.FindAsync(partition, HeadOf(activity), default);
        bool IsOf(TableEntity row, string? mark) => !string.IsNullOrEmpty(mark) && row.RowKey.StartsWith(Prefix(activity, mark), StringComparison.Ordinal);
        var gone = rows.Where(row => !IsOf(row, head?.GetString("Mark")) && (IsOf(row, before) || row.Timestamp < time.GetUtcNow() - WritingMax));
        await KeptTable.EachAsync(gone, row => artifacts.RemoveAsync(row.PartitionKey, row.RowKey));
    }

    static TableEntity Row(SessionId session, Artifact row, string mark)
    {
        var entity = new TableEntity(TableKey.Of(session.Value), Prefix(row.Activity, mark) + TableKey.Of(row.Key))
        {
            { "Session", session.Value },
            { "Activity", row.Activity },
            { "Kind", row.Kind },
            { "Value", row.Value },
            { "By", row.Author },
            { "BuildsOn", row.BuildsOn },
            { "People", row.People },
            { "Owner", row.Owner },
            { "Due", row.Due?.ToString(DayFormat, CultureInfo.InvariantCulture) },
            { "State", row.State },
            { "Key", row.Key },
            { "Mark", mark },
        };
        return entity.With("Text", row.Text);
    }

    static Artifact Artifact(TableEntity row) =>
        new(row.Number("Activity"), row.Text("Key"), row.Text("Kind"), row.LongText("Text"), row.GetInt32("Value"), row.GetString("By"))
        {
            BuildsOn = row.GetString("BuildsOn"),
            People = row.GetInt32("People"),
            Owner = row.GetString("Owner"),
            Due = row.GetString("Due") is { } due ? DateOnly.ParseExact(due, DayFormat, CultureInfo.InvariantCulture) : null,
            State = row.GetString("State"),
        };

    static string HeadOf(int activity) => Head + activity.ToString("d10", CultureInfo.InvariantCulture);

    static string Prefix(int activity, string mark) => string.Create(CultureInfo.InvariantCulture, $"{activity:d10}-{mark}{(mark is "" ? "" : "-")}");
}
