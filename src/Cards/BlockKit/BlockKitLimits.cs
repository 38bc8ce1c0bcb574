namespace CoCreateBot.Cards.BlockKit;

/// <summary>
/// Every bound of Block Kit that our blocks can touch. Source, where none is named: docs.slack.dev, Block Kit reference, as of
/// November 2026; where sources differ, the smaller number. Slack does not say what it counts as a character: UTF-16 units are
/// never fewer than code points.
/// </summary>
public static class BlockKitLimits
{
    /// <summary>Of a user; Slack documents no bound, those seen have 9 to 11 characters.</summary>
    public const int UserIdMax = 40;

    // Surfaces
    public const int MessageBlocksMax = 50;
    public const int ModalBlocksMax = 100;
    public const int ViewBytesMax = 250_000;

    /// <summary>chat.update answers msg_too_long above it; chat.postMessage would take more.</summary>
    public const int MessageTextMax = 4000;

    /// <summary>
    /// chat.postMessage answers msg_blocks_too_long above some 12,000 to 13,000 characters over all blocks. Slack documents no
    /// number, and the blocks' own JSON counts in part (slackapi/bolt-js issues 2509 and 2867, April 2026), so the whole JSON is
    /// held to this: its characters in UTF-16 units, not its bytes.
    /// </summary>
    public const int MessageCharactersMax = 12_000;

    // Views
    public const int ViewTitleMax = 24;
    public const int ViewButtonMax = 24;
    public const int PrivateMetadataMax = 3000;
    public const int CallbackIdMax = 255;

    // Ids
    public const int BlockIdMax = 255;

    // Blocks
    public const int TextMax = 3000;
    public const int HeaderMax = 150;
    public const int AltTextMax = 2000;
    public const int UrlMax = 3000;
    public const int LabelMax = 2000;
    public const int HintMax = 2000;

    // Elements
    public const int ButtonTextMax = 75;
    public const int AccessibilityLabelMax = 75;
    public const int OptionsMax = 100;
    public const int RadioOptionsMax = 10;
    public const int OptionTextMax = 75;
    public const int OptionValueMax = 150;
    public const int InputLengthMin = 1;
    public const int InputLengthMax = 3000;

    // Our own, for readers' sake

    /// <summary>Slack shows about this much of a button's text; the rest is for those who listen.</summary>
    internal const int ButtonTextShown = 30;

    /// <summary>Slack takes 25; more than these wrap untidily on a phone.</summary>
    internal const int ActionsInRow = 5;

    /// <summary>Slack documents no bound for a rich_text block; a section's is taken.</summary>
    internal const int RichTextMax = TextMax;

    internal const int FactTitleMax = 150;

    /// <summary>Holds the longest option of a vote with its letter: what was voted on is never cut.</summary>
    internal const int BarTextMax = 220;

    internal const int BarGlyphsMax = 20;

    /// <summary>What the sentence about things left out may take; a test holds every language to it.</summary>
    internal const int NoticeMax = 500;

    /// <summary>Of it, the sentence about where the rest is to be had.</summary>
    internal const int RestMax = 200;

    /// <summary>What a view has around its blocks: type, labels, ids, and the metadata with each character escaped.</summary>
    internal const int ViewFrameBytesMax = 25_000;
}
