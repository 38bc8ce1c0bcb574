using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Causes keep their place, and what was chosen and answered its count; the words go, and the way to the message in the thread.</summary>
static class FiveWhysErasing
{
    public static FiveWhys Forget(FiveWhys state, Erasure erasure) => state with
    {
        Causes = state.Causes.SetItems(state.Causes.Where(one => one.Value.Author == erasure.Author)
            .Select(one => KeyValuePair.Create(one.Key, one.Value with { Text = Removed.Mark, Thread = null }))),
        Measures = state.Measures.SetItems(state.Measures.Select(one => KeyValuePair.Create(one.Key, Forget(one.Value, erasure)))),
        InThread = state.InThread.RemoveRange(RepliesOf(state, erasure)),
        TakenBack = state.TakenBack.RemoveRange(RepliesOf(state, erasure)),
    };

    static IEnumerable<string> RepliesOf(FiveWhys state, Erasure erasure) =>
        state.InThread.Where(reply => reply.Value.Author == erasure.Author).Select(reply => reply.Key);

    static CounterMeasure Forget(CounterMeasure measure, Erasure erasure)
    {
        var isOwn = measure.Teller == erasure.Author;
        return measure with
        {
            What = Erasure.Gone(isOwn, measure.What),
            Sign = measure.Sign is { } sign ? Erasure.Gone(isOwn, sign) : null,
            Owner = measure.Owner == erasure.Author ? null : measure.Owner,
        };
    }

    public static FiveWhysEvent Without(FiveWhysEvent happened, Erasure erasure) => happened switch
    {
        FiveWhysEvent.Caused e when e.Author == erasure.Author => e with { Text = "", Thread = null },
        FiveWhysEvent.Edited e when e.Author == erasure.Author => e with { Text = "" },
        FiveWhysEvent.Withdrawn e when e.Author == erasure.Author => e with { Thread = null },
        FiveWhysEvent.Measured e => e with
        {
            What = Erasure.Empty(e.Author == erasure.Author, e.What),
            Sign = e.Sign is { } sign ? Erasure.Empty(e.Author == erasure.Author, sign) : null,
            Owner = e.Owner == erasure.Author ? null : e.Owner,
        },
        _ => happened,
    };

    /// <summary>What somebody chose and answered is no more. Others stand on their causes: those stay where they are, and are shown no more.</summary>
    public static FiveWhys Withdraw(FiveWhys state, PersonAlias author, bool isNamed) => FiveWhysFold.Refocused(state with
    {
        Causes = state.Causes.SetItems(state.Causes.Select(one => KeyValuePair.Create(one.Key, one.Value with
        {
            Tests = one.Value.Tests.Remove(author),
            IsHidden = one.Value.IsHidden || (isNamed && one.Value.Author == author), // where nobody is named that would show whose it was
        }))),
        Vote = state.Vote is { } vote ? vote with { Choices = vote.Choices.Remove(author) } : null,
    });
}
