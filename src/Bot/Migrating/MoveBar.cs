using System.Diagnostics;
using System.Globalization;
using CoCreateBot.Storage.Moving;

namespace CoCreateBot.Bot.Migrating;

/// <summary>How far it is: on a terminal one line that is written over, elsewhere a line now and then.</summary>
sealed class MoveBar(TextWriter to, bool isTerminal)
{
    const int Cells = 20;

    /// <summary>Where nobody knows how many there are, so many rows are worth a line.</summary>
    const int RowsALine = 10_000;

    /// <summary>And so many a new number in the line of a terminal.</summary>
    const int RowsAStep = 100;

    string shown = "";
    (MoveStep, int) last = (MoveStep.ReadsWhatIs, 0);

    public void Show(MoveProgress now)
    {
        var percent = now.Of is { } all and > 0 ? (int)(100L * now.Rows / all) : (int?)null;
        var stage = (now.Step, (percent, isTerminal) switch
        {
            ({ } of, true) => of,
            ({ } of, false) => of / 10,
            (null, true) => now.Rows / RowsAStep,
            (null, false) => now.Rows / RowsALine,
        });
        if (stage == last || (percent is null && stage.Item2 == 0))
        {
            return;
        }

        last = stage;
        var text = Text(now, percent);
        if (isTerminal)
        {
            to.Write("\r" + text.PadRight(shown.Length));
        }
        else
        {
            to.WriteLine(text);
        }

        shown = text;
    }

    /// <summary>What is written from now on stands below.</summary>
    public void End()
    {
        if (isTerminal && shown.Length > 0)
        {
            to.WriteLine();
        }

        shown = "";
    }

    static string Text(MoveProgress now, int? percent)
    {
        var does = now.Step switch
        {
            MoveStep.ReadsWhatIs => "Reads what there is",
            MoveStep.ReadsWhatIsThere => "Reads what is there already",
            MoveStep.Copies => "Copies  ",
            MoveStep.Compares => "Compares",
            _ => throw new UnreachableException(),
        };
        return percent is { } of
            ? string.Create(CultureInfo.InvariantCulture, $"{does} [{Bar(of)}] {of,3} %  {now.Rows:N0} of {now.Of:N0}")
            : string.Create(CultureInfo.InvariantCulture, $"{does}: {now.Rows:N0}");
    }

    static string Bar(int percent) => new string('#', Math.Min(Cells, percent * Cells / 100)).PadRight(Cells, '-');
}
