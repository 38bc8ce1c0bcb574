using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>Who took turns, what was said, and how many turns each has had. A chain has its order; a list none that comes from time.</summary>
static class WarmUpRetelling
{
    public static ImmutableArray<ActivityEvent> Of(WarmUp state, Retelling renamed) =>
    [
        .. state is { Game: { } game, TurnLasts: { } lasts }
            ? (ReadOnlySpan<ActivityEvent>)[new WarmUpEvent.Started(game, lasts, [.. state.Order.Select(renamed.Person)])]
            : [],
        .. WarmUpCards.InOrder(state).Select((line, i) => new WarmUpEvent.Said(renamed.Beside(line.Author), i + 1, line.Text, Thread: null)
        {
            Letter = state.Game == WarmUpGame.Alphabet && line.Letter != state.LetterAfter(i) ? line.Letter : null,
        }),
        .. state.Done.Where(done => state.Order.Contains(done.Key) || (renamed.Names && state.HasGiven(done.Key)))
            .SelectMany(done => Enumerable.Repeat(renamed.Person(done.Key), Passed(done.Key, state)))
            .OrderBy(person => person.Value, StringComparer.Ordinal).Select(person => new WarmUpEvent.Passed(person)),
    ];

    static int Passed(PersonAlias person, WarmUp state) =>
        Math.Max(0, state.TurnsOf(person) - state.Lines.Count(line => line.Author == person));
}
