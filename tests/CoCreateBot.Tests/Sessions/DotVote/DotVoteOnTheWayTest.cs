using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A vote with something planned behind it: a tie waits for its facilitator, and nothing is promised that can no longer come.</summary>
public sealed class DotVoteOnTheWayTest
{
    const string Three = "vote \"Which first?\" Paint | Garden | Bus stop for 10m";

    static readonly string Many = $"vote {string.Join(" | ", Enumerable.Range(1, 16).Select(n => $"Option {n}"))} for 10m";

    static Story Level() => Given(Three, "steps").Types(Bob, "vote A").Types(Cem, "vote B");

    [Fact]
    public void Next_closes_a_vote_that_ends_level_and_stops_there()
    {
        var stopped = Level().When(new Command.Next(), Ann).Then(new SessionEvent.ActivityClosed(1, Noon, CloseCause.Facilitator));

        Assert.Equal(["runoff", "next"], Buttons(stopped).Select(button => button.Press.Verb));
        Assert.Equal([ActionStyle.Positive, ActionStyle.Default], Buttons(stopped).Select(button => button.Style));
        Assert.Equal(2, stopped.Types(Ann, "runoff").Happened().Item.Number - 1);
    }

    [Fact]
    public void The_run_off_that_is_level_again_is_decided_before_it_goes_on()
    {
        var again = Level().When(new Command.Next(), Ann).Types(Ann, "runoff").Types(Bob, "vote A").Types(Cem, "vote B").When(new Command.Next(), Ann);

        Assert.Equal(3, again.Item.Number);
        Assert.Null(again.Session.OpenItem);
        var decided = again.Types(Ann, "decide A").Happened();
        Assert.Equal(2, decided.When(new Command.Next(), Ann).Happened().Item.Number);
    }

    [Fact]
    public void A_second_next_goes_on_and_then_no_run_off_is_promised_any_more()
    {
        var on = Level().When(new Command.Next(), Ann).When(new Command.Next(), Ann).Happened();

        Assert.Equal((2, ActivityStatus.Open), (on.Item.Number, on.Item.Status));
        var minutes = Said.In(on.When(new Command.Close(), Ann).Minutes());
        Assert.Contains("Level, with room for 1 of them: A. Paint, B. Garden.", minutes, StringComparison.Ordinal);
        Assert.Contains("This was not settled.", minutes, StringComparison.Ordinal);
        Assert.DoesNotContain("comes next", minutes, StringComparison.Ordinal);
    }

    [Fact]
    public void The_button_pressed_twice_does_not_go_past_a_tie_that_nobody_saw()
    {
        var level = Level();
        var button = Buttons(level).Single(button => button.Press.Verb == "next").Press;
        var stopped = level.When(SessionCards.Read(button).Value!, Ann).Happened(); // ! it is our own button

        stopped.When(SessionCards.Read(button).Value!, Ann).ThenNothing(); // ! see above
        var onwards = Buttons(stopped).Single(button => button.Press.Verb == "next").Press;
        Assert.Equal(2, stopped.When(SessionCards.Read(onwards).Value!, Ann).Happened().Item.Number); // ! see above
    }

    [Fact]
    public void A_vote_that_a_run_off_followed_says_so() => Assert.Contains(
        "A run-off followed.",
        Level().When(new Command.Next(), Ann).Types(Ann, "runoff") is var story ? story.Item.Activity.Summary(story.View(1)) : "",
        StringComparison.Ordinal);

    [Fact]
    public void In_the_first_of_two_rounds_the_second_comes_first_and_ending_it_says_what_that_means()
    {
        var story = Given(Many, "steps");

        Assert.Equal("second", Buttons(story)[0].Press.Verb);
        Assert.Equal(("End the vote: the ticks decide. Next: Next steps", ActionStyle.Default), (Buttons(story)[1].Title, Buttons(story)[1].Style));
        Assert.Equal("End the vote: the ticks decide", Buttons(Given(Many))[1].Title);
        Assert.DoesNotContain("ticks decide", string.Join(' ', Buttons(story.Types(Ann, "vote second")).Select(button => button.Title)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_ended_in_the_first_round_says_so_and_speaks_of_no_dots_to_come()
    {
        var minutes = Said.In(Given(Many).Types(Bob, "vote A").When(new Command.Close(), Ann).Minutes());

        Assert.Contains("It ended in the first of two rounds: the ticks are the result. Picked: A. Option 1.", minutes.Replace('\n', ' '), StringComparison.Ordinal);
        Assert.Contains("The one with the most ticks is picked.", minutes, StringComparison.Ordinal);
        Assert.DoesNotContain("dots", minutes, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_edited_after_the_first_ballot_tells_its_former_words_on_the_card_in_the_form_and_in_the_minutes()
    {
        var story = Given("vote Red | Blue | Green | Grey").Types(Ann, "vote edit B \"Navy\"").Types(Bob, "vote A").Happened()
            .Types(Ann, "vote edit A \"Crimson\"").Happened();

        Assert.Contains("A = Crimson (formerly: Red)", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("A = Crimson (früher: Red)", Said.In(story.Root("de")), StringComparison.Ordinal);
        Assert.DoesNotContain("Blue", Said.In(story.Root()), StringComparison.Ordinal); // nobody had voted yet
        Assert.Contains("(formerly: Red)", Said.In(story.Dialog(Cem)), StringComparison.Ordinal);
        var closed = story.When(new Command.Close(), Ann);
        Assert.Contains("A. Crimson (formerly: Red) [1]", Said.In(closed.Minutes()), StringComparison.Ordinal);
        Assert.DoesNotContain("formerly", Said.In(Level().Types(Ann, "vote edit A \"X\"").Types(Ann, "vote remove A").Root()), StringComparison.Ordinal);
    }

    static Execute[] Buttons(Story story) =>
        [.. SessionCards.Console(story.Session, English).Body.OfType<ActionSet>().SelectMany(set => set.Actions).OfType<Execute>()
            .Where(button => button.Press.Verb is "next" or "close" or "runoff" or "second" or "decide")];
}
