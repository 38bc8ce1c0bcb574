using System.Diagnostics;
using CoCreateBot.Storage.Moving;

namespace CoCreateBot.Bot.Migrating;

/// <summary>How far a move is.</summary>
sealed class MoveBar(TextWriter to, bool isTerminal)
{
    readonly ProgressLine line = new(to, isTerminal);

    public void Show(MoveProgress now) => line.Show(Text(now.Step), now.Rows, now.Of);

    /// <summary>What is written from now on stands below.</summary>
    public void End() => line.End();

    static string Text(MoveStep step) => step switch
    {
        MoveStep.ReadsWhatIs => "Reads what there is",
        MoveStep.ReadsWhatIsThere => "Reads what is there already",
        MoveStep.Copies => "Copies  ",
        MoveStep.Compares => "Compares",
        _ => throw new UnreachableException(),
    };
}
