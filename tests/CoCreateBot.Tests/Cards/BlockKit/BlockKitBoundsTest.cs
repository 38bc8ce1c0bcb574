using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>At each bound, and one beyond it.</summary>
public sealed class BlockKitBoundsTest
{
    static readonly Press Vote = new("s", 1, "vote");

    [Theory]
    [InlineData(150, "header")]
    [InlineData(151, "rich_text")]
    public void A_long_heading_is_a_bold_text(int length, string type) =>
        Assert.Equal(type, Blocks([new TextBlock(new string('x', length), TextStyle.Heading)])[0].GetProperty("type").GetString());

    [Theory]
    [InlineData(3000, 3000)]
    [InlineData(3001, 3000)]
    public void A_long_text_ends_with_three_dots(int length, int shown)
    {
        var section = Blocks([new TextBlock(new string('x', length))])[0].GetProperty("elements")[0];
        var text = section.GetProperty("elements")[0].GetProperty("text").GetString()!; // ! a text

        Assert.Equal(shown, text.Length);
        Assert.Equal(length > shown, text.EndsWith('…'));
    }

    [Theory]
    [InlineData(4000, false)]
    [InlineData(4001, true)]
    public void The_fallback_is_one_that_can_be_edited_in(int length, bool isCut)
    {
        var text = BlockKitRenderer.Message(new Card(new string('x', length), "en", [])).Text;

        Assert.Equal(4000, text.Length);
        Assert.Equal(isCut, text.EndsWith('…'));
    }

    [Fact]
    public void An_escaped_fallback_is_cut_between_characters_and_not_within_an_escape() =>
        Assert.Matches("^(&lt;)+…$", BlockKitRenderer.Message(new Card(new string('<', 2000), "en", [])).Text);

    [Theory]
    [InlineData(2000, false)]
    [InlineData(2001, true)]
    public void An_error_beside_an_input_is_no_longer_than_a_hint(int length, bool isCut)
    {
        var text = Rendered.Json(BlockKitRenderer.Error("why", new string('x', length))).GetProperty("errors").GetProperty("why").GetString()!; // ! a text

        Assert.Equal(2000, text.Length);
        Assert.Equal(isCut, text.EndsWith('…'));
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    public void A_dialog_that_only_says_something_is_one_that_Slack_takes(int title, bool isCut)
    {
        var view = Rendered.Json(BlockKitRenderer.Notice(new string('x', title), new string('y', 5000), "en"));

        Assert.Empty(BlockKitLint.View(view));
        Assert.Equal(isCut, view.GetProperty("title").GetProperty("text").GetString()!.EndsWith('…')); // ! a text
    }

    [Fact]
    public void A_text_is_cut_between_what_a_reader_sees_as_characters()
    {
        const string family = "👨‍👩‍👧‍👦";
        var title = Form([], title: string.Concat(Enumerable.Repeat(family, 9))).GetProperty("title").GetProperty("text").GetString();

        Assert.Equal(family + family + "…", title);
    }

    [Fact]
    public void A_letter_under_a_tower_of_accents_is_cut_all_the_same() =>
        Assert.Equal(
            "e" + new string('\u0301', 22) + "…",
            Form([], title: "e" + new string('\u0301', 100)).GetProperty("title").GetProperty("text").GetString());

    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_not_known() =>
        Assert.Equal("a\uFFFDb", BlockKitRenderer.Message(new Card("a\uD83Db", "en", [])).Text);

    [Fact]
    public void A_hint_and_a_title_that_say_nothing_are_left_out()
    {
        Assert.DoesNotContain("hint", Form([new InputText("a", "A", 10) { Hint = " " }]).GetRawText());
        Assert.DoesNotContain(": ", Blocks([new FactSet([new Fact("", [new WordsRun("x")])])])[0].GetRawText());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Each_language_has_each_sentence(string lang)
    {
        var texts = new BlockKitTexts(lang);
        var english = new BlockKitTexts("en");

        Assert.Equal(lang == "en", texts.Cancel == english.Cancel);
        Assert.Equal(lang == "en", texts.NothingToChoose == english.NothingToChoose);
        Assert.Equal(lang == "en", texts.NotShown(2) == english.NotShown(2));
        Assert.Equal(lang == "en", texts.Picture("x") == english.Picture("x"));
    }

    [Theory]
    [InlineData("Vierundzwanzig Zeichen!!", "Vierundzwanzig Zeichen!!")]
    [InlineData("Fünfundzwanzig Zeichen!!!", "Fünfundzwanzig Zeichen!…")]
    public void A_view_has_short_labels(string label, string shown)
    {
        var view = Form([], title: label, submit: label);

        Assert.Equal(shown, view.GetProperty("title").GetProperty("text").GetString());
        Assert.Equal(shown, view.GetProperty("submit").GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(30, 30, false)]
    [InlineData(31, 31, true)]
    [InlineData(75, 75, true)]
    [InlineData(76, 75, true)]
    public void A_button_that_is_not_shown_whole_says_its_title_to_those_who_listen(int length, int kept, bool isLabelled)
    {
        var button = Blocks([new ActionSet([new Execute(new string('x', length), Vote)])])[0].GetProperty("elements")[0];

        Assert.Equal(kept, button.GetProperty("text").GetProperty("text").GetString()!.Length); // ! a text
        Assert.Equal(isLabelled, button.TryGetProperty("accessibility_label", out _));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(26, 6)]
    public void Buttons_stand_in_rows_of_five(int count, int rows)
    {
        var blocks = Blocks([new ActionSet([.. Enumerable.Repeat(new Execute("Vote", Vote), count)])]);

        Assert.Equal(rows, blocks.Count);
        Assert.Equal(count, blocks.SelectMany(row => row.GetProperty("elements").EnumerateArray())
            .DistinctBy(button => button.GetProperty("action_id").GetString()).Count());
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(51, 50)]
    public void A_message_has_at_most_fifty_blocks(int texts, int blocks) =>
        Assert.Equal(blocks, Blocks([.. Enumerable.Repeat(new TextBlock("x"), texts)]).Count);

    [Fact]
    public void Lines_that_only_set_apart_go_first()
    {
        var blocks = Blocks([.. Enumerable.Repeat(new Container([new TextBlock("x")], ContainerStyle.Emphasis), 50)]);

        Assert.Equal(50, blocks.Count);
        Assert.All(blocks, block => Assert.Equal("rich_text", block.GetProperty("type").GetString()));
    }

    [Fact]
    public void A_card_that_is_too_long_keeps_its_head_its_buttons_and_the_lines_below_them()
    {
        var blocks = Blocks(
        [
            new TextBlock("Prompt", TextStyle.Heading),
            .. Enumerable.Range(0, 60).Select(at => new TextBlock($"Idea {at}")),
            new ActionSet([new Execute("Vote", Vote)]),
            new TextBlock("Nobody sees your name.", TextStyle.Subtle),
        ]).Select(block => block.GetRawText()).ToList();

        Assert.Contains("Prompt", blocks[0]);
        Assert.Contains("Idea 45", blocks[46]);
        Assert.Contains("\"Vote\"", blocks[47]);
        Assert.Contains("Nobody", blocks[48]);
        Assert.Contains("Not shown here: 14 more.", blocks[49]);
    }

    [Fact]
    public void What_Slack_refuses_and_what_finds_no_room_is_counted_together() =>
        Assert.Contains(
            "Not shown here: 12 more.",
            Blocks(
            [
                new ActionSet([new OpenUrl("Open", new Uri("ftp://example.org/"))]),
                .. Enumerable.Repeat(new TextBlock("x"), 60),
            ])[^1].GetRawText());

    [Fact]
    public void What_is_not_shown_is_said_in_the_language_of_the_card() =>
        Assert.Contains(
            "Hier nicht gezeigt: 11 weitere.",
            Blocks([.. Enumerable.Repeat(new TextBlock("x"), 60)], "de")[^1].GetRawText());

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void The_sentence_about_what_is_left_out_finds_the_room_kept_for_it(string lang)
    {
        var sentence = Blocks([.. Enumerable.Repeat(new TextBlock("x"), 51)], lang)[^1].GetRawText();

        var longer = sentence.Length + int.MaxValue.ToString(CultureInfo.InvariantCulture).Length;
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(sentence) + longer - sentence.Length <= BlockKitLimits.NoticeMax - BlockKitLimits.RestMax);
    }

    [Theory]
    [InlineData(3000, 1)]
    [InlineData(3001, 2)]
    public void A_long_list_is_split(int length, int blocks)
    {
        Fact Fact(int size) => new("A", [new WordsRun(new string('x', size - "A: ".Length))]);

        Assert.Equal(blocks, Blocks([new FactSet([Fact(1500), Fact(length - 1500)])]).Count);
    }

    [Theory]
    [InlineData(10, "radio_buttons")]
    [InlineData(11, "static_select")]
    public void Many_choices_are_a_menu(int choices, string type) =>
        Assert.Equal(type, ChoiceForm(choices).GetProperty("blocks")[0].GetProperty("element").GetProperty("type").GetString());

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    public void Choices_beyond_a_hundred_are_counted(int choices, int blocks)
    {
        var view = ChoiceForm(choices);

        Assert.Equal(100, view.GetProperty("blocks")[0].GetProperty("element").GetProperty("options").GetArrayLength());
        Assert.Equal(blocks, view.GetProperty("blocks").GetArrayLength());
    }

    [Fact]
    public void Without_a_choice_there_is_a_sentence_and_no_input() =>
        Assert.Contains("There is nothing to choose from yet.", ChoiceForm(0).GetProperty("blocks")[0].GetRawText());

    [Theory]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    public void A_form_has_at_most_a_hundred_blocks(int inputs, int blocks) =>
        Assert.Equal(blocks, Form([.. Enumerable.Range(0, inputs).Select(Numbered)]).GetProperty("blocks").GetArrayLength());

    [Theory]
    [InlineData("https://example.org/", 3000, true)]
    [InlineData("https://example.org/", 3001, false)]
    [InlineData("ftp://example.org/", 30, false)]
    public void A_link_that_Slack_would_refuse_is_left_out_and_counted(string start, int length, bool isShown)
    {
        var blocks = Blocks([new ActionSet([new OpenUrl("Open", new Uri(start.PadRight(length, 'a')))])]);

        Assert.Equal(isShown ? "actions" : "context", blocks[^1].GetProperty("type").GetString());
    }

    [Fact]
    public void What_comes_back_must_fit()
    {
        var tooLong = new Press("s", 1, "vote", new string('x', Press.EncodedMax));

        Assert.Throws<ArgumentException>(() => Blocks([new ActionSet([new Execute("Vote", tooLong)])]));
        Assert.Throws<ArgumentException>(() => Form([new InputChoiceSet("a", "A", [new Choice("x", new string('x', 151))])]));
        Assert.Throws<ArgumentException>(() => Form([new InputChoiceSet("a", "A", [new Choice("x", "")])]));
        Assert.Throws<ArgumentException>(() => Form([new InputText("", "A", 10)]));
        Assert.Throws<ArgumentException>(() => Form([new InputText(new string('a', 256), "A", 10)]));
        Assert.Throws<ArgumentException>(() => Form([Numbered(1), Numbered(1)]));
    }

    [Theory]
    [InlineData(3000, 255, true)]
    [InlineData(3001, 255, false)]
    [InlineData(3000, 256, false)]
    public void What_a_view_carries_has_a_bound(int metadata, int callbackId, bool isTaken)
    {
        var form = new Form("x", "en", [], new Execute("Send", Vote));
        var thrown = Record.Exception(() => BlockKitRenderer.Modal(form, new string('m', metadata), new string('c', callbackId)));

        Assert.Equal(isTaken, thrown is null);
    }

    [Fact]
    public void An_input_in_a_card_is_a_mistake_of_ours() =>
        Assert.Throws<System.Diagnostics.UnreachableException>(() => Blocks([new InputText("a", "A", 10)]));

    static Input Numbered(int at) => new InputText($"i{at}", "x", 10);

    static List<JsonElement> Blocks(ImmutableArray<Element> body, string lang = "en") =>
        [.. Rendered.Message(new Card("All", lang, body)).GetProperty("blocks").EnumerateArray()];

    static JsonElement Form(ImmutableArray<Element> body, string title = "Title", string submit = "Send") =>
        Rendered.Modal(new Form(title, "en", body, new Execute(submit, Vote)));

    static JsonElement ChoiceForm(int choices) => Form(
    [
        new InputChoiceSet("a", "A", [.. Enumerable.Range(0, choices).Select(at => new Choice($"Choice {at}", $"{at}"))])
        {
            Style = ChoiceInputStyle.Expanded,
        },
    ]);
}
