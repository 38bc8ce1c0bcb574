namespace CoCreateBot.Load.Runs;

/// <summary>How runs of several rounds say what they measured.</summary>
static class Rounds
{
    public static readonly string[] Columns = ["", "requests/s", "p50 ms", "p99 ms", "server CPU µs", "of empty", "generator CPU µs", "errors"];

    public static readonly string[] SummaryColumns = ["", "min", "median", "max", "to reach", ""];

    /// <summary>The cells under <see cref="Columns"/>.</summary>
    public static string[] Line(string name, Measured measured, Measured empty) =>
    [
        name,
        Report.Whole(measured.Outcome.Rate),
        Report.Ms(measured.Outcome.Latencies.Percentile(50)),
        Report.Ms(measured.Outcome.Latencies.Percentile(99)),
        Report.Ms(measured.ServerCpuUs),
        Report.Two(measured.ServerCpuUs / empty.ServerCpuUs),
        Report.Ms(measured.OwnCpuUs),
        measured.Outcome.Errors,
    ];

    /// <summary>The cells under <see cref="SummaryColumns"/>, of all rounds.</summary>
    public static string[] Line(string name, IEnumerable<double> numbers, Func<double, string> show, Target? target = null)
    {
        var all = numbers.ToList();
        return [name, show(all.Min()), show(Report.Median(all)), show(all.Max()), target?.Goal ?? "", target is { } set ? Report.Verdict(set.IsReached) : ""];
    }

    public static string Title(int number, string loadAverage, DiskSpeed disk) =>
        $"Round {number}; load average {loadAverage}; the disk confirmed {Report.Whole(disk.AppendsPerSecond)} appends a second, "
        + $"p50 {Report.Ms(disk.P50Ms)} ms, p99 {Report.Ms(disk.P99Ms)} ms";
}
