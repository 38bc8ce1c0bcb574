using CoCreateBot.Load.Runs;

namespace CoCreateBot.Tests.Load;

/// <summary>A run of Teams that misses a target says which in its last line, and its exit code says so too.</summary>
public sealed class TeamsTargetsTest
{
    [Fact]
    public void At_its_bounds_a_run_has_reached_them() =>
        Assert.Equal((0, "All targets were reached."), TeamsTargets.Of(0.35, 40, 40, 250, 1_000, 7, 60).Verdict(isClean: true));

    [Theory]
    [InlineData(0.351, 40, 40, 250, 1_000, 7, 60, "CPU of a durable tap, ms (≤ 0.35)")]
    [InlineData(0.35, 40.1, 40, 250, 1_000, 7, 60, "p99 at saturation, ms (≤ 40)")]
    [InlineData(0.35, 40, double.NaN, 250, 1_000, 7, 60, "p99 at half of saturation, ms (≤ 40)")]
    [InlineData(0.35, 40, 40, 250.1, 1_000, 7, 60, "longest time without an answer, ms (≤ 250)")]
    [InlineData(0.35, 40, 40, 250, 1_000.1, 7, 60, "slowest answer, ms (≤ 1,000)")]
    [InlineData(0.35, 40, 40, 250, 1_000, 8, 60, "calls in the fullest second (≤ 7)")]
    [InlineData(0.35, 40, 40, 250, 1_000, 7, 61, "calls in the fullest 30 s (≤ 60)")]
    public void Beyond_one_of_them_it_ends_with_2_and_names_it(
        double cpuMs, double p99Ms, double p99HalfMs, double gapMs, double slowestMs, int inSecond, int inHalfMinute, string missed) => Assert.Equal(
        (2, $"NOT reached: {missed}."),
        TeamsTargets.Of(cpuMs, p99Ms, p99HalfMs, gapMs, slowestMs, inSecond, inHalfMinute).Verdict(isClean: true));

    [Fact]
    public void A_tap_without_its_card_weighs_more_than_speed() =>
        Assert.Equal(1, TeamsTargets.Of(0.1, 10, 10, 10, 10, 1, 1).Verdict(isClean: false).ExitCode);
}
