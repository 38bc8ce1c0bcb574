using System.Collections.Immutable;

namespace CoCreateBot.Cards.Fitting;

/// <summary>A card taken apart into lines, to be put on several pages.</summary>
static class CardLines
{
    /// <summary>Each fact and each bar by itself; a bar is drawn to the scale of its whole chart, whose title stands over the first.</summary>
    public static ImmutableArray<Element> Of(Card card) => [.. card.Body.SelectMany(Of)];

    /// <summary>Facts that follow each other are one list again, bars one chart.</summary>
    public static ImmutableArray<Element> Join(IEnumerable<Element> lines)
    {
        var joined = new List<Element>();
        foreach (var line in lines)
        {
            switch (line, joined.LastOrDefault())
            {
                case (FactSet facts, FactSet before):
                    joined[^1] = new FactSet([.. before.Facts, .. facts.Facts]);
                    break;
                case (HorizontalBarChart { Title: "" } bars, HorizontalBarChart before):
                    joined[^1] = before with { Bars = [.. before.Bars, .. bars.Bars] };
                    break;
                default:
                    joined.Add(line);
                    break;
            }
        }

        return [.. joined];
    }

    static IEnumerable<Element> Of(Element element) => element switch
    {
        FactSet facts => facts.Facts.Select(fact => new FactSet([fact])),
        HorizontalBarChart { Bars.Length: > 1 } chart => chart.Bars.Select(
            (bar, at) => new HorizontalBarChart(at == 0 ? chart.Title : "", [bar]) { Longest = chart.LongestBar }),
        Container container => container.Items.SelectMany(Of),
        _ => [element],
    };
}
