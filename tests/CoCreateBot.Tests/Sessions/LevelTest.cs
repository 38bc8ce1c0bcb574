using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Who will see whose words they are: changed before the first contribution, never after.</summary>
public sealed class LevelTest
{
    [Fact]
    public void The_level_can_be_changed_before_anyone_contributed() => Given("vote A | B")
        .When(new Command.SetLevel(AnonymityLevel.Named), Ann).Then(new SessionEvent.LevelSet(1, AnonymityLevel.Named))
        .When(new Command.SetLevel(AnonymityLevel.Named), Ann).ThenNothing();

    [Fact]
    public void The_level_is_frozen_at_the_first_contribution() => Given("vote A | B").Types(Bob, "vote A")
        .When(new Command.SetLevel(AnonymityLevel.Named), Ann).ThenRefused("Session.LevelFrozen");

    [Fact]
    public void The_level_stays_frozen_where_the_first_contribution_was_taken_back() => Given("vote A | B")
        .Types(Bob, "vote A").Types(Bob, "vote none").Happened()
        .When(new Command.SetLevel(AnonymityLevel.Named), Ann).ThenRefused("Session.LevelFrozen");

    [Fact]
    public void An_anonymous_contribution_is_kept_under_an_alias_of_its_own_and_joins_nobody() =>
        Given("vote A | B").Types(Bob, "vote A").Then(new DotVoteEvent.BallotSet(Bob.Voice, [new(0, 1)]));

    [Fact]
    public void A_named_contribution_joins_its_author() => Given("vote A | B named").Types(Bob, "vote A").Then(
        new SessionEvent.PersonJoined(Bob.Person, "Bob"),
        new SessionEvent.Contributed(1, new DotVoteEvent.BallotSet(Bob.Person, [new(0, 1)])));

    [Theory]
    [InlineData("checkin", "Everyone here sees your name with your answer at once")]
    [InlineData("vote A | B named", "Everyone here sees your name with your answer when this closes")]
    [InlineData("vote A | B", "Nobody sees who gave what")]
    [InlineData("checkin roti", "Nobody sees who gave what")]
    [InlineData("checkin anonymous", "Nobody sees who gave what")]
    public void Each_dialog_says_who_will_see_your_name(string line, string receipt) =>
        Assert.Contains(receipt, Said.In(Given(line).Dialog(Bob)), StringComparison.Ordinal);

    [Theory]
    [InlineData("checkin", "Everyone here sees your name with your answer at once")]
    [InlineData("checkin roti", "Nobody sees who gave what")]
    public void A_card_on_which_one_tap_answers_says_it_too_while_it_is_open(string line, string receipt)
    {
        var story = Given(line);

        Assert.Contains(receipt, Said.In(story.Root()), StringComparison.Ordinal);
        Assert.DoesNotContain(receipt, Said.In(story.When(new Command.Close(), Ann).Root()), StringComparison.Ordinal);
    }
}
