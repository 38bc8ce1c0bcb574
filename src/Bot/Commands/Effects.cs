using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Keys of what is said when a verb of the session has had its effect, typed or pressed.</summary>
static class Effects
{
    public const string Done = "Commands.Done";
    public const string Removed = "Commands.Removed";
    const string Second = "second";
    const string Stopped = "Commands.StoppedLevel";
    const string ClosedInRoom = "Commands.ClosedInRoom";
    const string ClosedInChat = "Commands.ClosedInChat";
    const string Ended = "Commands.Ended";
    const string EndedInRoom = "Commands.EndedInRoom";
    const string EndedInChat = "Commands.EndedInChat";

    static readonly ImmutableArray<string> Told =
    [
        SessionCards.NextVerb, SessionCards.ExtendVerb, SessionCards.PauseVerb, SessionCards.ResumeVerb, SessionCards.CloseVerb, SessionCards.UndoVerb,
        "runoff", "decide", "bell", Second,
    ];

    /// <summary>What is only "done", and changes what comes next or who leads it all the same.</summary>
    static readonly ImmutableArray<string> Replanning = [SessionCards.SkipVerb, "add", "order", "reopen", "cancel", "takeover"];

    /// <summary>Words of the session itself; an activity may have the same ones for things of its own.</summary>
    static readonly ImmutableArray<string> Sessions =
    [
        SessionCards.SkipVerb, "add", "order", "reword", AgendaWords.Charter, "reopen", "cancel", "cohost", "takeover", "correct", "lock", "unlock",
        SessionCards.GuestsVerb,
        AgendaWords.Delete, "anonymity", SessionCards.JoinVerb,
    ];

    public static IEnumerable<string> All =>
        [Done, Removed, Stopped, ClosedInRoom, ClosedInChat, Ended, EndedInRoom, EndedInChat, .. Told.Select(Of), .. Sessions.Select(KeyOf)];

    /// <summary>Somebody has decided what was level.</summary>
    public static bool IsDecision(string said) => said == KeyOf("decide");

    /// <param name="after">The session with what was done.</param>
    /// <param name="where">Where it was typed or pressed.</param>
    public static string Of(string verb, Session after, VenueId where) => (verb, after) switch
    {
        (SessionCards.NextVerb, { Unsettled: not null, NextPlanned: not null }) => Stopped,
        // The card of a whole session says what it came to in figures; all the rest stands in the minutes.
        (SessionCards.CloseVerb, { Charter: not null, ClosedAt: not null }) => where.Platform == WebRooms.Platform ? ClosedInRoom : ClosedInChat,
        (SessionCards.NextVerb or SessionCards.SkipVerb, { ClosedAt: not null, Charter: null }) => Ended,
        (SessionCards.NextVerb or SessionCards.SkipVerb, { ClosedAt: not null }) => where.Platform == WebRooms.Platform ? EndedInRoom : EndedInChat,
        _ => Sessions.Contains(verb, StringComparer.Ordinal) ? KeyOf(verb) : Of(verb),
    };

    /// <summary>What steers an activity that is open, and gives nothing to it ("vote second").</summary>
    public static string OfSteering(TypedLine line) => line.Words is [Second] ? Of(Second) : Of(line.Verb);

    /// <summary>Does it change how the session goes on? Then its facilitator's buttons are others now.</summary>
    /// <param name="said">The key of what was said of it.</param>
    public static bool Steers(TypedLine line, string said) =>
        IsTold(line.Verb) || Replanning.Contains(line.Verb, StringComparer.Ordinal) || said == Of(Second);

    /// <summary>What an activity says or asks about what was just given to it: for its giver alone.</summary>
    /// <param name="before">Null where the session was not in memory then.</param>
    /// <param name="activity">Its number.</param>
    public static ImmutableArray<Run> Aside(LoadedSession? before, Session then, int activity, Person who, Words words) =>
        before?.State.Item(activity) is { } was && then.Item(activity) is { } item
            ? item.Activity.Aside(new ActivityView(then, item.Entire(), words), was.Whole, before.AuthorOf(who, was))
            : [];

    public static bool IsTold(string verb) => Told.Contains(verb, StringComparer.Ordinal);

    static string Of(string verb) => verb == AgendaWords.Remove ? Removed : Told.Contains(verb, StringComparer.Ordinal) ? KeyOf(verb) : Done;

    static string KeyOf(string verb) => $"{Done}-{verb}";
}
