using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>Who may say something now, and what: where turns are kept, one after the other; else anybody, but nobody twice on end in a chain.</summary>
sealed class WarmUpRules(WarmUp state, AgendaItem item, ActivityTurn turn)
{
    public ActivityDecision Decide(WarmUpCommand command) => command switch
    {
        _ when item.Level != AnonymityLevel.Named => new Refusal("WarmUp.OnlyNamed", RefusalKind.NotNow),
        WarmUpCommand.Say { Thread.Length: 0 or > OpenPrompt.ReplyIdMax } => Refusals.NotUnderstood,
        WarmUpCommand.Say { Thread: { } thread } when state.InThread.ContainsKey(thread) => ActivityDecision.Nothing,
        WarmUpCommand.Say say => Say(say),
        WarmUpCommand.ChangeReply { IsBack: true } back when IsTakenBack(back.ReplyId) => Say(new WarmUpCommand.Say(back.Text, back.ReplyId)),
        WarmUpCommand.ChangeReply change => InThread(change.ReplyId, line => Change(line, change.Text)),
        WarmUpCommand.WithdrawReply withdraw => InThread(withdraw.ReplyId, Withdraw),
        WarmUpCommand.Withdraw withdraw => state.Lines.LastOrDefault(line => line.Author == turn.Author) switch
        {
            null => new Refusal("WarmUp.NoneOfYours", RefusalKind.NotNow),
            { } own when withdraw.Line is null || own.Id == withdraw.Line => Withdraw(own),
            _ => ActivityDecision.Nothing,
        },
        WarmUpCommand.Hide hide => state.Lines.Any(line => line.Id == hide.Line)
            ? ActivityDecision.Of(new WarmUpEvent.Hidden(hide.Line))
            : new Refusal("WarmUp.NoSuchLine", RefusalKind.NotKnown),
        WarmUpCommand.Pass pass => Pass(pass.Turn),
        _ => throw new UnreachableException(),
    };

    ActivityDecision Say(WarmUpCommand.Say say)
    {
        var read = PersonalText.Required(say.Text, WarmUp.LineMax);
        if (read.Value is not { } text)
        {
            return (read.Refusal ?? Refusals.NotUnderstood) with { Input = WarmUpReading.LineInput };
        }

        if (say.Thread is null && state.WhoseTurn != turn.Author && state.Lines.LastOrDefault(line => line.Author == turn.Author)?.Text == text)
        {
            return ActivityDecision.Nothing; // handed in twice
        }

        return (WhyNot() ?? WhyNotIn(text, state.NextLetter)) is { } refusal
            ? refusal with { Input = WarmUpReading.LineInput }
            : After(new WarmUpEvent.Said(turn.Author, state.Numbered + 1, text, say.Thread));
    }

    Refusal? WhyNot() => (state, turn.Author) switch
    {
        ({ Lines.Length: >= WarmUp.LinesMax }, _) => new Refusal("WarmUp.TooMany", RefusalKind.NotNow, WarmUp.LinesMax),
        ({ WhoseTurn: { } next }, var author) when next != author => NotYours(next),
        ({ KeepsTurns: true, WhoseTurn: null } all, var author) when all.Order.Contains(author) => new Refusal("WarmUp.TurnsOver", RefusalKind.NotNow),
        ({ KeepsTurns: true, WhoseTurn: null, Order.Length: >= WarmUp.OrderMax }, _) => PlacesTaken,
        ({ WhoseTurn: null, IsChain: true, LastAuthor: { } last }, var author) when last == author => new Refusal("WarmUp.NotTwice", RefusalKind.NotNow),
        _ => null,
    };

    static readonly Refusal PlacesTaken = new("WarmUp.PlacesTaken", RefusalKind.NotNow, WarmUp.OrderMax);

    // Theirs comes only where it does.
    Refusal NotYours(PersonAlias next) => state.Order.Contains(turn.Author) switch
    {
        false when state.Order.Length >= WarmUp.OrderMax => PlacesTaken,
        false => new Refusal("WarmUp.TurnIfJoined", RefusalKind.NotNow),
        true when state.TurnsOf(turn.Author) >= state.Rounds => new Refusal("WarmUp.HadYours", RefusalKind.NotNow),
        true when turn.Joined.GetValueOrDefault(next)?.Name is { } name => new Refusal("WarmUp.TurnOf", RefusalKind.NotNow, name),
        true => new Refusal("WarmUp.TurnOfSomebody", RefusalKind.NotNow),
    };

    Refusal? WhyNotIn(string text, char letter) => state.Game == WarmUpGame.Alphabet && !WarmUpLetters.Fits(text, letter)
        ? new Refusal("WarmUp.NextLetter", RefusalKind.Wrong, letter.ToString())
        : null;

    ActivityDecision Pass(int number) => state switch
    {
        { KeepsTurns: false } => new Refusal("WarmUp.NoTurns", RefusalKind.NotNow),
        _ when number != state.Turns => ActivityDecision.Nothing,
        { WhoseTurn: { } next } when next != turn.Author => NotYours(next),
        { WhoseTurn: null } => ActivityDecision.Nothing,
        _ => After(new WarmUpEvent.Passed(turn.Author)),
    };

    // The next turn has its whole time, or all of them are over.
    ActivityDecision After(WarmUpEvent happened)
    {
        ImmutableArray<ActivityEvent> events = state.TurnLasts is null || state.Order.Contains(turn.Author)
            ? [happened]
            : [new WarmUpEvent.Came([turn.Author]), happened];
        var then = WarmUpFold.Evolve(state, events);
        return then switch
        {
            { Lines.Length: >= WarmUp.LinesMax } or { IsSilent: true } => new ActivityDecision(events) { IsComplete = true },
            { KeepsTurns: false } => new ActivityDecision(events),
            { WhoseTurn: null, WasAlone: false } => new ActivityDecision(events) { IsComplete = true },
            _ => new ActivityDecision(events) { Bell = turn.Now + then.TurnLasts, KeepsPause = true },
        };
    }

    bool IsTakenBack(string id) => state.InThread.TryGetValue(id, out var reply) && reply.Author == turn.Author && reply.Line is null;

    ActivityDecision InThread(string id, Func<WarmUpLine, ActivityDecision> decide) =>
        state.InThread.TryGetValue(id, out var reply) && reply.Author == turn.Author && state.Lines.FirstOrDefault(line => line.Id == reply.Line) is { } line
            ? decide(line)
            : ActivityDecision.Nothing; // what never counted cannot be changed

    ActivityDecision Change(WarmUpLine line, string text)
    {
        var read = PersonalText.Required(text, WarmUp.LineMax);
        return read.Value switch
        {
            null => read.Refusal ?? Refusals.NotUnderstood,
            var said when said == line.Text => ActivityDecision.Nothing,
            var said => WhyNotIn(said, line.Letter) is { } refusal
                ? refusal
                : ActivityDecision.Of(new WarmUpEvent.Changed(turn.Author, line.Id, said)),
        };
    }

    ActivityDecision Withdraw(WarmUpLine line) => ActivityDecision.Of(new WarmUpEvent.Withdrawn(turn.Author, line.Id, line.Thread));
}
