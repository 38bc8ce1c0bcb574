using System.Collections.Immutable;

namespace CoCreateBot.Cards;

/// <summary>A piece of a line. No run is ever read as markup: renderers escape all of them.</summary>
public abstract record Run;

/// <summary>Our own text, in the card's language.</summary>
public sealed record TextRun(string Text, bool Strong = false) : Run
{
    /// <summary>It says that there is a picture, to whoever cannot see it where they read this.</summary>
    public bool IsForPicture { get; init; }
}

/// <summary>What a person wrote. Kept apart from our text in direction (bidi isolation), never parsed for mentions, links or emoji codes.</summary>
public sealed record WordsRun(string Text, bool Strong = false) : Run;

/// <summary>An instant, shown in the reader's own zone where the platform can, else in the venue's with the zone's name.</summary>
public sealed record MomentRun(DateTimeOffset At) : Run;

/// <summary>A channel of a chat. There it has its name, as far as its reader may know it; elsewhere the text stands for it.</summary>
/// <param name="Id">The platform's.</param>
public sealed record ChannelRun(string Id, string Text) : Run;

public static class Runs
{
    /// <summary>For notifications and summaries, which are one text. An instant has none of its own, since its reader's zone gives it one: "…".</summary>
    public static string Plain(this ImmutableArray<Run> runs) => string.Concat(runs.Select(run => run switch
    {
        TextRun text => text.Text,
        WordsRun words => words.Text,
        ChannelRun channel => channel.Text,
        _ => "…",
    }));
}
