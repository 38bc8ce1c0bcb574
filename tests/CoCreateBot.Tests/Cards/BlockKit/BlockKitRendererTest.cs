using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>A few cards and forms as Slack gets them, to read what the renderer makes of each element.</summary>
public sealed class BlockKitRendererTest
{
    static readonly DateTimeOffset Friday = new(2026, 10, 2, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_vote() => BlocksAre(
        new Card("Vote: Which first? Open until Fri 15:00 UTC.", "en",
        [
            new TextBlock([new TextRun("Vote: "), new WordsRun("Which first?")], TextStyle.Heading),
            new FactSet(
            [
                new Fact("A", [new WordsRun("<!channel> *now* :smile:")]),
                new Fact("B", [new WordsRun("مرحبا"), new TextRun(" (new)")]),
            ]),
            new ActionSet(
            [
                new OpenDialog("Vote", new Press("s1", 2, "vote"), ActionStyle.Positive),
                new OpenUrl("Open in the browser", new Uri("https://example.org/s/1")),
            ]),
            new TextBlock([new TextRun("Open until "), new MomentRun(Friday), new TextRun(". 2 * 2 < 5")], TextStyle.Subtle),
        ]),
        """
        [
          {"type":"header","text":{"type":"plain_text","text":"Vote: Which first?","emoji":false}},
          {"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[
            {"type":"rich_text_section","elements":[
              {"type":"text","text":"A: ","style":{"bold":true}},{"type":"text","text":"<!channel> *now* :smile:"}]},
            {"type":"rich_text_section","elements":[
              {"type":"text","text":"B: ","style":{"bold":true}},
              {"type":"text","text":"\u2068مرحبا\u2069"},{"type":"text","text":" (new)"}]}]}]},
          {"type":"actions","elements":[
            {"type":"button","action_id":"d0","text":{"type":"plain_text","text":"Vote","emoji":false},
             "value":"1|s1|2|vote|","style":"primary"},
            {"type":"button","action_id":"a1","text":{"type":"plain_text","text":"Open in the browser","emoji":false},
             "url":"https://example.org/s/1"}]},
          {"type":"context","elements":[{"type":"mrkdwn","verbatim":true,
            "text":"Open until <!date^1790953200^{date_short_pretty} {time}|2026-10-02 15:00 UTC>. 2 \u2060*\u2060 2 &lt; 5"}]}
        ]
        """);

    [Theory]
    [InlineData("d0", true)]
    [InlineData("a0", false)]
    [InlineData("v", false)]
    public void The_id_of_an_action_says_whether_it_opens_a_dialog(string actionId, bool opens) =>
        Assert.Equal(opens, BlockKitRenderer.OpensDialog(actionId));

    [Fact]
    public void A_result_says_each_figure_in_words() => BlocksAre(
        new Card("Result", "en",
        [
            new HorizontalBarChart("Result",
            [
                new Bar([new TextRun("B "), new WordsRun("Fix the build\nfirst")], 10, "10 dots from 4 people"),
                new Bar([new TextRun("A")], 1, "1 dot from 1 person"),
                new Bar([new TextRun("C")], 0, "no dots"),
            ]),
        ]),
        """
        [
          {"type":"rich_text","elements":[
            {"type":"rich_text_section","elements":[{"type":"text","text":"Result","style":{"bold":true}}]},
            {"type":"rich_text_list","style":"bullet","elements":[
              {"type":"rich_text_section","elements":[{"type":"text","text":"B "},{"type":"text","text":"Fix the build first"},
                {"type":"text","text":"\n▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ 10 dots from 4 people"}]},
              {"type":"rich_text_section","elements":[{"type":"text","text":"A"},{"type":"text","text":"\n▇▇ 1 dot from 1 person"}]},
              {"type":"rich_text_section","elements":[{"type":"text","text":"C"},{"type":"text","text":"\nno dots"}]}]}]}
        ]
        """);

    [Fact]
    public void A_container_a_picture_and_a_moment_in_a_heading() => BlocksAre(
        new Card("Minutes", "de",
        [
            new TextBlock([new TextRun("Schluss "), new MomentRun(Friday)], TextStyle.Heading),
            new Container(
            [
                new TextBlock([new TextRun("Ergebnis: ", Strong: true), new WordsRun("_so_")]),
                new Image(new Uri("https://example.org/board.png"), "Die Pinnwand"),
                new Image(new Uri("http://localhost:5000/board.png"), "Die Pinnwand"),
            ],
            ContainerStyle.Attention),
        ]),
        """
        [
          {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[
            {"type":"text","text":"Schluss ","style":{"bold":true}},
            {"type":"date","timestamp":1790953200,"format":"{date_short_pretty} {time}","fallback":"2026-10-02 15:00 UTC",
             "style":{"bold":true}}]}]},
          {"type":"divider"},
          {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[
            {"type":"text","text":"Ergebnis: ","style":{"bold":true}},{"type":"text","text":"_so_"}]}]},
          {"type":"image","image_url":"https://example.org/board.png","alt_text":"Die Pinnwand"},
          {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Bild: Die Pinnwand"}]}]}
        ]
        """);

    [Theory]
    [InlineData("en", "Close", "Cancel")]
    [InlineData("de", "Schließen", "Abbrechen")]
    public void What_waits_is_closed_and_what_can_be_handed_in_is_cancelled(string lang, string close, string cancel)
    {
        Assert.Equal(close, Closing(VoteForm with { Lang = lang, Submit = null }));
        Assert.Equal(cancel, Closing(VoteForm with { Lang = lang }));

        static string? Closing(Form form) => Rendered.Modal(form).GetProperty("close").GetProperty("text").GetString();
    }

    [Fact]
    public void A_form_opens_with_what_the_person_gave_before() => Same(
        """
        {"type":"modal","callback_id":"form","private_metadata":"metadata","notify_on_close":false,
         "title":{"type":"plain_text","text":"Ihre Punkte","emoji":false},
         "submit":{"type":"plain_text","text":"Abgeben","emoji":false},
         "close":{"type":"plain_text","text":"Abbrechen","emoji":false},
         "blocks":[
          {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[
            {"type":"text","text":"Zu viele Punkte.","style":{"bold":true}}]}]},
          {"type":"context","elements":[{"type":"plain_text","text":"Niemand sieht Ihren Namen.","emoji":false}]},
          {"type":"input","block_id":"a","label":{"type":"plain_text","text":"A","emoji":false},"optional":true,
           "hint":{"type":"plain_text","text":"0 bis 3","emoji":false},
           "element":{"type":"number_input","action_id":"v","is_decimal_allowed":false,
            "min_value":"0","max_value":"3","initial_value":"2"}},
          {"type":"input","block_id":"why","label":{"type":"plain_text","text":"Warum?","emoji":false},"optional":false,
           "element":{"type":"plain_text_input","action_id":"v","multiline":true,"max_length":140,"initial_value":"Weil <es> *muss*"}},
          {"type":"input","block_id":"mood","label":{"type":"plain_text","text":"Stimmung","emoji":false},"optional":true,
           "element":{"type":"radio_buttons","action_id":"v","options":[
             {"text":{"type":"plain_text","text":"grün","emoji":false},"value":"green"},
             {"text":{"type":"plain_text","text":"rot","emoji":false},"value":"red"}],
            "initial_option":{"text":{"type":"plain_text","text":"rot","emoji":false},"value":"red"}}}
         ]}
        """,
        Rendered.Modal(VoteForm with { Errors = VoteForm.Errors.Add("", "Zu viele Punkte.") }));

    [Fact]
    public void An_error_stands_at_its_input() => Same(
        """{"response_action":"errors","errors":{"why":"Bitte sagen Sie, <warum>."}}""",
        Rendered.Json(BlockKitRenderer.Error("why", "Bitte sagen Sie, <warum>.")));

    [Fact]
    public void An_opened_form_shows_an_error_above_its_input()
    {
        var blocks = Rendered.Modal(VoteForm with { Errors = VoteForm.Errors.Add("why", "Bitte sagen Sie, warum.") }).GetProperty("blocks");

        Assert.Contains("Bitte sagen Sie, warum.", blocks[2].GetRawText());
        Assert.Equal("why", blocks[3].GetProperty("block_id").GetString());
    }

    [Fact]
    public void A_dialog_can_just_say_something() => Same(
        """
        {"type":"modal",
         "title":{"type":"plain_text","text":"CoCreate","emoji":false},
         "close":{"type":"plain_text","text":"Schließen","emoji":false},
         "blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Das ist <zu>."}]}]}]}
        """,
        Rendered.Json(BlockKitRenderer.Notice("CoCreate", "Das ist <zu>.", "de")));

    [Fact]
    public void A_dialog_can_be_put_in_place_of_another() => Same(
        $$"""{"response_action":"update","view":{{Rendered.Modal(VoteForm).GetRawText()}}}""",
        Rendered.Json(BlockKitRenderer.Update(BlockKitRenderer.Modal(VoteForm, "metadata", "form"))));

    [Fact]
    public void The_fallback_is_escaped_since_Slack_reads_markup_there() =>
        Assert.Equal(
            "Vote: &lt;!channel&gt; &amp; more",
            BlockKitRenderer.Message(new Card("Vote: <!channel> & more", "en", [new TextBlock("Vote")])).Text);

    [Fact]
    public void A_card_without_anything_to_see_shows_its_fallback() => BlocksAre(
        new Card("Nothing yet.", "en", [new FactSet([]), new ActionSet([]), new Container([], ContainerStyle.Emphasis)]),
        """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Nothing yet."}]}]}]""");

    static Form VoteForm => new("Ihre Punkte", "de",
        [
            new TextBlock("Niemand sieht Ihren Namen.", TextStyle.Subtle),
            new InputNumber("a", "A", 0, 3) { Value = 2, Hint = "0 bis 3" },
            new InputText("why", "Warum?", 140) { Value = "Weil <es> *muss*", IsMultiline = true, IsRequired = true },
            new InputChoiceSet("mood", "Stimmung", [new Choice("grün", "green"), new Choice("rot", "red")])
            {
                Value = "red",
                Style = ChoiceInputStyle.Expanded,
            },
        ],
        new Execute("Abgeben", new Press("s1", 2, "vote")));

    static void BlocksAre(Card card, string expected) => Same(expected, Rendered.Message(card).GetProperty("blocks"));

    static void Same(string expected, JsonElement actual)
    {
        using var document = JsonDocument.Parse(expected);
        if (!JsonElement.DeepEquals(document.RootElement, actual))
        {
            Assert.Equal(Readable(document.RootElement), Readable(actual)); // shows where
            Assert.Fail("Only the order of properties differs in the text, but the values differ.");
        }
    }

    static string Readable(JsonElement json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
