using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>What becomes of the lines and of the turns.</summary>
static class WarmUpFold
{
    public static WarmUp Begin(WarmUpEvent plan) => plan is WarmUpEvent.Planned e
        ? new WarmUp(e.Game, e.Question, e.Rounds) { WantsTurns = e.WantsTurns, IsLive = e.IsLive, LastsSet = e.Lasts }
        : throw new UnreachableException();

    public static WarmUp Evolve(WarmUp state, WarmUpEvent happened) => happened switch
    {
        WarmUpEvent.Started e => state with
        {
            Game = e.Game,
            IsDrawn = state.Game is null,
            TurnLasts = e.TurnLasts,
            Order = e.Order,
            WasAlone = e.TurnLasts is not null && e.Order.Length < WarmUp.TurnsFrom,
        },
        WarmUpEvent.Came e => Came(state, e.People),
        WarmUpEvent.Went e => e.People.Aggregate(state, Went),
        WarmUpEvent.Said e => Said(state, e),
        WarmUpEvent.Changed e => state with
        {
            Lines = [.. state.Lines.Select(line => line.Id == e.Line ? line with { Text = PersonalText.Kept(e.Text) } : line)],
        },
        WarmUpEvent.Withdrawn e => state with
        {
            Lines = state.Lines.RemoveAll(line => line.Id == e.Line),
            InThread = e.Thread is null ? state.InThread : state.InThread.SetItem(e.Thread, (e.Author, null)),
        },
        WarmUpEvent.Hidden e => state with
        {
            Lines = state.Lines.RemoveAll(line => line.Id == e.Line),
            InThread = state.InThread.SetItems(
                state.InThread.Where(reply => reply.Value.Line == e.Line)
                    .Select(reply => KeyValuePair.Create(reply.Key, (reply.Value.Author, (int?)WarmUp.HiddenLine)))),
        },
        WarmUpEvent.Passed e => TurnOver(state, e.Author) with { Silent = state.Silent + 1 },
        _ => throw new UnreachableException(),
    };

    /// <summary>The same of several.</summary>
    public static WarmUp Evolve(WarmUp state, ImmutableArray<ActivityEvent> happened) =>
        happened.Aggregate(state, (now, what) => Evolve(now, (WarmUpEvent)what));

    // Whoever comes late is not owed the rounds that are over, but one turn also where all are.
    static WarmUp Came(WarmUp state, ImmutableArray<PersonAlias> people)
    {
        var round = state.WhoseTurn is { } next ? state.TurnsOf(next) : state.KeepsTurns ? state.Rounds - 1 : 0;
        return state with
        {
            Order = [.. state.Order, .. people],
            Done = state.Done.SetItems(people.Select(person => KeyValuePair.Create(person, round))),
        };
    }

    static WarmUp Went(WarmUp state, PersonAlias person) => state with
    {
        Order = state.Order.Remove(person),
        Turns = state.WhoseTurn == person ? state.Turns + 1 : state.Turns, // it is another turn now, with a reminder of its own
    };

    static WarmUp Said(WarmUp state, WarmUpEvent.Said e)
    {
        var line = new WarmUpLine(e.Line, e.Author, PersonalText.Kept(e.Text), LetterOf(e, state), e.Thread);
        var then = state with
        {
            Lines = state.Lines.Add(line),
            Numbered = Math.Max(state.Numbered, e.Line),
            InThread = e.Thread is null ? state.InThread : state.InThread.SetItem(e.Thread, (e.Author, e.Line)),
        };
        return then.TurnLasts is null ? then : TurnOver(then, e.Author) with { Silent = 0 };
    }

    // A file may say anything.
    static char LetterOf(WarmUpEvent.Said e, WarmUp state) =>
        e.Letter is { } letter and >= WarmUp.FirstLetter and <= WarmUp.LastLetter ? letter : state.NextLetter;

    static WarmUp TurnOver(WarmUp state, PersonAlias author) =>
        state with { Done = state.Done.SetItem(author, state.TurnsOf(author) + 1), Turns = state.Turns + 1 };
}
