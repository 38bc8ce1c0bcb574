using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Memory;

sealed class MemoryPictures : IPictures
{
    readonly MemoryRows<(SessionId Session, string Id), StoredPicture> pictures = new();

    public Task PutAsync(SessionId session, StoredPicture picture, CancellationToken stop)
    {
        Bounds.Check(picture);
        var kept = picture with { Bytes = picture.Bytes.ToArray() };
        return pictures.DoAsync(rows => rows.TryAdd((session, picture.Id), kept), stop);
    }

    public Task<StoredPicture?> FindAsync(SessionId session, string id, CancellationToken stop) =>
        pictures.DoAsync(rows => rows.GetValueOrDefault((session, id)), stop);

    public Task<long> BytesAsync(CancellationToken stop) => pictures.DoAsync(rows => rows.Values.Sum(picture => (long)picture.Bytes.Length), stop);

    public Task KeepOnlyAsync(
        SessionId session, ImmutableHashSet<string> ids, CancellationToken stop, ImmutableHashSet<string>? gone = null) => pictures.DoAsync(
        rows => rows.Keys.Where(key => key.Session == session && !ids.Contains(key.Id)).ToList().TrueForAll(rows.Remove), stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        pictures.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Session.Value, key.Id))], stop);
}
