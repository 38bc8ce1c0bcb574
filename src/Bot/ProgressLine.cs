using System.Globalization;

namespace CoCreateBot.Bot;

/// <summary>How far it is: on a terminal one line that is written over, elsewhere a line now and then.</summary>
sealed class ProgressLine(TextWriter to, bool isTerminal)
{
    const int Cells = 20;

    /// <summary>Where nobody knows how many there are, so many are worth a line.</summary>
    const int ALine = 10_000;

    /// <summary>And so many a new number in the line of a terminal.</summary>
    const int AStep = 100;

    string shown = "";
    (string?, int) last;

    /// <param name="does">What is being done; all that is shown with the same bar is as wide.</param>
    /// <param name="of">Null where nobody knows how many there are.</param>
    public void Show(string does, int done, int? of)
    {
        var percent = of is { } all and > 0 ? (int)(100L * done / all) : (int?)null;
        var stage = (does, (percent, isTerminal) switch
        {
            ({ } part, true) => part,
            ({ } part, false) => part / 10,
            (null, true) => done / AStep,
            (null, false) => done / ALine,
        });
        if (stage == last || (percent is null && stage.Item2 == 0))
        {
            return;
        }

        last = stage;
        var text = percent is { } cells
            ? string.Create(CultureInfo.InvariantCulture, $"{does} [{Bar(cells)}] {cells,3} %  {done:N0} of {of:N0}")
            : string.Create(CultureInfo.InvariantCulture, $"{does.TrimEnd()}: {done:N0}");
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

    static string Bar(int percent) => new string('#', Math.Min(Cells, percent * Cells / 100)).PadRight(Cells, '-');
}
