using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Words that are worth a question, and never a refusal.</summary>
public sealed class WhyChecksTest
{
    static readonly Story Late = Story.Given("why \"The report was late three times in October\"").When(new Command.Join(), Dora);

    [Theory]
    [InlineData("Dora printed it on Friday", "name")]
    [InlineData("It was Dora's job", null)]
    [InlineData("The file is called doradata", null)]
    [InlineData("Somebody forgot to order", "blame")]
    [InlineData("It was human error.", "blame")]
    [InlineData("Es wurde VERGESSEN", "blame")]
    [InlineData("Menschliches Versagen", "blame")]
    [InlineData("Unforgotten things", null)]
    [InlineData("There is a lack of paper", "lack")]
    [InlineData("Not enough people", "lack")]
    [InlineData("Zu wenig Papier", "lack")]
    [InlineData("Paper and toner were empty", "and")]
    [InlineData("Papier und Toner", "and")]
    [InlineData("The sand was wet", null)]
    [InlineData("The order came on Monday", null)]
    public void Each_word_list_asks_its_question_on_the_node_and_to_the_author_alone(string text, string? check)
    {
        var story = Late.Types(Bob, $"why \"{text}\"").Happened();
        var asked = check is null ? null : Story.English[WhyChecks.Ask + check];
        var (card, own, other) = (Said.In(story.Root()), Said.In(story.Dialog(Bob)), Said.In(story.Dialog(Cem)));
        var aside = story.Item.Activity.Aside(story.View(), Late.Item.State, Bob.Person);

        Assert.Equal(asked is not null, asked is not null && card.Contains(asked, StringComparison.Ordinal));
        Assert.Equal(asked is not null, own.Contains("Only a question", StringComparison.Ordinal));
        Assert.Equal(asked is null ? "" : $"Your 1, “{text}”: {asked}", aside.Plain());
        Assert.DoesNotContain("Only a question", other, StringComparison.Ordinal);
        Assert.Empty(story.Item.Activity.Aside(story.View(), story.Item.State, Bob.Person)); // nothing new came
    }

    [Fact]
    public void A_dialog_that_asks_says_so_by_its_button_so_that_it_stays_open_once()
    {
        var asked = Late.Types(Bob, "why \"Somebody forgot to order\"");
        string Argument(Story story) => story.Dialog(Bob).Submit!.Press.Argument; // ! it hands in

        Assert.Equal("", Argument(Late));
        Assert.NotEqual("", Argument(asked));
        Assert.Equal(Argument(asked), Argument(asked.Types(Bob, "why \"The order came on Monday\"")));
        Assert.Equal("", Argument(asked.Types(Bob, "why edit 1 \"Orders have no reminder\"")));
        Assert.Equal("", Argument(asked.Types(Cem, "why \"There is no list\" under 1"))); // it can be changed no more
    }

    [Fact]
    public void A_settled_cause_is_asked_nothing_any_more() => Assert.DoesNotContain(
        Story.English[WhyChecks.Ask + "blame"],
        Said.In(Late.Types(Bob, "why \"Somebody forgot to order\"").Types(Ann, "why outside 1").Root()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("The report was late because of the printer", true)]
    [InlineData("The report was late due to the printer", true)]
    [InlineData("Der Bericht kam zu spät, weil der Drucker leer war", true)]
    [InlineData("Verspätet wegen Papiermangels", true)]
    [InlineData("The report was late three times in October", false)]
    public void A_cause_in_the_problem_is_asked_about_and_not_refused(string problem, bool isAsked) => Assert.Equal(
        isAsked,
        Said.In(Story.Given($"why \"{problem}\"").Root()).Contains("Is there a cause in the problem already?", StringComparison.Ordinal));

    [Theory]
    [InlineData("A patient fell twice on ward 3 in October", true)]
    [InlineData("There was a fire in the kitchen on Monday", true)]
    [InlineData("Explosion in Halle 4", true)]
    [InlineData("Drei Verletzte in der Werkstatt", true)]
    [InlineData("The firewall was slow for three days", false)]
    public void A_problem_of_safety_warns_on_the_card_and_in_the_minutes_that_a_full_investigation_is_due(string problem, bool isCritical)
    {
        const string Warning = "does not replace a full investigation";
        var story = Story.Given($"why \"{problem}\"").Types(Bob, "why \"The floor was wet\"");

        Assert.Equal(isCritical, Said.In(story.Root()).Contains(Warning, StringComparison.Ordinal));
        Assert.Equal(isCritical, Said.In(story.When(new Command.Close(), Ann).Minutes()).Contains(Warning, StringComparison.Ordinal));
    }
}
