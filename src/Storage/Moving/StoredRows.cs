using System.Runtime.InteropServices;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Moving;

/// <summary>All that a store holds, kind by kind, read by the same parts that the server reads by. Nobody may write meanwhile.</summary>
sealed class StoredRows(IStore store, CancellationToken stop)
{
    /// <summary>Keys of which is read at one time, and rows that are put at one time.</summary>
    public const int TogetherMax = 16;

    const int CommitsMax = 64;

    /// <summary>Some megabytes each: these are read and put one by one.</summary>
    public const string Pictures = "pictures";

    /// <summary>What makes sessions wake comes last.</summary>
    public async IAsyncEnumerable<StoredRow> ReadAsync()
    {
        foreach (var kind in (IAsyncEnumerable<StoredRow>[])[.. OfSessions(), .. OfVenues(), .. OfPeople(), DueAsync()])
        {
            await foreach (var row in kind.WithCancellation(stop))
            {
                yield return row;
            }
        }
    }

    IAsyncEnumerable<StoredRow>[] OfSessions() =>
    [
        ByAsync(KeyedKind.Session, async id => (await store.Keys.ReadAsync(new(id.First), stop)).Select(key => Row(new(id.First), key))),
        LogAsync(),
        ByAsync(KeyedKind.Session, async id => (await store.Artifacts.ReadAsync(new(id.First), stop)).GroupBy(row => row.Activity)
            .Select(rows => StoredRow.Of("artifacts", new(id.First), rows.Key, [.. rows]))),
        ByAsync(KeyedKind.Session, async id => (await store.Posts.ReadAsync(new(id.First), stop)).Select(Row)),
        ByAsync(KeyedKind.Session, MembersAsync),
        ByAsync(KeyedKind.Picture, async key => Of(await store.Pictures.FindAsync(new(key.First), key.Second, stop), one => StoredRow.Of(
            Pictures, (to, end) => to.Pictures.PutAsync(new(key.First), one, end), key.First, one.Id, one.Type, one.Bytes)), together: 1),
        ByAsync(KeyedKind.Link, async key => Of(await store.Links.FindAsync(new(key.First), key.Second, stop), one => StoredRow.Of(
            "links", (to, end) => to.Links.PutAsync([one], end), key.First, one.Hash, one.Session.Value, one.Taker, one.IsWithdrawn))),
        ByAsync(KeyedKind.Invitation, async key => Of(await store.Invitations.FindAsync(key.First, stop), one => StoredRow.Of(
            "invitations", (to, end) => to.Invitations.PutAsync(one, end), one.Hash, one.Session.Value, one.Until, one.Taker?.Value, one.IsWithdrawn))),
    ];

    IAsyncEnumerable<StoredRow>[] OfVenues() =>
    [
        ByAsync(KeyedKind.Venue, async key => Of(await store.Rooms.FindAsync(new(key.First), stop), one => StoredRow.Of(
            "rooms", (to, end) => to.Rooms.CreateAsync(one, end), key.First, one.Language, one.Zone, one.CreatedAt, one.IsByLink))),
        ByAsync(KeyedKind.Guest, async key => Of(await store.Rooms.FindGuestAsync(new(key.First), key.Second, stop), one => StoredRow.Of(
            "guests", (to, end) => to.Rooms.PutGuestAsync(new(key.First), one, end), key.First, one.Person, one.Name))),
        ByAsync(KeyedKind.Venue, async key => (await store.Recipes.ReadAsync(new(key.First), stop)).Select(one => StoredRow.Of(
            "recipes", (to, end) => to.Recipes.PutAsync(new(key.First), one, end), key.First, one.Name, string.Join('\n', one.Lines)))),
        ByAsync(KeyedKind.Venue, async key => (await store.Schedules.InVenueAsync(new(key.First), stop)).Select(Row)),
        ByAsync(KeyedKind.Venue, CalendarAsync),
        ByAsync(KeyedKind.Venue, LastNumberAsync),
        ByAsync(KeyedKind.Venue, async key => (await store.Directory.InVenueAsync(new(key.First), int.MaxValue, stop)).Select(one => StoredRow.Of(
            "directory", (to, end) => to.Directory.PutAsync(one, end), key.First, one.Session.Value, one.Title, one.OpenedAt, one.ClosedAt))),
    ];

    IAsyncEnumerable<StoredRow>[] OfPeople() =>
    [
        ByAsync(KeyedKind.Person, async key => Of(await store.People.FindAsync(key.First, stop), one => StoredRow.Of(
            "people", (to, end) => to.People.PutAsync(key.First, one, end), key.First, one.Language, one.Quiet?.Written()))),
        ByAsync(KeyedKind.Erasing, async key => Of(await store.People.FindOwedAsync(key.First, stop), one => StoredRow.Of(
            "erasings", (to, end) => to.People.OweAsync(one, end), one.Person, one.Delivery, one.IsDone))),
        ByAsync(KeyedKind.Address, async key => Of(await store.Addresses.FindAsync(key.First, stop), Row)),
        InstallationsAsync(),
        ByAsync(KeyedKind.Served, key => Task.FromResult<IEnumerable<StoredRow>>([StoredRow.Of(
            "served", (to, end) => to.Installations.ServeAsync(key.Second, [key.First], end), key.First, key.Second)])),
    ];

    async IAsyncEnumerable<StoredRow> ByAsync(KeyedKind of, Func<StoredKey, Task<IEnumerable<StoredRow>>> read, int together = TogetherMax)
    {
        foreach (var some in (await store.Whole.KeysAsync(of, stop)).Chunk(together))
        {
            foreach (var row in (await Task.WhenAll(some.Select(read))).SelectMany(rows => rows))
            {
                yield return row;
            }
        }
    }

    async IAsyncEnumerable<StoredRow> LogAsync()
    {
        foreach (var key in await store.Whole.KeysAsync(KeyedKind.Session, stop))
        {
            for (var after = 0L; await store.Log.ReadAsync(new(key.First), after, CommitsMax, stop) is [.., var last] commits; after = last.Number)
            {
                foreach (var one in commits)
                {
                    yield return Row(new(key.First), one);
                }
            }
        }
    }

    async Task<IEnumerable<StoredRow>> MembersAsync(StoredKey session)
    {
        var zones = (await store.Members.ZonesAsync(new(session.First), stop)).ToDictionary(one => one.Person, one => one.Zone, StringComparer.Ordinal);
        return (await store.Members.ReadAsync(new(session.First), stop)).Select(person => StoredRow.Of(
            "members",
            (to, end) => to.Members.PutAsync(new(session.First), person, end, zones.GetValueOrDefault(person)),
            session.First,
            person,
            zones.GetValueOrDefault(person)));
    }

    async Task<IEnumerable<StoredRow>> CalendarAsync(StoredKey venue)
    {
        var one = await store.Schedules.CalendarAsync(new(venue.First), stop);
        return one is { Skipped.IsEmpty: true, Quiet: null, Version: 0 } ? [] : [Row(new(venue.First), one)];
    }

    async Task<IEnumerable<StoredRow>> LastNumberAsync(StoredKey venue)
    {
        var last = await store.Whole.LastNumberAsync(new(venue.First), stop);
        return last == 0 ? [] : [StoredRow.Of("numbers", (to, end) => to.Whole.PutLastNumberAsync(new(venue.First), last, end), venue.First, last)];
    }

    async IAsyncEnumerable<StoredRow> InstallationsAsync()
    {
        foreach (var one in await store.Installations.ReadAsync(int.MaxValue, stop))
        {
            yield return StoredRow.Of("installations", (to, end) => to.Installations.PutAsync(one, end), one.Workspace, one.Id, one.Secret);
        }
    }

    async IAsyncEnumerable<StoredRow> DueAsync()
    {
        foreach (var one in await store.Due.UpToAsync(DateTimeOffset.MaxValue, int.MaxValue, stop))
        {
            yield return StoredRow.Of("due", (to, end) => to.Due.PutAsync(one.Session, one.Due, end), one.Session.Value, one.Due);
        }
    }

    static IEnumerable<StoredRow> Of<T>(T? one, Func<T, StoredRow> row) => one is null ? [] : [row(one)];

    static StoredRow Row(SessionId session, KeptKey one) => StoredRow.Of(
        "keys",
        (to, end) => one.Key is { } key ? to.Keys.KeepAsync(session, one.Scope, key, end) : to.Keys.DestroyAsync(session, one.Scope, end),
        session.Value,
        one.Scope,
        one.Key);

    static StoredRow Row(SessionId session, StoredCommit one) => StoredRow.Of(
        "log",
        (to, end) => to.Log.AppendAsync(session, one, end),
        session.Value,
        one.Number,
        one.Id,
        MemoryMarshal.AsBytes(one.Marks.AsSpan()).ToArray(),
        one.Events);

    static StoredRow Row(PostedSlot one) => StoredRow.Of(
        "posts",
        (to, end) => to.Posts.PutAsync(one, end),
        one.Session.Value,
        one.Venue.Value,
        one.Slot,
        one.Key,
        one.MessageId,
        one.Hash,
        one.Failure);

    static StoredRow Row(Schedule one) => StoredRow.Of(
        "schedules",
        (to, end) => to.Whole.PutAsync(one, end),
        one.Venue.Value,
        one.Id.Value,
        one.Number,
        one.Version,
        one.Maker,
        one.MakerName,
        one.Line,
        one.Language,
        one.Rule.Written(),
        one.Since,
        one.Passed,
        one.PausedUntil,
        one.Missed,
        one.Due);

    static StoredRow Row(VenueId venue, VenueCalendar one) => StoredRow.Of(
        "calendars", (to, end) => to.Whole.PutAsync(venue, one, end), venue.Value, CalendarText.Of(one.Skipped), one.Quiet?.Written(), one.Version);

    static StoredRow Row(Address one) => StoredRow.Of(
        "addresses",
        (to, end) => to.Addresses.PutAsync([one], end),
        one.Place,
        one.Service,
        one.Kind,
        one.Team,
        one.Member,
        one.Chat,
        one.Hears,
        one.IsDead);
}
