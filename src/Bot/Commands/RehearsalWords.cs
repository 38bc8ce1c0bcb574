using System.Globalization;
using System.Text.RegularExpressions;

namespace CoCreateBot.Bot.Commands;

/// <summary>"rehearse session "…" ideas people 6 seed 7": who plays it, and what is left is what they play.</summary>
/// <param name="Seed">The same one, the same minutes.</param>
readonly record struct RehearsalWords(int People, int Seed, string Rest)
{
    const int PeopleProposed = 6;
    const int SeedProposed = 1;

    const RegexOptions Steady = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    static readonly Regex Tail = new(@"(^|\s)(?<key>people|seed)\s+(?<number>[0-9]{1,9})\s*\z", Steady);

    /// <summary>"rehearse 6" is the same as "rehearse people 6".</summary>
    static readonly Regex Head = new(@"^(?<number>[0-9]{1,9})(\s+|\z)", Steady);

    public static RehearsalWords Read(string text)
    {
        var read = new RehearsalWords(PeopleProposed, SeedProposed, text.Trim());
        if (Head.Match(read.Rest) is { Success: true } head)
        {
            read = read with { People = Number(head), Rest = read.Rest[head.Length..] };
        }

        while (Tail.Match(read.Rest) is { Success: true } tail)
        {
            read = read with { Rest = read.Rest[..tail.Index] };
            read = tail.Groups["key"].ValueSpan.Equals("seed", StringComparison.OrdinalIgnoreCase)
                ? read with { Seed = Number(tail) }
                : read with { People = Number(tail) };
        }

        return read;
    }

    static int Number(Match match) => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
}
