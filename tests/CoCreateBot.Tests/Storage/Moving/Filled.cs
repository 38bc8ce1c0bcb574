using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage.Moving;

/// <summary>A store with something of every kind, also what is half gone.</summary>
static class Filled
{
    public const string Words = "words that somebody gave";
    public const string Secret = "a protected secret";

    public static readonly ImmutableArray<string> Kinds =
    [
        "keys", "log", "artifacts", "posts", "members", "pictures", "links", "invitations", "rooms", "guests", "recipes", "schedules", "calendars", "numbers",
        "directory", "people", "erasings", "addresses", "installations", "served", "due",
    ];

    public static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly VenueId Channel = new("slack:T1/C/?#%'\"1");
    public static readonly VenueId Room = new("web:zimmer-ü-👋!");
    public static readonly SessionId Open = new("openopenopenopen");
    public static readonly SessionId Closed = new("closedclosedclos");
    public static readonly SessionId Gone = new("gonegonegonegone");
    public static readonly ScheduleId Second = new("second-schedule");

    static readonly Recurrence Working = new(new RecurringDays.Weekly(WeekDays.WorkingDays), new TimeOnly(9, 30), "Europe/Vienna", new DateOnly(2027, 3, 1));
    static readonly QuietHours Quiet = new(new TimeOnly(18, 0), new TimeOnly(8, 15), "Europe/Vienna");

    public static async Task<T> WithAllAsync<T>(T store)
        where T : IStore
    {
        await SessionsAsync(store);
        await RowsAsync(store);
        await VenuesAsync(store);
        await LinksAsync(store);
        await SchedulesAsync(store);
        await PeopleAsync(store);
        return store;
    }

    static async Task SessionsAsync(IStore store)
    {
        foreach (var session in (SessionId[])[Open, Closed, Gone])
        {
            for (var number = 1; number <= 70; number += session == Open ? 1 : 35)
            {
                await store.Log.AppendAsync(session, new(number, Guid.NewGuid(), [Guid.NewGuid()], Encoding.UTF8.GetBytes($"{Words} {number}")), default);
            }

            await store.Keys.KeepAsync(session, 0, Encoding.UTF8.GetBytes(Secret), default);
            await store.Directory.PutAsync(new(session, Channel, "Wie läuft's?", Noon, session == Open ? null : Noon.AddHours(1)), default);
        }

        await store.Keys.KeepAsync(Closed, 1, Encoding.UTF8.GetBytes(Secret), default);
        await store.Keys.DestroyAsync(Closed, 1, default);
        await store.Keys.DestroyAsync(Closed, 2, default); // it never had one
        await store.Directory.PutAsync(new(Open, Room, "Wie läuft's?", Noon, null), default);
        await store.Due.PutAsync(Open, Noon.AddTicks(3), default);
        await store.Log.AppendAsync(Closed, new(71, Guid.NewGuid(), [], new byte[300_000]), default);
        await store.DeleteAsync(Gone, default);
    }

    static async Task RowsAsync(IStore store)
    {
        await store.Artifacts.ReplaceAsync(Closed, 1, [.. "ab".Select(key => new Artifact(1, $"{key}", "answer", Words, 3, "Ann 👋")
        {
            BuildsOn = "a", People = 7, Owner = "Ann 👋", Due = new(2026, 12, 1), State = "open",
        })], default);
        await store.Artifacts.ReplaceAsync(Closed, 2, [.. "aab".Select(key => new Artifact(2, $"{key}", "answer", $"{Words} {key}", null, null) { BuildsOn = "b" })], default);
        await store.Artifacts.ReplaceAsync(Open, 1, [new(1, "t", "tally", "Tee", 0, null)], default);
        await store.Posts.PutAsync(new(Open, Channel, "root", Guid.NewGuid(), "1712.34", "hash", null), default);
        await store.Posts.PutAsync(new(Open, Channel, "minutes", Guid.NewGuid(), null, "", "gone"), default);
        await store.Members.PutAsync(Open, "slack:T1/ann", default, "Europe/Vienna");
        await store.Members.PutAsync(Open, "slack:T1/bob", default);
        await store.Pictures.PutAsync(Open, new(new string('a', PictureRef.IdLength), "image/png", new byte[600_000]), default);
        await store.Pictures.PutAsync(Open, new(new string('b', PictureRef.IdLength), "image/gif", new byte[] { 7 }), default);
    }

    static async Task VenuesAsync(IStore store)
    {
        await store.Rooms.CreateAsync(new(Room, "de", "Europe/Vienna", Noon, IsByLink: true), default);
        await store.Rooms.PutGuestAsync(Room, new("hash-of-ann", "Ann"), default);
        await store.Rooms.PutGuestAsync(Room, new("hash-of-bob", null), default);
        await store.Recipes.PutAsync(Channel, new("ours", ["checkin", "vote \"Tee?\""]), default);
        await store.Installations.PutAsync(new("T1", Guid.NewGuid(), Encoding.UTF8.GetBytes(Secret)), default);
        await store.Installations.PutAsync(new("E1", Guid.NewGuid(), Encoding.UTF8.GetBytes(Secret)), default);
        await store.Installations.ServeAsync("E1", ["T2", "T3"], default);
        await store.Installations.LeaveAsync("E1", ["T3"], default);
    }

    static async Task LinksAsync(IStore store)
    {
        await store.Links.PutAsync([.. "abc".Select(hash => new RoomLink(Room, $"{hash}", Open))], default);
        await store.Links.TakeAsync(Room, "a", "a mark", default);
        await store.Links.WithdrawAsync(Open, default);
        await store.Links.PutAsync([new(Room, "free", Open)], default);
        await store.Invitations.PutAsync(new("a", Open, Noon.AddDays(1)), default);
        await store.Invitations.TakeAsync("a", Channel, Noon, default);
        await store.Invitations.WithdrawAsync(Open, Noon, default);
        await store.Invitations.PutAsync(new("free", Open, Noon.AddDays(1)), default);
    }

    static async Task SchedulesAsync(IStore store)
    {
        foreach (var id in (ScheduleId[])[new("first-schedule"), Second])
        {
            await store.Schedules.CreateAsync(new(id, Channel, "slack:T1/ann", "Ann", "checkin \"Wie läuft's?\"", "de", Working, Noon) { Due = Noon }, default);
        }

        await store.Schedules.RemoveAsync(Channel, new("first-schedule"), default); // its number is not given again
        var second = Assert.Single(await store.Schedules.InVenueAsync(Channel, default));
        await store.Schedules.ReplaceAsync(second with { PausedUntil = Schedule.ForGood, Missed = Noon, Passed = Noon.AddDays(1) }, default);
        await store.Schedules.PutCalendarAsync(Channel, new([new DateOnly(2026, 12, 25)], Quiet), default);
    }

    static async Task PeopleAsync(IStore store)
    {
        await store.People.PutAsync("slack:T1/ann", new("de", Quiet), default);
        await store.People.PutAsync("teams:t/bob", new(null, null), default);
        await store.People.OweAsync(new("slack:T1/cem", "a delivery", IsDone: true), default);
        await store.Addresses.PutAsync(
            [
                new("teams:t/19:a@thread.tacv2", "https://smba.example/", "channel", Team: "team", Hears: true),
                new("teams:t/bob", "https://smba.example/", "personal", Member: "29:bob", Chat: "teams:t/a:1", IsDead: true),
            ],
            default);
    }
}
