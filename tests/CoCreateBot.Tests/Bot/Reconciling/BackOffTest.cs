using CoCreateBot.Bot.Reconciling;

namespace CoCreateBot.Tests.Bot.Reconciling;

public sealed class BackOffTest
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 8)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(1_000, 60)]
    public void Each_wait_is_twice_the_one_before_up_to_a_minute_and_those_who_failed_together_do_not_come_again_together(int failures, int seconds)
    {
        var waits = Enumerable.Range(0, 200).Select(_ => Lane.BackOff(failures, Random.Shared).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, seconds * 0.75, seconds));
        Assert.True(waits.Distinct().Count() > 100);
    }
}
