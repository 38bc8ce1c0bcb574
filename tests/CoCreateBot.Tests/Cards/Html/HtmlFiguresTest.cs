using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>Figures as a page draws them: all they say is text that everybody can read, whatever people wrote.</summary>
public sealed class HtmlFiguresTest
{
    const string Evil = "</svg><script>alert('1')</script> \u202Eabc & \"x\"";

    static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    static XElement Html(params Figure[] figures) => Parsed.Html(HtmlRenderer.Board([new TextBlock("Ideas", TextStyle.Heading)], [.. figures], "s-1", "en", Parsed.Context));

    static WallNote Note(string label, string text, params string[] on) => new(label, [new WordsRun(text)], [.. on]);

    static WallFigure Wall(params WallNote[] notes) => new("Ideas", [new WallGroup([], [.. notes])]);

    static TreeNode Node(string label, string text, params TreeNode[] children) => new(label, [new WordsRun(text)], [.. children]);

    static PlaneFigure Plane(params PlanePoint[] points) =>
        new("Mood", new Axis("Pleasantness", "unpleasant", "pleasant"), new Axis("Energy", "calm", "lively"), 5, [.. points]);

    public static TheoryData<string> Kinds => ["wall", "bars", "tree", "table", "plane", "trend"];

    static Figure Saying(string kind, string text) => kind switch
    {
        "wall" => new WallFigure("Ideas", [new WallGroup([new WordsRun(text)], [Note(text, text, text) with { Remark = [new WordsRun(text)] }])]),
        "bars" => new BarsFigure(new HorizontalBarChart("Dots", [new Bar([new WordsRun(text)], 1, text)])) { Caption = [new WordsRun(text)] },
        "tree" => new TreeFigure("Why", Node(text, text, Node(text, text)) with { Marks = [text] }),
        "table" => new TableFigure("Steps", [text], [[[new WordsRun(text)]]]),
        "plane" => new PlaneFigure("Mood", new Axis(text, text, text), new Axis(text, text, text), 5, [new PlanePoint(1, 1, 1, text)]),
        "trend" => new TrendFigure("Mood", 1, 5, [new TrendPoint(Monday, 3, text)]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_that_people_write_becomes_markup(string kind) => Assert.Equal(Html(Saying(kind, "x")).Structure, Html(Saying(kind, Evil)).Structure);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_figure_has_its_title_as_its_caption(string kind) =>
        Assert.Equal(Saying(kind, "x").Title, Html(Saying(kind, "x")).Single("figure").Single("figcaption").Descendants("span").First().Value);

    [Theory]
    [InlineData("wall")]
    [InlineData("bars")]
    [InlineData("tree")]
    [InlineData("table")]
    public void What_was_removed_says_so(string kind)
    {
        var text = Html(Saying(kind, Removed.Mark)).Descendants("bdi")
            .First(bdi => bdi.Get("class") is null && bdi.Parent?.Get("class") != "remark lineage");
        Assert.Equal("(removed)", text.Value);
    }

    [Fact]
    public void Words_of_people_keep_their_direction_to_themselves()
    {
        var html = Html(Wall(Note("1", "مقاعد")), new TreeFigure("Why", Node("", "لماذا")), new TableFigure("Steps", ["What"], [[[new WordsRun("خطوة")]]]));
        Assert.All(["مقاعد", "لماذا", "خطوة"], text => Assert.Contains(html.Descendants("bdi"), bdi => bdi.Value == text));
    }

    [Fact]
    public void A_note_leads_to_what_it_was_built_on_where_that_is_on_the_same_page()
    {
        var html = Html(Wall(Note("7", "A bench"), Note("9", "A long bench", "7", "400")));
        var link = html.Descendants("a").Single();

        Assert.Equal("7", link.Value);
        Assert.Equal("A bench", html.ById(link.Get("href")![1..]).Descendants("span").First().Value); // ! it is a link
        Assert.Contains("builds on 7, 400", html.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public void A_wall_shows_each_note_once(int count)
    {
        var html = Html(Wall([.. Enumerable.Range(1, count).Select(n => Note($"{n}", $"idea {n}"))]));
        var notes = html.Descendants("li").ToList();

        Assert.Equal(Enumerable.Range(1, count).Select(n => $"idea {n}"), notes.Select(note => note.Descendants("span").First().Value));
        Assert.Equal(count, notes.Select(note => note.Get("id")).Distinct().Count());
    }

    [Fact]
    public void A_group_is_a_list_with_its_name_and_a_part_of_a_wall_says_which()
    {
        var groups = ImmutableArray.Create(
            new WallGroup([new WordsRun("Benches")], [Note("1", "a"), Note("2", "b")]), new WallGroup([new WordsRun("Lamps")], [Note("3", "c")]));
        var html = Html(new WallFigure("Ideas", groups).Part(1, 2));

        Assert.Equal(["Benches", "Lamps"], html.Descendants("ul").Select(list => html.ById(list.Get("aria-labelledby") ?? "").Value));
        Assert.Contains("2 to 3 of 3", html.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_ten_deep_is_lists_in_lists_with_every_text_once()
    {
        var chain = Enumerable.Range(2, 8).Reverse().Aggregate(Node("10", "cause 10"), (below, n) => Node($"{n}", $"cause {n}", below));
        var html = Html(new TreeFigure("Why", Node("", "problem", Node("1", "cause 1", chain), Node("2", new string('x', 280)))));

        var deepest = html.Descendants("span").Single(span => span.Value == "cause 10");
        Assert.Equal(11, deepest.Ancestors("ul").Count());
        Assert.Equal(12, html.Descendants("div").Count(div => div.Get("class") == "node"));
    }

    [Fact]
    public void A_tree_of_thirty_causes_has_thirty_and_the_problem()
    {
        var causes = Enumerable.Range(1, 5).Select(n => Node($"{n}", $"c{n}", [.. Enumerable.Range(1, 5).Select(m => Node($"{n}.{m}", $"c{n}{m}"))])).ToArray();
        var texts = Html(new TreeFigure("Why", Node("", "problem", causes))).Descendants("span").Where(span => span.Get("class") == "text").ToList();

        Assert.Equal(31, texts.Select(text => text.Value).Distinct().Count());
    }

    [Fact]
    public void A_plane_has_a_circle_for_each_place_and_the_same_in_words_beneath()
    {
        var html = Html(Plane(new PlanePoint(1, 5, 3, "3 people: unpleasant, lively"), new PlanePoint(5, 1, 1, "1 person: pleasant, calm")));
        var circles = html.Descendants("circle").ToList();

        Assert.Equal("true", html.Single("svg").Get("aria-hidden"));
        Assert.Equal(["3 people: unpleasant, lively", "1 person: pleasant, calm"], html.Descendants("li").Select(item => item.Value));
        Assert.True(Place(circles[0], "cx") < Place(circles[1], "cx") && Place(circles[0], "cy") < Place(circles[1], "cy"));
        Assert.True(Place(circles[0], "r") > Place(circles[1], "r"));
        Assert.All(circles, circle => Assert.InRange(Place(circle, "cx"), 0, 356));
        Assert.Contains("Pleasantness: from unpleasant to pleasant", html.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trend_has_a_gap_where_too_few_answered_and_says_so()
    {
        TrendPoint[] points = [.. new double?[] { 1, 2, null, 4, 5 }.Select((value, day) => new TrendPoint(Monday.AddDays(day), value, value is null ? "too few" : $"{value}"))];
        var html = Html(new TrendFigure("Mood", 1, 5, [.. points]));

        Assert.Equal(2, html.Descendants("polyline").Count());
        Assert.Equal(4, html.Descendants("circle").Count());
        Assert.Equal(5, html.Descendants("li").Count());
        Assert.Contains("too few", html.Descendants("li").ElementAt(2).Value, StringComparison.Ordinal);
        Assert.Equal("2026-03-02T09:00:00Z", html.Descendants("time").First().Get("datetime"));
        Assert.All(html.Descendants("circle"), circle => Assert.InRange(Place(circle, "cx"), 44, 464));
    }

    [Fact]
    public void Empty_figures_are_drawn_without_a_fault()
    {
        var html = Html(
            Wall(), new BarsFigure(new HorizontalBarChart("Dots", [])), new TreeFigure("Why", new TreeNode("", [], [])), new TableFigure("Steps", [], []),
            Plane(), new TrendFigure("Mood", 1, 5, []), new TrendFigure("Mood", 3, 3, [new TrendPoint(Monday, 3, "3")]));
        Assert.Equal(7, html.Descendants("figure").Count());
    }

    [Fact]
    public void A_table_names_the_column_at_each_cell_for_narrow_screens()
    {
        var html = Html(new TableFigure("Steps", ["What", "Who"], [[[new WordsRun("Ask")], []]]));

        Assert.Equal(["What", "Who"], html.Descendants("th").Select(head => head.Value));
        Assert.Equal(["What", null], html.Descendants("td").Select(cell => cell.Get("data-column")));
        Assert.Equal("table", html.Single("table").Get("role"));
    }

    [Fact]
    public void A_picture_stands_on_its_note()
    {
        var note = Note("7", "A bench") with { Pictures = [new Picture("abc/0a1b", "A bench")] };
        Assert.Equal("/r/x/pictures/abc/0a1b", Html(Wall(note)).Single("li").Single("img").Get("src"));
    }

    static double Place(XElement circle, string attribute) => double.Parse(circle.Get(attribute) ?? "", CultureInfo.InvariantCulture);
}
