using CoCreateBot.Bot;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot;

/// <summary>When the store's trouble counts as one that lasts.</summary>
public sealed class StoreWatchTest
{
    readonly ManualTime time = new();
    readonly StoreWatch watch;

    public StoreWatchTest() => watch = new StoreWatch(time);

    [Fact]
    public async Task It_lasts_from_the_fifth_failure_in_a_row_and_until_one_works()
    {
        await FailAsync("append", StoreWatch.FailuresMax - 1);
        Assert.False(watch.IsLasting);
        await FailAsync("append");
        Assert.True(watch.IsLasting);

        await WorkAsync("append");
        Assert.False(watch.IsLasting);
    }

    [Theory]
    [InlineData(StoreTrouble.DamagedRow)] // of one session
    [InlineData(StoreTrouble.Busy)]
    public async Task What_says_nothing_of_the_store_does_not_last(StoreTrouble trouble)
    {
        for (var n = 0; n < StoreWatch.FailuresMax; n++)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(
                () => watch.SeeAsync("read", Task.FromException(new StoreUnavailableException(trouble, "A reason."))));
        }

        Assert.False(watch.IsLasting);
    }

    [Fact]
    public async Task What_works_in_between_makes_it_a_hiccup()
    {
        await FailAsync("append", StoreWatch.FailuresMax - 1);
        await WorkAsync("append");
        await FailAsync("append", StoreWatch.FailuresMax - 1);

        Assert.False(watch.IsLasting);
    }

    [Fact]
    public async Task What_works_elsewhere_does_not_hide_it_and_what_fails_elsewhere_is_not_added()
    {
        await FailAsync("append", StoreWatch.FailuresMax - 1);
        await FailAsync("read", StoreWatch.FailuresMax - 1);
        Assert.False(watch.IsLasting);

        await FailAsync("append");
        await WorkAsync("read");
        Assert.True(watch.IsLasting);
    }

    [Fact]
    public async Task A_minute_without_a_failure_leaves_it_open_and_the_next_one_settles_it()
    {
        await FailAsync("append", StoreWatch.FailuresMax);
        time.Pass(StoreWatch.RemembersFor - TimeSpan.FromTicks(1));
        Assert.True(watch.IsLasting);
        time.Pass(TimeSpan.FromTicks(1));
        Assert.False(watch.IsLasting);

        await FailAsync("append");
        Assert.True(watch.IsLasting);
    }

    [Fact]
    public async Task Damage_is_known_at_once_and_never_heals()
    {
        await FailAsync("read", trouble: StoreTrouble.Damaged);
        await WorkAsync("read");
        time.Pass(TimeSpan.FromDays(1));

        Assert.True(watch.IsLasting);
    }

    [Fact]
    public async Task A_busy_store_is_none_of_these()
    {
        await FailAsync("append", 100, StoreTrouble.Busy);

        Assert.False(watch.IsLasting);
    }

    async Task FailAsync(string call, int times = 1, StoreTrouble trouble = StoreTrouble.Full)
    {
        for (var i = 0; i < times; i++)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(
                () => watch.SeeAsync(call, Task.FromException<int>(new StoreUnavailableException(trouble, "As the test has asked."))));
        }
    }

    Task WorkAsync(string call) => watch.SeeAsync(call, Task.CompletedTask);
}
