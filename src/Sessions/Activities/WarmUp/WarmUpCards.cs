using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What a warm-up looks like: its rule, whose turn it is, and what was said.</summary>
static class WarmUpCards
{
    /// <summary>Lines that a card lists, the last of a chain; what is over is counted.</summary>
    public const int ListedMax = 20;

    /// <summary>Of those behind the one whose turn it is so many are named.</summary>
    const int ThenMax = 5;

    /// <summary>Sentences of a story that stand in one paragraph.</summary>
    const int ParagraphMax = 8;

    const string ReminderStart = "turn-";

    static WarmUp State(ActivityView view) => (WarmUp)view.Item.State;

    /// <summary>One game by lot, the same whenever it is asked.</summary>
    public static WarmUpGame Drawn(SessionId session, int activity)
    {
        var games = Enum.GetValues<WarmUpGame>();
        return games[(session.Value.Sum(letter => letter) + activity) % games.Length];
    }

    public static string DefaultPrompt(ActivityView view) =>
        State(view).Game is { } game ? view.Words["WarmUp.DefaultPrompt-" + WarmUpReading.NameOf(game)] : view.Words["WarmUp.DefaultPrompt"];

    public static ImmutableArray<Element> Body(ActivityView view)
    {
        var state = State(view);
        return
        [
            .. state.Game is { } game ? (ReadOnlySpan<Element>)[new TextBlock(view.Words["WarmUp.Rule-" + WarmUpReading.NameOf(game)], TextStyle.Subtle)] : [],
            .. Lines(view, ListedMax),
            .. view.Item.Status == ActivityStatus.Open ? Turn(view) : [],
            new TextBlock(Summary(view), TextStyle.Subtle),
        ];
    }

    static IEnumerable<Element> Turn(ActivityView view)
    {
        var (state, words) = (State(view), view.Words);
        if (state.WhoseTurn is { } next)
        {
            yield return new TextBlock(TurnOf(next, view));
            var then = Following(state).Take(ThenMax).Listed(person => [new WordsRun(view.NameOf(person))]);
            if (!then.IsEmpty)
            {
                yield return new TextBlock(words.Sentence("WarmUp.Then", then), TextStyle.Subtle);
            }
        }
        else if (state.TurnLasts is not null)
        {
            yield return new TextBlock(words[state.AwaitsTurns ? "WarmUp.Waiting" : "WarmUp.TurnsOver"]);
        }
        else
        {
            if (state.WantsTurns)
            {
                yield return new TextBlock(words.Say("WarmUp.TooManyForTurns", WarmUp.OrderMax));
            }

            yield return new TextBlock(words[state.IsChain ? "WarmUp.AnybodyElse" : "WarmUp.Anybody"]);
        }

        if (state.Game == WarmUpGame.Alphabet)
        {
            yield return new TextBlock(words.Say("WarmUp.NextLetter", state.NextLetter));
        }
    }

    // While the clocks stand still nobody knows until when.
    static ImmutableArray<Run> TurnOf(PersonAlias next, ActivityView view) => view is { Item.Deadline: { } until, Session.IsPaused: false }
        ? view.Words.Runs("WarmUp.TurnUntil", new WordsRun(view.NameOf(next), Strong: true), new MomentRun(until))
        : view.Words.Runs("WarmUp.Turn", new WordsRun(view.NameOf(next), Strong: true));

    /// <summary>Who is next, for the thread in which it is played; null where no turns are kept.</summary>
    public static ImmutableArray<Run>? ThreadLine(ActivityView view) => (State(view), view.Item.Status) switch
    {
        ({ Turns: 0, KeepsTurns: false } or { TurnLasts: null }, _) => null,
        ({ WhoseTurn: { } next }, ActivityStatus.Open) => TurnOf(next, view),
        ({ AwaitsTurns: true }, ActivityStatus.Open) => [new TextRun(view.Words["WarmUp.Waiting"])],
        (_, ActivityStatus.Open) => [new TextRun(view.Words["WarmUp.TurnsOver"])],
        _ => [new TextRun(view.Words["WarmUp.GameOver"])],
    };

    /// <summary>Those behind the one whose turn it is, in this round.</summary>
    static IEnumerable<PersonAlias> Following(WarmUp state) => state.WhoseTurn is { } next
        ? state.Order.Where(person => person != next && state.TurnsOf(person) == state.TurnsOf(next))
        : [];

    /// <summary>A chain in its order; a list by the alphabet, as when something came is not told.</summary>
    public static IEnumerable<WarmUpLine> InOrder(WarmUp state) => state.IsChain
        ? state.Lines
        : state.Lines.OrderBy(line => line.Text, StringComparer.Ordinal).ThenBy(line => line.Author.Value, StringComparer.Ordinal);

    static IEnumerable<Element> Lines(ActivityView view, int max)
    {
        var state = State(view);
        if (state.Lines.Length > max)
        {
            yield return new TextBlock(view.Words.Count("WarmUp.Before", state.Lines.Length - max), TextStyle.Subtle);
        }

        var shown = InOrder(state).TakeLast(max).ToList();
        if (state.Game != WarmUpGame.Story)
        {
            foreach (var line in shown)
            {
                yield return new TextBlock([new WordsRun(line.Text), new TextRun(" ("), new WordsRun(view.NameOf(line.Author)), new TextRun(")")]);
            }

            yield break;
        }

        foreach (var some in shown.Chunk(ParagraphMax))
        {
            yield return new TextBlock([.. some.SelectMany(line => (Run[])[new WordsRun(line.Text), new TextRun(" ")]).SkipLast(1)]);
        }

        if (shown.Count > 0)
        {
            var tellers = shown.Select(line => view.NameOf(line.Author)).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Create(view.Words.Culture, ignoreCase: true));
            yield return new TextBlock(view.Words.Sentence("WarmUp.ToldBy", tellers.Listed(name => [new WordsRun(name)])), TextStyle.Subtle);
        }
    }

    public static ImmutableArray<CardAction> Actions(ActivityView view) =>
    [
        new OpenDialog(view.Words["WarmUp.Say"], view.Press(WarmUpReading.SayVerb), ActionStyle.Positive),
        .. State(view).WhoseTurn is null || view.Item.Level != AnonymityLevel.Named
            ? []
            : (ReadOnlySpan<CardAction>)[new Execute(view.Words["WarmUp.Pass"], view.Press(WarmUpReading.PassVerb, Number(State(view).Turns)))],
    ];

    public static Form Dialog(ActivityView view, PersonAlias author)
    {
        var (state, words) = (State(view), view.Words);
        var isOver = state is { KeepsTurns: true, WhoseTurn: null } && state.Order.Contains(author);
        var waits = state.WhoseTurn is { } next ? next != author : isOver || (state.IsChain && state.LastAuthor == author);
        ImmutableArray<Element> head =
        [
            new TextBlock(SessionCards.Prompt(view)),
            .. state.Game is { } game ? (ReadOnlySpan<Element>)[new TextBlock(words["WarmUp.Rule-" + WarmUpReading.NameOf(game)], TextStyle.Subtle)] : [],
        ];
        if (waits)
        {
            var why = state.WhoseTurn is { } other
                ? words.Runs("WarmUp.Turn", new WordsRun(view.NameOf(other), Strong: true))
                : [new TextRun(words[isOver ? "WarmUp.TurnsOver" : "WarmUp.NotTwice"])];
            return new Form(words["WarmUp.DialogTitle"], words.Language, [.. head, new TextBlock(why)], Submit: null);
        }

        var label = state.Game == WarmUpGame.Alphabet ? words.Say("WarmUp.NextLetter", state.NextLetter) : words["WarmUp.LineLabel"];
        return new Form(
            words["WarmUp.DialogTitle"], words.Language,
            [
                .. head,
                .. state.IsChain && state.Lines is [.., var last] ? (ReadOnlySpan<Element>)[new TextBlock([new WordsRun(last.Text)])] : [],
                new InputText(WarmUpReading.LineInput, label, WarmUp.LineMax) { IsRequired = true },
                new TextBlock(Receipt.For(view), TextStyle.Subtle),
            ],
            new Execute(words["WarmUp.Submit"], view.Press(WarmUpReading.SayVerb), ActionStyle.Positive));
    }

    public static string ReminderOf(int turn) => ReminderStart + Number(turn);

    public static ImmutableArray<Run>? ReminderText(string key, ActivityView view) =>
        view.Item is { Status: ActivityStatus.Open, Deadline: { } until } && State(view).WhoseTurn is not null && key == ReminderOf(State(view).Turns)
            ? view.Words.Sentence("WarmUp.YourTurn", SessionCards.Prompt(view), [new MomentRun(until)])
            : null;

    public static string Summary(ActivityView view) => view.Words.Count("WarmUp.LinesGiven", State(view).Lines.Length);

    public static ImmutableArray<Element> Minutes(ActivityView view) => [.. Lines(view, WarmUp.LinesMax)];

    public static ImmutableArray<Artifact> Artifacts(ActivityView view) => !view.Item.ShowsTotals ? [] :
    [
        .. InOrder(State(view)).Select((line, i) => new Artifact(
            view.Item.Number, string.Create(CultureInfo.InvariantCulture, $"line-{i + 1:D5}"), "line", line.Text, Value: null,
            view.Item.Level == AnonymityLevel.Named ? view.NameOf(line.Author) : null)),
    ];
}
