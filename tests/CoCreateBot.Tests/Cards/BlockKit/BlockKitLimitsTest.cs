using System.Globalization;
using System.Text.Json;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>Our bounds, and those of the checker, against a table of Slack's, where one is at hand.</summary>
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
        ("elements/option/value", BlockKitLimits.OptionValueMax, BlockKitLint.OptionValueMax),
        ("elements/plain_text_input/max_length/1", BlockKitLimits.InputLengthMax, BlockKitLint.InputLengthMax),
    ];

    [Fact]
    public void No_bound_of_ours_is_laxer_than_Slack_s()
    {
        var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
        Assert.SkipUnless(Directory.Exists(shared), "COCREATE_SHARED names no folder with the table of Slack's limits.");
        using var limits = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(shared, "facts", "blockkit-limits.json")));

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
