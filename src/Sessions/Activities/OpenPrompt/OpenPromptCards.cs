using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What an open prompt looks like: counts, and replies by lot, never by time.</summary>
static class OpenPromptCards
{
    /// <summary>Replies a card shows while it is open, where they are named.</summary>
    const int OpenShownMax = 10;

    /// <summary>What it shows at the end; all others are counted and stand in the export.</summary>
    const int ClosedShownMax = 20;

    public const int MinutesMax = 40;

    /// <summary>So much of one reply a card shows: three lines of a phone.</summary>
    const int ShownLength = 160;

    public static ImmutableArray<Element> Body(ActivityView view) => view.Item switch
    {
        { ShowsTotals: false } => [new TextBlock(Counted(view), TextStyle.Subtle)],
        { Status: ActivityStatus.Open } => [.. Listed(view, OpenShownMax)],
        _ => [.. Listed(view, ClosedShownMax)],
    };

    public static string Counted(ActivityView view)
    {
        var state = State(view);
        // While nobody sees what was said the number of people is all that is told.
        return view.Item.ShowsTotals
            ? view.Words.Say(
                "OpenPrompt.Counted", view.Words.Count("OpenPrompt.Replies", state.Count), view.Words.Count("OpenPrompt.People", state.Contributors))
            : view.Words.Count("OpenPrompt.HaveReplied", state.Contributors);
    }

    public static IEnumerable<Element> Listed(ActivityView view, int max)
    {
        var all = ByLot(view).ToList();
        var shown = all.Take(max).ToList();
        foreach (var (author, reply) in shown)
        {
            var words = new WordsRun(reply.Text.Length > ShownLength ? Cut(reply.Text) : reply.Text);
            yield return new TextBlock(view.Item.Level == AnonymityLevel.Named ? [words, new TextRun(" – "), new WordsRun(view.NameOf(author))] : [words]);
        }

        if (all.Count > shown.Count)
        {
            yield return new TextBlock(view.Words.Count("OpenPrompt.More", all.Count - shown.Count), TextStyle.Subtle);
        }

        yield return new TextBlock(Counted(view), TextStyle.Subtle);
    }

    public static IEnumerable<(PersonAlias Author, OpenReply Reply)> ByLot(ActivityView view)
    {
        var place = Lots.PlacesOf(view.Session.Id.Value);
        return State(view).All().OrderBy(given => place(given.Reply.Id)).ThenBy(given => given.Reply.Id);
    }

    static string Cut(string text) => text[..(char.IsHighSurrogate(text[ShownLength - 1]) ? ShownLength - 1 : ShownLength)] + "…";

    static OpenPrompt State(ActivityView view) => (OpenPrompt)view.Item.State;

    public static Form Dialog(ActivityView view, PersonAlias author)
    {
        var given = State(view).Of(author);
        var inThread = given.Values.Where(reply => reply.Thread is not null).ToList();
        var inputs = Enumerable.Range(1, OpenPrompt.RepliesMax).Where(place => given.GetValueOrDefault(place)?.Thread is null).Select(place =>
            new InputText(OpenPromptReading.InputOf(place), view.Words.Say("OpenPrompt.ReplyLabel", place), OpenPrompt.ReplyMax)
            {
                Value = given.GetValueOrDefault(place)?.Text ?? "",
                IsMultiline = true,
            });
        ImmutableArray<Element> body =
        [
            new TextBlock(SessionCards.Prompt(view)),
            .. inThread.Count == 0 ? [] : (ReadOnlySpan<Element>)[new TextBlock(view.Words["OpenPrompt.InThread"], TextStyle.Subtle)],
            .. inThread.Select(reply => new TextBlock([new WordsRun(reply.Text)])),
            .. inputs,
            new TextBlock(view.Words["OpenPrompt.UntilClose"], TextStyle.Subtle),
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        // Whoever gave all theirs in the thread has nothing to fill in here.
        var submit = inThread.Count == OpenPrompt.RepliesMax
            ? null
            : new Execute(view.Words["OpenPrompt.Submit"], view.Press(OpenPromptReading.ReplyVerb).Holding(State(view).WordsOf(author)), ActionStyle.Positive);
        return new Form(view.Words["OpenPrompt.DialogTitle"], view.Words.Language, body, submit);
    }

    /// <summary>Above a few dozen they are rated, where the agenda does not say so anyway.</summary>
    public static ImmutableArray<CardAction> SteeringActions(ActivityView view) =>
        view.Item.Status == ActivityStatus.Closed && State(view).Count > OpenPrompt.ProposedMax
            && view.Session.NextPlanned?.Activity is not RatingActivity
                ? [new Execute(view.Words["OpenPrompt.Rate"], view.Press(OpenPromptReading.RatingVerb), ActionStyle.Positive)]
                : [];

    /// <summary>Every one of them: a thousand in, a thousand out.</summary>
    public static ImmutableArray<Artifact> Artifacts(ActivityView view) => !view.Item.ShowsTotals ? [] :
    [
        .. from given in State(view).All()
           orderby given.Reply.Id
           let name = view.Item.Level == AnonymityLevel.Named ? view.NameOf(given.Author) : null
           select new Artifact(
               view.Item.Number, string.Create(CultureInfo.InvariantCulture, $"reply-{given.Reply.Id:D6}"), "reply", given.Reply.Text, null, name),
    ];
}
