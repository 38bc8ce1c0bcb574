using System.Text.RegularExpressions;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Operating;

/// <summary>What an operator is told to watch for is there: a line of the log that was reworded would never be found again.</summary>
public sealed partial class AlertsTest
{
    static readonly string[] Told = [.. Checkout.Lines("docs/operating.md").SkipWhile(line => line is not "## Alerts").Where(line => line.StartsWith('|'))];

    static readonly string Sources = string.Concat(Checkout.Files
        .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(file => string.Join('\n', Checkout.Lines(file))));

    [Fact]
    public void Each_line_of_the_log_is_one_that_is_logged()
    {
        var lines = Told.SelectMany(line => LogLine.Matches(line)).Select(one => one.Groups["line"].Value).Distinct().ToArray();

        Assert.InRange(lines.Length, 10, 100);
        Assert.All(lines, line => Assert.Matches(string.Join(@"\{\w+\}", line.Split('…').Select(Regex.Escape)), Sources));
    }

    [Fact]
    public void Each_metric_is_one_that_is_counted()
    {
        var metrics = string.Join('\n', Checkout.Lines("docs/metrics.md"));
        var names = Told.SelectMany(line => Metric.Matches(line)).Select(one => one.Value).Distinct().ToArray();

        Assert.InRange(names.Length, 6, 50);
        Assert.All(names, name => Assert.Contains($"| {name} |", metrics, StringComparison.Ordinal));
    }

    [GeneratedRegex("log `(?<line>[^`]+)`", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex LogLine { get; }

    [GeneratedRegex("`cocreate\\.[a-z._]+`", RegexOptions.None, 10_000)]
    static partial Regex Metric { get; }
}
