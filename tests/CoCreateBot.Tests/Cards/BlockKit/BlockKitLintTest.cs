using System.Text;
using System.Text.Json;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>A checker that finds nothing proves nothing, so it is shown what it must find.</summary>
public sealed class BlockKitLintTest
{
    const string Input = """
        {"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{"type":"plain_text_input","action_id":"v"}}
        """;

    const string Option = """{"text":{"type":"plain_text","text":"x"},"value":"1"}""";

    const string Plain = """{"type":"plain_text","text":"x"}""";

    const string Divider = """{"type":"divider"}""";

    [Theory]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"Hello","emoji":false}}""")]
    [InlineData(Divider)]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"A &amp; B &lt;3 <!date^1^{date}|1970>","verbatim":true}}""")]
    [InlineData("""{"type":"section","fields":[{"type":"plain_text","text":"x"}]}""")]
    [InlineData("""{"type":"context","elements":[{"type":"plain_text","text":"< & >"}]}""")]
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
    [InlineData(Input, "a message is everybody's")]
    public void What_Slack_refuses_in_a_message_is_found(string block, string fault) => Found(fault, Message(block));

    [Theory]
    [InlineData(""" "action_id":"a","value":"v","style":"danger","accessibility_label":"x" """, null)]
    [InlineData(""" "action_id":"a","url":"https://example.org/" """, null)]
    [InlineData(""" "action_id":"a" """, "does nothing")]
    [InlineData(""" "value":"v" """, "lacks action_id")]
    [InlineData(""" "action_id":"a","value":"v","style":"blue" """, "style blue")]
    [InlineData(""" "action_id":"a","value":"v","colour":"blue" """, "Slack does not know: colour")]
    [InlineData(""" "action_id":"a","url":"/s/1" """, "no web address")]
    public void A_button_is_looked_at_too(string properties, string? fault)
    {
        FoundOrNot(fault, Message(Button(properties)));
        FoundOrNot(fault, Message($$"""{"type":"section","fields":[{{Plain}}],"accessory":{{JustButton(properties)}}}"""));
    }

    [Theory]
    [InlineData("", "/elements is empty")]
    [InlineData("""{"type":"text","text":" "}""", "is blank")]
    [InlineData("""{"type":"text","text":"<!channel> & *x*"},{"type":"user","user_id":"U1"}""", null)]
    [InlineData("""{"type":"text","text":"x","url":"y"}""", "Slack does not know: url")]
    [InlineData("""{"type":"broadcast","range":"here"}""", "no known type: broadcast")]
    [InlineData("""{"type":"date","timestamp":1,"format":"{date}","fallback":"1970"}""", null)]
    [InlineData("""{"type":"date","timestamp":"1","format":"{date}","fallback":"1970"}""", "whole number")]
    [InlineData("""{"type":"date","timestamp":1,"format":"{date}"}""", "lacks fallback")]
    [InlineData("""{"type":"link","url":"javascript:alert(1)"}""", "no web address")]
    public void Rich_text_is_looked_at_too(string pieces, string? fault)
    {
        FoundOrNot(fault, Message($$"""{"type":"rich_text","elements":[{{Section(pieces)}}]}"""));
        FoundOrNot(fault, Message(
            $$"""{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{{Section(pieces)}}]}]}"""));
    }

    [Fact]
    public void Two_buttons_with_one_id_are_found()
    {
        var row = Button(""" "action_id":"a","value":"v" """);

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
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"#"}]}]}""", 3000)]
    public void A_text_beyond_its_bound_is_found(string block, int max)
    {
        Assert.Empty(Message(block.Replace("#", new string('x', max))));
        Assert.NotEmpty(Message(block.Replace("#", new string('x', max + 1))));
    }

    [Theory]
    [InlineData(""" "action_id":"#","value":"v" """, 255)]
    [InlineData(""" "action_id":"a","value":"#" """, 2000)]
    [InlineData(""" "action_id":"a","value":"v","accessibility_label":"#" """, 75)]
    public void A_button_with_too_much_in_it_is_found(string properties, int max)
    {
        Assert.Empty(Message(Button(properties.Replace("#", new string('x', max)))));
        Assert.NotEmpty(Message(Button(properties.Replace("#", new string('x', max + 1)))));
    }

    [Fact]
    public void A_message_with_too_much_in_it_is_found()
    {
        Assert.Empty(Message(Times(50, Divider)));
        Found("51 blocks of at most 50", Message(Times(51, Divider)));
        Assert.Empty(Message(Times(4, Long)));
        Found("too long altogether", Message(Times(5, Long)));
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
    [InlineData("", Divider, null)]
    [InlineData("", Input, "/submit is missing")]
    [InlineData(""","close":{"type":"plain_text","text":"1234567890123456789012345"}""", Divider, "25 characters of at most 24")]
    [InlineData(""","hash":"x" """, Divider, "Slack does not know: hash")]
    public void A_view_is_looked_at_too(string properties, string blocks, string? fault) => FoundOrNot(fault, View(blocks, properties));

    [Theory]
    [InlineData("""{"type":"plain_text_input","action_id":"v","max_length":3000,"initial_value":"x","multiline":true}""", null)]
    [InlineData("""{"type":"plain_text_input","action_id":"v","max_length":3001}""", "allows 3001")]
    [InlineData("""{"type":"plain_text_input","action_id":"v","max_length":0}""", "allows 0")]
    [InlineData("""{"type":"plain_text_input","action_id":"v","max_length":2,"initial_value":"abc"}""", "3 characters of at most 2")]
    [InlineData("""{"type":"plain_text_input"}""", "lacks action_id")]
    [InlineData("""{"type":"number_input","action_id":"v","is_decimal_allowed":false,"max_value":"3","initial_value":"3"}""", null)]
    [InlineData("""{"type":"number_input","action_id":"v"}""", "lacks is_decimal_allowed")]
    [InlineData("""{"type":"number_input","action_id":"v","is_decimal_allowed":false,"min_value":0}""", "is no text")]
    [InlineData("""{"type":"number_input","action_id":"v","is_decimal_allowed":false,"max_value":"3","initial_value":"4"}""", "its bounds")]
    [InlineData("""{"type":"static_select","action_id":"v","options":[]}""", "is empty")]
    [InlineData("""{"type":"datepicker","action_id":"v"}""", "no known type")]
    public void An_input_is_looked_at_too(string element, string? fault) => FoundOrNot(fault, View(InputOf(element)));

    [Theory]
    [InlineData(Option, null)]
    [InlineData("""{"text":{"type":"plain_text","text":"x"},"value":""}""", "is blank")]
    [InlineData("""{"text":{"type":"mrkdwn","text":"x"},"value":"1"}""", "must be plain_text")]
    [InlineData("""{"text":{"type":"plain_text","text":"y"},"value":"1"}""", "none of its options", Option)]
    public void An_option_is_looked_at_too(string option, string? fault, string? chosen = null) => FoundOrNot(fault, View(InputOf(
        $$"""{"type":"static_select","action_id":"v","options":[{{option}}],"initial_option":{{chosen ?? option}}}""")));

    [Theory]
    [InlineData("radio_buttons", 10)]
    [InlineData("static_select", 100)]
    public void Too_many_options_are_found(string type, int max)
    {
        string Block(int count) => InputOf($$"""{"type":"{{type}}","action_id":"v","options":[{{Times(count, Option)}}]}""");

        Assert.Empty(View(Block(max)));
        Found($"{max + 1} items of at most {max}", View(Block(max + 1)));
    }

    [Fact]
    public void A_view_that_is_too_large_is_found() =>
        Found("view_too_large", View(Times(99, Long)));

    static string Long { get; } = """{"type":"section","text":{"type":"plain_text","text":"#"}}""".Replace("#", new string('x', 2900));

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

    static string Button(string properties) => $$"""{"type":"actions","elements":[{{JustButton(properties)}}]}""";

    static string JustButton(string properties) => $$"""{"type":"button","text":{"type":"plain_text","text":"x"},{{properties}}}""";

    static string Section(string pieces) => $$"""{"type":"rich_text_section","elements":[{{pieces}}]}""";

    static string InputOf(string element) =>
        $$"""{"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{{element}}}""";

    static string Times(int count, string json) => string.Join(',', Enumerable.Repeat(json, count));

    static IReadOnlyList<string> Message(string blocks) => BlockKitLint.Message(Json($$"""{"text":"All","blocks":[{{blocks}}]}"""));

    static IReadOnlyList<string> View(string blocks, string properties = ""","submit":{"type":"plain_text","text":"Go"}""") =>
        BlockKitLint.View(Json($$"""{"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[{{blocks}}]{{properties}}}"""));

    static JsonElement Json(string json) => Rendered.Json(Encoding.UTF8.GetBytes(json));
}
