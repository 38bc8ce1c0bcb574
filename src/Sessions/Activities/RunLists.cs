using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Runs in a row, and runs as plain text.</summary>
static class RunLists
{
    /// <summary>"A, B, C" of anything that is itself one or more runs.</summary>
    public static ImmutableArray<Run> Listed<T>(this IEnumerable<T> items, Func<T, ImmutableArray<Run>> runsOf)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        foreach (var item in items)
        {
            if (runs.Count > 0)
            {
                runs.Add(new TextRun(", "));
            }

            runs.AddRange(runsOf(item));
        }

        return runs.ToImmutable();
    }
}
