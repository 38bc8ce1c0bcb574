using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>A form means what it said when it was drawn, also where nobody was awake at the bell.</summary>
public sealed class OldFormTest
{
    [Fact]
    public void A_form_of_the_first_round_that_comes_after_the_bell_is_no_ballot_of_dots_though_the_process_slept_through_it() => World.Play(async world =>
    {
        var id = await world.OpenAsync($"vote {string.Join(" | ", Enumerable.Range(1, 16).Select(n => $"Option {n}"))} for 10m");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromMinutes(11));
        world.Start();
        var ticked = new Dictionary<string, string> { ["option-0"] = "on", ["option-5"] = "on" };
        var answer = await world.Hosts.AskAsync(id, new Wish.Pressed(new Press(id.Value, 1, "approve", ""), ticked), World.Bo, "d1", CancellationToken.None);

        Assert.Equal("DotVote.OtherRound", Assert.IsType<Answer.Refused>(answer).Refusal.Key);
        var state = (DotVote)(await world.FoldAsync(id)).Agenda[0].State;
        Assert.Equal((VoteRound.Second, 0), (state.Round, state.Contributors));
    });
}
