using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Codes by which one more place shows a session.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_code_is_for_the_place_that_takes_it_first()
    {
        var code = new PlaceInvitation("h1", session, Noon);
        await Store.Invitations.PutAsync(code, default);
        await Store.Invitations.PutAsync(code with { Session = SessionId.New() }, default);
        Assert.Equal(code, await Store.Invitations.FindAsync("h1", default));

        Assert.Equal(There, (await Store.Invitations.TakeAsync("h1", There, Noon.AddTicks(-1), default))?.Taker);
        Assert.Equal(There, (await Store.Invitations.TakeAsync("h1", Here, Noon.AddTicks(-1), default))?.Taker);
        Assert.Equal(code with { Taker = There }, await Store.Invitations.FindAsync("h1", default));
        Assert.Null(await Store.Invitations.TakeAsync("h2", There, Noon, default));
        Assert.Null(await Store.Invitations.FindAsync("h2", default));
    }

    [Fact]
    public async Task Of_many_places_that_take_a_code_at_once_one_has_it()
    {
        await Store.Invitations.PutAsync(new("h1", session, Noon.AddHours(1)), default);

        var takers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(n => Task.Run(() => Store.Invitations.TakeAsync("h1", new($"slack:T1/C{n}"), Noon, default))));

        Assert.Single(takers.Select(code => code?.Taker).Distinct());
    }

    [Fact]
    public async Task From_its_last_moment_on_nobody_takes_a_code()
    {
        var code = new PlaceInvitation("h1", session, Noon);
        await Store.Invitations.PutAsync(code, default);

        Assert.Equal(code, await Store.Invitations.TakeAsync("h1", There, Noon, default));
        Assert.Equal(There, (await Store.Invitations.TakeAsync("h1", There, Noon.AddTicks(-1), default))?.Taker);
    }

    [Fact]
    public async Task All_codes_of_a_session_are_withdrawn_and_what_could_still_be_taken_is_counted()
    {
        foreach (var (hash, of, until) in new[] { ("used", session, 1), ("free", session, 1), ("late", session, -1), ("other", SessionId.New(), 1) })
        {
            await Store.Invitations.PutAsync(new(hash, of, Noon.AddHours(until)), default);
        }

        await Store.Invitations.TakeAsync("used", There, Noon, default);

        Assert.Equal(1, await Store.Invitations.WithdrawAsync(session, Noon, default));
        Assert.Equal(0, await Store.Invitations.WithdrawAsync(session, Noon, default));

        Assert.Equal(new("free", session, Noon.AddHours(1), null, IsWithdrawn: true), await Store.Invitations.TakeAsync("free", Here, Noon, default));
        Assert.True((await Store.Invitations.FindAsync("used", default))?.IsWithdrawn);
        Assert.Equal(Here, (await Store.Invitations.TakeAsync("other", Here, Noon, default))?.Taker);
        Assert.Equal(3, await Store.Invitations.CountAsync(session, default));
    }

    [Fact]
    public async Task A_deleted_session_leaves_no_codes()
    {
        await Store.Invitations.PutAsync(new("h1", session, Noon), default);
        await Store.Invitations.PutAsync(new("h2", SessionId.New(), Noon), default);

        await Store.DeleteAsync(session, default);

        Assert.Null(await Store.Invitations.FindAsync("h1", default));
        Assert.NotNull(await Store.Invitations.FindAsync("h2", default));
        Assert.Equal(0, await Store.Invitations.CountAsync(session, default));
    }
}
