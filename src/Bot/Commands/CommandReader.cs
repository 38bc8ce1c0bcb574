using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Turns a wish into a command, with the session's state in hand. The facilitator's verbs are the same typed and pressed.</summary>
static class CommandReader
{
    static readonly Dictionary<string, AnonymityLevel> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["named"] = AnonymityLevel.Named,
        ["group"] = AnonymityLevel.AnonymousToGroup,
        ["everyone"] = AnonymityLevel.AnonymousToEveryone,
    };

    public static Parsed<Command> Read(Wish wish, Session session) => wish switch
    {
        Wish.Ready ready => ready.Command,
        Wish.Pressed { Press.Round: 0 } pressed => SessionCards.Read(pressed.Press),
        Wish.Pressed pressed => Pressed(pressed, session),
        Wish.Typed typed => Typed(typed.Line, session),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static Parsed<Command> Pressed(Wish.Pressed pressed, Session session)
    {
        if (session.Item(pressed.Press.Round) is not { } item)
        {
            return session.Exists ? Refusals.OldCard : Refusals.NoSuchSession;
        }

        var read = item.Activity.Read(pressed.Press, pressed.Fields, item);
        if (IsOutdated(pressed.Press, read.Value, item, session))
        {
            return Refusals.PromiseChanged;
        }

        return read.Refusal is not null && item.Status == ActivityStatus.Closed && !IsForClosed(item.Activity, pressed.Press.Verb)
            ? Refusals.Closed // whatever else is wrong with it: its form is of another time
            : Contribution(item, read);
    }

    // What is closed says so instead, and who steers gives nothing that anybody could see.
    static bool IsOutdated(Press press, ActivityCommand? read, AgendaItem item, Session session) =>
        (item.Status == ActivityStatus.Open || read is { IsAnytime: true }) && read is not { IsSteering: true }
        && press.Promise != Receipt.Stamp(session, item);

    static bool IsForClosed(Activity activity, string verb) =>
        activity.IsAnytime(verb) || activity.SteeringVerbs.Contains(verb, StringComparer.Ordinal);

    /// <summary>Would this line give something that nobody else is to see, or not yet, or not with a name?</summary>
    public static bool IsPrivate(TypedLine line, Session session) =>
        ItemOf(line, session) is { Status: ActivityStatus.Open } item && item is not { Level: AnonymityLevel.Named, IsBlind: false }
        && Speaks(item.Activity, line.Verb) && item.Activity.Read(line, item).Value is not { IsSteering: true };

    static Parsed<Command> Typed(TypedLine line, Session session)
    {
        var item = ItemOf(line, session);
        return item is not null && Speaks(item.Activity, line.Verb)
            ? Contribution(item, item.Activity.Read(line, item))
            : AgendaWords.Read(line, session) ?? Verb(line);
    }

    /// <summary>The activity that a typed line can be for: the one that is on, or the last before it for which the line still holds.</summary>
    public static AgendaItem? ItemOf(TypedLine line, Session session)
    {
        var opened = session.Opened.Reverse().Select(session.Item).OfType<AgendaItem>().ToList();
        return opened.Find(item => item.Activity.IsAnytime(line.Verb))
            ?? (session.Current is { } current && Speaks(current.Activity, line.Verb) ? current : opened.Find(item => IsAnytime(line, item)))
            ?? session.Current;
    }

    /// <summary>Does this line say to it what holds also once it has closed?</summary>
    public static bool IsAnytime(TypedLine line, AgendaItem item) =>
        Speaks(item.Activity, line.Verb) && item.Activity.Read(line, item).Value is { IsAnytime: true };

    public static bool Speaks(Activity activity, string verb) =>
        activity.Verbs.Contains(verb, StringComparer.OrdinalIgnoreCase) || activity.SteeringVerbs.Contains(verb, StringComparer.OrdinalIgnoreCase);

    static Parsed<Command> Contribution(AgendaItem item, Parsed<ActivityCommand> read) =>
        read.Value is { } what ? new Command.Contribute(item.Number, what) : read.Refusal ?? Refusals.NotUnderstood;

    static Parsed<Command> Verb(TypedLine line) => line.Verb switch
    {
        SessionCards.ExtendVerb => Length(line) is { } by ? new Command.Extend(by) : Refusals.BadDuration,
        SessionCards.PauseVerb when line.IsBare => new Command.Pause(null),
        SessionCards.PauseVerb => Length(line) is { } pause ? new Command.Pause(pause) : Refusals.BadDuration,
        SessionCards.CloseVerb when line is { Words: ["yes" or "ja"], Question: null, Settings.Count: 0 } => new Command.Close(),
        "anonymity" => Level(line) is { } level && Levels.TryGetValue(level, out var meant) ? new Command.SetLevel(meant) : Refusals.NotUnderstood,
        _ => line.IsBare ? Plain(line.Verb) : Refusals.NotUnderstood,
    };

    // "named" is a setting of other lines.
    static string? Level(TypedLine line) => line switch
    {
        { Words: [var level], Settings.Count: 0 } => level,
        { Words: [], Settings.Count: 1 } => line.Settings.Keys.First(),
        _ => null,
    };

    // "extend 10m", "extend for 10m"
    static TimeSpan? Length(TypedLine line) => line switch
    {
        { Words: [var length], Settings.Count: 0 } => TypedLine.Duration(length),
        { Words: [], Settings.Count: 1 } when line.Settings.TryGetValue("for", out var length) => TypedLine.Duration(length),
        _ => null,
    };

    static Parsed<Command> Plain(string verb) => verb switch
    {
        SessionCards.JoinVerb => new Command.Join(),
        SessionCards.NextVerb => new Command.Next(),
        SessionCards.ResumeVerb => new Command.Resume(),
        SessionCards.CloseVerb => new Command.Close(IsSure: false),
        SessionCards.UndoVerb => new Command.Undo(),
        _ => Refusals.NotUnderstood,
    };
}
