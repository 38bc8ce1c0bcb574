using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>What the sender of a typed command is told, in their language.</summary>
/// <param name="Session">The session it was about, where it was about one.</param>
/// <param name="IsProblem">It did not happen, and the text says why and what to do.</param>
/// <param name="Started">It started this session: show its facilitator their console.</param>
/// <param name="Cause">Why it did not happen: for the status a venue answers with.</param>
/// <param name="Key">Of the text, where it is a sentence of ours.</param>
/// <param name="Kind">What the problem is about, where no session was asked and so there is no cause.</param>
public sealed record Reply(
    string Text, SessionId? Session = null, bool IsProblem = false, bool Started = false, Answer? Cause = null,
    string? Key = null, RefusalKind Kind = RefusalKind.Wrong)
{
    /// <summary>The input of a form that the problem is about, where it is about one.</summary>
    public string? Input { get; init; }

    /// <summary>What there is to read, where it is more than a sentence: the minutes, the export.</summary>
    public Card? Card { get; init; }

    /// <summary>The same as files, for a venue that can hand some over; null where none were asked for.</summary>
    public Func<ImmutableArray<ExportFile>>? Files { get; init; }

    /// <summary>Of links for one person each: to be shown this once, to the sender alone. Where the site is the venue knows.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>It changed how the session goes on: the buttons that its facilitator had are old.</summary>
    public bool Steers { get; init; }

    /// <summary>It says what one can type, as it was asked for.</summary>
    public bool IsHelp { get; init; }

    /// <summary>It brought the session here: whether its card is there is still to be seen.</summary>
    public bool IsShownHere { get; init; }

    /// <summary>It asked for a session's minutes or files: a venue that has pages shows the one with both.</summary>
    public bool IsToRead { get; init; }

    /// <summary>What was looked for in earlier sessions: a venue that has pages shows the one of it.</summary>
    public string? Sought { get; init; }
}
