using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>What one option of a vote came to.</summary>
sealed record Sum(string Option, int Dots, int People)
{
    /// <summary>As it is said in English.</summary>
    public string Figure => string.Create(CultureInfo.InvariantCulture,
        $"{Dots} {(Dots == 1 ? "dot" : "dots")} from {People} {(People == 1 ? "person" : "people")}");
}

/// <summary>What the people of a story gave, kept by the test itself: of each person the last ballot that was taken.</summary>
sealed class Given(ImmutableArray<string> options)
{
    readonly Dictionary<string, ImmutableArray<(string Option, int Dots)>> ballots = [];

    public int People => ballots.Count;

    public void Took(string person, params ImmutableArray<(string Option, int Dots)> ballot) => ballots[person] = ballot;

    /// <summary>The most dots first; where they are equal, as they were listed.</summary>
    public ImmutableArray<Sum> Tally =>
    [
        .. options.Select(option => new Sum(option, DotsOn(option).Sum(), DotsOn(option).Count())).OrderByDescending(sum => sum.Dots),
    ];

    /// <summary>"B. Garden": letters belong to the options as they were listed.</summary>
    public string Named(string option) => $"{(char)('A' + options.IndexOf(option))}. {option}";

    IEnumerable<int> DotsOn(string option) =>
        ballots.Values.SelectMany(ballot => ballot).Where(given => given.Option == option && given.Dots > 0).Select(given => given.Dots);
}
