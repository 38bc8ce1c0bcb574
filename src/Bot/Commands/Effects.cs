using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Keys of what is said when a verb of the session has had its effect, typed or pressed.</summary>
static class Effects
{
    public const string Done = "Commands.Done";
    public const string Removed = "Commands.Removed";
    const string Second = "second";
    const string Stopped = "Commands.StoppedLevel";

    static readonly ImmutableArray<string> Told =
    [
        SessionCards.NextVerb, SessionCards.ExtendVerb, SessionCards.PauseVerb, SessionCards.ResumeVerb, SessionCards.CloseVerb, SessionCards.UndoVerb,
        "runoff", "decide", "bell", Second,
    ];

    public static IEnumerable<string> All => [Done, Removed, Stopped, .. Told.Select(Of)];

    /// <param name="after">The session with what was done.</param>
    public static string Of(string verb, Session after) => (verb, after) switch
    {
        (SessionCards.NextVerb, { Unsettled: not null, NextPlanned: not null }) => Stopped,
        _ => Of(verb),
    };

    /// <summary>What steers an activity that is open, and gives nothing to it ("vote second").</summary>
    public static string OfSteering(TypedLine line) => line.Words is [Second] ? Of(Second) : Of(line.Verb);

    public static bool IsTold(string verb) => Told.Contains(verb, StringComparer.Ordinal);

    static string Of(string verb) => verb == AgendaWords.Remove ? Removed : Told.Contains(verb, StringComparer.Ordinal) ? $"{Done}-{verb}" : Done;
}
