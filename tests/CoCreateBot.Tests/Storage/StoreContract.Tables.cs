using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>The directory, what is due, posts, and rooms.</summary>
public abstract partial class StoreContract
{
    static readonly VenueId Here = new("slack:T1/C/?#%'\"1");
    static readonly VenueId There = new("web:zimmer-ü-👋");

    [Fact]
    public async Task A_venue_has_its_sessions_and_not_those_of_others()
    {
        var mine = new DirectoryEntry(session, Here, "Wie läuft's? 👋", Noon, null);
        await Store.Directory.PutAsync(mine, default);
        await Store.Directory.PutAsync(new(SessionId.New(), There, "", Noon, null), default);

        Assert.Equal([mine], await Store.Directory.InVenueAsync(Here, 10, default));
        Assert.Empty(await Store.Directory.InVenueAsync(new("slack:T1"), 10, default));
    }

    [Fact]
    public async Task Open_sessions_come_first_and_then_the_newest()
    {
        await List("old and closed", openedDay: 1, closedDay: 9);
        await List("new and closed", openedDay: 4, closedDay: 5);
        await List("old and open", openedDay: 2, closedDay: null);
        await List("new and open", openedDay: 3, closedDay: null);

        Assert.Equal(["new and open", "old and open", "new and closed", "old and closed"], await TitlesAsync(10));
        Assert.Equal(["new and open", "old and open", "new and closed"], await TitlesAsync(3));

        Task List(string title, int openedDay, int? closedDay) => Store.Directory.PutAsync(
            new(SessionId.New(), Here, title, Noon.AddDays(openedDay), closedDay is { } day ? Noon.AddDays(day) : null), default);

        async Task<IEnumerable<string>> TitlesAsync(int max) => (await Store.Directory.InVenueAsync(Here, max, default)).Select(entry => entry.Title);
    }

    [Fact]
    public async Task An_entry_that_is_put_again_is_replaced()
    {
        var entry = new DirectoryEntry(session, Here, "Before", Noon, null);
        await Store.Directory.PutAsync(entry, default);

        var after = entry with { Title = "After", ClosedAt = Noon.AddTicks(1) };
        await Store.Directory.PutAsync(after, default);
        await Store.Directory.PutAsync(after, default);

        Assert.Equal([after], await Store.Directory.InVenueAsync(Here, 10, default));
    }

    [Fact]
    public async Task A_session_may_be_listed_in_several_venues()
    {
        await Store.Directory.PutAsync(new(session, Here, "", Noon, null), default);
        await Store.Directory.PutAsync(new(session, There, "", Noon, null), default);

        Assert.Single(await Store.Directory.InVenueAsync(Here, 10, default));
        Assert.Single(await Store.Directory.InVenueAsync(There, 10, default));
    }

    [Fact]
    public async Task Times_come_back_in_Coordinated_Universal_Time_and_to_the_tick()
    {
        var opened = new DateTimeOffset(2026, 3, 29, 3, 0, 0, TimeSpan.FromHours(2)).AddTicks(1);
        await Store.Directory.PutAsync(new(session, Here, "", opened, DateTimeOffset.MaxValue), default);

        var entry = Assert.Single(await Store.Directory.InVenueAsync(Here, 10, default));

        Assert.Equal(opened.UtcTicks, entry.OpenedAt.UtcTicks);
        Assert.Equal(DateTimeOffset.MaxValue.UtcTicks, entry.ClosedAt?.UtcTicks);
    }

    [Fact]
    public async Task A_session_is_due_at_its_time_and_not_a_tick_before()
    {
        await Store.Due.PutAsync(session, Noon, default);

        Assert.Empty(await Store.Due.UpToAsync(Noon.AddTicks(-1), 10, default));
        Assert.Equal([new(session, Noon)], await Store.Due.UpToAsync(Noon, 10, default));
    }

    [Fact]
    public async Task A_session_has_one_time_at_which_it_is_due()
    {
        await Store.Due.PutAsync(session, Noon, default);
        await Store.Due.PutAsync(session, Noon.AddHours(1), default);
        await Store.Due.PutAsync(session, Noon.AddHours(1), default);

        Assert.Equal([new(session, Noon.AddHours(1))], await Store.Due.UpToAsync(Noon.AddHours(2), 10, default));
    }

    [Fact]
    public async Task The_longest_overdue_comes_first_whatever_zone_it_was_written_in()
    {
        SessionId[] sessions = [SessionId.New(), SessionId.New(), SessionId.New()];
        await Store.Due.PutAsync(sessions[2], Noon.AddMinutes(3), default);
        await Store.Due.PutAsync(sessions[0], Noon.AddMinutes(1).ToOffset(TimeSpan.FromHours(14)), default);
        await Store.Due.PutAsync(sessions[1], Noon.AddMinutes(2).ToOffset(TimeSpan.FromHours(-12)), default);

        Assert.Equal(sessions, (await Store.Due.UpToAsync(Noon.AddDays(1), 10, default)).Select(entry => entry.Session));
        Assert.Equal(sessions[..2], (await Store.Due.UpToAsync(Noon.AddDays(1), 2, default)).Select(entry => entry.Session));
    }

    [Fact]
    public async Task What_is_removed_is_not_due_any_more_and_twice_is_once()
    {
        await Store.Due.PutAsync(session, Noon, default);

        await Store.Due.RemoveAsync(session, default);
        await Store.Due.RemoveAsync(session, default);

        Assert.Empty(await Store.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
    }

    [Fact]
    public async Task An_intent_to_post_becomes_the_message_that_was_posted()
    {
        var intent = new PostedSlot(session, Here, "root", Guid.NewGuid(), null, "", null);
        await Store.Posts.PutAsync(intent, default);
        Assert.Equal([intent], await Store.Posts.ReadAsync(session, default));

        var posted = intent with { MessageId = "1503435956.000247", Hash = "abc" };
        await Store.Posts.PutAsync(posted, default);
        await Store.Posts.PutAsync(posted, default);

        Assert.Equal([posted], await Store.Posts.ReadAsync(session, default));
    }

    [Fact]
    public async Task A_session_has_a_post_for_each_venue_and_slot_in_their_order()
    {
        PostedSlot[] slots =
        [
            new(session, Here, "minutes", Guid.NewGuid(), "1", "a", "PostTooLong"),
            new(session, Here, "root", Guid.NewGuid(), "2", "b", null),
            new(session, There, "root", Guid.NewGuid(), null, "", null),
        ];
        await Task.WhenAll(slots.Reverse().Select(slot => Store.Posts.PutAsync(slot, default)));
        await Store.Posts.PutAsync(slots[0] with { Session = SessionId.New() }, default);

        Assert.Equal(slots, await Store.Posts.ReadAsync(session, default));
    }

    [Fact]
    public async Task A_room_is_found_as_it_was_made_first()
    {
        var room = new Room(There, "de", "Europe/Berlin", Noon);
        Assert.Null(await Store.Rooms.FindAsync(There, default));

        await Store.Rooms.CreateAsync(room, default);
        await Store.Rooms.CreateAsync(room with { Language = "en" }, default);

        Assert.Equal(room, await Store.Rooms.FindAsync(There, default));
        Assert.Null(await Store.Rooms.FindAsync(Here, default));
    }

    [Fact]
    public async Task A_guest_may_change_their_name_and_take_it_back()
    {
        await Store.Rooms.PutGuestAsync(There, new("h1", "Zoë"), default);
        await Store.Rooms.PutGuestAsync(There, new("h1", "Zoë 🎈"), default);
        Assert.Equal(new("h1", "Zoë 🎈"), await Store.Rooms.FindGuestAsync(There, "h1", default));

        await Store.Rooms.PutGuestAsync(There, new("h1", null), default);
        Assert.Equal(new("h1", null), await Store.Rooms.FindGuestAsync(There, "h1", default));
    }

    [Fact]
    public async Task Guests_are_counted_room_by_room()
    {
        Assert.Equal(0, await Store.Rooms.CountGuestsAsync(There, default));

        await Store.Rooms.PutGuestAsync(There, new("h1", null), default);
        await Store.Rooms.PutGuestAsync(There, new("h2", "Ann"), default);
        await Store.Rooms.PutGuestAsync(There, new("h2", "Anne"), default);
        await Store.Rooms.PutGuestAsync(Here, new("h1", "Bob"), default);

        Assert.Equal(2, await Store.Rooms.CountGuestsAsync(There, default));
        Assert.Null(await Store.Rooms.FindGuestAsync(Here, "h2", default));
    }

    [Fact]
    public async Task A_list_of_nothing_is_not_asked_for()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Directory.InVenueAsync(Here, 0, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Due.UpToAsync(Noon, 0, default));
    }
}
