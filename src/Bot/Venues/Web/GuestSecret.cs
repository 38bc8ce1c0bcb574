using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>
/// By this one person is known in one room: 256 random bits in their cookie, and in the link that takes them to another device. The server keeps
/// only a hash of it, so that whoever reads the store can neither act as a guest nor tell whose aliases a session's log holds.
/// </summary>
public readonly record struct GuestSecret
{
    const int Bytes = 32;

    static readonly int TextLength = Base64Url.GetEncodedLength(Bytes);

    readonly string text;

    GuestSecret(string text) => this.text = text;

    public static GuestSecret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    public static bool TryParse([NotNullWhen(true)] string? text, out GuestSecret secret)
    {
        secret = new GuestSecret(text ?? "");
        return text?.Length == TextLength && Base64Url.IsValid(text, out var length) && length == Bytes;
    }

    /// <summary>For the person's own cookie and link, and for nothing else.</summary>
    public string Reveal() => text;

    /// <summary>What the store knows the person by.</summary>
    public string PersonIn(string code) => Derive($"person:{code}");

    /// <summary>What the person's forms carry. It follows from the secret alone, so that a restart leaves every open form good.</summary>
    public string TokenFor(string code) => Derive($"form:{code}");

    public bool IsToken(string code, string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(TokenFor(code)), Encoding.UTF8.GetBytes(token));

    /// <summary>By this they are known again as the one who took a link; it tells nobody who that is.</summary>
    public string TakerOf(string linkHash) => Derive($"link:{linkHash}");

    public Person As(string? name) => new($"web:{text}", name);

    /// <summary>So that no log line ever holds it.</summary>
    public override string ToString() => "(secret)";

    string Derive(string purpose) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(purpose)));
}
