using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

public sealed class FiveWhysTest
{
    static readonly Story Late = Story.Given("why \"The report was late three times in October\"");

    /// <summary>1 by Bob with 1.1 and 1.2 under it, 2 by Cem.</summary>
    static readonly Story Tree = Late
        .Types(Bob, "why \"Printed on Friday\"").Happened().Types(Cem, "why \"Read by nobody\" evidence").Happened()
        .Types(Bob, "why \"The printer was empty\" under 1").Happened().Types(Cem, "why \"Paper comes on Monday\" under 1 belegt").Happened();

    static FiveWhys State(Story story) => (FiveWhys)story.Item.State;

    static string Told(Story story) => string.Join(" | ", State(story).Nodes().Select(node => $"{node.Number} {node.Cause.Text}"));

    static int Id(Story story, string number) => State(story).Find(number) ?? throw new InvalidOperationException(number);

    [Fact]
    public void Causes_stand_under_the_problem_or_under_causes_with_numbers_that_stay() => Assert.Equal(
        "1 Printed on Friday | 1.1 The printer was empty | 1.2 Paper comes on Monday | 2 Read by nobody",
        Told(Tree));

    [Fact]
    public void The_card_says_whose_a_cause_is_what_it_stands_on_and_about_which_one_why_is_asked()
    {
        var card = Said.In(Tree.Types(Ann, "why follow 1.2").Happened().Root());

        Assert.Contains("1.1 = The printer was empty – Bob, assumption", card, StringComparison.Ordinal);
        Assert.Contains("1.2 = Paper comes on Monday – Cem, evidence; we follow this one", card, StringComparison.Ordinal);
        Assert.Contains("Why 1.2: Paper comes on Monday?", card, StringComparison.Ordinal);
        Assert.Contains(
            "Read upwards from 1.2: Paper comes on Monday – therefore – Printed on Friday – therefore – The report was late three times in October",
            card,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_without_a_number_goes_under_the_one_that_is_followed() => Assert.Equal(
        "1 Printed on Friday | 1.1 The printer was empty | 1.2 Paper comes on Monday | 1.2.1 It was ordered late | 2 Read by nobody",
        Told(Tree.Types(Ann, "why folgen 1.2").Types(Bob, "why It was ordered late").Happened()));

    [Fact]
    public void A_root_cause_gets_a_counter_measure_and_both_stand_in_the_minutes()
    {
        var closed = Tree.Types(Ann, "why root 1.2").Happened()
            .Types(Cem, "why measure 1.2 \"Order on Thursday\" by Bob due 31.12. sign \"paper on Fridays\"").Happened()
            .When(new Command.Close(), Ann).Happened();
        var minutes = Said.In(closed.Minutes());

        Assert.Contains("1.2 = Paper comes on Monday – Cem, evidence; root cause", minutes, StringComparison.Ordinal);
        Assert.Contains("Read upwards from 1.2: Paper comes on Monday – therefore – Printed on Friday – therefore – The report", minutes, StringComparison.Ordinal);
        Assert.Contains("Root cause 1.2: Paper comes on Monday.", minutes, StringComparison.Ordinal);
        Assert.Contains("Order on Thursday – Bob is to be asked; by 12/31/2026; we see that it worked by: paper on Fridays", minutes, StringComparison.Ordinal);
        Assert.Contains("4 causes on 2 levels; 1 root cause, 1 counter-measure.", minutes, StringComparison.Ordinal);
        Assert.Equal(["cause", "cause", "root-cause", "cause", "counter-measure"], closed.Artifacts.Select(row => row.Kind));
    }
}
