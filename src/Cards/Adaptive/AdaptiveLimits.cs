namespace CoCreateBot.Cards.Adaptive;

/// <summary>
/// Every bound that our cards can touch in Teams, as of November 2026. Source, where none is named: Microsoft's documentation of bots and cards in
/// Teams. Teams bounds few texts by themselves: what counts is the whole.
/// </summary>
public static class AdaptiveLimits
{
    /// <summary>What Teams takes for certain, everywhere.</summary>
    public const string Version = "1.5";

    /// <summary>
    /// A message may have about 100 kB; what carries a card by other ways than a bot's message, 28 kB. Below that with room for the message around it.
    /// </summary>
    public const int CardBytesMax = 25_000;

    /// <summary>Buttons that are seen in one row of them; the others are in its menu.</summary>
    public const int ActionsShownMax = 6;

    /// <summary>For so many people a card is asked for anew by itself.</summary>
    public const int RefreshUsersMax = 60;

    // Our own, for readers' sake

    /// <summary>Whose bell is rung; more than these are no call to anybody.</summary>
    public const int MentionsMax = 30;

    /// <summary>Of a person in a mention; a Teams id ("29:...") has about 100.</summary>
    internal const int UserIdMax = 150;

    internal const int NameMax = 30;

    internal const int FallbackMax = 600;

    /// <summary>What stands around the body. A card whose frame is beyond it is not refreshed by itself.</summary>
    internal const int FrameBytesMax = 12_000;

    internal const int TextMax = 3000;

    internal const int HeadingMax = 150;

    internal const int FactTitleMax = 150;

    internal const int AltTextMax = 1000;

    internal const int UrlMax = 2000;

    /// <summary>Holds the longest option of a vote with its letter: what was voted on is never cut.</summary>
    internal const int BarTextMax = 220;

    /// <summary>A bar with a longer label is drawn in text: a chart shows its labels on one line, and on a phone so much of it.</summary>
    internal const int ChartLabelMax = 48;

    /// <summary>A longer text is no badge: that is one line, and on a phone so much of it.</summary>
    internal const int BadgeTextMax = 32;

    /// <summary>With the figure beside it on one line of a phone.</summary>
    internal const int BarGlyphsMax = 12;

    internal const int LabelMax = 1000;

    internal const int HintMax = 1000;

    /// <summary>A phone shows about this much of a button; what is longer is read in its tooltip.</summary>
    internal const int ActionTitleMax = 80;

    /// <summary>More buttons than these to choose one of are a long way to scroll; then it is a list that opens.</summary>
    internal const int ExpandedMax = 12;

    internal const int ChoiceTitleMax = 200;

    internal const int ChoiceValueMax = 150;

    internal const int InputIdMax = 64;

    internal const int InputLengthMin = 1;

    internal const int InputLengthMax = 3000;

    /// <summary>How far a fact of the next level stands in, in pixels.</summary>
    internal const int IndentPixels = 14;

    /// <summary>What the sentence about things left out may take, in bytes with its JSON; a test holds every language to it.</summary>
    internal const int NoticeMax = 1000;

    /// <summary>Of it, the sentence about where the rest is to be had, in characters.</summary>
    internal const int RestMax = 200;

    /// <summary>What a container takes around the blocks in it.</summary>
    internal const int ContainerBytesMax = 60;

    /// <summary>Left free on each page for what is not known when cards are parted: whom it is refreshed for.</summary>
    internal const int PageSpareBytes = 1_000;

    /// <summary>Left free for each person who is called, whose name is not known then: it stands in the card three times.</summary>
    internal const int NameSpareBytes = 3 * 3 * NameMax;
}
