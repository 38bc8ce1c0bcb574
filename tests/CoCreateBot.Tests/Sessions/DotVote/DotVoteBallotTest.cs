using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Dots are set, never toggled; they may stay unused, move and come back.</summary>
public sealed class DotVoteBallotTest
{
    /// <summary>3 dots each, at most 2 on one.</summary>
    const string Seven = "vote Paint | Garden | Bus stop | Bench | Lamp | Tree | Swing";

    const string Two = "vote Yes | No";

    [Fact]
    public void A_typed_ballot_is_the_whole_ballot() => Given(Seven)
        .Types(Bob, "vote B B D").Then(Ballot(Bob, (1, 2), (3, 1)))
        .Types(Bob, "vote A").Then(Ballot(Bob, (0, 1)));

    [Theory]
    [InlineData("vote b,b,d")]
    [InlineData("vote B, B; D")]
    [InlineData("vote d B b")]
    [InlineData("VOTE B B D")]
    public void It_can_be_typed_in_several_ways(string typed) => Given(Seven).Types(Bob, typed).Then(Ballot(Bob, (1, 2), (3, 1)));

    [Theory]
    [InlineData("vote Garden")]
    [InlineData("vote garden garden, bench")]
    [InlineData("vote B=1 lamp")]
    public void An_option_can_be_written_instead_of_its_letter(string typed) => Assert.Contains(
        Given(Seven).Types(Bob, typed).Happened().Item.State is DotVote state ? state.Ballots.Values.Single() : [], given => given.Option == 1);

    [Fact]
    public void An_option_of_several_words_is_one_choice_and_a_letter_stays_a_letter()
    {
        Given(Seven).Types(Bob, "vote bus stop").Then(Ballot(Bob, (2, 1)));
        Given("vote B | A").Types(Bob, "vote A").Then(Ballot(Bob, (0, 1)));
    }

    [Theory]
    [InlineData("vote BBD")] // as "vote add" it would be a ballot that nobody meant
    [InlineData("vote H")]
    [InlineData("vote AA")]
    [InlineData("vote B 2")]
    [InlineData("vote B <!channel>")]
    public void What_is_no_letter_of_the_vote_is_refused(string typed) =>
        Given(Seven).Types(Bob, typed).ThenRefused("DotVote.UnknownOption");

    [Fact]
    public void A_setting_behind_a_ballot_is_refused() =>
        Given(Seven).Types(Bob, "vote B dots 3").ThenRefused("Session.NoSuchSetting", "dots");

    [Fact]
    public void A_line_of_commas_is_refused() => Given(Seven).Types(Bob, "vote ,,;").ThenRefused("Session.Empty");

    [Fact]
    public void The_same_ballot_again_changes_nothing() => Given(Seven)
        .Types(Bob, "vote B B D").Happened()
        .Types(Bob, "vote D B B").ThenNothing();

    [Fact]
    public void A_dot_beyond_the_budget_is_refused()
    {
        Given(Seven).Types(Bob, "vote A B C").Happened();
        Given(Seven).Types(Bob, "vote A B C D").ThenRefused("DotVote.NoDotsLeft", 3, 4);
        Given(Seven).Types(Bob, "vote A B C").Presses(Bob, "dots", "3=1").ThenRefused("DotVote.NoDotsLeft", 3, 4);
    }

    [Fact]
    public void A_dot_beyond_the_cap_is_refused()
    {
        Given(Seven).Types(Bob, "vote A A").Happened();
        Given(Seven).Types(Bob, "vote A A A").ThenRefused("DotVote.CapExceeded", 2, "A", 3);
        Given(Seven).Presses(Bob, "dots", "0=3").ThenRefused("DotVote.CapExceeded");
        Given(Seven).Presses(Bob, "ballot", "", ("option-4", "3")).ThenRefused("DotVote.CapExceeded");
    }

    [Fact]
    public void A_refusal_of_a_form_names_its_input()
    {
        Assert.Equal("option-4", Given(Seven).Presses(Bob, "ballot", "", ("option-4", "3")).Last.Refusal?.Input);
        Assert.Equal("option-4", Given(Seven).Presses(Bob, "ballot", "", ("option-4", "many")).Last.Refusal?.Input);
        Assert.Equal("option-4", Given(Seven).Presses(Bob, "ballot", "", ("option-4", "-1")).Last.Refusal?.Input);
        Assert.Equal("choice", Given(Two).Presses(Bob, "ballot", "", ("choice", "many")).Last.Refusal?.Input);
        Assert.Equal("choice", Given(Two).Presses(Bob, "ballot").Last.Refusal?.Input);
    }

    [Fact]
    public void Dots_are_set_and_not_added() => Given(Seven)
        .Presses(Bob, "dots", "1=2").Then(Ballot(Bob, (1, 2)))
        .Presses(Bob, "dots", "1=2").ThenNothing()
        .Presses(Bob, "dots", "3=1").Then(Ballot(Bob, (1, 2), (3, 1)))
        .Presses(Bob, "dots", "1=0").Then(Ballot(Bob, (3, 1)));

    [Fact]
    public void A_form_is_the_whole_ballot() => Given(Seven)
        .Types(Bob, "vote A A")
        .Presses(Bob, "ballot", "", ("option-0", "0"), ("option-1", "2"), ("option-3", "1"), ("anything-else", "5"))
        .Then(Ballot(Bob, (1, 2), (3, 1)));

    [Fact]
    public void Whoever_takes_all_dots_back_is_no_voter_any_more()
    {
        var voted = Given(Seven).Types(Bob, "vote B B D").Types(Cem, "vote A");
        Assert.Equal(2, voted.Item.State.Contributors);

        Assert.Equal(1, voted.Types(Bob, "vote none").Then(Ballot(Bob)).Item.State.Contributors);
        Assert.Equal(1, voted.Types(Bob, "vote keine").Item.State.Contributors);
        Assert.Equal(1, voted.Presses(Bob, "ballot", "", ("option-1", "0")).Item.State.Contributors);
        Given(Seven).Types(Bob, "vote none").ThenNothing();
    }

    [Fact]
    public void With_one_choice_another_choice_moves_it() => Given(Two)
        .Presses(Bob, "ballot", "", ("choice", "0")).Then(Ballot(Bob, (0, 1)))
        .Presses(Bob, "ballot", "", ("choice", "1")).Then(Ballot(Bob, (1, 1)))
        .Presses(Bob, "dots", "0=1").Then(Ballot(Bob, (0, 1)))
        .Presses(Bob, "ballot", "", ("choice", "none")).Then(Ballot(Bob));

    [Fact]
    public void With_one_choice_two_are_refused()
    {
        Given(Two).Types(Bob, "vote A B").ThenRefused("DotVote.OneChoiceOnly");
        Given(Two).Types(Bob, "vote A A").ThenRefused("DotVote.OneChoiceOnly");
        Given(Two).Presses(Bob, "dots", "0=2").ThenRefused("DotVote.OneChoiceOnly");
    }

    [Theory]
    [InlineData("dots", "")]
    [InlineData("dots", "1")]
    [InlineData("dots", "=")]
    [InlineData("dots", "1=")]
    [InlineData("dots", "1=2=3")]
    [InlineData("dots", "1=99999999999999999999")]
    [InlineData("dots", "1=-1")]
    [InlineData("dots", "1=2147483647")]
    [InlineData("dots", "-1=1")]
    [InlineData("dots", "2147483647=1")]
    [InlineData("dots", "7=1")]
    [InlineData("dots", "🂡=1")]
    [InlineData("ballot", "")]
    [InlineData("decide", "0")]
    [InlineData("decide", "x")]
    [InlineData("close", "")]
    [InlineData("", "")]
    public void A_garbled_or_forged_press_is_refused(string verb, string argument) =>
        Assert.NotNull(Given(Seven).Presses(Ann, verb, argument).Last.Refusal?.Key);

    [Theory]
    [InlineData("option-", "1")]
    [InlineData("option-x", "1")]
    [InlineData("option-99", "1")]
    [InlineData("option--1", "1")]
    [InlineData("option-1", "")]
    [InlineData("option-1", "one")]
    [InlineData("option-1", "1.5")]
    [InlineData("option-1", "-2147483648")]
    [InlineData("option-1", "9999999999")]
    [InlineData("choice", "🂡")]
    [InlineData("choice", "7")]
    [InlineData("note", "x")]
    public void A_garbled_or_forged_form_is_refused(string input, string value) =>
        Assert.NotNull(Given(Seven).Presses(Bob, "ballot", "", (input, value)).Last.Refusal?.Key);

    [Fact]
    public void The_same_option_twice_in_a_forged_form_does_not_get_round_the_cap() =>
        Given(Seven).Presses(Bob, "ballot", "", ("option-1", "2"), ("option-01", "1")).ThenRefused("Session.NotUnderstood");

    [Fact]
    public void Huge_numbers_do_not_wrap_around() =>
        Given("vote A | B | C | D dots 10 cap 10")
            .Contributes(Bob, new DotVoteCommand.SetBallot([new(0, int.MaxValue), new(1, int.MaxValue)]))
            .ThenRefused("DotVote.CapExceeded");

    [Theory]
    [InlineData("vote B", true)]
    [InlineData("vote none", true)]
    [InlineData("vote B B D", true)]
    [InlineData("vote", false)]
    [InlineData("vote \"Which?\" A | B", false)]
    [InlineData("vote A | B", false)]
    [InlineData("vote live", false)]
    public void A_line_with_a_question_or_options_starts_and_letters_answer(string typed, bool isAnswer) =>
        Assert.Equal(isAnswer, Given(Seven).Item is var item && item.Activity.IsAnswer(TypedLine.Parse(typed), item));

    internal static DotVoteEvent.BallotSet Ballot(Somebody who, params (int Option, int Dots)[] dots) =>
        new(who.Voice, [.. dots.Select(given => new DotsOn(given.Option, given.Dots))]);
}
