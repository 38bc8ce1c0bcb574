using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Cards;

/// <summary>Something a person fills in. The label is always shown: a placeholder is no label.</summary>
/// <param name="Id">Unique in its form; [a-z0-9-], at most 64 characters.</param>
public abstract record Input(string Id, string Label) : Element
{
    public string? Hint { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>The same input with what a person sent in it; a number's that is none stays empty, a choice's that is not offered is not chosen.</summary>
    internal abstract Input Filled(string sent);
}

/// <param name="MaxLength">In UTF-16 units, as all platforms count at least that strictly; 1 to 3000.</param>
public sealed record InputText(string Id, string Label, int MaxLength) : Input(Id, Label)
{
    public string Value { get; init; } = "";

    public bool IsMultiline { get; init; }

    internal override Input Filled(string sent) => this with { Value = sent };
}

public sealed record InputNumber(string Id, string Label, int Min, int Max) : Input(Id, Label)
{
    public int? Value { get; init; }

    /// <summary>Is this nothing, or a whole number between the bounds?</summary>
    public bool Takes(string sent) => string.IsNullOrWhiteSpace(sent)
        || (int.TryParse(sent.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max);

    internal override Input Filled(string sent) =>
        this with { Value = int.TryParse(sent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null };
}

/// <summary>Yes or no. What is sent is "on" or "off", and always one of them.</summary>
public sealed record InputToggle(string Id, string Label) : Input(Id, Label)
{
    public const string On = "on";
    public const string Off = "off";

    public bool IsOn { get; init; }

    internal override Input Filled(string sent) => this with { IsOn = sent == On };
}

/// <summary>A picture from the person's own device. Only a page has it: a chat's dialog leaves it out, and there an idea is given in words alone.</summary>
public sealed record InputPicture(string Id, string Label) : Input(Id, Label)
{
    /// <summary>What the person gave before; it stays as long as no other one is sent.</summary>
    public Picture? Given { get; init; }

    internal override Input Filled(string sent) => this; // no browser lets a page choose a file again
}

public enum ChoiceInputStyle
{
    Compact,
    /// <summary>Every choice is visible at once (radio buttons).</summary>
    Expanded,
}

/// <summary>One of several choices.</summary>
public sealed record InputChoiceSet(string Id, string Label, ImmutableArray<Choice> Choices) : Input(Id, Label)
{
    /// <summary>The chosen <see cref="Choice.Value"/>; null while nothing is chosen.</summary>
    public string? Value { get; init; }

    public ChoiceInputStyle Style { get; init; }

    internal override Input Filled(string sent) => this with { Value = Choices.Any(choice => choice.Value == sent) ? sent : null };
}

/// <param name="Value">What is sent; at most 150 characters (Slack's bound for an option).</param>
public sealed record Choice(string Title, string Value);
