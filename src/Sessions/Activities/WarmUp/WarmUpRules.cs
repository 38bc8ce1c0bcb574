using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

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
        WarmUpCommand.ChangeReply change => InThread(change.ReplyId, line => Change(line, change.Text)),
        WarmUpCommand.WithdrawReply withdraw => InThread(withdraw.ReplyId, Withdraw),
        WarmUpCommand.Withdraw withdraw => state.Lines.LastOrDefault(line => line.Author == turn.Author) switch
        {
            { } own when own.Id == withdraw.Line => Withdraw(own),
            _ => ActivityDecision.Nothing,
        },
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

        if (say.Thread is null && state.Lines.LastOrDefault(line => line.Author == turn.Author)?.Text == text)
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
        ({ WhoseTurn: null, IsChain: true, LastAuthor: { } last }, var author) when last == author => new Refusal("WarmUp.NotTwice", RefusalKind.NotNow),
        _ => null,
    };

    Refusal NotYours(PersonAlias next) => turn.Joined.GetValueOrDefault(next)?.Name is { } name
        ? new Refusal("WarmUp.TurnOf", RefusalKind.NotNow, name)
        : new Refusal("WarmUp.TurnOfSomebody", RefusalKind.NotNow);

    Refusal? WhyNotIn(string text, char letter) => state.Game == WarmUpGame.Alphabet && FirstLetterOf(text) != letter
        ? new Refusal("WarmUp.NextLetter", RefusalKind.Wrong, letter.ToString())
        : null;

    /// <summary>Without the marks on it: "Äpfel" begins with an A. Null where no letter of the alphabet comes first.</summary>
    public static char? FirstLetterOf(string text)
    {
        var first = text.Normalize(NormalizationForm.FormD).Cast<char?>().FirstOrDefault(sign => char.IsLetter(sign ?? ' '));
        return first is { } letter && char.ToUpper(letter, CultureInfo.InvariantCulture) is >= WarmUp.FirstLetter and <= WarmUp.LastLetter and var known
            ? known
            : null;
    }

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
        if (!state.KeepsTurns)
        {
            return ActivityDecision.Of(happened);
        }

        ImmutableArray<PersonAlias> came =
        [
            .. turn.Joined.Where(person => !person.Value.IsGuest && !state.Order.Contains(person.Key))
                .OrderBy(person => person.Value.Number).Select(person => person.Key),
        ];
        ImmutableArray<ActivityEvent> events = came.IsEmpty ? [happened] : [new WarmUpEvent.Came(came), happened];
        var then = events.Aggregate(state, (now, what) => WarmUpFold.Evolve(now, (WarmUpEvent)what));
        return then.WhoseTurn is null
            ? new ActivityDecision(events) { IsComplete = true }
            : new ActivityDecision(events) { Bell = turn.Now + state.TurnLasts };
    }

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
