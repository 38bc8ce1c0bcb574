using System.Text;
using System.Text.Json;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>A checker that finds nothing proves nothing, so it is shown what it must find.</summary>
public sealed class BlockKitLintTest
{
    const string Input = """{"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{"type":"plain_text_input","action_id":"v"}}""";

    [Theory]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"Hello","emoji":false}}""")]
    [InlineData("""{"type":"divider"}""")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"A &amp; B &lt;3 <!date^1^{date}|1970>","verbatim":true}}""")]
    [InlineData("""{"type":"section","fields":[{"type":"plain_text","text":"x"}],"accessory":{"type":"button","action_id":"a","value":"v","text":{"type":"plain_text","text":"x"}}}""")]
    [InlineData("""{"type":"context","elements":[{"type":"plain_text","text":"< & >"}]}""")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"<!channel>"},{"type":"user","user_id":"U1"}]}]}""")]
    [InlineData("""{"type":"image","image_url":"https://example.org/a.png","alt_text":"A"}""")]
    public void What_Slack_takes_passes(string block) => Assert.Empty(Message(block));

    [Theory]
    [InlineData("""{"type":"poem"}""", "/blocks/0 is of no known type: poem")]
    [InlineData("""{"type":"divider","text":"x"}""", "Slack does not know: text")]
    [InlineData("""{"type":"divider","block_id":""}""", "/blocks/0/block_id is blank")]
    [InlineData("""{"type":"header"}""", "/blocks/0 lacks text")]
    [InlineData("""{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "must be plain_text")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"a\nb"}}""", "more than one line")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":""}}""", "is blank")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"x","verbatim":true}}""", "Slack does not know: verbatim")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"x","emoji":"no"}}""", "neither true nor false")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"\uD83D"}}""", "half a surrogate pair")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"a\u0000b"}}""", "control characters")]
    [InlineData("""{"type":"section"}""", "neither text nor fields")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"<!channel>"}}""", "bare angle bracket")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"<@U1>"}}""", "bare angle bracket")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"a & b"}}""", "bare ampersand")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"&amp;lt; &quot;"}}""", "bare ampersand")]
    [InlineData("""{"type":"context","elements":[]}""", "/blocks/0/elements is empty")]
    [InlineData("""{"type":"image","image_url":"https://example.org/a.png"}""", "lacks alt_text")]
    [InlineData("""{"type":"image","image_url":"a.png","alt_text":"A"}""", "no web address")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}}]}""", "does nothing")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","value":"v","text":{"type":"plain_text","text":"x"}}]}""", "lacks action_id")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"a","value":"v","style":"blue","text":{"type":"plain_text","text":"x"}}]}""", "style blue")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[]}]}""", "is empty")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":" "}]}]}""", "is blank")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"broadcast","range":"here"}]}]}""", "no known type: broadcast")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"date","timestamp":"1","format":"{date}","fallback":"x"}]}]}""", "whole number")]
    [InlineData(Input, "a message is everybody's")]
    public void What_Slack_refuses_in_a_message_is_found(string block, string fault) => Found(fault, Message(block));

    [Fact]
    public void Two_buttons_with_one_id_are_found()
    {
        const string row = """{"type":"actions","elements":[{"type":"button","action_id":"a","value":"v","text":{"type":"plain_text","text":"x"}}]}""";

        Assert.Empty(Message(row));
        Found("action_id of another", Message($"{row},{row}"));
    }

    [Fact]
    public void Two_blocks_with_one_id_are_found() =>
        Found("block_id of another", Message("""{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}"""));

    [Theory]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"#"}}""", 150)]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"#"}}""", 3000)]
    [InlineData("""{"type":"section","fields":[{"type":"mrkdwn","text":"#"}]}""", 2000)]
    [InlineData("""{"type":"context","elements":[{"type":"plain_text","text":"#"}]}""", 3000)]
    [InlineData("""{"type":"image","image_url":"https://example.org/a.png","alt_text":"#"}""", 2000)]
    [InlineData("""{"type":"divider","block_id":"#"}""", 255)]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"#","value":"v","text":{"type":"plain_text","text":"x"}}]}""", 255)]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"a","value":"#","text":{"type":"plain_text","text":"x"}}]}""", 2000)]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"a","value":"v","text":{"type":"plain_text","text":"#"}}]}""", 75)]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"#"}]}]}""", 3000)]
    public void A_text_beyond_its_bound_is_found(string block, int max)
    {
        Assert.Empty(Message(block.Replace("#", new string('x', max))));
        Assert.NotEmpty(Message(block.Replace("#", new string('x', max + 1))));
    }

    [Fact]
    public void A_message_with_too_much_in_it_is_found()
    {
        var long_ = """{"type":"section","text":{"type":"plain_text","text":"#"}}""".Replace("#", new string('x', 2900));

        Assert.Empty(Message(Times(50, """{"type":"divider"}""")));
        Found("51 blocks of at most 50", Message(Times(51, """{"type":"divider"}""")));
        Assert.Empty(Message(Times(4, long_)));
        Found("too long altogether", Message(Times(5, long_)));
        Found("is empty", Message(""));
    }

    [Theory]
    [InlineData("""{"blocks":[{"type":"divider"}]}""", "lacks text")]
    [InlineData("""{"text":" ","blocks":[{"type":"divider"}]}""", "/text is blank")]
    [InlineData("""{"text":"<!here>","blocks":[{"type":"divider"}]}""", "bare angle bracket")]
    public void A_fallback_that_says_nothing_or_calls_everybody_is_found(string message, string fault) =>
        Found(fault, BlockKitLint.Message(Rendered.Json(Encoding.UTF8.GetBytes(message))));

    [Theory]
    [InlineData(""","callback_id":"c","private_metadata":"","submit":{"type":"plain_text","text":"Go"}""", Input, null)]
    [InlineData("", """{"type":"divider"}""", null)]
    [InlineData("", Input, "/submit is missing")]
    [InlineData(""","close":{"type":"plain_text","text":"1234567890123456789012345"}""", """{"type":"divider"}""", "25 characters of at most 24")]
    [InlineData(""","hash":"x" """, """{"type":"divider"}""", "Slack does not know: hash")]
    public void A_view_is_looked_at_too(string properties, string blocks, string? fault) => FoundOrNot(fault, View(blocks, properties));

    [Theory]
    [InlineData("""{"type":"plain_text_input","action_id":"v","max_length":3000,"initial_value":"x","multiline":true}""", null)]
    [InlineData("""{"type":"plain_text_input","action_id":"v","max_length":3001}""", "allows 3001")]
    [InlineData("""{"type":"plain_text_input","action_id":"v","max_length":0}""", "allows 0")]
    [InlineData("""{"type":"plain_text_input","action_id":"v","max_length":2,"initial_value":"abc"}""", "3 characters of at most 2")]
    [InlineData("""{"type":"plain_text_input"}""", "lacks action_id")]
    [InlineData("""{"type":"number_input","action_id":"v","is_decimal_allowed":false,"min_value":"0","max_value":"3","initial_value":"3"}""", null)]
    [InlineData("""{"type":"number_input","action_id":"v"}""", "lacks is_decimal_allowed")]
    [InlineData("""{"type":"number_input","action_id":"v","is_decimal_allowed":false,"min_value":0}""", "is no text")]
    [InlineData("""{"type":"number_input","action_id":"v","is_decimal_allowed":false,"max_value":"3","initial_value":"4"}""", "outside its bounds")]
    [InlineData("""{"type":"static_select","action_id":"v","options":[]}""", "is empty")]
    [InlineData("""{"type":"static_select","action_id":"v","options":[{"text":{"type":"plain_text","text":"x"},"value":""}]}""", "is blank")]
    [InlineData("""{"type":"static_select","action_id":"v","options":[{"text":{"type":"mrkdwn","text":"x"},"value":"1"}]}""", "must be plain_text")]
    [InlineData(
        """{"type":"radio_buttons","action_id":"v","options":[{"text":{"type":"plain_text","text":"x"},"value":"1"}],"initial_option":{"text":{"type":"plain_text","text":"y"},"value":"1"}}""",
        "none of its options")]
    [InlineData("""{"type":"datepicker","action_id":"v"}""", "no known type")]
    public void An_input_is_looked_at_too(string element, string? fault) =>
        FoundOrNot(fault, View($$"""{"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{{element}}}"""));

    [Theory]
    [InlineData("radio_buttons", 10)]
    [InlineData("static_select", 100)]
    public void Too_many_options_are_found(string type, int max)
    {
        string Element(int count) => $$"""{"type":"{{type}}","action_id":"v","options":[{{Times(count, """{"text":{"type":"plain_text","text":"x"},"value":"1"}""")}}]}""";
        string Block(int count) => $$"""{"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{{Element(count)}}}""";

        Assert.Empty(View(Block(max)));
        Found($"{max + 1} items of at most {max}", View(Block(max + 1)));
    }

    [Fact]
    public void A_view_that_is_too_large_is_found() =>
        Found("view_too_large", View(Times(99, """{"type":"section","text":{"type":"plain_text","text":"#"}}""".Replace("#", new string('x', 2900)))));

    static void FoundOrNot(string? fault, IReadOnlyList<string> faults)
    {
        if (fault is null)
        {
            Assert.Empty(faults);
        }
        else
        {
            Found(fault, faults);
        }
    }

    static void Found(string fault, IReadOnlyList<string> faults) => Assert.Contains(faults, found => found.Contains(fault));

    static string Times(int count, string json) => string.Join(',', Enumerable.Repeat(json, count));

    static IReadOnlyList<string> Message(string blocks) => BlockKitLint.Message(Json($$"""{"text":"All","blocks":[{{blocks}}]}"""));

    static IReadOnlyList<string> View(string blocks, string properties = ""","submit":{"type":"plain_text","text":"Go"}""") =>
        BlockKitLint.View(Json($$"""{"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[{{blocks}}]{{properties}}}"""));

    static JsonElement Json(string json) => Rendered.Json(Encoding.UTF8.GetBytes(json));
}
