using CoCreateBot.Load.Runs;

namespace CoCreateBot.Tests.Load;

/// <summary>A load run that misses a target says which in its last line, and its exit code says so too.</summary>
public sealed class TargetsTest
{
    [Fact]
    public void At_its_bounds_a_run_has_reached_them() =>
        Assert.Equal((0, "All targets were reached."), Targets.Of(12_000, 3, 1.6, 10).Verdict(isClean: true));

    [Theory]
    [InlineData(11_999, 3, 1.6, 10, "NOT reached: taps/s in one session (≥ 12,000).")]
    [InlineData(12_000, 3.01, 1.6, 10, "NOT reached: CPU of a durable tap, times empty (≤ 3).")]
    [InlineData(12_000, 3, 1.61, 10, "NOT reached: CPU of check and parse, times empty (≤ 1.6).")]
    [InlineData(12_000, 3, 1.6, 10.1, "NOT reached: p99 at half of saturation, ms (≤ 10).")]
    [InlineData(12_000, 3, 1.6, double.NaN, "NOT reached: p99 at half of saturation, ms (≤ 10).")]
    [InlineData(1, 9, 1, 99, "NOT reached: taps/s in one session (≥ 12,000); CPU of a durable tap, times empty (≤ 3); p99 at half of saturation, ms (≤ 10).")]
    public void Beyond_one_of_them_it_ends_with_2_and_names_it(double rate, double tapCost, double parseCost, double p99Ms, string line) =>
        Assert.Equal((2, line), Targets.Of(rate, tapCost, parseCost, p99Ms).Verdict(isClean: true));

    [Theory]
    [InlineData(12_000)]
    [InlineData(1)]
    public void What_was_lost_weighs_more_than_speed(double rate) => Assert.Equal(1, Targets.Of(rate, 3, 1.6, 10).Verdict(isClean: false).ExitCode);
}
