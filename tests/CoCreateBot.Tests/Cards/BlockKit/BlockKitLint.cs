using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>
/// What Slack would refuse, said for each fault with its place. Written from Slack's documentation as of November 2026, and on
/// purpose without a look at the renderer's own bounds. Stricter than Slack where readers are better served: no blank texts, no
/// unknown properties.
/// </summary>
public static class BlockKitLint
{
    public const int MessageBlocksMax = 50;
    public const int MessageTextMax = 4000;
    public const int MessageJsonMax = 13_200; // of all blocks; slackapi/bolt-js issue 2509
    public const int ViewBlocksMax = 100;
    public const int ViewBytesMax = 250_000;
    public const int ViewTitleMax = 24;
    public const int ViewButtonMax = 24;
    public const int PrivateMetadataMax = 3000;
    public const int CallbackIdMax = 255;
    public const int IdMax = 255;
    public const int TextMax = 3000;
    public const int HeaderMax = 150;
    public const int ContextElementsMax = 10;
    public const int ActionsMax = 25;
    public const int FieldsMax = 10;
    public const int FieldTextMax = 2000;
    public const int AltTextMax = 2000;
    public const int ImageTitleMax = 2000;
    public const int UrlMax = 3000;
    public const int LabelMax = 2000;
    public const int HintMax = 2000;
    public const int PlaceholderMax = 150;
    public const int ButtonTextMax = 75;
    public const int ButtonValueMax = 2000;
    public const int AccessibilityLabelMax = 75;
    public const int OptionsMax = 100;
    public const int RadioOptionsMax = 10;
    public const int OptionTextMax = 75;
    public const int OptionValueMax = 150;
    public const int InputLengthMax = 3000;
    public const int ListIndentMax = 8;

    /// <param name="message">The body of chat.postMessage, chat.update or an answer: looked at are <c>text</c> and <c>blocks</c>.</param>
    public static IReadOnlyList<string> Message(JsonElement message)
    {
        var report = new LintReport();
        var top = new LintNode(message, "", report);
        top.Text("text", MessageTextMax, isRequired: true);
        if (top["text"] is { } text)
        {
            text.NoMention();
        }

        if (top["blocks"] is { } blocks)
        {
            new BlocksLint(isDialog: false).All(blocks, MessageBlocksMax);
            report.When(Characters(blocks.Json.GetRawText()) > MessageJsonMax, "/blocks", "is too long altogether (msg_blocks_too_long)");
        }

        return report.Faults;
    }

    // Whoever read the message before may have escaped what was sent as it is.
    static int Characters(string json) =>
        Regex.Replace(json, @"\\u[0-9a-fA-F]{4}", "x", RegexOptions.None, TimeSpan.FromSeconds(1)).Length;

    /// <param name="view">A modal or a home view, as views.open, views.update and views.publish take it.</param>
    public static IReadOnlyList<string> View(JsonElement view)
    {
        var report = new LintReport();
        var top = new LintNode(view, "", report);
        var isModal = top.OneOf("type", "modal", "home") == "modal";
        top.Properties(
            required: isModal ? ["type", "title", "blocks"] : ["type", "blocks"],
            optional: isModal
                ? ["submit", "close", "private_metadata", "callback_id", "external_id", "notify_on_close", "clear_on_close"]
                : ["private_metadata", "callback_id", "external_id"]);
        top.PlainText("title", ViewTitleMax);
        top.PlainText("submit", ViewButtonMax);
        top.PlainText("close", ViewButtonMax);
        top.Text("private_metadata", PrivateMetadataMax, isRequired: false, mayBeBlank: true);
        top.Text("callback_id", CallbackIdMax, isRequired: false, mayBeBlank: true);
        top.Text("external_id", CallbackIdMax, isRequired: false);
        if (top["blocks"] is { } blocks)
        {
            var hasInput = new BlocksLint(isDialog: true).All(blocks, ViewBlocksMax);
            report.When(isModal && hasInput && top["submit"] is null, "/submit", "is missing, and there is an input");
        }

        report.When(System.Text.Encoding.UTF8.GetByteCount(view.GetRawText()) > ViewBytesMax, "", "is too large (view_too_large)");
        return report.Faults;
    }
}
