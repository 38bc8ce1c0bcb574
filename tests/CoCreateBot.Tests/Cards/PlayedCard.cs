using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Cards;

/// <summary>What chats show of sessions of every kind: the same at each run, so that tools which know nothing of us can be asked about it.</summary>
/// <param name="Name">Which session, how far, what of it.</param>
sealed record PlayedCard(string Name, Card? Card, Form? Form)
{
    static readonly ImmutableArray<int> Moments = [0, 12, 40];

    static readonly Lexicon Lexicon = new(Activities.BuiltIn);

    /// <summary>At the start, in the middle and at the end, in turn in each language.</summary>
    public static ImmutableArray<PlayedCard> All { get; } =
        [.. Played.Starts.SelectMany((start, at) => Moments.SelectMany(moves => Of(start, at, moves)))];

    static IEnumerable<PlayedCard> Of(string start, int at, int moves)
    {
        var words = Lexicon.In(Lexicon.Languages[(at + moves) % Lexicon.Languages.Length]).Typed(TypedLine.Prefix);
        var played = new Played([.. start.Split("; ")], at % 2 == 0, [.. Enumerable.Range(0, moves).Select(n => MoveOf(n, at))]).Story();
        var session = (moves == Moments[^1] ? played.When(new Command.Close(), Somebody.Ann) : played).Session;
        Card?[] cards =
        [
            SessionCards.Root(session, words), SessionCards.Bell(session, words), SessionCards.MinutesCard(session, words),
            SessionCards.Console(session, words),
        ];
        return cards.OfType<Card>().Select(card => new PlayedCard($"{start} +{moves}", card, null))
            .Concat(session.Agenda.Where(item => item.Status == ActivityStatus.Open).SelectMany(item => Forms(new ActivityView(session, item, words)))
                .Select(form => new PlayedCard($"{start} +{moves} {form.Title}", null, form)));
    }

    static IEnumerable<Form> Forms(ActivityView view)
    {
        var author = Somebody.All[0].In(view.Item);
        return view.Item.Activity.SideDialogs(view, author).Concat(view.Item.Activity.Dialog(view, author) is { } dialog ? [dialog] : []);
    }

    // As good as any other: all kinds of moves by all people.
    static Move MoveOf(int n, int at) => new(n % Somebody.All.Length, ((37 * n) + at) % 100, 7_919 * (n + at) % 10_000);
}
