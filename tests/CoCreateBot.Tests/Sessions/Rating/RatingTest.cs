using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A rating: a dozen each, by lot, blind until it closes.</summary>
public sealed class RatingTest
{
    static Story Rated(int replies) => Enumerable.Range(1, replies)
        .Aggregate(Story.Given("ask \"Why?\" for 5m", "rate for 5m"), (now, n) => now.Types(Number(n), $"ask reply {n:D3}"))
        .When(new Command.Next(), Ann).Happened();

    static Rating State(Story story) => (Rating)story.Item.State;

    [Fact]
    public void Each_person_rates_twelve_always_the_same_and_others_than_the_next()
    {
        var story = Rated(100);

        Assert.Equal(Rating.EachRates, story.Dialog(Bob).Inputs.Count());
        Assert.Equal(story.Dialog(Bob).Inputs.Select(input => input.Id), story.Dialog(Bob).Inputs.Select(input => input.Id));
        Assert.NotEqual(State(story).Of(Bob.Voice), State(story).Of(Cem.Voice));
        Assert.Equal(5, Rated(5).Dialog(Bob).Inputs.Count());
    }

    [Fact]
    public void What_is_drawn_for_many_people_covers_everything()
    {
        var state = State(Rated(100));

        Assert.Equal(100, Enumerable.Range(0, 200).SelectMany(n => state.Of(Number(n).Voice)).Distinct().Count());
    }

    [Fact]
    public void A_rating_is_handed_in_typed_changed_and_taken_back()
    {
        var story = Rated(30);
        var own = State(story).Of(Bob.Voice);
        story = story.Presses(Bob, "rate", "", ($"item-{own[0]}", "agree"), ($"item-{own[1]}", "none")).Happened();
        story.Types(Bob, $"rate {own[0]} agree").ThenNothing();
        Assert.Equal(Stance.Pass, State(story.Types(Bob, $"rate {own[0]} pass").Happened()).StanceOf(Bob.Voice, own[0]));
        Assert.Equal(0, story.Types(Bob, $"rate {own[0]} none").Happened().Item.State.Contributors);

        var foreign = Enumerable.Range(1, 30).Except(own).First();
        story.Types(Bob, $"rate {foreign} agree").ThenRefused("Rating.NotYours", foreign);
        story.Types(Bob, $"rate {own[0]} perhaps").ThenRefused("Rating.How");
    }

    [Fact]
    public void It_is_blind_and_then_sorted_by_agreement_with_its_counts()
    {
        var story = Rated(2);
        Assert.Equal([1, 2], State(story).Of(Bob.Voice).Order());
        story = story.Types(Bob, "rate 1 disagree 2 agree").Types(Cem, "rate 1 agree 2 agree").Types(Dora, "rate 2 pass");
        Assert.DoesNotContain("disagree,", Said.In(story.Root()), StringComparison.Ordinal);

        var closed = story.When(new Command.Close(), Ann);
        var card = Said.In(closed.Root());
        Assert.Contains("2 agree, 0 disagree, 1 pass", card, StringComparison.Ordinal);
        Assert.Contains("1 agree, 1 disagree, 0 pass", card, StringComparison.Ordinal);
        Assert.True(card.IndexOf("[2]", StringComparison.Ordinal) < card.IndexOf("[1]", StringComparison.Ordinal));
        Assert.Equal(6, closed.Artifacts.Length);
        Assert.Equal([true, false], closed.Item.Activity.HandsOn(closed.Item).Select(thing => thing.IsProposed));
    }

    [Fact]
    public void One_lone_yes_does_not_go_before_nine_of_ten() => Assert.True(
        new RatingTally(1, new RatedItem(1, 1, "a"), 9, 1, 0).Agreement > new RatingTally(2, new RatedItem(1, 2, "b"), 1, 0, 0).Agreement);

    [Fact]
    public void Of_one_thing_there_is_nothing_to_rate()
    {
        var story = Story.Given("ask \"Why?\"", "rate", "checkin").Types(Bob, "ask light").When(new Command.Next(), Ann);

        Assert.Equal(ActivityStatus.Skipped, story.Session.Agenda[1].Status);
    }

    [Fact]
    public void More_than_one_event_can_hold_is_drawn_by_lot_and_that_is_said()
    {
        var text = new string('ü', OpenPrompt.ReplyMax);
        var story = Enumerable.Range(1, 120).Aggregate(
            Story.Given("ask \"Why?\"", "rate"), (now, n) => now.Types(Number(n), $"ask {text[..^3]}{n:D3}")).When(new Command.Next(), Ann).Happened();

        Assert.InRange(State(story).Items.Length, 90, 119);
        Assert.Contains("were not drawn, as there are too many", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.True(Story.Json(story.Last.Events).Length < 512 * 1024);
    }

    [Theory]
    [InlineData("prioritise", "session prioritise \"Which first?\" \"A\" \"B\" \"C\"")]
    [InlineData("prioritise", "session prioritise \"Which first?\" A | B | C")]
    [InlineData("prioritise", "session \"Which first?\" prioritise A | B | C live")]
    [InlineData("ask", "session \"What would help?\" ask")]
    [InlineData("ideas", "session \"What would help?\" ideas live")]
    public void A_recipe_that_is_built_in_plans(string name, string line)
    {
        var start = SessionStart.Read(TypedLine.Parse(line), Activities.BuiltIn, Recipe.BuiltIn, Story.Noon);

        Assert.Null(start.Refusal?.Key);
        Assert.Equal(Recipe.BuiltIn.Single(recipe => recipe.Name == name).Lines.Length, start.Value?.Agenda.Length);
    }
}
