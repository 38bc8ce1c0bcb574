using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Cards.Adaptive;
using CoCreateBot.Tests.Cards.BlockKit;
using CoCreateBot.Tests.Cards.Html;

namespace CoCreateBot.Tests.Cards;

/// <summary>Badges and progress bars: what they say is read everywhere, also where neither can be drawn.</summary>
public sealed class MarksTest
{
    const string Sentence = "3 of the 5 sheets of this round are handed in.";

    static readonly ProgressBar Progress = new(Sentence, 3, 5);

    [Fact]
    public void In_Teams_a_bar_stands_under_its_sentence_and_is_left_out_where_there_are_none()
    {
        var items = Only(Progress).GetProperty("items");

        Assert.Equal(2, items.GetArrayLength());
        Assert.Equal(Sentence + "\n", CardParts.Said(items[0]));
        Assert.Equal("""{"type":"ProgressBar","value":3,"max":5,"spacing":"Small","fallback":"drop"}""", items[1].GetRawText());
    }

    [Fact]
    public void In_Teams_a_badge_is_its_words_where_there_are_none()
    {
        var badge = Only(new Badge("Paused", BadgeStyle.Warning));

        Assert.Equal("Badge Paused Warning", $"{CardParts.TypeOf(badge)} {CardParts.Text(badge, "text")} {CardParts.Text(badge, "style")}");
        var fallback = badge.GetProperty("fallback");
        Assert.Equal("RichTextBlock", CardParts.TypeOf(fallback)); // which 1.5 knows
        Assert.Equal("Paused\n", CardParts.Said(fallback));
    }

    [Theory]
    [InlineData(-1, 5, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(5, 5, 5)]
    [InlineData(6, 5, 5)]
    [InlineData(int.MaxValue, 1, 1)]
    public void A_bar_is_never_shorter_than_none_nor_longer_than_whole(int value, int max, int drawn)
    {
        var bar = new ProgressBar(Sentence, value, max);

        Assert.Equal(drawn, CardParts.OfType(Only(bar), "ProgressBar").Single().GetProperty("value").GetInt32());
        Assert.Equal(($"{drawn}", $"{max}"), (Parsed.Card(bar).Single("progress").Get("value"), Parsed.Card(bar).Single("progress").Get("max")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Of_nothing_there_is_no_bar_and_still_its_sentence(int max)
    {
        var bar = new ProgressBar("Nobody has a sheet.", 1, max);

        Assert.Empty(CardParts.OfType(Only(bar), "ProgressBar"));
        Assert.Equal("Nobody has a sheet.\n", CardParts.Said(Only(bar)));
        Assert.Empty(Parsed.Card(bar).Descendants("progress"));
        Assert.Equal("Nobody has a sheet.", Parsed.Card(bar).Single("p").Value);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(10_000, false)]
    public void A_text_that_is_too_long_for_one_line_of_a_phone_is_no_badge_in_Teams(int length, bool isBadge)
    {
        var shown = Only(new Badge(new string('x', length)));

        Assert.Equal(isBadge ? "Badge" : "RichTextBlock", CardParts.TypeOf(shown));
        Assert.StartsWith(new string('x', Math.Min(length, 2_000)), CardParts.Said(shown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*Open*")]
    [InlineData("<at>Ann</at>")]
    public void What_could_be_read_as_markup_is_no_badge_in_Teams(string text) => Assert.Equal("RichTextBlock", CardParts.TypeOf(Only(new Badge(text))));

    [Fact]
    public void What_says_nothing_is_told_by_no_colour_alone()
    {
        Assert.Empty(Parsed.Card(new Badge(" ", BadgeStyle.Good)).Descendants("span"));
        Assert.Equal("–\n", CardParts.Said(Only(new Badge("", BadgeStyle.Good))));
        Assert.StartsWith("–\n", CardParts.Said(Only(new ProgressBar("", 1, 2))), StringComparison.Ordinal);
        Assert.Equal(["–", "–"], SlackTexts(new Badge(""), new ProgressBar("", 1, 2)));
    }

    [Fact]
    public void In_Slack_both_are_their_words_alone() => Assert.Equal(["Open", Sentence], SlackTexts(new Badge("Open", BadgeStyle.Good), Progress));

    [Fact]
    public void On_a_page_the_sentence_is_the_label_of_its_bar()
    {
        var label = Parsed.Card(Progress).Single("label");

        Assert.Equal(Sentence, label.Value);
        Assert.NotNull(label.Element("progress"));
        Assert.Empty(label.Element("progress")!.Nodes()); // ! it is there
    }

    [Theory]
    [InlineData(BadgeStyle.Default, "badge")]
    [InlineData(BadgeStyle.Good, "badge good")]
    [InlineData(BadgeStyle.Warning, "badge warning")]
    public void On_a_page_a_badge_is_its_words_in_the_colours_of_the_page(BadgeStyle style, string look)
    {
        var badge = Parsed.Card(new Badge("<b>Open</b>", style)).Single("span");

        Assert.Equal((look, "<b>Open</b>"), (badge.Get("class"), badge.Value));
    }

    [Fact]
    public void From_right_to_left_the_words_keep_their_order_and_the_card_its_direction()
    {
        var card = new Card("جملة", "ar", [new Badge("مفتوح", BadgeStyle.Good), new ProgressBar("سُلّمت 3 من 5 أوراق.", 3, 5)]);

        Assert.True(ShownInTeams.Card(card).GetProperty("rtl").GetBoolean());
        Assert.Contains("مفتوح", CardParts.Said(ShownInTeams.Card(card)), StringComparison.Ordinal);
        Assert.Empty(AdaptiveSchema.Teams().Faults(ShownInTeams.Card(card)));
        Assert.Equal("rtl", Parsed.Html(HtmlRenderer.Card(card, Parsed.Context)).Single("article").Get("dir"));
    }

    [Fact]
    public void In_a_text_to_be_read_both_are_lines() => Assert.Equal(
        $"\\*Open\n\n{Sentence}\n", CardMarkdown.Of(Of(new Badge("*Open", BadgeStyle.Good), Progress), TimeZoneInfo.Utc));

    [Fact]
    public void Removed_words_are_a_word_for_them_in_both() =>
        Assert.Equal(["(removed)", "(removed) 1"], SlackTexts(new Badge(Removed.Mark), new ProgressBar($"{Removed.Mark} 1", 1, 2)));

    [Fact]
    public void Where_a_card_is_cut_both_stay()
    {
        var lines = new FactSet([.. Enumerable.Range(0, 200).Select(n => new Fact($"{n}", [new WordsRun(new string('x', 500))]))]);
        var card = Of(new Badge("Paused", BadgeStyle.Warning), lines, Progress);

        Assert.Contains("Paused\n", CardParts.Said(ShownInTeams.Card(card)), StringComparison.Ordinal);
        Assert.Contains(Sentence, CardParts.Said(ShownInTeams.Card(card)), StringComparison.Ordinal);
        var slack = SlackTexts([.. card.Body]).ToList();
        Assert.Contains("Paused", slack);
        Assert.Contains(Sentence, slack);
    }

    static Card Of(params Element[] body) => new("A full sentence.", "en", [.. body]);

    static JsonElement Only(Element element) => ShownInTeams.Card(Of(element)).GetProperty("body").EnumerateArray().Single();

    static IEnumerable<string> SlackTexts(params Element[] body) => Rendered.Message(Of(body)).GetProperty("blocks").EnumerateArray()
        .Where(block => CardParts.TypeOf(block) == "context")
        .Select(block => CardParts.Text(block.GetProperty("elements")[0], "text") ?? "");
}
