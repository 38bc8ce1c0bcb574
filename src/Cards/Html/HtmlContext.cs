using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Cards.Html;

/// <summary>What a page knows and a card does not.</summary>
/// <param name="Action">Where presses and forms are posted to: a path of this site.</param>
/// <param name="Culture">How dates and times are written for this venue.</param>
/// <param name="Zone">The venue's zone; the page's script turns moments into the reader's own.</param>
public sealed record HtmlContext(string Action, CultureInfo Culture, TimeZoneInfo Zone)
{
    /// <summary>Sent along with each press and form, such as the anti-forgery token.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>Leaves out whatever changes something: for live fragments, and for people who have not joined. Links stay.</summary>
    public bool IsReadonly { get; init; }

    /// <summary>Path of this site behind which people's pictures are, with a '/' at its end; null where none are shown.</summary>
    public string? Pictures { get; init; }

    /// <summary>The page stands in a frame: links to other sites leave it.</summary>
    public bool IsFramed { get; init; }

    /// <summary>Level of the first heading; headings below it are one level lower.</summary>
    public int HeadingLevel { get; init; } = 2;
}
