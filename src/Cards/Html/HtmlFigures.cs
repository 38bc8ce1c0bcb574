using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace CoCreateBot.Cards.Html;

/// <summary>
/// The pictures of a board. Notes, bars, trees and tables are lists and tables in themselves, so that eye and screen reader have the same texts, and
/// long ones wrap as the page does. What is drawn by place alone is SVG with its list beneath.
/// </summary>
/// <param name="key">Of the ids in them: unique on the page.</param>
sealed class HtmlFigures(HtmlWriter html, HtmlElements elements, string key)
{
    public void All(ImmutableArray<Figure> figures)
    {
        foreach (var (i, figure) in figures.Index())
        {
            One(figure, string.Create(CultureInfo.InvariantCulture, $"{key}-{i}"));
        }
    }

    void One(Figure figure, string id)
    {
        html.Open("figure", ("class", ClassOf(figure)));
        Caption(figure);
        switch (figure)
        {
            case WallFigure wall: Wall(wall, id); break;
            case BarsFigure bars: elements.Bars(bars.Chart); break;
            case TreeFigure tree: Branches([tree.Root]); break;
            case TableFigure table: Table(table); break;
            case PlaneFigure plane: new SvgPlane(html, elements).Write(plane); break;
            case TrendFigure trend: new SvgTrend(html, elements).Write(trend); break;
            default: throw new UnreachableException();
        }

        html.Close("figure");
    }

    static string ClassOf(Figure figure) => figure switch
    {
        WallFigure => "wall",
        BarsFigure => "chart",
        TreeFigure => "grown",
        TableFigure => "rows",
        PlaneFigure => "plane",
        TrendFigure => "trend",
        _ => throw new UnreachableException(),
    };

    void Caption(Figure figure)
    {
        html.Open("figcaption").Element("span", figure.Title);
        if (!figure.Caption.IsEmpty)
        {
            html.Text(" ");
            elements.Block("span", figure.Caption, ("class", "said"));
        }

        html.Close("figcaption");
    }

    void Wall(WallFigure wall, string id)
    {
        if (wall.All is { } all)
        {
            html.Element("p", elements.Texts.PartOf(wall.Before + 1, wall.Before + wall.Count, all), ("class", "subtle"));
        }

        // Of several pages only what stands on this one can be gone to.
        var labels = wall.Groups.SelectMany(group => group.Notes).Select(note => note.Label).ToHashSet(StringComparer.Ordinal);
        foreach (var (i, group) in wall.Groups.Index())
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"group-{id}-{i}");
            if (!group.Name.IsEmpty)
            {
                elements.Heading(group.Name, title);
            }

            if (!group.Notes.IsEmpty)
            {
                html.Open("ul", ("class", "notes"), ("role", "list"), ("aria-labelledby", group.Name.IsEmpty ? null : title));
                foreach (var note in group.Notes)
                {
                    Note(note, id, labels);
                }

                html.Close("ul");
            }
        }
    }

    void Note(WallNote note, string id, HashSet<string> labels)
    {
        html.Open("li", ("class", note.IsStrong ? "note strong" : "note"), ("id", note.Label.Length == 0 ? null : IdOf(note.Label, id)));
        if (note.Label.Length > 0)
        {
            html.Element("bdi", note.Label, ("class", "called")).Text(" ");
        }

        elements.Block("span", elements.Seen(note.Text, note.Pictures), ("class", "text"));
        elements.Pictures(note.Pictures);
        BuildsOn(note, id, labels);
        if (!note.Remark.IsEmpty)
        {
            html.Text(" ");
            elements.Block("span", note.Remark, ("class", "remark"));
        }

        html.Close("li");
    }

    void BuildsOn(WallNote note, string id, HashSet<string> labels)
    {
        if (note.BuildsOn.IsEmpty)
        {
            return;
        }

        var around = elements.Texts.BuildsOn.Split("{0}");
        html.Text(" ").Open("span", ("class", "remark lineage")).Text(around[0]);
        foreach (var (i, label) in note.BuildsOn.Index())
        {
            html.Text(i == 0 ? "" : ", ");
            if (labels.Contains(label))
            {
                html.Open("a", ("href", "#" + IdOf(label, id))).Element("bdi", label).Close("a");
            }
            else
            {
                html.Element("bdi", label);
            }
        }

        html.Text(around[^1]).Close("span");
    }

    // Labels are numbers and letters; whatever else one may hold is no part of an id.
    static string IdOf(string label, string id) => $"note-{id}-{string.Concat(label.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}";

    void Branches(ImmutableArray<TreeNode> nodes)
    {
        if (nodes.IsEmpty)
        {
            return;
        }

        html.Open("ul", ("role", "list"));
        foreach (var node in nodes)
        {
            html.Open("li").Open("div", ("class", node.IsStrong ? "node strong" : "node"));
            if (node.Label.Length > 0)
            {
                html.Element("bdi", node.Label, ("class", "called")).Text(" ");
            }

            elements.Block("span", node.Text, ("class", "text"));
            foreach (var mark in node.Marks)
            {
                html.Text(" ").Element("span", mark, ("class", "mark"));
            }

            html.Close("div");
            Branches(node.Children);
            html.Close("li");
        }

        html.Close("ul");
    }

    /// <summary>With roles: a phone shows each row as a block of its own, and a browser would then forget that it is a table.</summary>
    void Table(TableFigure table)
    {
        html.Open("table", ("role", "table")).Open("thead", ("role", "rowgroup")).Open("tr", ("role", "row"));
        foreach (var column in table.Columns)
        {
            html.Element("th", column, ("scope", "col"), ("role", "columnheader"));
        }

        html.Close("tr").Close("thead").Open("tbody", ("role", "rowgroup"));
        foreach (var row in table.Rows)
        {
            html.Open("tr", ("role", "row"));
            foreach (var (i, cell) in row.Index())
            {
                html.Open("td", ("role", "cell"), ("data-column", cell.IsEmpty ? null : table.Columns[i]));
                elements.Runs(cell);
                html.Close("td");
            }

            html.Close("tr");
        }

        html.Close("tbody").Close("table");
    }
}
