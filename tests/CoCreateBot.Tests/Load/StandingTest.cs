using System.Text;
using System.Text.Json;
using CoCreateBot.Load.Teams;

namespace CoCreateBot.Tests.Load;

/// <summary>What a load run asks of the card that answers a tap: that it has this tap, and all that were acknowledged before, while others are under way.</summary>
public sealed class StandingTest
{
    const int Green = 0;
    const int Yellow = 1;

    readonly Standing standing = new(people: 10, choices: 2);

    [Fact]
    public void A_card_must_have_the_tap_it_answers_and_those_acknowledged_before_it_was_sent()
    {
        Assert.Equal(1, Tap(0, Green));
        Assert.Equal(1, Tap(1, Yellow));
        Assert.Equal(2, Tap(2, Green));
        Assert.Equal([2, 1], standing.Sure);
    }

    [Fact]
    public void What_is_under_way_need_not_be_on_it_yet()
    {
        var other = standing.Sent(0, Green);
        Assert.Equal(1, Tap(1, Green));
        Assert.Equal(1, standing.Acknowledged(other)); // it was sent before the other was answered
        Assert.Equal(3, Tap(2, Green));
    }

    [Fact]
    public void Who_is_about_to_choose_otherwise_need_not_be_on_it_any_more()
    {
        Tap(0, Green);
        Tap(1, Green);
        var mine = standing.Sent(2, Green);
        var leaving = standing.Sent(0, Yellow);
        Assert.Equal(2, standing.Acknowledged(mine));
        Assert.Equal(1, standing.Acknowledged(leaving));
        Assert.Equal([2, 1], standing.Sure);
    }

    [Fact]
    public void Of_two_taps_of_one_person_at_once_nobody_knows_which_came_last()
    {
        var first = standing.Sent(0, Green);
        var second = standing.Sent(0, Yellow);
        Assert.Equal(0, standing.Acknowledged(second));
        Assert.Equal(0, standing.Acknowledged(first));
        Assert.Equal([0, 0], standing.Sure);
        Assert.Equal(1, Tap(0, Green));
    }

    [Theory]
    [InlineData("0 people", 0)]
    [InlineData("1 person", 1)]
    [InlineData("4,999 people", 4_999)]
    public void The_number_on_the_card_is_read(string shown, int people)
    {
        var choice = CheckInCard.Choices(JsonDocument.Parse(Card(shown)).RootElement)[Yellow];
        Assert.Equal(people, CheckInCard.Shown(Encoding.UTF8.GetBytes(Card(shown)), choice));
        Assert.Equal(0, CheckInCard.Shown("{}"u8, choice));
    }

    int Tap(int person, int choice) => standing.Acknowledged(standing.Sent(person, choice));

    static string Card(string yellow) => $$"""
        {"body":[{"inlines":[{"type":"TextRun","text":"● Green: ","weight":"Bolder"},"7 people"]},
        {"inlines":[{"type":"TextRun","text":"▲ Yellow: ","weight":"Bolder"},"{{yellow}}"]},
        {"actions":[{{Button("● Green", "green")}},{{Button("▲ Yellow", "yellow")}},{{Button("■ Red", "red")}}]}]}
        """;

    static string Button(string title, string light) =>
        $$$"""{"type":"Action.Execute","title":"{{{title}}}","data":{"cocreate.press":"1|abc|1|answer|{{{light}}}"}}""";
}
