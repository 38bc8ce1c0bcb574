using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_slot_is_swapped_only_by_who_knows_what_stands_there()
    {
        var intent = new PostedSlot(session, Here, "root", Guid.NewGuid(), null, "", null);
        var posted = intent with { MessageId = "1", Hash = "abc" };
        var failed = posted with { Failure = "Gone" };

        Assert.False(await Store.Posts.SwapAsync(intent, posted, default));
        Assert.True(await Store.Posts.SwapAsync(null, intent, default));
        Assert.False(await Store.Posts.SwapAsync(null, posted, default));
        Assert.True(await Store.Posts.SwapAsync(intent, posted, default));
        Assert.False(await Store.Posts.SwapAsync(intent, failed, default));
        Assert.Equal([posted], await Store.Posts.ReadAsync(session, default));

        Assert.True(await Store.Posts.SwapAsync(posted, failed, default));
        Assert.False(await Store.Posts.SwapAsync(posted, failed, default));
        Assert.Equal([failed], await Store.Posts.ReadAsync(session, default));
    }

    [Fact]
    public async Task Of_many_who_swap_a_slot_one_wins()
    {
        var intent = new PostedSlot(session, Here, "root", Guid.NewGuid(), null, "", null);
        await Store.Posts.PutAsync(intent, default);
        var rivals = Enumerable.Range(0, 8).Select(n => intent with { MessageId = $"{n}", Hash = "h" }).ToList();

        var won = await Task.WhenAll(rivals.Select(slot => Store.Posts.SwapAsync(intent, slot, default)));

        Assert.Equal([rivals[won.IndexOf(true)]], await Store.Posts.ReadAsync(session, default));
        Assert.Single(won, one => one);
    }

    [Fact]
    public async Task What_is_overdue_for_long_is_forgotten_and_what_is_not_stays()
    {
        await Store.Due.PutAsync(session, Noon, default);

        await Store.Due.ForgetAsync(session, Noon, default);
        Assert.Single(await Store.Due.UpToAsync(Noon, 10, default));

        await Store.Due.ForgetAsync(session, Noon.AddTicks(1), default);
        Assert.Empty(await Store.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
        await Store.Due.PutAsync(session, Noon, default);
        Assert.Single(await Store.Due.UpToAsync(Noon, 10, default));
    }
}
