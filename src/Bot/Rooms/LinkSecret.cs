using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Bot.Rooms;

/// <summary>What is secret in a link for one person: 160 random bits, in letters that no chat takes for markup. Only a hash of it is kept.</summary>
public readonly record struct LinkSecret
{
    public const int Length = 32;

    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    readonly string text;

    LinkSecret(string text) => this.text = text;

    public static LinkSecret New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    public static bool TryParse([NotNullWhen(true)] string? text, out LinkSecret secret)
    {
        secret = new LinkSecret(text ?? "");
        return text?.Length == Length && text.All(Alphabet.Contains);
    }

    /// <summary>For the link itself, and for the form of the page behind it.</summary>
    public string Reveal() => text;

    /// <summary>What the store knows the link by.</summary>
    public string HashIn(string code) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes($"link:{code}")));

    /// <summary>So that no log line ever holds it.</summary>
    public override string ToString() => "(secret)";
}
