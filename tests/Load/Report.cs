using System.Globalization;

namespace CoCreateBot.Load;

/// <summary>Tables for people, in the form that a Markdown file takes as well.</summary>
static class Report
{
    public static void Table(string title, string[] columns, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(columns).ToList();
        var widths = Enumerable.Range(0, columns.Length).Select(column => all.Max(row => row[column].Length)).ToArray();
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine();
        foreach (var (number, row) in all.Index())
        {
            var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            Console.WriteLine($"| {string.Join(" | ", cells)} |");
            if (number == 0)
            {
                // The first column stands to the left, figures to the right.
                var rules = widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":");
                Console.WriteLine($"|{string.Join('|', rules)}|");
            }
        }
    }

    public static void Machine() => Console.WriteLine(
        $"{Environment.ProcessorCount} cores, load average of the last minute {LoadAverage()}, server and generator on the same machine.");

    /// <summary>What keeps the machine busy: other work on the same cores makes every number worse.</summary>
    public static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public static string Whole(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Ms(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Two(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Three(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>How long something took many times, and whether nearly all of them were short enough.</summary>
    public static readonly string[] SpreadColumns = ["min ms", "p50 ms", "p95 ms", "max ms", "to reach", ""];

    /// <summary>The cells under <see cref="SpreadColumns"/>.</summary>
    public static string[] Spread(IEnumerable<double> times, double max)
    {
        var sorted = times.Order().ToList();
        var p95 = P95(sorted);
        return [Ms(sorted[0]), Ms(sorted[sorted.Count / 2]), Ms(p95), Ms(sorted[^1]), $"≤ {Whole(max)}", Verdict(p95 <= max)];
    }

    public static double P95(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)(sorted.Count * 0.95)];
    }

    public static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public static string Verdict(bool isReached) => isReached ? "reached" : "not reached";
}
