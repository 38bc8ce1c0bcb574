using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Approval, score and consent, "none of these", and what worries people.</summary>
public sealed class DotVoteMethodsTest
{
    static string Closed(Story story) => Said.In(story.When(new Command.Close(), Ann).Root());

    [Fact]
    public void Everything_is_ticked_that_one_can_support()
    {
        var story = Story.Given("vote approval \"Which?\" A | B | C").Types(Bob, "vote A B").Happened()
            .Presses(Cem, "approve", "", ("option-0", "off"), ("option-1", "on"), ("option-2", "off")).Happened();

        Assert.Contains("B. B [2] 2 people", Closed(story), StringComparison.Ordinal);
        Assert.Contains("Picked: B. B.", Closed(story), StringComparison.Ordinal);
        story.Types(Dora, "vote A=2").ThenRefused("DotVote.NotANumber");
    }

    [Fact]
    public void A_box_opens_as_it_was_left()
    {
        var story = Story.Given("vote approval \"Which?\" A | B").Types(Bob, "vote A");

        Assert.Equal([true, false], story.Dialog(Bob).Inputs.OfType<InputToggle>().OrderBy(box => box.Id, StringComparer.Ordinal).Select(box => box.IsOn));
    }

    [Fact]
    public void A_score_is_a_sum_and_people_and_an_average_only_from_five_answers()
    {
        var story = Enumerable.Range(1, 4).Aggregate(
            Story.Given("vote score \"How good?\" A | B"), (now, n) => now.Types(Number(n), "vote A=4 B=0").Happened());
        Assert.Contains("A. A [16] 16 in all from 4 people", Closed(story), StringComparison.Ordinal);
        Assert.DoesNotContain("on average", Closed(story), StringComparison.Ordinal);

        var fifth = story.Presses(Bob, "ballot", "", ("option-0", "5"), ("option-1", "none")).Happened();
        Assert.Contains("A. A [21] 21 in all from 5 people, 4.2 on average", Closed(fifth), StringComparison.Ordinal);
        Assert.Contains("B. B [0] 0 in all from 4 people", Closed(fifth), StringComparison.Ordinal);
        story.Types(Bob, "vote A=6").ThenRefused("DotVote.NotANumber");
    }

    [Fact]
    public void What_nobody_objects_to_is_decided_and_objections_stand_with_their_reasons()
    {
        var story = Story.Given("vote consent \"Shall we?\" Move | Stay").Types(Bob, "vote agree").Happened()
            .Types(Cem, "vote A object \"too early\"").Happened().Types(Dora, "vote B abstain").Happened();

        var closed = Closed(story);
        Assert.Contains("Decided, as nobody objects: B. Stay.", closed, StringComparison.Ordinal);
        Assert.Contains("Not decided: A. Move.", closed, StringComparison.Ordinal);
        Assert.Contains("A = too early", closed, StringComparison.Ordinal);
        Assert.Contains("1 agree, 0 abstain, 1 object", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("Cem", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("too early", Said.In(story.Root()), StringComparison.Ordinal);
        story.Types(Dora, "vote A object").ThenRefused("DotVote.ReasonMissing");
        story.Types(Dora, "vote maybe").ThenRefused("DotVote.AgreeHow");
    }

    [Fact]
    public void Consent_may_be_asked_to_the_question_itself()
    {
        var story = Story.Given("vote consent \"Shall we move to Tuesday?\"").Types(Bob, "vote agree").Happened();

        Assert.Contains("Decided, as nobody objects: A. Shall we move to Tuesday?.", Closed(story), StringComparison.Ordinal);
    }

    [Fact]
    public void One_option_may_be_named_that_worries_one_beside_the_dots_and_nobody_is_named()
    {
        var story = Story.Given("vote concern \"Which?\" A | B | C | D named").Types(Bob, "vote A B").Types(Bob, "vote concern A \"too dear\"").Happened();
        story.Types(Bob, "vote concern A \"too dear\"").ThenNothing();
        Assert.Contains("concern-reason: What worries you about it <too dear>", Said.In(story.Dialog(Bob)), StringComparison.Ordinal);
        Assert.Contains("A = too dear", Closed(story.Types(Bob, "vote C")), StringComparison.Ordinal);
        Assert.DoesNotContain("too dear", Closed(story.Types(Bob, "vote concern none")), StringComparison.Ordinal);
        story.Types(Bob, "vote concern A").ThenRefused("DotVote.ReasonMissing");
        Story.Given("vote A | B").Types(Bob, "vote concern A \"why\"").ThenRefused("DotVote.NoConcernHere");
    }

    [Fact]
    public void A_concern_fits_or_is_refused_at_its_input()
    {
        var story = Story.Given("vote concern \"Which?\" A | B | C | D");
        story.Types(Bob, $"vote concern A \"{new string('x', Limits.NoteMax)}\"").Happened();
        var long1 = story.Presses(
            Bob, "ballot", "", ("option-0", "1"), ("concern", "1"), ("concern-reason", new string('x', Limits.NoteMax + 1))).ThenRefused("DotVote.ReasonMissing");
        Assert.Equal("concern-reason", long1.Last.Refusal?.Input);
    }

    [Fact]
    public void None_of_these_can_be_said_alone()
    {
        var story = Story.Given("vote none \"Which?\" A | B | C | D").Types(Bob, "vote none").Happened();

        Assert.Contains("1 person said: none of these.", Closed(story), StringComparison.Ordinal);
        story.Presses(Cem, "ballot", "", ("option-0", "1"), ("none", "on")).ThenRefused("DotVote.NoneOrSome");
        Assert.Contains("0 people said", Closed(story.Types(Bob, "vote nothing").Happened()), StringComparison.Ordinal);
        Assert.Contains("0 people said", Closed(story.Types(Bob, "vote A").Happened()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rule_of_the_decision_is_on_the_card_and_in_the_minutes()
    {
        var story = Story.Given("vote score \"How good?\" A | B | C pick 2").Types(Bob, "vote A=3");

        Assert.Contains("The 2 with the highest sums are picked.", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("The 2 with the highest sums are picked.", Said.In(story.When(new Command.Close(), Ann).Minutes()), StringComparison.Ordinal);
    }
}
