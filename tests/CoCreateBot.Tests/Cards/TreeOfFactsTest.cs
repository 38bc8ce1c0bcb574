using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Cards.BlockKit;
using CoCreateBot.Tests.Cards.Html;

namespace CoCreateBot.Tests.Cards;

/// <summary>Facts that stand in, as the nodes of a tree do: as far as each platform can.</summary>
public sealed class TreeOfFactsTest
{
    static readonly FactSet Tree = new([Node("1", 0), Node("1.1", 1), Node("1.2", 1), Node("2", 0)]);

    static Fact Node(string number, int level) => new(number, [new WordsRun("Cause " + number)]) { Level = level };

    static Card Of(params ReadOnlySpan<Element> body) => new("A tree.", "en", [.. body]);

    [Fact]
    public void Slack_has_a_list_for_each_run_of_lines_on_one_level()
    {
        var lists = Rendered.Message(Of(Tree)).GetProperty("blocks")[0].GetProperty("elements").EnumerateArray().ToList();

        Assert.Equal([0, 1, 0], lists.Select(list => list.TryGetProperty("indent", out var indent) ? indent.GetInt32() : 0));
        Assert.Equal([1, 2, 1], lists.Select(list => list.GetProperty("elements").GetArrayLength()));
    }

    [Fact]
    public void No_platform_stands_anything_in_deeper_than_it_can()
    {
        var list = Rendered.Message(Of(new FactSet([Node("deep", 99)]))).GetProperty("blocks")[0].GetProperty("elements")[0];

        Assert.Equal(Fact.LevelMax, list.GetProperty("indent").GetInt32());
        Assert.Contains("level-8", HtmlRenderer.Card(Of(new FactSet([Node("deep", 99)])), Parsed.Context), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_has_a_class_for_each_level_and_none_where_there_is_no_tree()
    {
        var page = HtmlRenderer.Card(Of(Tree), Parsed.Context);

        Assert.Contains("<dl class=\"facts tree\"><div class=\"level-0\">", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"level-1\"><dt><bdi>1.2</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("level", HtmlRenderer.Card(Of(new FactSet([Node("1", 0)])), Parsed.Context), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_stands_lines_in_by_spaces() => Assert.Equal(
        "- 1: Cause 1\n  - 1\\.1: Cause 1.1\n  - 1\\.2: Cause 1.2\n- 2: Cause 2",
        CardMarkdown.Of(Of(Tree), TimeZoneInfo.Utc).Trim());

    [Fact]
    public void A_long_tree_fits_a_message()
    {
        var many = new FactSet([.. Enumerable.Range(0, 200).Select(n => new Fact($"{n}", [new WordsRun(new string('x', 200))]) { Level = n % 9 })]);
        Assert.Empty(BlockKitLint.Message(Rendered.Message(Of(many))));
    }
}
