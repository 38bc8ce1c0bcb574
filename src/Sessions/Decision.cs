using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>
/// What a command leads to: events, or a refusal, or nothing where what it asks is already so. Both only where a deadline had passed
/// unnoticed: then the events close the activity and the refusal says that it is closed.
/// </summary>
public sealed record Decision(ImmutableArray<SessionEvent> Events, Refusal? Refusal = null)
{
    public static readonly Decision Nothing = new([]);

    public static Decision Of(params ReadOnlySpan<SessionEvent> events) => new([.. events]);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}

/// <summary>Why a person cannot do what they asked, with what to do instead: shown in their language, never thrown.</summary>
/// <param name="Key">Resource key of one clear sentence: "Session.NotFacilitator".</param>
public sealed record Refusal(string Key, RefusalKind Kind)
{
    public Refusal(string key, RefusalKind kind, params ReadOnlySpan<object> args)
        : this(key, kind) => Args = [.. args];

    /// <summary>What the sentence names: figures, people's words, and our own by their <see cref="TextKey"/>.</summary>
    public ImmutableArray<object> Args { get; } = [];

    /// <summary>The input it is about, where it is about one; the form shows the sentence there.</summary>
    public string? Input { get; init; }

    /// <summary>The form it came by says what no longer holds: sent once more as it is it would be refused once more, so it is drawn anew.</summary>
    public bool IsOfOldForm { get; init; }
}

/// <summary>What a sentence names by one of our own texts: it is said in the reader's language.</summary>
public readonly record struct TextKey(string Key);

/// <summary>What a refusal is about, for doors that answer by more than a sentence: the web by its status.</summary>
public enum RefusalKind
{
    /// <summary>What was sent cannot be so, whenever it is sent: put it right.</summary>
    Wrong,

    /// <summary>It could have been at another time, or in another state: it has closed, is full, was never open.</summary>
    NotNow,

    /// <summary>Somebody else may.</summary>
    NotYours,

    /// <summary>There is nothing of that id.</summary>
    NotKnown,
}

/// <summary>What was read from what a person sent: either the thing meant or why it cannot be.</summary>
public readonly record struct Parsed<T>(T? Value, Refusal? Refusal)
    where T : class
{
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Refusal refusal) => new(null, refusal);
}
