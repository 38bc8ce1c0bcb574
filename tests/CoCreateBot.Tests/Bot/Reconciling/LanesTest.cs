using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>Where a platform counts conversations there is a lane for each; those that have nothing to do do not stay for ever.</summary>
public sealed class LanesTest
{
    const int Full = Reconciler.LanesMax + Reconciler.LanesMargin;

    [Fact]
    public void Beyond_the_bound_those_without_anything_to_do_are_put_away_and_what_they_showed_goes_on() => World.Play(async world =>
    {
        var ids = await world.OpenManyAsync(Full, Place);
        await world.PassAsync(Lane.IdleAfter);
        Assert.Equal(Full, world.Here.Reconciler.LaneCount);

        await world.OpenManyAsync(1, _ => Place(Full));
        Assert.Equal(1, world.Here.Reconciler.LaneCount);

        await world.AskAsync(ids[0], World.Bo, "checkin green");
        await world.PassAsync(TimeSpan.FromSeconds(30));
        Assert.True(await world.IsShownAsync(ids[0]));
        Assert.Single(world.Slack.InChannel(Place(0)));
        Assert.Empty(world.Slack.Wrongs);
    });

    [Fact]
    public void One_that_waits_for_its_platform_stays_and_shows_what_it_owes() => World.Play(async world =>
    {
        var never = new TaskCompletionSource();
        world.Slack.Before = (_, venue) => venue == Place(-1) ? never.Task : Task.CompletedTask;
        var waiting = Assert.Single(await world.OpenManyAsync(1, _ => Place(-1)));
        await world.OpenManyAsync(Full - 1, Place);
        await world.OpenManyAsync(1, _ => Place(Full)); // at once: nobody has been idle for long
        Assert.Equal(Full + 1, world.Here.Reconciler.LaneCount);

        await world.PassAsync(Lane.IdleAfter);
        await world.OpenManyAsync(Reconciler.LanesMargin, n => Place(Full + 1 + n));
        Assert.Equal(1 + 1, world.Here.Reconciler.LaneCount - (Reconciler.LanesMargin - 1));

        never.SetResult();
        await world.PassAsync(TimeSpan.FromSeconds(30));
        Assert.True(await world.IsShownAsync(waiting));
    });

    static VenueId Place(int n) => new($"slack:T{n}/C1");
}
