using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Cards;

/// <summary>
/// What a button carries, on every platform: version, session, round, stamp, verb, argument, joined by '|'. The argument comes last and may hold
/// anything; the others are plain words. Version 1 has no stamp. Whoever sends a press may have forged it: the decider checks who may do what.
/// </summary>
/// <param name="Session">The session's id, or empty where none is meant yet.</param>
/// <param name="Round">The number of the activity the button was drawn for, so that a press of an older card is known as such; 0 is the session itself.</param>
/// <param name="Stamp">
/// Stands for who was to see the answer when the button was drawn; empty where that is as it was planned.
/// Behind a '-' it stands for the words that a form held.
/// </param>
public readonly record struct Press(string Session, int Round, string Verb, string Argument = "", string Stamp = "")
{
    /// <summary>Slack's bound for a button's value is 2000, for an option's 150; a press must fit either.</summary>
    public const int EncodedMax = 150;

    const string Version = "1";
    const string StampedVersion = "2";
    const int Parts = 5;
    const int PartMax = 40;
    const int SealBytes = 4;
    const char HeldMark = '-';

    static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public string Encode() => string.IsNullOrEmpty(Stamp)
        ? string.Create(CultureInfo.InvariantCulture, $"{Version}|{Session}|{Round}|{Verb}|{Argument}")
        : string.Create(CultureInfo.InvariantCulture, $"{StampedVersion}|{Session}|{Round}|{Stamp}|{Verb}|{Argument}");

    /// <summary>Of the stamp, what stands for who was to see the answer.</summary>
    public string Promise => Split(0);

    /// <summary>Of the stamp, what stands for the words of its person that a form was drawn with; empty where it was drawn with none.</summary>
    public string Held => Split(1);

    /// <summary>The button of a form that holds these words: by it a form is known that was drawn before other words took their place.</summary>
    public Press Holding(IEnumerable<string> words) => this with { Stamp = $"{Promise}{HeldMark}{SealOf(words)}" };

    /// <summary>Stands for words; another order is another seal.</summary>
    public static string SealOf(IEnumerable<string> words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))).AsSpan(0, SealBytes));

    string Split(int part) => (Stamp ?? "").Split(HeldMark) is var parts && part < parts.Length ? parts[part] : "";

    /// <summary>Is it the same button, drawn before or after somebody else came to see what is answered?</summary>
    public bool IsSameAs(Press other) => this with { Stamp = "" } == other with { Stamp = "" };

    /// <summary>Reads what <see cref="Encode"/> wrote; false for anything else, whoever wrote it.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, out Press press)
    {
        press = default;
        var isStamped = text?.StartsWith(StampedVersion, StringComparison.Ordinal) == true;
        Span<Range> parts = stackalloc Range[isStamped ? Parts + 1 : Parts];
        if (text is null || text.Length > EncodedMax || text.AsSpan().Split(parts, '|') < parts.Length
            || text[parts[0]] != (isStamped ? StampedVersion : Version))
        {
            return false;
        }

        var (session, round, stamp, verb) = (text[parts[1]], text[parts[2]], isStamped ? text[parts[3]] : "", text[parts[^2]]);
        if (!IsPlain(session) || verb.Length == 0 || !IsPlain(verb) || isStamped == (stamp.Length == 0) || !IsPlain(stamp)
            || !int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || round != number.ToString(CultureInfo.InvariantCulture)) // "007" and even "7\0" would parse
        {
            return false;
        }

        press = new Press(session, number, verb, text[parts[^1]], stamp);
        return true;
    }

    static bool IsPlain(string part) => part.Length <= PartMax && !part.AsSpan().ContainsAnyExcept(Plain);
}
