using System.Collections.Immutable;
using System.Globalization;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What people type and fill in, read as ratings.</summary>
static class RatingReading
{
    public const string RateVerb = "rate";

    /// <summary>Chosen in a form: not said.</summary>
    public const string NotSaid = "none";

    const string ItemInput = "item-";

    static readonly ImmutableArray<(string Word, Stance? Stance)> Stances =
    [
        ("agree", Stance.Agree), ("disagree", Stance.Disagree), ("pass", Stance.Pass), (NotSaid, null),
        ("zustimmen", Stance.Agree), ("ablehnen", Stance.Disagree), ("weiter", Stance.Pass),
    ];

    public static string InputOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{ItemInput}{number}");

    public static string WordOf(Stance stance) => Stances.First(known => known.Stance == stance).Word;

    /// <summary>"rate 17 agree 18 disagree 4 pass": the numbers are those of one's own form.</summary>
    public static Parsed<RatingCommand> Typed(TypedLine line)
    {
        var stances = ImmutableSortedDictionary.CreateBuilder<int, Stance?>();
        foreach (var pair in line.Words.Chunk(2))
        {
            if (pair is not [var text, var word] || NumberIn(text) is not { } number || StanceOf(word) is not { IsKnown: true, Stance: var stance }
                || !stances.TryAdd(number, stance))
            {
                return new Refusal("Rating.How", RefusalKind.Wrong);
            }
        }

        return line.Settings.Keys.FirstOrDefault() is { } setting
            ? new Refusal("Session.NoSuchSetting", RefusalKind.Wrong, setting)
            : new RatingCommand.SetStances(stances.ToImmutable());
    }

    public static Parsed<RatingCommand> Form(IReadOnlyDictionary<string, string> fields)
    {
        var stances = ImmutableSortedDictionary.CreateBuilder<int, Stance?>();
        foreach (var (input, word) in fields.Where(field => field.Key.StartsWith(ItemInput, StringComparison.Ordinal)))
        {
            if (NumberIn(input[ItemInput.Length..]) is not { } number || StanceOf(word) is not { IsKnown: true, Stance: var stance }
                || !stances.TryAdd(number, stance))
            {
                return Refusals.NotUnderstood;
            }
        }

        return stances.Count == 0 ? Refusals.NotUnderstood : new RatingCommand.SetStances(stances.ToImmutable());
    }

    static (bool IsKnown, Stance? Stance) StanceOf(string word) => Stances.Where(known => known.Word.Equals(word, StringComparison.OrdinalIgnoreCase))
        .Select(known => (true, known.Stance)).FirstOrDefault();
}
