using System.Collections.Concurrent;
using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

sealed class TablePosts(KeptTable posts) : IPosts
{
    /// <summary>Rows that are remembered; beyond it all are forgotten, and each is read once more before it is swapped.</summary>
    const int KnownMax = 20_000;

    /// <summary>As they were last read or written from here, so that a swap is one request.</summary>
    readonly ConcurrentDictionary<(SessionId, VenueId, string), TableEntity> known = new();

    public Task PutAsync(PostedSlot slot, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        known.TryRemove((slot.Session, slot.Venue, slot.Slot), out _);
        return posts.PutAsync(RowOf(slot));
    }

    public async Task<bool> SwapAsync(PostedSlot? known, PostedSlot slot, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var row = RowOf(slot);
        var isSwapped = known is null ? await posts.AddAsync(row)
            : await AsKnownAsync(known) is { } there && await posts.SwapAsync(row, there.ETag);
        if (isSwapped)
        {
            Know(slot, row);
        }

        return isSwapped;
    }

    public async Task<ImmutableArray<PostedSlot>> ReadAsync(SessionId session, CancellationToken stop)
    {
        var rows = await posts.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), stop);
        return
        [
            .. rows.Select(row => Know(row.Read(one => Slot(session, one)), row))
                .OrderBy(slot => slot.Venue.Value, StringComparer.Ordinal)
                .ThenBy(slot => slot.Slot, StringComparer.Ordinal),
        ];
    }

    async Task<TableEntity?> AsKnownAsync(PostedSlot slot)
    {
        var row = known.TryRemove((slot.Session, slot.Venue, slot.Slot), out var one) && Is(one) ? one
            : await posts.FindAsync(TableKey.Of(slot.Session.Value), RowKeyOf(slot), default);
        return row is not null && Is(row) ? row : null;

        bool Is(TableEntity row) => row.Read(one => Slot(slot.Session, one)) == slot;
    }

    PostedSlot Know(PostedSlot slot, TableEntity row)
    {
        if (known.Count >= KnownMax)
        {
            known.Clear();
        }

        if (row.ETag != default)
        {
            known[(slot.Session, slot.Venue, slot.Slot)] = row;
        }

        return slot;
    }

    public Task DeleteAsync(SessionId session) => posts.RemoveAllAsync(KeptTable.In(TableKey.Of(session.Value)));

    static string RowKeyOf(PostedSlot slot) => TableKey.Of(slot.Venue.Value, slot.Slot);

    static TableEntity RowOf(PostedSlot slot) => new(TableKey.Of(slot.Session.Value), RowKeyOf(slot))
    {
        { "Venue", slot.Venue.Value },
        { "Slot", slot.Slot },
        { "Key", slot.Key },
        { "Message", slot.MessageId },
        { "Hash", slot.Hash },
        { "Failure", slot.Failure },
    };

    static PostedSlot Slot(SessionId session, TableEntity row) => new(
        session, new(row.Text("Venue")), row.Text("Slot"), row.Id("Key"), row.GetString("Message"), row.Text("Hash"), row.GetString("Failure"));
}
