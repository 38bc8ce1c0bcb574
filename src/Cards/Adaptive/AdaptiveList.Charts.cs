using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>Bars: a chart where its labels are short, and the same in text for clients without charts and for all else.</summary>
sealed partial class AdaptiveList
{
    protected override void AddChart(HorizontalBarChart chart)
    {
        ImmutableArray<DrawnBar> bars = [.. chart.Bars.Select(bar => Bar(bar, chart.LongestBar))];
        var title = PlainText.IsBlank(PlainText.Clean(chart.Title)) ? null : AdaptiveText.FitLine(chart.Title, AdaptiveLimits.TextMax / 2);
        if (title is not null || !bars.IsEmpty)
        {
            Draft(Grouped(ChartBlock(title, bars, IsChart(chart, bars))));
        }
    }

    DrawnBar Bar(Bar bar, int longest)
    {
        var label = AdaptiveText.Pieces(bar.Label, texts, context, AdaptiveLimits.BarTextMax)
            .Select(piece => piece with { Text = PlainText.OneLine(piece.Text) });
        var glyphs = bar.Value <= 0 || longest <= 0 ? 0 : (int)Math.Ceiling((double)bar.Value * AdaptiveLimits.BarGlyphsMax / longest);
        return new DrawnBar([.. label], Math.Max(bar.Value, 0), glyphs, AdaptiveText.FitLine(bar.Figure, AdaptiveLimits.BarTextMax));
    }

    // A chart draws its bars to the longest of its own, takes two of one name for one, and cuts a long one.
    static bool IsChart(HorizontalBarChart chart, ImmutableArray<DrawnBar> bars) =>
        bars.Length > 0
        && bars.All(bar => bar.InChart.Length <= AdaptiveLimits.ChartLabelMax)
        && bars.DistinctBy(bar => bar.InChart, StringComparer.Ordinal).Count() == bars.Length
        && chart.LongestBar > 0 && chart.LongestBar == bars.Max(bar => bar.Value);

    static Block ChartBlock(string? title, ImmutableArray<DrawnBar> bars, bool isChart) => new(
        CardJson.Render(json => json.Typed("Container", () => json.Array("items", () =>
        {
            if (title is not null)
            {
                json.RichText([new Piece(title)], Look.Strong);
            }

            if (isChart)
            {
                WriteChart(json, title, bars);
            }
            else
            {
                WriteBars(json, bars);
            }
        }))),
        Math.Max(bars.Length, 1),
        Head: bars.Length > 1 ? count => ChartBlock(title, bars[..count], isChart: false) : null);

    static void WriteChart(Utf8JsonWriter json, string? title, ImmutableArray<DrawnBar> bars) => json.Typed("Chart.HorizontalBar", () =>
    {
        if (title is not null)
        {
            json.WriteString("title", title); // for those who listen; it is seen above
        }

        json.WriteString("displayMode", "AbsoluteNoAxis");
        json.Array("data", () =>
        {
            foreach (var bar in bars)
            {
                json.WriteStartObject();
                json.WriteString("x", bar.InChart);
                json.WriteNumber("y", bar.Value);
                json.WriteEndObject();
            }
        });
        json.WritePropertyName("fallback");
        json.Typed("Container", () => json.Array("items", () => WriteBars(json, bars)));
    });

    static void WriteBars(Utf8JsonWriter json, ImmutableArray<DrawnBar> bars)
    {
        foreach (var bar in bars)
        {
            json.RichText(bar.Label, Look.Default, AdaptiveShapes.Close);
            json.RichText(AdaptiveShapes.None, () => // Android has left out a break at the start of a run (microsoft/AdaptiveCards issue 4914)
            {
                if (bar.Glyphs > 0)
                {
                    json.TextRun(new string('▇', bar.Glyphs), Look.Bar); // adds nothing for those who listen: the figure is in words
                }

                json.WriteStringValue(bar.Glyphs > 0 ? $" {bar.Figure}" : bar.Figure);
            });
        }
    }

    readonly record struct DrawnBar(ImmutableArray<Piece> Label, int Value, int Glyphs, string Figure)
    {
        /// <summary>A chart says nothing of the figure, so that stands with the label.</summary>
        public string InChart { get; } = $"{Piece.Join(Label)}: {Figure}";
    }
}
