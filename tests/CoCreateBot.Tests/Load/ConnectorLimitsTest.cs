using CoCreateBot.Load.Teams;

namespace CoCreateBot.Tests.Load;

/// <summary>The pretend Teams of the load runs counts as Teams documents it: it takes what is within, and refuses the next.</summary>
public sealed class ConnectorLimitsTest
{
    [Fact]
    public void Seven_in_a_second_are_taken_and_the_eighth_waits_for_the_first_to_be_a_second_ago()
    {
        var limits = ConnectorLimits.OfSending;
        Assert.All(Enumerable.Range(0, 7), call => Assert.Null(limits.Take(At(0.1 * call))));
        Assert.Equal(At(0.1), limits.Take(At(0.9)));
        Assert.Null(limits.Take(At(1.0)));
        Assert.Equal(1, limits.Refused);
    }

    [Fact]
    public void Sixty_in_half_a_minute_are_taken_and_no_more()
    {
        var limits = ConnectorLimits.OfSending;
        Assert.All(Enumerable.Range(0, 60), call => Assert.Null(limits.Take(At(0.45 * call))));
        Assert.Equal(At(2), limits.Take(At(28)));
        Assert.Null(limits.Take(At(30)));
    }

    [Fact]
    public void The_fullest_window_is_found_wherever_it_begins_with_what_was_refused_in_it()
    {
        var limits = ConnectorLimits.OfTenant;
        foreach (var at in new[] { 0, 0.9, 1.0, 1.1, 1.89, 1.9, 5 })
        {
            limits.Take(At(at));
        }

        Assert.Equal(4, limits.Fullest(At(1)));
        Assert.Equal(6, limits.Fullest(At(2)));
        Assert.Equal(7, limits.Fullest(At(30)));
    }

    static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
