using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// Ids as keys of rows. What a key may not hold is written as ! and two digits; what would be longer than Cosmos DB takes ends with its hash, so a row
/// whose id may be long has it in a column, too. What begins alike keeps beginning alike.
/// </summary>
static partial class TableKey
{
    /// <summary>Between the parts of a key: no escape looks like this.</summary>
    public const string Between = "!-";

    /// <summary>Two such parts, what is between them and a word before fit into the 255 bytes of Cosmos DB.</summary>
    const int PartBytesMax = 118;

    const int PartitionCharactersMax = 400;
    const int HashDigits = 32;
    const string Cut = "!~";
    const string Empty = "!!";

    /// <summary>One id, alone or as a part of a row's key.</summary>
    public static string Of(string id)
    {
        var escaped = Escaped(id);
        return Encoding.UTF8.GetByteCount(escaped) <= PartBytesMax ? escaped : Shortened(id, escaped, PartBytesMax);
    }

    public static string Of(string first, string second) => Of(first) + Between + Of(second);

    /// <summary>A partition's key may be longer.</summary>
    public static string Partition(string id)
    {
        var escaped = Escaped(id);
        return escaped.Length <= PartitionCharactersMax ? escaped : Shortened(id, escaped, PartitionCharactersMax);
    }

    /// <summary>The id that was written so; null where it was too long.</summary>
    public static string? IdOf(string key) => key switch
    {
        Empty => "",
        _ when key.Contains(Cut, StringComparison.Ordinal) => null,
        _ => Escape.Replace(key, found => ((char)int.Parse(found.ValueSpan[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()),
    };

    /// <summary>Behind all that begins so.</summary>
    public static string EndOf(string begins) => begins[..^1] + (char)(begins[^1] + 1);

    [GeneratedRegex("![0-9a-f]{2}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    static partial Regex Escape { get; }

    static string Escaped(string id)
    {
        var escaped = new StringBuilder(id.Length);
        foreach (var rune in id.EnumerateRunes()) // half a character comes as a replacement
        {
            _ = Rune.IsControl(rune) || "/\\#?%+!".Contains((char)rune.Value, StringComparison.Ordinal) && rune.IsBmp
                ? escaped.Append('!').Append(rune.Value.ToString("x2", null))
                : escaped.Append(rune);
        }

        return escaped.Length > 0 ? escaped.ToString() : Empty;
    }

    static string Shortened(string id, string escaped, int max)
    {
        var kept = new StringBuilder();
        var left = max - Cut.Length - HashDigits;
        foreach (var rune in escaped.EnumerateRunes().TakeWhile(rune => (left -= rune.Utf8SequenceLength) >= 0))
        {
            kept.Append(rune);
        }

        return kept.Append(Cut).Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..HashDigits]).ToString();
    }
}
