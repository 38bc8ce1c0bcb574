using System.Globalization;

namespace CoCreateBot.Cards.Html;

/// <summary>A field with a circle where people stand, as large as they are many, and the same in words beneath.</summary>
sealed class SvgPlane(HtmlWriter html, HtmlElements elements)
{
    const double Side = 300;
    const double Edge = 28;
    const double Whole = Side + (2 * Edge);

    /// <summary>A circle is never so small that its number does not fit.</summary>
    const double RadiusMin = 11;

    public void Write(PlaneFigure plane)
    {
        var cell = Side / Math.Max(1, plane.Steps);
        var most = Math.Max(1, plane.Points.Select(point => point.Count).DefaultIfEmpty().Max());
        html.Open("svg", ("class", "drawn"), ("viewBox", $"0 0 {Number(Whole)} {Number(Whole)}"), ("direction", "ltr"), ("aria-hidden", "true"));
        html.Void("rect", ("class", "field"), ("x", Number(Edge)), ("y", Number(Edge)), ("width", Number(Side)), ("height", Number(Side)));
        Line(Edge, Whole / 2, Whole - Edge, Whole / 2);
        Line(Whole / 2, Edge, Whole / 2, Whole - Edge);
        Text(plane.Up.High, Whole / 2, Edge - 9, "middle");
        Text(plane.Up.Low, Whole / 2, Whole - 9, "middle");
        Text(plane.Across.Low, Edge + 5, (Whole / 2) - 6, "start");
        Text(plane.Across.High, Whole - Edge - 5, (Whole / 2) - 6, "end");
        foreach (var point in plane.Points.Where(point => point.Count > 0))
        {
            var (x, y) = (Edge + (cell * (point.Across - 0.5)), Whole - Edge - (cell * (point.Up - 0.5)));
            var radius = Math.Max(RadiusMin, cell / 2 * Math.Sqrt((double)point.Count / most));
            html.Void("circle", ("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)));
            Text(point.Count.ToString(CultureInfo.InvariantCulture), x, y + 5, "middle", "count");
        }

        html.Close("svg");
        Words(plane);
    }

    void Words(PlaneFigure plane)
    {
        foreach (var axis in new[] { plane.Across, plane.Up })
        {
            html.Element("p", elements.Texts.Axis(axis.Name, axis.Low, axis.High), ("class", "subtle"));
        }

        html.Open("ul", ("role", "list"), ("class", "values"));
        foreach (var point in plane.Points)
        {
            html.Element("li", point.Figure);
        }

        html.Close("ul");
    }

    void Line(double x1, double y1, double x2, double y2) =>
        html.Void("line", ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)));

    void Text(string text, double x, double y, string anchor, string? name = null) =>
        html.Element("text", text, ("class", name), ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));

    public static string Number(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);
}
