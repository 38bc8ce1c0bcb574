using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

sealed class TablePosts(KeptTable posts) : IPosts
{
    public Task PutAsync(PostedSlot slot, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return posts.PutAsync(new(TableKey.Of(slot.Session.Value), TableKey.Of(slot.Venue.Value, slot.Slot))
        {
            { "Venue", slot.Venue.Value },
            { "Slot", slot.Slot },
            { "Key", slot.Key },
            { "Message", slot.MessageId },
            { "Hash", slot.Hash },
            { "Failure", slot.Failure },
        });
    }

    public async Task<ImmutableArray<PostedSlot>> ReadAsync(SessionId session, CancellationToken stop)
    {
        var rows = await posts.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), stop);
        return
        [
            .. rows.Select(row => row.Read(one => Slot(session, one)))
                .OrderBy(slot => slot.Venue.Value, StringComparer.Ordinal)
                .ThenBy(slot => slot.Slot, StringComparer.Ordinal),
        ];
    }

    public Task DeleteAsync(SessionId session) => posts.RemoveAllAsync(KeptTable.In(TableKey.Of(session.Value)));

    static PostedSlot Slot(SessionId session, TableEntity row) => new(
        session, new(row.Text("Venue")), row.Text("Slot"), row.Id("Key"), row.GetString("Message"), row.Text("Hash"), row.GetString("Failure"));
}
