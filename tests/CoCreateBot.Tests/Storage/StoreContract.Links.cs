using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Links for one person each, and rooms that nobody enters without one.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_link_belongs_to_whoever_takes_it_first()
    {
        var link = new RoomLink(There, "h1", session);
        await Store.Links.PutAsync([link], default);
        await Store.Links.PutAsync([link with { Session = SessionId.New() }], default);
        Assert.Equal(link, await Store.Links.FindAsync(There, "h1", default));

        Assert.Equal("ann", (await Store.Links.TakeAsync(There, "h1", "ann", default))?.Taker);
        Assert.Equal("ann", (await Store.Links.TakeAsync(There, "h1", "bob", default))?.Taker);
        Assert.Equal(link with { Taker = "ann" }, await Store.Links.FindAsync(There, "h1", default));
    }

    [Fact]
    public async Task Of_many_who_take_a_link_at_once_one_has_it()
    {
        await Store.Links.PutAsync([new(There, "h1", session)], default);

        var takers = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() => Store.Links.TakeAsync(There, "h1", $"{n}", default))));

        Assert.Single(takers.Select(link => link?.Taker).Distinct());
    }

    [Fact]
    public async Task A_link_that_was_never_made_cannot_be_taken_nor_one_of_another_room()
    {
        await Store.Links.PutAsync([new(There, "h1", session)], default);

        Assert.Null(await Store.Links.TakeAsync(There, "h2", "ann", default));
        Assert.Null(await Store.Links.TakeAsync(Here, "h1", "ann", default));
        Assert.Null(await Store.Links.FindAsync(Here, "h1", default));
    }

    [Fact]
    public async Task Only_what_nobody_used_is_withdrawn_and_then_nobody_can_take_it()
    {
        await Store.Links.PutAsync([new(There, "used", session), new(There, "free", session), new(There, "other", SessionId.New())], default);
        await Store.Links.TakeAsync(There, "used", "ann", default);

        Assert.Equal(1, await Store.Links.WithdrawAsync(session, default));
        Assert.Equal(0, await Store.Links.WithdrawAsync(session, default));

        Assert.Equal(new(There, "free", session, null, IsWithdrawn: true), await Store.Links.TakeAsync(There, "free", "bob", default));
        Assert.False((await Store.Links.FindAsync(There, "used", default))?.IsWithdrawn);
        Assert.Equal("bob", (await Store.Links.TakeAsync(There, "other", "bob", default))?.Taker);
        Assert.Equal(2, await Store.Links.CountAsync(session, default));
    }

    [Fact]
    public async Task A_deleted_session_leaves_no_links()
    {
        var other = SessionId.New();
        await Store.Links.PutAsync([new(There, "h1", session), new(There, "h2", other)], default);

        await Store.DeleteAsync(session, default);

        Assert.Null(await Store.Links.FindAsync(There, "h1", default));
        Assert.NotNull(await Store.Links.FindAsync(There, "h2", default));
    }

    [Fact]
    public async Task A_room_by_links_alone_can_be_opened_to_all()
    {
        var room = new Room(There, "de", "Europe/Berlin", Noon, IsByLink: true);
        await Store.Rooms.CreateAsync(room, default);
        Assert.Equal(room, await Store.Rooms.FindAsync(There, default));

        await Store.Rooms.OpenToAllAsync(There, default);
        await Store.Rooms.OpenToAllAsync(Here, default);

        Assert.Equal(room with { IsByLink = false }, await Store.Rooms.FindAsync(There, default));
        Assert.Null(await Store.Rooms.FindAsync(Here, default));
    }
}
