using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// A picture's bytes lie in as many rows as they need; last of all one under its id says that they are all there. How many bytes a session's pictures have is
/// counted anew with each change of them, so that the sum of all is a row a session.
/// </summary>
sealed class TablePictures(KeptTable pictures, KeptTable index, TimeProvider time) : IPictures
{
    /// <summary>Small enough to be sent in the time that one try has.</summary>
    const int PartBytes = 4 * TableLimits.BinaryBytesMax;

    /// <summary>A picture comes before the commit that names it; after so long that has come, or never comes.</summary>
    static readonly TimeSpan WritingMax = TimeSpan.FromMinutes(10);

    const string Sums = "pictures";

    public async Task PutAsync(SessionId session, StoredPicture picture, CancellationToken stop)
    {
        Bounds.Check(picture);
        stop.ThrowIfCancellationRequested();
        var partition = TableKey.Of(session.Value);
        if (await pictures.FindAsync(partition, picture.Id, default) is not null)
        {
            return;
        }

        var parts = Enumerable.Range(0, (picture.Bytes.Length + PartBytes - 1) / PartBytes);
        await KeptTable.EachAsync(parts, part => pictures.PutAsync(new TableEntity(partition, PartOf(picture.Id, part))
            .With("Bytes", picture.Bytes.Slice(part * PartBytes, LengthOf(part, picture.Bytes.Length)))));
        await pictures.InsertAsync(new(partition, picture.Id) { { "Type", picture.Type }, { "Length", picture.Bytes.Length } });
        await CountAsync(session);
    }

    public async Task<StoredPicture?> FindAsync(SessionId session, string id, CancellationToken stop)
    {
        var partition = TableKey.Of(session.Value);
        if (await pictures.FindAsync(partition, TableKey.Of(id), stop) is not { } row)
        {
            return null;
        }

        var (type, length) = row.Read(one => (one.Text("Type"), one.Number("Length")));
        var parts = await pictures.RangeAsync(KeptTable.In(partition, $"{id}-"), stop);
        return parts.Count != (length + PartBytes - 1) / PartBytes
            ? null // it is just being deleted
            : new(id, type, parts.SelectMany((part, n) => part.Read(one => one.Bytes("Bytes", LengthOf(n, length)))).ToArray());
    }

    public async Task<long> BytesAsync(CancellationToken stop) =>
        (await index.RangeAsync(KeptTable.In(Sums), stop)).Readable(row => row.Long("Bytes")).Sum();

    public async Task KeepOnlyAsync(SessionId session, ImmutableHashSet<string> ids, CancellationToken stop, ImmutableHashSet<string>? gone = null)
    {
        stop.ThrowIfCancellationRequested();
        var rows = await pictures.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), default, select: ["Timestamp"]);
        var others = rows.FindAll(row => row.RowKey.Split('-')[0] is var id && !ids.Contains(id) && (gone is null || gone.Contains(id) || IsOld(row)));
        if (others.Count == 0)
        {
            return;
        }

        var parts = others.ToLookup(row => row.RowKey.Contains('-', StringComparison.Ordinal));
        await KeptTable.EachAsync(parts[false], RemoveAsync);
        await CountAsync(session); // before the parts, by which the next try knows that there is something to do
        await KeptTable.EachAsync(parts[true], RemoveAsync);

        Task RemoveAsync(TableEntity row) => pictures.RemoveAsync(row.PartitionKey, row.RowKey);
    }

    bool IsOld(TableEntity row) => row.Timestamp < time.GetUtcNow() - WritingMax;

    Task CountAsync(SessionId session) => index.TryAsync(async () =>
    {
        var known = await index.FindAsync(Sums, TableKey.Of(session.Value), default);
        var rows = await pictures.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), default, select: ["Length"]);
        var sum = new TableEntity(Sums, TableKey.Of(session.Value)) { { "Bytes", rows.Sum(row => (long)(row.GetInt32("Length") ?? 0)) } };
        return (known, sum.Long("Bytes")) switch
        {
            (null, 0) => true,
            (null, _) => await index.AddAsync(sum),
            (_, 0) => await index.RemoveAsync(known),
            _ => await index.SwapAsync(sum, known.ETag),
        };
    });

    static int LengthOf(int part, int all) => Math.Min(PartBytes, all - (part * PartBytes));

    static string PartOf(string id, int part) => string.Create(CultureInfo.InvariantCulture, $"{id}-{part:d3}");
}
