using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Bot.Rooms;

/// <summary>
/// What is typed in another channel so that it shows a session, too: 40 random bits in letters and digits that are not mistaken for each other, as it may
/// be read out or copied from paper. Only a keyed hash of it is kept.
/// </summary>
public readonly record struct PlaceCode
{
    public const int Length = 8;

    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int GroupLength = 4;

    readonly string text;

    PlaceCode(string text) => this.text = text;

    public static PlaceCode New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>However it was written: in capitals or not, in groups or not, O for 0, I or L for 1. False where it cannot be a code.</summary>
    public static bool TryParse(string typed, out PlaceCode code)
    {
        var letters = typed.Where(char.IsLetterOrDigit).Take(Length + 1).Select(Meant).ToArray();
        code = new PlaceCode(new string(letters));
        return letters.Length == Length && letters.All(Alphabet.Contains);
    }

    static char Meant(char letter) => char.ToUpperInvariant(letter) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var other => other,
    };

    /// <summary>For its facilitator alone.</summary>
    public string Reveal() => $"{text[..GroupLength]}-{text[GroupLength..]}";

    /// <summary>What the store knows it by. It is short, so that without the key it could be found by trying.</summary>
    public string HashWith(ReadOnlySpan<byte> key) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"place:{text}")));

    /// <summary>So that no log line ever holds it.</summary>
    public override string ToString() => "(code)";
}
