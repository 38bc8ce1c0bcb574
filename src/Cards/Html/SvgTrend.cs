using System.Collections.Immutable;
using static CoCreateBot.Cards.Html.SvgPlane;

namespace CoCreateBot.Cards.Html;

/// <summary>A line over time with a gap wherever there is no value, and the same as a list beneath.</summary>
sealed class SvgTrend(HtmlWriter html, HtmlElements elements)
{
    const double Width = 480;
    const double Height = 200;
    const double Start = 44;
    const double End = 16;
    const double Top = 16;
    const double Bottom = 34;

    public void Write(TrendFigure trend)
    {
        html.Open("svg", ("class", "drawn"), ("viewBox", $"0 0 {Number(Width)} {Number(Height)}"), ("direction", "ltr"), ("aria-hidden", "true"));
        Level(trend.High, Top);
        Level(trend.Low, Height - Bottom);
        if (trend.Points is [var first, .., var last])
        {
            Text(Day(first.At), Start, Height - 10, "start");
            Text(Day(last.At), Width - End, Height - 10, "end");
        }

        foreach (var line in Lines(trend).Where(line => line.Count > 1))
        {
            html.Void("polyline", ("points", string.Join(' ', line.Select(place => $"{Number(place.X)},{Number(place.Y)}"))));
        }

        foreach (var (x, y) in Lines(trend).SelectMany(line => line))
        {
            html.Void("circle", ("cx", Number(x)), ("cy", Number(y)), ("r", "4"));
        }

        html.Close("svg");
        html.Open("ul", ("role", "list"), ("class", "values"));
        foreach (var point in trend.Points)
        {
            elements.Block("li", [new MomentRun(point.At), new TextRun(": " + point.Figure)]);
        }

        html.Close("ul");
    }

    /// <summary>The pieces between gaps.</summary>
    static List<List<(double X, double Y)>> Lines(TrendFigure trend)
    {
        List<List<(double X, double Y)>> lines = [[]];
        foreach (var (i, point) in trend.Points.Index())
        {
            if (point.Value is not { } value)
            {
                lines.Add([]);
                continue;
            }

            var share = trend.High > trend.Low ? Math.Clamp((value - trend.Low) / (trend.High - trend.Low), 0, 1) : 0.5;
            lines[^1].Add((Start + (After(trend.Points, i) * (Width - Start - End)), Height - Bottom - (share * (Height - Top - Bottom))));
        }

        return lines;
    }

    /// <summary>How much of the time had passed: from 0 to 1.</summary>
    static double After(ImmutableArray<TrendPoint> points, int i)
    {
        var all = points[^1].At - points[0].At;
        return all > TimeSpan.Zero ? Math.Clamp((points[i].At - points[0].At) / all, 0, 1) : 0.5;
    }

    string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, elements.Context.Zone).ToString("d", elements.Context.Culture);

    void Level(double value, double y)
    {
        html.Void("line", ("x1", Number(Start)), ("y1", Number(y)), ("x2", Number(Width - End)), ("y2", Number(y)));
        Text(value.ToString("0.#", elements.Context.Culture), Start - 8, y + 5, "end");
    }

    void Text(string text, double x, double y, string anchor) =>
        html.Element("text", text, ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));
}
