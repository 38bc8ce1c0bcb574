using System.Collections.Immutable;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>What the people of a story wrote, kept by the test itself.</summary>
sealed class Written
{
    const int Percent = 100;

    readonly Dictionary<string, string?> basisOf = new(StringComparer.Ordinal);
    readonly HashSet<string> hidden = new(StringComparer.Ordinal);
    readonly HashSet<string> starred = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Hidden => hidden;

    public ImmutableSortedSet<string> Starred => [.. starred];

    /// <summary>All that everybody may see.</summary>
    public ImmutableSortedSet<string> Kept => [.. basisOf.Keys.Except(hidden)];

    public int BuiltPercent
    {
        get
        {
            var built = Kept.Count(idea => basisOf[idea] is { } basis && !hidden.Contains(basis));
            return (int)Math.Round(Percent * (double)built / Kept.Count, MidpointRounding.AwayFromZero);
        }
    }

    public void Wrote(string idea, string? on = null)
    {
        lock (basisOf)
        {
            basisOf.Add(idea, on);
        }
    }

    public void Hid(string idea) => hidden.Add(idea);

    public void Stars(params ReadOnlySpan<string> ideas)
    {
        lock (starred)
        {
            starred.UnionWith([.. ideas]);
        }
    }
}
