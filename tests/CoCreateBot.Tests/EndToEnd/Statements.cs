using System.Collections.Immutable;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>What to vote on: what people really wrote in public conversations where that is at hand, else a list of our own.</summary>
static class Statements
{
    const int LengthMin = 30;
    const int LengthMax = 150;

    static readonly ImmutableArray<string> Own =
    [
        "Paint the underpass", "A garden behind the school", "Benches along the river", "A later night bus", "Street trees on Mill Road",
        "Slower cars at the market", "A workshop where anybody can repair things",
    ];

    static readonly ImmutableArray<string> Places = ["the school", "the station", "the old harbour"];

    public static (ImmutableArray<string> Options, string Source) Take() => Take(Own.Length);

    /// <param name="count">How many are wanted; of our own there are a few for each place.</param>
    public static (ImmutableArray<string> Options, string Source) Take(int count)
    {
        var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
        var file = shared is null ? null : Path.Combine(shared, "data", "polis", "london.youth.policing.comments.csv");
        var own = Own.Concat(Places.SelectMany(_ => Own, (place, statement) => $"{statement}, near {place}"));
        return file is not null && File.Exists(file)
            ? ([.. Read(file).Take(count)], Path.GetFileName(file))
            : ([.. own.Take(count)], "the test's own list, as COCREATE_SHARED does not lead to data/polis");
    }

    /// <summary>Those that moderators let through and that need no unquoting.</summary>
    static IEnumerable<string> Read(string file) => File.ReadLines(file)
        .Where(line => !line.Contains('"') && !line.Contains('|') && !line.Contains("  ", StringComparison.Ordinal))
        .Select(line => line.Split(','))
        .Where(cells => cells is [_, _, _, _, _, _, "1", { Length: >= LengthMin and <= LengthMax }])
        .Select(cells => cells[^1].Trim())
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
