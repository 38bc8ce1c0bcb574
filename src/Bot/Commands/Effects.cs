using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Keys of what is said when a verb of the session has had its effect, typed or pressed.</summary>
static class Effects
{
    public const string Done = "Commands.Done";
    public const string Removed = "Commands.Removed";

    static readonly ImmutableArray<string> Told =
    [
        SessionCards.NextVerb, SessionCards.ExtendVerb, SessionCards.PauseVerb, SessionCards.ResumeVerb, SessionCards.CloseVerb, SessionCards.UndoVerb,
    ];

    public static IEnumerable<string> All => [Done, Removed, .. Told.Select(Of)];

    public static string Of(string verb) => verb == AgendaWords.Remove ? Removed : Told.Contains(verb, StringComparer.Ordinal) ? $"{Done}-{verb}" : Done;
}
