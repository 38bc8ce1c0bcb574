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
public sealed record Refusal(string Key)
{
    public Refusal(string key, params ReadOnlySpan<object> args)
        : this(key) => Args = [.. args];

    /// <summary>What the sentence names: figures and people's words.</summary>
    public ImmutableArray<object> Args { get; } = [];

    /// <summary>The input it is about, where it is about one; the form shows the sentence there.</summary>
    public string? Input { get; init; }
}

/// <summary>What was read from what a person sent: either the thing meant or why it cannot be.</summary>
public readonly record struct Parsed<T>(T? Value, Refusal? Refusal)
    where T : class
{
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Refusal refusal) => new(null, refusal);
}
