using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// Which of a venue's sessions a typed line can mean: one's own before those of others, open before just closed. Each has a number that somebody may have
/// just read: it means the same when something new was started meanwhile, or something else was closed.
/// </summary>
/// <param name="now">The moment of asking.</param>
sealed class MeantSessions(IEnumerable<LoadedSession> inVenue, Person who, DateTimeOffset now)
{
    /// <summary>How long the facilitator of a closed session may still steer it by typing (undo, run-off, the decider's word).</summary>
    static readonly TimeSpan SteerAfterClose = TimeSpan.FromDays(1);

    /// <summary>Numbers that come from a session's id, so that nothing that begins or ends elsewhere changes them.</summary>
    const int LastingLeast = 1_000;
    const int LastingCount = 9_000;

    readonly ImmutableArray<LoadedSession> all =
        [.. inVenue.OrderBy(session => session.State.OpenedAt).ThenBy(session => session.State.Id.Value, StringComparer.Ordinal)];

    IEnumerable<LoadedSession> Open => all.Where(session => session.State.IsOpen);

    IEnumerable<LoadedSession> Mine =>
        all.Where(session => session.IsFacilitator(who) && IsRecent(session));

    /// <summary>Those in which this line is an answer to what is open.</summary>
    public ImmutableArray<Meant> ToAnswer(Activity activity, TypedLine line) =>
        Numbered(Open.Where(session => session.State.OpenItem is { } item && item.Activity == activity && activity.IsAnswer(line, item)
            && (!IsOver(item, session.State) || CommandReader.IsAnytime(line, item))));

    /// <summary>Would this line be an answer to something that is over, though it has not been closed yet?</summary>
    public bool ComesTooLate(Activity activity, TypedLine line) => Open.Any(session => session.State.OpenItem is { } item
        && item.Activity == activity && IsOver(item, session.State) && activity.IsAnswer(line, item));

    // Its clock is about to close it. In a pause the clocks stand still, and behind it there is as much more time.
    bool IsOver(AgendaItem item, Session session) => !item.Activity.RingsOn(item) && session switch
    {
        { PausedAt: null } => item.RingsAt <= now,
        { PausedAt: { } from, PausedUntil: { } until } => until <= now && item.RingsAt + (until - from) <= now,
        _ => false,
    };

    /// <summary>Those in which this line holds for something that has closed: a line of a warm-up is to be hidden. One's own before those of others.</summary>
    public ImmutableArray<Meant> ToCorrect(Activity activity, TypedLine line)
    {
        IEnumerable<LoadedSession>[] choices = [Mine.Where(IsMeant), all.Where(session => IsRecent(session) && IsMeant(session))];
        return Numbered(choices.FirstOrDefault(choice => choice.Any(), []));

        bool IsMeant(LoadedSession session) => session.State.Agenda.Any(item =>
            item.Status == ActivityStatus.Closed && item.Activity == activity && CommandReader.IsAnytime(line, item));
    }

    /// <summary>Would this line have been an answer to something that has closed of late?</summary>
    public bool WasAnswerable(Activity activity, TypedLine line) => all.Any(session => session.State.Agenda.Any(item =>
        item.Status == ActivityStatus.Closed && item.ClosedAt > now - SteerAfterClose && item.Activity == activity && activity.IsAnswer(line, item)
        && item.Activity.Read(line, item).Refusal is null)); // what could never have been an answer to it was not meant as one

    /// <summary>Those that this line can steer: the first that are not empty.</summary>
    public ImmutableArray<Meant> ToSteer(TypedLine line)
    {
        var verb = line.Verb;
        if (verb == AgendaWords.Delete && all.Where(session => !session.State.IsOpen && session.IsFacilitator(who)).ToList() is [_, ..] deletable)
        {
            return Numbered(deletable, _ => null); // what cannot be taken back is never meant by a number that may pass to another
        }

        IEnumerable<LoadedSession>[] choices =
        [
            verb == SessionCards.JoinVerb ? Open : [],
            verb == SessionCards.UndoVerb ? Mine.Where(session => LastClose(session) > now - Limits.UndoWindow).OrderByDescending(LastClose).Take(1) : [],
            Mine.Where(session => session.State.OpenItem is { } item && Speaks(item.Activity, verb) && !IsAfterClose(line, item)),
            Mine.Where(session => session.State.Unsettled is { } item && Speaks(item.Activity, verb)), // a run-off is meant for what ended level
            Mine.Where(session => session.State.Current is { Status: ActivityStatus.Closed } item && Speaks(item.Activity, verb)),
            all.Where(session => session.State.Agenda.Any(item => item.OpenedAt is not null && item.Activity.IsAnytime(verb))),
            Mine.Where(session => session.State.IsOpen),
            all.Where(session => IsRecent(session) && session.State.Current is { Status: ActivityStatus.Closed } item && Speaks(item.Activity, verb)),
            Open,
            Mine.OrderByDescending(session => session.State.ClosedAt).Take(1), // what closed last, so that it can be undone or decided
        ];
        return Numbered(choices.FirstOrDefault(choice => choice.Any(), []));
    }

    /// <summary>Those whose minutes can be meant: the one that is named, or what is open, or else what closed last.</summary>
    public ImmutableArray<Meant> ToRead(TypedLine line)
    {
        ImmutableArray<Meant> named = [.. Numbered(all).Where(one => one.Number == line.Which)];
        return !named.IsEmpty ? named : Numbered(Open.Any() ? Open : all.OrderByDescending(session => session.State.ClosedAt).Take(1));
    }

    ImmutableArray<Meant> Numbered(IEnumerable<LoadedSession> some)
    {
        if (all.Length >= CommandDesk.OpenMax)
        {
            return Numbered(some, _ => null); // the oldest drop out with each new one, and short numbers would pass on
        }

        var numbers = all.Where(IsRecent).Index().ToDictionary(one => one.Item.State.Id, one => one.Index + 1);
        return Numbered(some, session => numbers.TryGetValue(session.State.Id, out var number) ? number : null);
    }

    /// <param name="numberOf">Its place among those of these days; null where it shall be known by the number that it keeps for ever.</param>
    ImmutableArray<Meant> Numbered(IEnumerable<LoadedSession> some, Func<LoadedSession, int?> numberOf)
    {
        var lasting = new Dictionary<int, SessionId>();
        foreach (var session in all)
        {
            var number = LastingLeast + (int)(session.State.Id.Value.Aggregate(0u, (sum, letter) => unchecked((sum * 31) + letter)) % LastingCount);
            while (!lasting.TryAdd(number, session.State.Id))
            {
                number++;
            }
        }

        var numbers = lasting.ToDictionary(one => one.Value, one => one.Key);
        return [.. some.Select(session => new Meant(numberOf(session) ?? numbers[session.State.Id], session))];
    }

    bool IsRecent(LoadedSession session) => session.State.IsOpen || session.State.ClosedAt > now - SteerAfterClose;

    static DateTimeOffset? LastClose(LoadedSession session) => session.State.Agenda.Max(item => item.ClosedAt);

    // A run-off, say: that cannot be meant for what is still open.
    static bool IsAfterClose(TypedLine line, AgendaItem item) => item.Activity.Read(line, item).Value is { IsAfterClose: true };

    static bool Speaks(Activity activity, string verb) => activity.SteeringVerbs.Contains(verb, StringComparer.Ordinal);
}

/// <param name="Number">Says which, where there are several: no two of a place have the same.</param>
sealed record Meant(int Number, LoadedSession Session);
