using System.Collections.Immutable;

namespace CoCreateBot.Cards;

/// <summary>Something a person fills in. The label is always shown: a placeholder is no label.</summary>
/// <param name="Id">Unique in its form; [a-z0-9-], at most 64 characters.</param>
public abstract record Input(string Id, string Label) : Element
{
    public string? Hint { get; init; }

    public bool IsRequired { get; init; }
}

/// <param name="MaxLength">In UTF-16 units, as all platforms count at least that strictly; 1 to 3000.</param>
public sealed record InputText(string Id, string Label, int MaxLength) : Input(Id, Label)
{
    public string Value { get; init; } = "";

    public bool IsMultiline { get; init; }
}

public sealed record InputNumber(string Id, string Label, int Min, int Max) : Input(Id, Label)
{
    public int? Value { get; init; }
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
}

/// <param name="Value">What is sent; at most 150 characters (Slack's bound for an option).</param>
public sealed record Choice(string Title, string Value);
