using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>A place in the mood meter: how pleasant, then how much energy, 1 to 5 each. It is kept as it is typed: "4 2".</summary>
public readonly record struct MoodPlace(int Pleasant, int Energy)
{
    public const int Steps = 5;

    const int Middle = 3;

    public static readonly ImmutableArray<string> All =
        [.. from pleasant in CheckIn.Steps from energy in CheckIn.Steps select $"{pleasant} {energy}"];

    /// <summary>One for each quarter of the field, for whoever gives one tap.</summary>
    public static readonly ImmutableArray<string> Corners = ["4 4", "4 2", "2 4", "2 2"];

    /// <summary>Typed in either language.</summary>
    static readonly FrozenDictionary<string, string> CornerWords = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["excited"] = Corners[0],
        ["begeistert"] = Corners[0],
        ["calm"] = Corners[1],
        ["gelassen"] = Corners[1],
        ["tense"] = Corners[2],
        ["angespannt"] = Corners[2],
        ["tired"] = Corners[3],
        ["müde"] = Corners[3],
        ["muede"] = Corners[3],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>"4 2", "4/2", "4, 2", "calm"; as it is where it is none of these.</summary>
    public static string Read(string text) => CornerWords.TryGetValue(text, out var corner)
        ? corner
        : string.Join(' ', text.Split([' ', '/', ','], StringSplitOptions.RemoveEmptyEntries));

    /// <param name="value">One of <see cref="All"/>.</param>
    public static MoodPlace Of(string value) => new(value[0] - '0', value[^1] - '0');

    /// <summary>In which of the nine parts of the field it is: "high-low" is pleasant with little energy.</summary>
    public string Part => $"{Side(Pleasant)}-{Side(Energy)}";

    static string Side(int step) => step < Middle ? "low" : step > Middle ? "high" : "middle";
}
