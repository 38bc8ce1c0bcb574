using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>What each element, button and input becomes in Teams.</summary>
public sealed class AdaptiveRendererTest
{
    static readonly Press Vote = new("s1", 2, "vote");

    [Fact]
    public void A_card_says_its_version_its_language_and_a_full_sentence_and_is_wide()
    {
        var card = ShownInTeams.Card(new Card("Which first? 3 people have voted.", "de-AT", [new TextBlock("x")]));

        Assert.Equal("1.5", CardParts.Text(card, "version"));
        Assert.Equal("de", CardParts.Text(card, "lang"));
        Assert.Equal("Which first? 3 people have voted.", CardParts.Text(card, "fallbackText"));
        Assert.Equal("Which first? 3 people have voted.", CardParts.Text(card, "speak"));
        Assert.Equal("""{"width":"Full"}""", card.GetProperty("msteams").GetRawText());
        Assert.False(card.TryGetProperty("rtl", out _));
        Assert.False(card.TryGetProperty("refresh", out _));
    }

    [Fact]
    public void A_card_in_a_language_from_right_to_left_is_laid_out_so() =>
        Assert.True(ShownInTeams.Card(new Card("x", "ar", [])).GetProperty("rtl").GetBoolean());

    [Fact]
    public void A_card_without_a_body_says_its_sentence() =>
        Assert.Equal("Nothing yet.\n", CardParts.Said(ShownInTeams.Card(new Card("Nothing yet.", "en", []))));

    [Fact]
    public void A_heading_is_one_to_a_screen_reader_too()
    {
        var heading = Only(new TextBlock("Which first?", TextStyle.Heading));

        Assert.Equal("TextBlock heading Which first?", $"{CardParts.TypeOf(heading)} {CardParts.Text(heading, "style")} {CardParts.Text(heading, "text")}");
        Assert.True(heading.GetProperty("wrap").GetBoolean());
    }

    [Theory]
    [InlineData("Which *first*?")]
    [InlineData("1. one")]
    [InlineData("- one")]
    [InlineData("a <at>Ann</at>")]
    [InlineData("see https://example.org")]
    [InlineData("snake_case")]
    [InlineData("see example.org")]
    [InlineData("me@example.org")]
    public void A_heading_that_could_be_read_as_markup_is_rich_text_that_looks_like_one(string words)
    {
        var heading = Only(new TextBlock([new WordsRun(words)], TextStyle.Heading));

        Assert.Equal("RichTextBlock", CardParts.TypeOf(heading));
        Assert.Contains("\"size\":\"Large\"", heading.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(words.Replace("<at", "<\u2060at", StringComparison.Ordinal).Replace("</at", "<\u2060/at", StringComparison.Ordinal) + "\n", CardParts.Said(heading));
    }

    [Fact]
    public void An_instant_is_written_for_the_venue_with_the_name_of_its_zone()
    {
        var text = new TextBlock([new TextRun("Open until "), new MomentRun(new DateTimeOffset(2026, 3, 2, 12, 10, 0, TimeSpan.Zero))]);

        Assert.Equal("Open until Mon, 2 Mar 2026 13:10 (Europe/Berlin)\n", CardParts.Said(Only(text)));
        var german = ShownInTeams.Context with { Culture = CultureInfo.GetCultureInfo("de") };
        Assert.StartsWith("Open until Mo, 2. M", CardParts.Said(ShownInTeams.Card(new Card("x", "de", [text]), german)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_is_its_text_and_removed_words_are_a_word_for_them() => Assert.Equal(
        "#general (removed)\n", CardParts.Said(Only(new TextBlock([new ChannelRun("C1", "#general"), new TextRun(" "), new WordsRun(Removed.Mark)]))));

    [Fact]
    public void Facts_are_lines_that_stand_in_by_their_level()
    {
        var facts = Only(new FactSet([new Fact("1", [new WordsRun("one")]), new Fact("1.1", [new WordsRun("deeper")]) { Level = 1 }, new Fact("", [new WordsRun("bare")])]));

        Assert.Equal("1: one\n1.1: deeper\n• bare\n", CardParts.Said(facts));
        var set = Assert.Single(CardParts.OfType(facts, "ColumnSet"));
        Assert.Equal("14px", CardParts.Text(set.GetProperty("columns")[0], "width"));
    }

    [Fact]
    public void Short_bars_are_a_chart_and_the_same_in_text_for_who_has_no_charts()
    {
        var shown = Only(new HorizontalBarChart("Dots", [new Bar([new WordsRun("Paint")], 3, "3 dots"), new Bar([new WordsRun("Lamp")], 1, "1 dot")]));
        var chart = Assert.Single(CardParts.OfType(shown, "Chart.HorizontalBar"));

        Assert.Equal("""[{"x":"Paint: 3 dots","y":3},{"x":"Lamp: 1 dot","y":1}]""", chart.GetProperty("data").GetRawText());
        Assert.Equal("Paint\n▇▇▇▇▇▇▇▇▇▇▇▇ 3 dots\nLamp\n▇▇▇▇ 1 dot\n", CardParts.Said(chart.GetProperty("fallback")));
        Assert.Equal("Dots", CardParts.Said(shown).Split('\n')[0]);
    }

    [Theory]
    [InlineData(40, 1, null, true)]
    [InlineData(41, 1, null, false)]
    [InlineData(40, 0, null, false)]
    [InlineData(40, 1, 5, false)]
    public void What_a_chart_would_cut_or_draw_to_another_scale_is_text(int length, int value, int? longest, bool isChart)
    {
        var chart = new HorizontalBarChart("", [new Bar([new WordsRun(new string('x', length))], value, "3 dots")]) { Longest = longest };

        Assert.Equal(isChart, CardParts.OfType(Only(chart), "Chart.HorizontalBar").Any());
    }

    [Fact]
    public void Two_bars_of_one_name_are_text() => Assert.Empty(CardParts.OfType(
        Only(new HorizontalBarChart("", [new Bar([new WordsRun("a")], 1, "1"), new Bar([new WordsRun("a")], 1, "1")])), "Chart.HorizontalBar"));

    [Fact]
    public void What_is_set_apart_stands_in_one_container()
    {
        var card = ShownInTeams.Card(new Card("x", "en",
            [new Container([new TextBlock("a"), new Container([new TextBlock("b")]), new TextBlock("c")], ContainerStyle.Attention), new TextBlock("d")]));

        var body = card.GetProperty("body");
        Assert.Equal(2, body.GetArrayLength());
        Assert.Equal("attention", CardParts.Text(body[0], "style"));
        Assert.Equal("a\nb\nc\n", CardParts.Said(body[0]));
    }

    [Fact]
    public void A_button_executes_and_an_old_client_submits_the_same()
    {
        var action = Only(new ActionSet([new Execute("Take part", Vote, ActionStyle.Positive)])).GetProperty("actions")[0];

        Assert.Equal("""{"cocreate.press":"1|s1|2|vote|"}""", action.GetProperty("data").GetRawText());
        Assert.Equal("vote positive", $"{CardParts.Text(action, "verb")} {CardParts.Text(action, "style")}");
        var old = action.GetProperty("fallback");
        Assert.Equal("Action.Submit Take part", $"{CardParts.TypeOf(old)} {CardParts.Text(old, "title")}");
        Assert.Equal(action.GetProperty("data").GetRawText(), old.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData(true, false, "Action.Submit", """{"cocreate.press":"1|s1|2|vote|","msteams":{"type":"task/fetch"}}""")]
    [InlineData(true, true, "Action.Submit", """{"cocreate.press":"1|s1|2|vote|","cocreate.asks":true,"msteams":{"type":"task/fetch"}}""")]
    [InlineData(false, false, "Action.Execute", """{"cocreate.press":"1|s1|2|vote|","cocreate.dialog":true}""")]
    [InlineData(false, true, "Action.Execute", """{"cocreate.press":"1|s1|2|vote|","cocreate.dialog":true,"cocreate.asks":true}""")]
    public void A_dialog_is_asked_for_by_task_or_by_an_ordinary_press(bool isByTask, bool isAsking, string type, string data)
    {
        var card = new Card("x", "en", [new ActionSet([new OpenDialog("Vote", Vote) { IsAsking = isAsking }])]);

        var action = ShownInTeams.Card(card, ShownInTeams.Context with { IsDialogByTask = isByTask }).GetProperty("body")[0].GetProperty("actions")[0];

        Assert.Equal((type, data), (CardParts.TypeOf(action), action.GetProperty("data").GetRawText()));
    }

    [Theory]
    [InlineData("https://example.org/", true)]
    [InlineData("http://example.org/", false)]
    [InlineData("javascript:alert(1)", false)]
    public void Only_a_safe_address_is_opened_and_another_is_counted(string url, bool isShown)
    {
        var json = ShownInTeams.Card(new Card("x", "en", [new ActionSet([new OpenUrl("Open", new Uri(url))])]));

        Assert.Equal(isShown, CardParts.OfType(json, "Action.OpenUrl").Any());
        Assert.Equal(!isShown, CardParts.Said(json).Contains("Not shown here: 1 more.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_is_shown_from_the_web_and_said_from_elsewhere()
    {
        Assert.Equal("The board", CardParts.Text(Only(new Image(new Uri("https://example.org/b.png"), "The board")), "altText"));
        Assert.Equal("Picture: The board\n", CardParts.Said(Only(new Image(new Uri("https://localhost/b.png"), "The board"))));
    }

    [Fact]
    public void Who_is_called_is_mentioned_each_by_a_name_of_their_own()
    {
        var names = new Dictionary<string, string> { ["29:1"] = "Ann", ["29:2"] = "A<n>*n*", ["29:3"] = "**" };
        var card = new Card("x", "en", [new TextBlock("Vote now")]) { Mentions = ["29:1", "29:2", "29:3", "29:4", "no id!", "29:1"] };

        var json = ShownInTeams.Card(card, ShownInTeams.Context with { Names = names });

        Assert.Equal("<at>Ann</at> <at>Ann 2</at> <at>Person 3</at> <at>Person 4</at>", CardParts.Text(json.GetProperty("body")[0], "text"));
        var entities = json.GetProperty("msteams").GetProperty("entities").EnumerateArray().ToList();
        Assert.Equal(["29:1", "29:2", "29:3", "29:4"], entities.Select(entity => CardParts.Text(entity.GetProperty("mentioned"), "id")));
        Assert.Equal("<at>Ann 2</at>", CardParts.Text(entities[1], "text"));
    }

    [Fact]
    public void A_card_is_asked_for_anew_by_those_who_are_named_and_by_nobody_else()
    {
        ImmutableArray<string> users = [.. Enumerable.Range(0, 61).Select(at => $"29:{at}")];
        var refreshed = Refreshed(users);

        Assert.Equal(60, refreshed?.GetProperty("userIds").GetArrayLength());
        Assert.Equal("""{"type":"Action.Execute","verb":"vote","data":{"cocreate.press":"1|s1|2|vote|"}}""", refreshed?.GetProperty("action").GetRawText());
        Assert.Null(Refreshed([])); // Teams would ask for everybody
        Assert.Null(Refreshed([.. users.Select(user => user + new string('x', 140))])?.GetRawText().Length > 12_000 ? 1 : null);
    }

    [Fact]
    public void A_notice_says_something_and_its_title_only_where_it_has_one()
    {
        Assert.Equal("Closed", CardParts.Text(ShownInTeams.Parsed(AdaptiveRenderer.Notice("Closed", "This *vote* is closed.", "en")).GetProperty("body")[0], "text"));
        Assert.Equal("This *vote* is closed.\n", CardParts.Said(ShownInTeams.Parsed(AdaptiveRenderer.Notice("", "This *vote* is closed.", "en"))));
    }

    static JsonElement? Refreshed(ImmutableArray<string> users)
    {
        var context = ShownInTeams.Context with { Refresh = new AdaptiveRefresh(Vote, users) };
        return ShownInTeams.Card(new Card("x", "en", []), context).TryGetProperty("refresh", out var refresh) ? refresh : null;
    }

    static JsonElement Only(Element element) => Assert.Single(ShownInTeams.Card(new Card("x", "en", [element])).GetProperty("body").EnumerateArray());
}
