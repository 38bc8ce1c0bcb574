using System.Collections.Immutable;

namespace CoCreateBot.Cards;

/// <summary>One thing in a card. The hierarchy is closed: each renderer handles every case.</summary>
public abstract record Element;

public enum TextStyle
{
    Default,
    Heading,
    /// <summary>A remark: receipt line, hint, figures beside the thing itself.</summary>
    Subtle,
}

public sealed record TextBlock(ImmutableArray<Run> Inlines, TextStyle Style = TextStyle.Default) : Element
{
    public TextBlock(string text, TextStyle style = TextStyle.Default)
        : this([new TextRun(text)], style)
    {
    }
}

/// <summary>Pairs of a short title (a letter, a name) and a text.</summary>
public sealed record FactSet(ImmutableArray<Fact> Facts) : Element;

public sealed record Fact(string Title, ImmutableArray<Run> Value)
{
    /// <summary>Shown where people can be let in to see them, on a page; elsewhere the text says that there is one.</summary>
    public ImmutableArray<Picture> Pictures { get; init; } = [];

    /// <summary>How far it stands in, where facts are a tree: 0 is not at all. What it says must be clear without it.</summary>
    public int Level { get; init; }

    /// <summary>No platform stands a line in deeper, and a phone has no room for it.</summary>
    public const int LevelMax = 8;
}

/// <summary>A picture that somebody gave. It is kept with its session and has no address of its own: a page has one for it, and lets in whom it may.</summary>
/// <param name="Key">The session's id and the picture's, joined by '/'.</param>
/// <param name="AltText">What it shows, in its author's words.</param>
public sealed record Picture(string Key, string AltText);

/// <summary>Bars with their figures in words, so that nothing is said by length or colour alone.</summary>
public sealed record HorizontalBarChart(string Title, ImmutableArray<Bar> Bars) : Element
{
    /// <summary>Set on a part of a chart: the longest bar of the whole.</summary>
    public int? Longest { get; init; }

    /// <summary>What all bars are drawn in relation to.</summary>
    public int LongestBar => Longest ?? Bars.Select(bar => bar.Value).DefaultIfEmpty().Max();
}

/// <param name="Value">The bar's length, 0 or more; renderers scale to the longest.</param>
/// <param name="Figure">The same in words: "5 dots from 3 people".</param>
public sealed record Bar(ImmutableArray<Run> Label, int Value, string Figure);

/// <summary>How far something has come. Its sentence is always there to be read, so that nothing is told by the bar alone.</summary>
/// <param name="Label">The same in words: "3 of the 5 sheets of this round are handed in."</param>
/// <param name="Max">With none there is nothing to draw, and the sentence stands alone.</param>
public sealed record ProgressBar(string Label, int Value, int Max) : Element
{
    /// <summary>What is drawn of it: no bar is shorter than none or longer than whole.</summary>
    public int Drawn => Math.Clamp(Value, 0, Math.Max(Max, 0));
}

/// <summary>What state something is in. The text says it: the style only helps the eye to find it.</summary>
public enum BadgeStyle
{
    Default,
    /// <summary>It goes on, and one can take part.</summary>
    Good,
    /// <summary>It goes on another time.</summary>
    Warning,
}

/// <param name="Text">A word or two.</param>
public sealed record Badge(string Text, BadgeStyle Style = BadgeStyle.Default) : Element;

public enum ContainerStyle
{
    Default,
    Emphasis,
    Attention,
}

public sealed record Container(ImmutableArray<Element> Items, ContainerStyle Style = ContainerStyle.Default) : Element;

public sealed record ActionSet(ImmutableArray<CardAction> Actions) : Element;

/// <param name="AltText">What the picture says; required, as a picture alone says nothing to a screen reader.</param>
public sealed record Image(Uri Url, string AltText) : Element;
