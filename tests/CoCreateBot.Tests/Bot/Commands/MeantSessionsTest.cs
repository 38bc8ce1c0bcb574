using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>Which of several sessions in one place a typed word of steering is for.</summary>
public sealed class MeantSessionsTest
{
    [Fact]
    public void The_bell_is_for_the_sheets_that_lie_there_and_not_for_those_of_an_hour_ago() => World.Play(async world =>
    {
        await world.OpenAsync("brainwrite \"First?\" live rounds 2");
        await world.SayAsync(World.Bo, "brainwrite an idea");
        await world.SayAsync(World.Ann, "close");
        var second = await world.OpenAsync("brainwrite \"Second?\" live rounds 2");
        await world.SayAsync(World.Bo, "brainwrite another idea");

        var rung = await world.SayAsync(World.Ann, "bell");

        Assert.False(rung.IsProblem, rung.Text);
        Assert.Equal(2, ((Brainwriting)(await world.FoldAsync(second)).OpenItem!.State).Round); // ! it is open
    });

    [Fact]
    public void A_run_off_is_for_the_vote_that_is_over_also_while_another_is_open() => World.Play(async world =>
    {
        var first = await world.OpenAsync("vote \"First?\" Paint | Garden");
        await world.SayAsync(World.Ann, "vote A");
        await world.SayAsync(World.Bo, "vote B");
        await world.SayAsync(World.Ann, "close");
        await world.OpenAsync("vote \"Second?\" Bus | Tram");

        var again = await world.SayAsync(World.Ann, "runoff");

        Assert.False(again.IsProblem, again.Text);
        Assert.True((await world.FoldAsync(first)).IsOpen);
    });
}
