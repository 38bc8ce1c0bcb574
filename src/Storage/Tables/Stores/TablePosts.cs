using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

sealed class TablePosts(KeptTable posts) : IPosts
{
    const int KnownMax = 20_000;

    readonly KnownRows<(SessionId, VenueId, string)> rows = new(KnownMax);

    public Task PutAsync(PostedSlot slot, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        rows.Forget(KeyOf(slot));
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
        var all = await posts.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), stop);
        return
        [
            .. all.Select(row => Know(row.Read(one => Slot(session, one)), row))
                .OrderBy(slot => slot.Venue.Value, StringComparer.Ordinal)
                .ThenBy(slot => slot.Slot, StringComparer.Ordinal),
        ];
    }

    Task<TableEntity?> AsKnownAsync(PostedSlot slot) => rows.AsExpectedAsync(
        KeyOf(slot),
        row => row.Read(one => Slot(slot.Session, one)) == slot,
        () => posts.FindAsync(TableKey.Of(slot.Session.Value), RowKeyOf(slot), default));

    PostedSlot Know(PostedSlot slot, TableEntity row)
    {
        rows.Know(KeyOf(slot), row);
        return slot;
    }

    public Task DeleteAsync(SessionId session) => posts.RemoveAllAsync(KeptTable.In(TableKey.Of(session.Value)));

    static (SessionId, VenueId, string) KeyOf(PostedSlot slot) => (slot.Session, slot.Venue, slot.Slot);

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
