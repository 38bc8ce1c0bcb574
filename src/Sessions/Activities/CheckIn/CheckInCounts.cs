using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>
/// How many people gave each of the choices, and how many wrote a note. Counted once and then kept along from answer to answer: a card of thousands is drawn
/// at each commit, and would look through all of them for each of its figures.
/// </summary>
/// <param name="ByChoice">In their order.</param>
sealed record CheckInCounts(ImmutableArray<int> ByChoice, int Notes)
{
    public static CheckInCounts Of(CheckIn state)
    {
        var (byChoice, notes) = (new int[state.Choices.Length], 0);
        foreach (var answer in state.Answers.Values)
        {
            Add(byChoice, state.Choices, answer, 1);
            notes += NotesIn(answer);
        }

        return new CheckInCounts([.. byChoice], notes);
    }

    /// <summary>With another answer in the place of one person's, or with their first.</summary>
    public CheckInCounts After(CheckIn state, CheckInAnswer? before, CheckInAnswer now)
    {
        int[] byChoice = [.. ByChoice];
        Add(byChoice, state.Choices, before, -1);
        Add(byChoice, state.Choices, now, 1);
        return new CheckInCounts([.. byChoice], Notes - NotesIn(before) + NotesIn(now));
    }

    static void Add(int[] byChoice, ImmutableArray<string> choices, CheckInAnswer? answer, int people)
    {
        if (answer is not null && choices.IndexOf(answer.Value) is var at and >= 0)
        {
            byChoice[at] += people;
        }
    }

    static int NotesIn(CheckInAnswer? answer) => answer?.Note is null ? 0 : 1;
}

/// <summary>Kept beside a state, and follows from it: two states are the same whether or not it was asked for.</summary>
interface IFollowing;
