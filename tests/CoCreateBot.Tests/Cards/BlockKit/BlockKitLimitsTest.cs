using System.Globalization;
using System.Text.Json;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Sessions;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>Our bounds, and those of the checker, against a table of Slack's, where one is at hand.</summary>
/// <remarks>
/// Each line of the table has its place in one of three lists here, so that a bound of something new cannot be overlooked: what our renderer writes and the
/// checker counts, what the checker holds by a rule, and what we never use. The table's numbers are from Slack's reference and its types package.
/// </remarks>
public sealed class BlockKitLimitsTest
{
    static readonly (string Path, int Ours, int Checked)[] Bounds =
    [
        ("surface/message_blocks", BlockKitLimits.MessageBlocksMax, BlockKitLint.MessageBlocksMax),
        ("surface/modal_blocks", BlockKitLimits.ModalBlocksMax, BlockKitLint.ViewBlocksMax),
        ("surface/home_blocks", BlockKitLimits.ModalBlocksMax, BlockKitLint.ViewBlocksMax),
        ("surface/view_bytes", BlockKitLimits.ViewBytesMax, BlockKitLint.ViewBytesMax),
        ("surface/chat_update_text_max", BlockKitLimits.MessageTextMax, BlockKitLint.MessageTextMax),
        ("common/block_id", BlockKitLimits.BlockIdMax, BlockKitLint.IdMax),
        ("common/action_id", 0, BlockKitLint.IdMax),
        ("common/text_object/1", BlockKitLimits.TextMax, BlockKitLint.TextMax),
        ("common/placeholder", BlockKitLint.PlaceholderMax, BlockKitLint.PlaceholderMax),
        ("view/title", BlockKitLimits.ViewTitleMax, BlockKitLint.ViewTitleMax),
        ("view/submit", BlockKitLimits.ViewButtonMax, BlockKitLint.ViewButtonMax),
        ("view/close", BlockKitLimits.ViewButtonMax, BlockKitLint.ViewButtonMax),
        ("view/private_metadata", BlockKitLimits.PrivateMetadataMax, BlockKitLint.PrivateMetadataMax),
        ("view/callback_id", BlockKitLimits.CallbackIdMax, BlockKitLint.CallbackIdMax),
        ("blocks/actions/elements/1", BlockKitLimits.ActionsInRow, BlockKitLint.ActionsMax),
        ("blocks/context/elements/1", 1, BlockKitLint.ContextElementsMax),
        ("blocks/header/text_plain", BlockKitLimits.HeaderMax, BlockKitLint.HeaderMax),
        ("blocks/section/text/1", BlockKitLimits.TextMax, BlockKitLint.TextMax),
        ("blocks/section/fields/1", 0, BlockKitLint.FieldsMax),
        ("blocks/section/field_text", 0, BlockKitLint.FieldTextMax),
        ("blocks/image/alt_text", BlockKitLimits.AltTextMax, BlockKitLint.AltTextMax),
        ("blocks/image/image_url", BlockKitLimits.UrlMax, BlockKitLint.UrlMax),
        ("blocks/image/title", 0, BlockKitLint.ImageTitleMax),
        ("blocks/input/label_plain", BlockKitLimits.LabelMax, BlockKitLint.LabelMax),
        ("blocks/input/hint_plain", BlockKitLimits.HintMax, BlockKitLint.HintMax),
        ("blocks/rich_text/list_indent/1", 0, BlockKitLint.ListIndentMax),
        ("elements/button/text_plain", BlockKitLimits.ButtonTextMax, BlockKitLint.ButtonTextMax),
        ("elements/button/value", CoCreateBot.Cards.Press.EncodedMax, BlockKitLint.ButtonValueMax),
        ("elements/button/url", BlockKitLimits.UrlMax, BlockKitLint.UrlMax),
        ("elements/button/accessibility_label", BlockKitLimits.AccessibilityLabelMax, BlockKitLint.AccessibilityLabelMax),
        ("elements/radio_buttons/options/1", BlockKitLimits.RadioOptionsMax, BlockKitLint.RadioOptionsMax),
        ("elements/static_select/options", BlockKitLimits.OptionsMax, BlockKitLint.OptionsMax),
        ("elements/option/text", BlockKitLimits.OptionTextMax, BlockKitLint.OptionTextMax),
        ("elements/option/description_plain", BlockKitLimits.OptionTextMax, BlockKitLint.OptionTextMax),
        ("elements/option/value", BlockKitLimits.OptionValueMax, BlockKitLint.OptionValueMax),
        ("surface/message_text_recommended", BlockKitLimits.MessageTextMax, BlockKitLint.MessageTextMax),
        ("elements/plain_text_input/max_length/1", BlockKitLimits.InputLengthMax, BlockKitLint.InputLengthMax),
    ];

    /// <summary>What is no number of its own in the checker, with a message's blocks or a view that break it.</summary>
    static readonly (string Path, string Broken)[] Rules =
    [
        ("surface/message_text_truncated_at", $$"""{"text":"{{new string('x', 40_001)}}","blocks":[{"type":"divider"}]}"""),
        ("common/text_object/0", """{"text":"t","blocks":[{"type":"section","text":{"type":"plain_text","text":""}}]}"""),
        ("view/submit_required_with_input", View(
            """{"type":"input","block_id":"b","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input","action_id":"a"}}""")),
        ("blocks/actions/elements/0", """{"text":"t","blocks":[{"type":"actions","elements":[]}]}"""),
        ("blocks/context/elements/0", """{"text":"t","blocks":[{"type":"context","elements":[]}]}"""),
        ("blocks/section/text/0", """{"text":"t","blocks":[{"type":"section","text":{"type":"mrkdwn","text":""}}]}"""),
        ("elements/button/styles", """
            {"text":"t","blocks":[{"type":"actions","elements":[
            {"type":"button","action_id":"a","value":"v","style":"loud","text":{"type":"plain_text","text":"t"}}]}]}
            """),
        ("elements/checkboxes/options/0", Input("""{"type":"checkboxes","action_id":"a","options":[]}""")),
        ("elements/checkboxes/options/1", Input($$"""{"type":"checkboxes","action_id":"a","options":[{{Options(11)}}]}""")),
        ("elements/radio_buttons/options/0", Input("""{"type":"radio_buttons","action_id":"a","options":[]}""")),
        ("elements/plain_text_input/max_length/0", Input("""{"type":"plain_text_input","action_id":"a","max_length":0}""")),
        ("elements/number_input/is_decimal_allowed", Input("""{"type":"number_input","action_id":"a"}""")),
        ("blocks/rich_text/list_indent/0", """
            {"text":"t","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","indent":-1,"elements":[
            {"type":"rich_text_section","elements":[{"type":"text","text":"t"}]}]}]}]}
            """),
    ];

    /// <summary>What we never use: the line or lines of the table, and the types or properties that stand for it.</summary>
    static readonly (string Path, string[] Names)[] Unused =
    [
        ("surface/modal_stack", ["response_action"]), ("surface/message_attachments", ["attachments"]),
        ("surface/markdown_text_max", ["markdown_text"]),
        ("surface/tables_per_message", ["table"]), ("surface/data_visualizations_per_message", ["data_visualization"]),
        ("common/one_focus_on_load_per_view", ["focus_on_load"]), ("view/external_id", ["external_id"]), ("blocks/context_actions", ["context_actions"]),
        ("blocks/section/fields/0", ["fields"]), ("blocks/markdown", ["markdown"]), ("blocks/table", ["table"]), ("blocks/data_table", ["data_table"]),
        ("blocks/data_visualization", ["data_visualization"]), ("blocks/alert", ["alert"]), ("blocks/card", ["card"]), ("blocks/carousel", ["carousel"]),
        ("blocks/container", ["container"]), ("blocks/video", ["video"]), ("blocks/plan", ["plan"]), ("blocks/task_card", ["task_card"]), ("blocks/file", ["file"]),
        ("elements/workflow_button", ["workflow_button"]), ("elements/overflow", ["overflow"]),
        ("elements/static_select/option_groups", ["option_groups"]), ("elements/static_select/group_label", ["option_groups"]),
        ("elements/static_select/group_options", ["option_groups"]),
        ("elements/multi_select", ["multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select"]),
        ("elements/external_select", ["external_select"]), ("elements/confirm", ["confirm"]),
        ("elements/plain_text_input/min_length", ["min_length"]), ("elements/rich_text_input", ["rich_text_input"]),
        ("elements/email_text_input", ["email_text_input"]), ("elements/url_text_input", ["url_text_input"]), ("elements/datepicker", ["datepicker"]),
        ("elements/timepicker", ["timepicker"]), ("elements/datetimepicker", ["datetimepicker"]), ("elements/file_input", ["file_input"]),
        ("elements/feedback_buttons", ["feedback_buttons"]), ("elements/icon_button", ["icon_button"]),
    ];

    static string View(string block) => $$"""{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{{block}}]}""";

    static string Input(string element) => $$"""
        {"type":"modal","title":{"type":"plain_text","text":"t"},"submit":{"type":"plain_text","text":"s"},"blocks":[
        {"type":"input","block_id":"b","label":{"type":"plain_text","text":"l"},"element":{{element}}}]}
        """;

    static string Options(int count) => string.Join(',', Enumerable.Range(0, count).Select(n => $$"""{"text":{"type":"plain_text","text":"o"},"value":"{{n}}"}"""));

    public static TheoryData<string, string> Broken => [.. Rules.Select(rule => (rule.Path, rule.Broken))];

    [Theory]
    [MemberData(nameof(Broken))]
    public void The_checker_sees_what_breaks_a_rule(string path, string broken)
    {
        var json = JsonDocument.Parse(broken).RootElement;
        var faults = json.TryGetProperty("type", out _) ? BlockKitLint.View(json) : BlockKitLint.Message(json);
        Assert.True(faults.Count > 0, path);
    }

    [Fact]
    public void What_has_bounds_that_nobody_checks_is_never_sent()
    {
        var words = new Lexicon(Activities.BuiltIn).In("en");
        var sessions = new AtTheBounds("x").All.Select(scene => scene.Story.Session).ToList();
        var sent = sessions.SelectMany(session => AtTheBoundsTest.Cards(session, words)).Select(AtTheBoundsTest.Sent)
            .Concat(sessions.SelectMany(session => AtTheBoundsTest.Forms(session, words)).Select(AtTheBoundsTest.Sent))
            .Concat(AnyCard.Card.Sample(200).Select(AtTheBoundsTest.Sent)).Concat(AnyCard.Form.Sample(200).Select(AtTheBoundsTest.Sent));
        var used = sent.SelectMany(NamesIn).ToHashSet();

        Assert.Superset(new HashSet<string> { "header", "actions", "button", "input", "plain_text_input", "rich_text", "modal" }, used); // it was looked at
        Assert.All(Unused.SelectMany(line => line.Names), name => Assert.DoesNotContain(name, used));
    }

    /// <summary>Each type, and each property of anything.</summary>
    static IEnumerable<string> NamesIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(NamesIn),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => NamesIn(property.Value)
            .Append(property.Name == "type" ? property.Value.GetString()! : property.Name)), // ! a type is a string
        _ => [],
    };

    [Fact]
    public void Every_line_of_Slack_s_table_is_checked_or_of_what_we_never_use()
    {
        using var limits = Limits();
        var missed = Lines(limits.RootElement, "").Where(line => Bounds.All(bound => bound.Path != line) && Rules.All(rule => rule.Path != line)
            && !Unused.Any(unused => line == unused.Path || line.StartsWith(unused.Path + '/', StringComparison.Ordinal)));

        Assert.Empty(missed);
    }

    // A list of words is one line, and so is what has no bounds at all.
    static IEnumerable<string> Lines(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Where(property => property.Name is not ("_about" or "note"))
            .SelectMany(property => Lines(property.Value, path.Length == 0 ? property.Name : $"{path}/{property.Name}")),
        JsonValueKind.Array when json[0].ValueKind == JsonValueKind.Number => Enumerable.Range(0, json.GetArrayLength()).Select(n => $"{path}/{n}"),
        _ => [path],
    };

    static JsonDocument Limits()
    {
        var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
        Assert.SkipUnless(Directory.Exists(shared), "COCREATE_SHARED names no folder with the table of Slack's limits.");
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(shared, "facts", "blockkit-limits.json")));
    }

    [Fact]
    public void No_bound_of_ours_is_laxer_than_Slack_s()
    {
        using var limits = Limits();

        Assert.All(Bounds, bound =>
        {
            var max = At(limits.RootElement, bound.Path).GetInt32();
            Assert.True(bound.Ours <= max, $"{bound.Path}: ours is {bound.Ours}, Slack's {max}");
            Assert.True(bound.Checked == max, $"{bound.Path}: the checker's is {bound.Checked}, Slack's {max}");
        });
    }

    static JsonElement At(JsonElement json, string path) => path.Split('/').Aggregate(json, (at, step) =>
        at.ValueKind == JsonValueKind.Array ? at[int.Parse(step, CultureInfo.InvariantCulture)] : at.GetProperty(step));
}
