using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>The cut line, ties, the run-off and the decider's word.</summary>
public sealed class DotVoteResultTest
{
    const string Seven = "vote \"Which first?\" Paint | Garden | Bus stop | Bench | Lamp | Tree | Swing for 10m";

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_option_with_the_most_dots_is_picked_and_bars_say_dots_and_people()
    {
        var story = Given(Seven).Types(Bob, "vote B B D").Types(Cem, "vote B A").When(new Command.Close(), Ann);

        Assert.Equal("Picked: B. Garden.", story.Item.Activity.Summary(story.View()));
        Assert.Equal("Dot-vote: Which first? Picked: B. Garden.", story.Root().FallbackText);
        Assert.Equal(
            [
                "B. Garden 3: 3 dots from 2 people", "A. Paint 1: 1 dot from 1 person", "D. Bench 1: 1 dot from 1 person",
                "C. Bus stop 0: 0 dots from 0 people",
                "E. Lamp 0: 0 dots from 0 people", "F. Tree 0: 0 dots from 0 people", "G. Swing 0: 0 dots from 0 people",
            ],
            story.Root().Body.OfType<HorizontalBarChart>().Single().Bars.Select(bar => $"{Said.Of(bar.Label)} {bar.Value}: {bar.Figure}"));
    }

    [Fact]
    public void Nobody_voted_is_said_and_nothing_is_picked()
    {
        var story = Given(Seven).When(new Command.Close(), Ann);

        Assert.Equal("Nobody voted.", story.Item.Activity.Summary(story.View()));
        Assert.Empty(story.Item.Activity.SteeringActions(story.View()));
        story.Types(Ann, "runoff").ThenRefused("DotVote.NoTie");
    }

    [Fact]
    public void What_nobody_gave_a_dot_is_not_picked_and_ties_with_nothing() =>
        Assert.Equal("Picked: B. Garden.", Given(Seven + " pick 3").Types(Bob, "vote B").When(new Command.Close(), Ann) is var story
            ? story.Item.Activity.Summary(story.View())
            : "");

    [Fact]
    public void A_tie_over_the_cut_line_needs_no_run_off()
    {
        var story = Given(Seven + " pick 2").Types(Bob, "vote B D").When(new Command.Close(), Ann);

        Assert.Equal("Picked: B. Garden, D. Bench.", story.Item.Activity.Summary(story.View()));
        story.Types(Ann, "runoff").ThenRefused("DotVote.NoTie");
    }

    [Fact]
    public void A_tie_at_the_cut_line_names_the_tied_and_what_follows()
    {
        var story = Tied();

        Assert.Equal(
            "Picked: A. Paint. Level, with room for 1 of them: B. Garden, D. Bench. A run-off comes next: the facilitator opens it.",
            story.Item.Activity.Summary(story.View()));
        Assert.Equal(["runoff"], SteeringVerbs(story));
        Assert.Contains("Open a run-off", Said.In(SessionCards.Console(story.Session, English)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_off_opens_on_the_tied_with_their_letters_one_dot_each_and_the_seats_that_are_left()
    {
        var plan = new DotVoteEvent.Planned(
            "Which first?", [new VoteOption(1, "Garden"), new VoteOption(3, "Bench")], Dots: 1, Cap: 1, Pick: 1, IsRunOff: true,
            PickedBefore: [new VoteOption(0, "Paint")]);

        var runOff = Tied().Presses(Ann, "runoff").Then(
            new SessionEvent.Reopened(Noon + Minute),
            new SessionEvent.ActivityPlanned(
                2, "dot-vote", AnonymityLevel.AnonymousToEveryone, IsBlind: true, 10 * Minute, plan, Follows: 1),
            new SessionEvent.ActivityOpened(2, Noon + Minute, Noon + (11 * Minute)));
        Assert.Contains("Run-off of the tied options: one choice each.", Said.In(runOff.Root()), StringComparison.Ordinal);
        runOff.Types(Bob, "vote D").Then(DotVoteBallotTest.Ballot(Bob, (3, 1)));
        runOff.Types(Bob, "vote A").ThenRefused("DotVote.UnknownOption");
        runOff.Contributes(Ann, new DotVoteCommand.RunOff(), activity: 1).ThenRefused("Session.OldCard");
    }

    [Fact]
    public void A_run_off_that_settles_it_is_the_end_of_it() =>
        Assert.Equal("Picked: D. Bench.", Tied().Types(Ann, "runoff").Types(Bob, "vote D").When(new Command.Close(), Ann) is var story
            ? story.Item.Activity.Summary(story.View())
            : "");

    [Fact]
    public void A_run_off_that_ties_again_is_settled_by_the_deciders_word_and_the_card_says_so()
    {
        var tied = TiedAgain();
        Assert.EndsWith(
            "The run-off is tied too: the decider says which.", tied.Item.Activity.Summary(tied.View()), StringComparison.Ordinal);
        Assert.Equal(["decide", "decide"], SteeringVerbs(tied));

        var decided = tied.Presses(Ann, "decide", "3").Then(new DotVoteEvent.Decided(3))
            .Presses(Ann, "decide", "3").ThenNothing();
        Assert.Equal(
            "Level, with room for 1 of them: B. Garden, D. Bench. The tie was settled by the decider's word: D. Bench.",
            decided.Item.Activity.Summary(decided.View()));
        Assert.Empty(SteeringVerbs(decided));
        decided.Types(Ann, "decide B").ThenRefused("DotVote.NoTie");
    }

    [Fact]
    public void A_run_off_in_which_nobody_voted_is_decided_all_the_same_and_the_minutes_say_so()
    {
        var story = Tied().Types(Ann, "runoff").When(new Command.Close(), Ann).Types(Ann, "decide B").Then(new DotVoteEvent.Decided(1));

        var minutes = SessionCards.MinutesCard(story.Session, English);
        Assert.NotNull(minutes);
        Assert.Contains("The tie was settled by the decider's word: B. Garden.", Said.In(minutes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_decider_has_no_word_before_the_run_off_nor_on_what_is_not_tied()
    {
        Tied().Types(Ann, "decide B").ThenRefused("DotVote.RunOffFirst");
        TiedAgain().Contributes(Ann, new DotVoteCommand.Decide(0)).ThenRefused("DotVote.NotTied");
        TiedAgain().Types(Ann, "decide A").ThenRefused("DotVote.UnknownOption");
        TiedAgain().Types(Ann, "decide").ThenRefused("DotVote.DecideWhich");
        TiedAgain().Types(Ann, "runoff").ThenRefused("DotVote.OneRunOff");
    }

    [Fact]
    public void Only_the_facilitator_opens_a_run_off_or_decides()
    {
        Tied().Types(Bob, "runoff").ThenRefused("Session.NotFacilitator");
        TiedAgain().Types(Bob, "decide B").ThenRefused("Session.NotFacilitator");
    }

    [Fact]
    public void Neither_comes_before_the_close()
    {
        var open = Given(Seven).Types(Bob, "vote B D");

        Assert.Empty(SteeringVerbs(open));
        open.Types(Ann, "runoff").ThenRefused("Session.StillOpen");
        Tied().Types(Ann, "runoff").Types(Ann, "decide B").ThenRefused("Session.StillOpen");
    }

    [Fact]
    public void Several_seats_need_several_words()
    {
        var tied = Given("vote A | B | C | D | E pick 3").Types(Bob, "vote A B").Types(Cem, "vote C D").When(new Command.Close(), Ann)
            .Types(Ann, "runoff").When(new Command.Close(), Ann);

        var one = tied.Types(Ann, "decide B").Happened();
        Assert.True(((DotVote)one.Item.State).Result().IsTied);
        Assert.Equal(3, SteeringVerbs(one).Length);
        var three = one.Types(Ann, "decide C").Happened().Types(Ann, "decide A").Happened();
        Assert.False(((DotVote)three.Item.State).Result().IsTied);
        three.Types(Ann, "decide D").ThenRefused("DotVote.NoTie");
    }

    [Fact]
    public void A_decision_does_not_outlive_the_votes_it_was_about()
    {
        var open = TiedAgain(" named").Types(Ann, "decide B").When(new Command.Undo(), Ann);

        var settled = open.Types(Bob, "vote D").When(new Command.Close(), Ann);
        Assert.Equal("Picked: D. Bench.", settled.Item.Activity.Summary(settled.View()));
        var tied = open.Types(Bob, "vote D").Types(Cem, "vote B").When(new Command.Close(), Ann);
        Assert.EndsWith("the decider says which.", tied.Item.Activity.Summary(tied.View()), StringComparison.Ordinal);
    }

    /// <summary>2 seats: A is in, B and D are level.</summary>
    static Story Tied(string level = "") =>
        Given(Seven + " pick 2" + level).Types(Bob, "vote A A B").Types(Cem, "vote D A").At(Minute).When(new Command.Close(), Ann);

    static Story TiedAgain(string level = "") => Tied(level).Types(Ann, "runoff").Types(Bob, "vote B").Types(Cem, "vote D").When(new Command.Close(), Ann);

    static string[] SteeringVerbs(Story story) =>
        [.. story.Item.Activity.SteeringActions(story.View()).OfType<Execute>().Select(action => action.Press.Verb)];
}
