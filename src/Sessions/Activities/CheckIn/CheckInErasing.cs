using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Words and notes go; lights, weathers, places and steps are counted on.</summary>
static class CheckInErasing
{
    public static CheckIn Forget(CheckIn state, Erasure erasure) => state.Answers.TryGetValue(erasure.Author, out var answer)
        ? state.With(erasure.Author, new CheckInAnswer(state.IsInWords ? Removed.Mark : answer.Value, answer.Note is null ? null : Removed.Mark)
        {
            Parts = answer.Parts?.Each(_ => Removed.Mark),
        })
        : state;

    public static ActivityEvent Without(ActivityEvent happened, CheckIn state, Erasure erasure) =>
        happened switch
        {
            CheckInEvent.Answered given when given.Author == erasure.Author =>
                given with { Value = Erasure.Empty(state.IsInWords, given.Value), Note = Empty(given.Note) },
            CheckInEvent.Shared given when given.Author == erasure.Author =>
                given with { Rose = Empty(given.Rose), Bud = Empty(given.Bud), Thorn = Empty(given.Thorn) },
            _ => happened,
        };

    static string? Empty(string? text) => text is null ? null : "";
}
