using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>
/// What a session shows in each venue, drawn from its state alone: the root card that is edited in place, the minutes in its thread, the
/// facilitator's console. Nothing here looks at the clock.
/// </summary>
public static class SessionCards
{
    /// <summary>Slots of a venue; stored for ever.</summary>
    public const string RootSlot = "root";
    public const string MinutesSlot = "minutes";

    /// <summary>Messages in the thread that the minutes of one session go on in: some thousand lines, and no flood.</summary>
    public const int MinutesPagesMax = 20;

    /// <summary>Verbs that the session itself answers; the others are its activities'.</summary>
    public const string JoinVerb = "join";
    public const string NextVerb = "next";
    public const string ExtendVerb = "extend";
    public const string PauseVerb = "pause";
    public const string ResumeVerb = "resume";
    public const string CloseVerb = "close";
    public const string UndoVerb = "undo";
    public const string SkipVerb = "skip";
    public const string GuestsVerb = "guests";

    /// <summary>Stands behind what "next" goes on from, where that ended level: the same button pressed twice must not go past a tie that nobody saw.</summary>
    const string PastTie = "-level";

    /// <summary>What the button "extend" adds; a typed command may say another length.</summary>
    public static readonly TimeSpan ExtendBy = TimeSpan.FromMinutes(2);

    /// <param name="way">How people reply there without a button.</param>
    public static Card Root(Session session, Words words, ReplyWay way = ReplyWay.Unsaid) => session.DeletedAt is null
        ? Drawn(session, words, way) with { Rest = words["Session.RestInMinutes"] }
        : Deleted(session, words);

    static Card Drawn(Session session, Words words, ReplyWay way)
    {
        if (session.Current is not { } item)
        {
            return new Card(words["Session.Nothing"], words.Language, [new TextBlock(words["Session.Nothing"])]);
        }

        var view = new ActivityView(session, item, words);
        if (session is { Charter: { } charter, ClosedAt: not null })
        {
            return CharterCards.Closed(session, charter, words);
        }

        ImmutableArray<CardAction> actions =
        [
            .. item.Status == ActivityStatus.Open ? item.Activity.Actions(view) : [],
            // Not where people are not named: a name in the log just before an answer would tell whose it is.
            .. session.Charter is null || item is { Status: ActivityStatus.Open, Level: not AnonymityLevel.Named }
                ? []
                : (ReadOnlySpan<CardAction>)[Verb(session, words, JoinVerb)],
        ];
        ImmutableArray<Element> body =
        [
            .. Origin.Of(session, words),
            .. session.Charter is { } head ? CharterCards.Head(session, head, words) : [],
            .. Minutes.Rehearsed(session, words),
            new TextBlock(Title(view), TextStyle.Heading),
            State(session, words), // the sentence about it, with its time, is the last of the activity and on a phone some way down
            .. item.Activity.Body(view),
            .. GuestCards.Body(view),
            .. actions.IsEmpty ? [] : (ReadOnlySpan<Element>)[new ActionSet(actions)],
            .. ReplyWays.Line(view, way, actions),
            new TextBlock(Status(view), TextStyle.Subtle),
            // Where one tap on the card itself is an answer, the promise stands beside it; a dialog brings its own.
            .. IsAnsweredHere(actions) ? (ReadOnlySpan<Element>)[new TextBlock(Receipt.For(view), TextStyle.Subtle)] : [],
            .. session.Charter is null ? [] : CharterCards.Plan(session, words), // last: what is to be done now comes first on a phone
        ];
        return new Card(Origin.Titled(Fallback(view), session, words), words.Language, body);
    }

    /// <summary>What stands where a session was before it was moved.</summary>
    public static Card MovedAway(Words words) => new(words["Session.MovedAway"], words.Language, [new TextBlock(words["Session.MovedAway"])]);

    /// <summary>What stands on a card of which there is another one.</summary>
    public static Card PostedTwice(Words words) => new(words["Session.PostedTwice"], words.Language, [new TextBlock(words["Session.PostedTwice"])]);

    /// <summary>What stands in every place where the session stood, for the moment until nothing of it is known any more.</summary>
    public static Card Deleted(Session session, Words words)
    {
        var sentence = session.KeptDays is { } days ? words.Count("Session.DeletedAfter", days) : words["Session.Deleted"];
        return new Card(sentence, words.Language, [new TextBlock(sentence)]);
    }

    // The purpose stands above already.
    static ImmutableArray<Run> Title(ActivityView view) => view.Item.Prompt is { } prompt && prompt == view.Session.Charter?.Purpose
        ? [new TextRun(CharterCards.NameOf(view.Item, view.Words), Strong: true)]
        : Prompt(view);

    static bool IsAnsweredHere(ImmutableArray<CardAction> actions) => actions.OfType<Execute>().Any(action => action.Press.Round > 0);

    /// <summary>
    /// What rings when an activity opens, in the thread: an edited card rings no bell. Null where nothing need be rung: the first one opens
    /// with the invitation itself, and a single command has but one.
    /// </summary>
    public static Card? Bell(Session session, Words words)
    {
        if (session is not { Charter: not null, OpenItem: { } open, Opened.Length: > 1 })
        {
            return null;
        }

        var view = new ActivityView(session, open, words);
        var name = CharterCards.NameOf(open, words);
        return new Card(
            words.Say("Session.BellFallback", name, PromptText(view)), words.Language,
            [new TextBlock(words.Sentence("Session.Bell", [new TextRun(name, Strong: true)], Prompt(view)))]);
    }

    /// <summary>"bell-3": the activity it rings for; stored for ever.</summary>
    public static string BellSlot(int activity) => "bell-" + Number(activity);

    /// <summary>What the activity says in the thread and edits as it goes on; null where there is nothing.</summary>
    public static Card? Turns(AgendaItem item, Session session, Words words) => item.Activity.ThreadLine(new ActivityView(session, item, words)) is { } line
        ? new Card(line.Plain(), words.Language, [new TextBlock(line)])
        : null;

    /// <summary>"turn-3": the activity whose turns it tells; stored for ever.</summary>
    public static string TurnsSlot(int activity) => "turn-" + Number(activity);

    /// <summary>The private sentences whose moment has come, and whom each is for.</summary>
    public static IEnumerable<(int Activity, Reminder What, Card Card)> Reminders(Session session, Words words) =>
        from item in session.Agenda
        from reminder in DueIn(session, item)
        let view = new ActivityView(session, item, words)
        let text = Session.TextOf(reminder, view)
        where text is not null
        let actions = item.Activity.ReminderActions(reminder.Key, view)
        select (item.Number, reminder, new Card(
            text.Value.Plain(), words.Language,
            [new TextBlock(text.Value), .. actions.IsEmpty ? [] : (ReadOnlySpan<Element>)[new ActionSet(actions)]]));

    static IEnumerable<Reminder> DueIn(Session session, AgendaItem item)
    {
        var asks = session is { IsCancelled: false, IsRestored: false, DeletedAt: null } && item.Status is ActivityStatus.Open or ActivityStatus.Closed
            ? item.Activity.Asks(item)
            : [];
        return item.Reminded.IsEmpty ? asks : asks.Concat(session.RemindersOf(item).Where(reminder => item.Reminded.ContainsKey(reminder.Key)));
    }

    /// <summary>The minutes once the session is over; null before. Where it was opened again, a line that says so.</summary>
    public static Card? MinutesCard(Session session, Words words) => session switch
    {
        { DeletedAt: not null } => Deleted(session, words),
        { IsCancelled: true } => null,
        { ClosedAt: not null } => Minutes.Draw(session, words),
        { WasReopened: true } when words["Session.ReopenedMinutes"] is var sentence =>
            new Card(sentence, words.Language, [new TextBlock(sentence)]),
        _ => null,
    };

    /// <summary>Where minutes are too long for one message: "minutes", "minutes-2", "minutes-3"; stored for ever.</summary>
    public static string MinutesPageSlot(int page) => page == 1 ? MinutesSlot : $"{MinutesSlot}-{Number(page)}";

    /// <summary>Of such a slot its page; null where it is another.</summary>
    public static int? MinutesPage(string slot) => slot == MinutesSlot ? 1
        : slot.StartsWith(MinutesSlot + "-", StringComparison.Ordinal)
            && int.TryParse(slot.AsSpan(MinutesSlot.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page
        : null;

    /// <summary>What stands where the minutes went on while they were longer.</summary>
    public static Card EmptiedPage(Words words) => new(words["Session.MinutesShorter"], words.Language, [new TextBlock(words["Session.MinutesShorter"])]);

    /// <summary>The minutes as they stand now, also of what is open still: what an export says.</summary>
    public static Card MinutesSoFar(Session session, Words words) => Minutes.Draw(session, words) with { Rest = RestInThread(session, words) };

    /// <summary>Where the rest is of what is told in private; null while it is nowhere else.</summary>
    public static string? RestInThread(Session session, Words words) =>
        session is { ClosedAt: not null, IsCancelled: false, DeletedAt: null } ? words["Session.RestInThread"] : null;

    /// <summary>The facilitator's own buttons; shown to nobody else, and refused to everybody else.</summary>
    public static Card Console(Session session, Words words)
    {
        var title = words["Session.ConsoleTitle"];
        var hint = words["Session.ConsoleHint"];
        ImmutableArray<CardAction> actions = [.. Steering(session, words)];
        var advice = CharterCards.Advice(session, words).Select(advice => new TextBlock(advice, TextStyle.Subtle));
        if (actions.IsEmpty)
        {
            return new Card(title, words.Language, [.. advice]);
        }

        ImmutableArray<Element> buttons = [new TextBlock(title, TextStyle.Heading), new TextBlock(hint, TextStyle.Subtle), new ActionSet(actions)];
        return new Card(hint, words.Language, [.. buttons, .. advice]);
    }

    // What comes next first, then the activity's own, then time. Where the activity itself has to go on first (a run-off, a second round), that comes first.
    static IEnumerable<CardAction> Steering(Session session, Words words)
    {
        if (session is { DeletedAt: not null } or { IsRestored: true } || session.Current is not { } item)
        {
            return [];
        }

        var own = session.IsCancelled ? [] : item.Activity.SteeringActions(new ActivityView(session, item, words));
        var isOwnFirst = own is [Execute { Style: ActionStyle.Positive }, ..];
        IEnumerable<CardAction> onwards = session.IsOpen ? [GoOn(session, item, words, isOwnFirst ? ActionStyle.Default : ActionStyle.Positive)] : [];
        IEnumerable<CardAction> guests = session is { OpenItem.Guests: > 0, CountsGuests: false } ? [Verb(session, words, GuestsVerb)] : [];
        return [.. isOwnFirst ? own.Concat(onwards) : onwards.Concat(own), .. guests, .. Timing(session, words), .. Undoing(session, words)];
    }

    static IEnumerable<CardAction> Timing(Session session, Words words)
    {
        if (session.OpenItem is not { } open)
        {
            yield break;
        }

        if (open.Deadline is { } deadline)
        {
            yield return Verb(session, words, ExtendVerb, argument: Number(deadline.UtcTicks));
        }

        yield return Verb(session, words, session.IsPaused ? ResumeVerb : PauseVerb);
        if (session.Charter is not null)
        {
            yield return Verb(session, words, SkipVerb, argument: Number(open.Number));
        }
    }

    static IEnumerable<CardAction> Undoing(Session session, Words words) =>
        session is { Undoable: { } undoable } && MayBeUndone(session) ? [Undo(session, words, undoable)] : [];

    // Each says where it leads: whoever hears "next" in the middle of a round may mean the next round.
    static Execute GoOn(Session session, AgendaItem from, Words words, ActionStyle style)
    {
        var early = from.Activity.EndsEarly(new ActivityView(session, from, words));
        if (session.NextPlanned is not { } next)
        {
            var close = Verb(session, words, CloseVerb, style);
            return early is null ? close : close with { Title = early };
        }

        var argument = Number(from.Number) + (session.Unsettled is null ? "" : PastTie);
        var title = words.Say("Session.NextIs", CharterCards.NameOf(next, words));
        return Verb(session, words, NextVerb, style, argument) with { Title = early is null ? title : $"{early}. {title}" };
    }

    static Execute Undo(Session session, Words words, int undoable) => session is { Charter: not null, Passed: [] } && session.Item(undoable) is { } item
        ? Verb(session, words, UndoVerb, argument: Number(undoable)) with { Title = words.Say("Session.BackTo", CharterCards.NameOf(item, words)) }
        : Verb(session, words, UndoVerb, argument: Number(undoable));

    // How long ago it closed nobody looks at here: the decider does.
    static bool MayBeUndone(Session session) =>
        session is { Undoable: 0 } or { Passed: [_, ..] }
            or { LastClosed: { CloseCause: not CloseCause.Deadline, IsKeyDestroyed: false, IsResultSeen: false } };

    static Execute Verb(Session session, Words words, string verb, ActionStyle style = ActionStyle.Default, string argument = "") =>
        new(words["Session.Do-" + verb], new Press(session.Id.Value, 0, verb, argument), style);

    /// <summary>
    /// Reads a button of the session's own. What it was drawn for is in its argument, so that pressing it twice does it once.
    /// </summary>
    public static Parsed<Command> Read(Press press)
    {
        var isPastTie = press.Argument.EndsWith(PastTie, StringComparison.Ordinal);
        var argument = isPastTie ? press.Argument[..^PastTie.Length] : press.Argument;
        long? drawnFor = long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return press.Verb switch
        {
            JoinVerb => new Command.Join(),
            NextVerb => new Command.Next(drawnFor <= int.MaxValue ? (int)drawnFor.Value : null, isPastTie),
            ExtendVerb => new Command.Extend(ExtendBy, drawnFor <= DateTimeOffset.MaxValue.Ticks ? new(drawnFor.Value, default) : null),
            PauseVerb => new Command.Pause(null),
            ResumeVerb => new Command.Resume(),
            CloseVerb => new Command.Close(),
            GuestsVerb => new Command.CountGuests(),
            SkipVerb when drawnFor is > 0 and <= int.MaxValue => new Command.Skip((int)drawnFor.Value),
            UndoVerb => new Command.Undo(drawnFor <= int.MaxValue ? (int)drawnFor.Value : null),
            _ => Refusals.NotUnderstood,
        };
    }

    /// <summary>The question, in its asker's words, or the activity's own.</summary>
    public static ImmutableArray<Run> Prompt(ActivityView view) => view.Item.Prompt is { } prompt
        ? [new WordsRun(prompt, Strong: true)]
        : [new TextRun(view.Item.Activity.DefaultPrompt(view), Strong: true)];

    /// <summary>The question as plain text, for titles and notifications.</summary>
    public static string PromptText(ActivityView view) => view.Item.Prompt ?? view.Item.Activity.DefaultPrompt(view);

    /// <summary>What a session is called in a list.</summary>
    public static string TitleOf(ActivityView view) => Origin.Titled(view.Session.Charter?.Purpose ?? PromptText(view), view.Session, view.Words);

    /// <summary>In a word, how it stands. A rehearsal says so in it.</summary>
    public static Badge State(Session session, Words words)
    {
        var (state, style) = session switch
        {
            { IsCancelled: true } => ("Cancelled", BadgeStyle.Default),
            { OpenItem: null } => ("Closed", BadgeStyle.Default),
            { IsPaused: true } => ("Paused", BadgeStyle.Warning),
            _ => ("Open", BadgeStyle.Good),
        };
        var word = words["Session.State-" + state];
        return new Badge(session.Pretend > 0 ? words.Say("Session.StateRehearsed", word) : word, style);
    }

    static ImmutableArray<Run> Status(ActivityView view) => (view.Item, view.Session) switch
    {
        ({ Status: ActivityStatus.Open }, { IsPaused: true, PausedUntil: { } until }) =>
            view.Words.Runs("Session.StatusPausedUntil", new MomentRun(until)),
        ({ Status: ActivityStatus.Open }, { IsPaused: true }) => view.Words.Runs("Session.StatusPaused"),
        ({ Status: ActivityStatus.Open, Deadline: { } deadline }, _) => view.Words.Runs("Session.StatusOpenUntil", new MomentRun(deadline)),
        ({ Status: ActivityStatus.Open }, _) => view.Words.Runs("Session.StatusOpen"),
        (_, { ClosedAt: { } at }) => view.Words.Runs("Session.StatusClosed", new MomentRun(at)),
        _ => view.Words.Runs("Session.StatusWaiting"),
    };

    static string Fallback(ActivityView view)
    {
        var name = view.Words[view.Item.Activity.Texts.BaseName + ".Name"];
        return view.Words.Say("Session.Fallback", name, PromptText(view), view.Item.Activity.Summary(view));
    }
}
