using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Load.Servers;

/// <summary>Requests to the table store, by method and table.</summary>
sealed record Counts(ImmutableDictionary<string, long> Kinds)
{
    /// <summary>By these servers look for each other.</summary>
    public const string Look = "GET Nodes";

    /// <summary>By these they read what is new in a session.</summary>
    public const string TailRead = "GET Log";

    const int ToldMax = 6;

    const double ToldLeast = 0.005;

    public long All => Kinds.Values.Sum();

    public long Looks => Kinds.GetValueOrDefault(Look);

    public long TailReads => Kinds.GetValueOrDefault(TailRead);

    /// <summary>Without those that are told apart.</summary>
    public long Transactions => All - Looks - TailReads;

    public Counts Since(Counts before) => new(Kinds.ToImmutableDictionary(kind => kind.Key, kind => kind.Value - before.Kinds.GetValueOrDefault(kind.Key)));

    /// <summary>The most frequent ones, as a share of so many presses.</summary>
    public string For(double presses) => string.Join(", ", Kinds
        .Select(kind => (kind.Key, Each: kind.Value / presses))
        .Where(kind => kind.Each >= ToldLeast && kind.Key is not (Look or TailRead))
        .OrderByDescending(kind => kind.Each).ThenBy(kind => kind.Key, StringComparer.Ordinal).Take(ToldMax)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key} {kind.Each:0.00}")));
}
