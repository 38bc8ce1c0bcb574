using System.Collections.Immutable;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>What pretend people say: made up, and plain enough to try things with.</summary>
/// <param name="Statements">What somebody could mean.</param>
/// <param name="Tails">May stand behind any of them, so that many people do not all say the same.</param>
/// <param name="Shorts">For where there is little room: a name, a word.</param>
sealed partial record Phrases(
    ImmutableArray<string> Purposes, ImmutableArray<string> Options, ImmutableArray<string> Statements, ImmutableArray<string> Tails,
    ImmutableArray<string> Shorts)
{
    /// <summary>What a troll writes; no statement contains any of it.</summary>
    public static readonly ImmutableArray<string> Junk = ["lol lol lol", "asdf asdf", "BUY CHEAP HATS NOW", "qwertz 123", "first!!!1", "blah blah blah"];

    /// <summary>Above so many units a statement fits, below only something short.</summary>
    const int StatementMin = 80;

    /// <summary>Seldom, or words would be grouped by their tails.</summary>
    const int TailedOneIn = 6;

    public static Phrases In(string language) => language == "de" ? German : English;

    /// <summary>A made-up text that fits.</summary>
    public string Text(int lengthMax, Random chance)
    {
        if (lengthMax < StatementMin)
        {
            return Cut(Any(Shorts, chance), lengthMax);
        }

        var statement = Any(Statements, chance);
        var tailed = $"{statement} {Any(Tails, chance)}";
        return Cut(chance.Next(TailedOneIn) == 0 && tailed.Length <= lengthMax ? tailed : statement, lengthMax);
    }

    public static string JunkText(int lengthMax, Random chance) => Cut(Any(Junk, chance), lengthMax);

    public static bool IsJunk(string text) => Junk.Any(junk => text.Contains(junk, StringComparison.Ordinal));

    public static T Any<T>(ImmutableArray<T> some, Random chance) => some[chance.Next(some.Length)];

    static string Cut(string text, int lengthMax) => text.Length <= lengthMax ? text : text[..lengthMax];
}
