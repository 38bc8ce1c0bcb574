using CoCreateBot.Cards;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>While a round is open its card shows how many of its sheets are in, and says it.</summary>
public sealed class BrainwritingProgressTest
{
    [Fact]
    public void As_many_as_are_handed_in_of_those_that_were_dealt()
    {
        var story = Writing.Opened("brainwrite live", people: 3).Takes(Ann).Takes(Bob);

        Assert.Equal(new ProgressBar("0 of the 2 sheets of this round are handed in.", 0, 2), Progress(story));
        story = story.Takes(Cem).Writes(Ann, "a").Writes(Bob, "b");
        Assert.Equal(new ProgressBar("2 of the 3 sheets of this round are handed in.", 2, 3), Progress(story));
        Assert.Equal(new ProgressBar("0 of the 3 sheets of this round are handed in.", 0, 3), Progress(story.Writes(Cem, "c"))); // the next round
    }

    [Fact]
    public void In_German_too() => Assert.Equal(
        "0 von 2 Blättern dieser Runde sind abgegeben.",
        Progress(Writing.Opened("brainwrite live", people: 2).Takes(Ann).Takes(Bob), "de").Label);

    [Fact]
    public void Before_anybody_has_a_sheet_and_where_there_are_no_rounds_there_is_no_bar()
    {
        Assert.Empty(Writing.Opened("brainwrite live", people: 2).Root().Body.OfType<ProgressBar>());
        Assert.Empty(Writing.Opened("brainwrite", people: 2, isLive: false).Takes(Ann).Root().Body.OfType<ProgressBar>());
    }

    static ProgressBar Progress(Story story, string language = "en") => story.Root(language).Body.OfType<ProgressBar>().Single();
}
