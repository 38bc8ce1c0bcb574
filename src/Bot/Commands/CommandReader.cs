using CoCreateBot.Bot.Hosting;
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

        return Contribution(item, item.Activity.Read(pressed.Press, pressed.Fields, item));
    }

    static Parsed<Command> Typed(TypedLine line, Session session)
    {
        var item = session.Current;
        return item is not null && Speaks(item.Activity, line.Verb) ? Contribution(item, item.Activity.Read(line, item)) : Verb(line);
    }

    static bool Speaks(Activity activity, string verb) =>
        activity.Verbs.Contains(verb, StringComparer.OrdinalIgnoreCase) || activity.SteeringVerbs.Contains(verb, StringComparer.OrdinalIgnoreCase);

    static Parsed<Command> Contribution(AgendaItem item, Parsed<ActivityCommand> read) =>
        read.Value is { } what ? new Command.Contribute(item.Number, what) : read.Refusal ?? Refusals.NotUnderstood;

    static Parsed<Command> Verb(TypedLine line) => line.Verb switch
    {
        SessionCards.ExtendVerb => line.Words is [var by] && TypedLine.Duration(by) is { } length ? new Command.Extend(length) : Refusals.BadDuration,
        SessionCards.PauseVerb => Pause(line),
        "anonymity" => line.Words is [var level] && Levels.TryGetValue(level, out var meant) ? new Command.SetLevel(meant) : Refusals.NotUnderstood,
        SessionCards.JoinVerb => new Command.Join(),
        SessionCards.NextVerb => new Command.Next(),
        SessionCards.ResumeVerb => new Command.Resume(),
        SessionCards.CloseVerb => new Command.Close(),
        SessionCards.UndoVerb => new Command.Undo(),
        _ => Refusals.NotUnderstood,
    };

    static Parsed<Command> Pause(TypedLine line) => line.Words switch
    {
        [] => new Command.Pause(null),
        [var length] when TypedLine.Duration(length) is { } pause => new Command.Pause(pause),
        _ => Refusals.BadDuration,
    };
}
