using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Words and notes go; lights and steps are counted on.</summary>
static class CheckInErasing
{
    public static CheckIn Forget(CheckIn state, Erasure erasure) => state.Answers.TryGetValue(erasure.Author, out var answer)
        ? state with
        {
            Answers = state.Answers.SetItem(erasure.Author, new CheckInAnswer(
                state.Format == CheckInFormat.Word ? Removed.Mark : answer.Value, answer.Note is null ? null : Removed.Mark)),
        }
        : state;

    public static ActivityEvent Without(ActivityEvent happened, CheckIn state, Erasure erasure) =>
        happened is CheckInEvent.Answered given && given.Author == erasure.Author
            ? given with { Value = Erasure.Empty(state.Format == CheckInFormat.Word, given.Value), Note = given.Note is null ? null : "" }
            : happened;
}
