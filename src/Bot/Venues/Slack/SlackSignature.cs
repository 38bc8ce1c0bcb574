using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Bot.Venues.Slack;

public enum SignatureCheck
{
    Genuine,

    /// <summary>A header is not there, is there twice, or is nothing that Slack would send.</summary>
    Missing,
    Stale,

    /// <summary>From the future.</summary>
    Early,
    Forged,
}

/// <summary>
/// Slack's request signature, version 0: HMAC-SHA256 under the signing secret over "v0:timestamp:" and the body, byte for byte as it came.
/// What was expected is never said to anyone.
/// </summary>
public sealed class SlackSignature
{
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(300);

    const string Version = "v0=";

    /// <summary>Digits of a Unix time in seconds until the year 33658.</summary>
    const int TimestampMax = 12;

    const int HeadMax = 3 + TimestampMax + 1;

    readonly byte[] key;

    /// <summary>One for each request at a time: to make it anew costs a third of its use.</summary>
    readonly ConcurrentBag<IncrementalHash> idle = [];

    public SlackSignature(string signingSecret)
    {
        // Under an empty secret anybody can sign.
        ArgumentException.ThrowIfNullOrWhiteSpace(signingSecret);
        key = Encoding.UTF8.GetBytes(signingSecret);
    }

    public SignatureCheck Check(string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (timestamp is null || signature is null || !TryReadTime(timestamp, out var at) || !TryReadHash(signature, given))
        {
            return SignatureCheck.Missing;
        }

        var age = TimeSpan.FromSeconds(now.ToUnixTimeSeconds() - at);
        if (age > AgeMax || age < -AgeMax)
        {
            return age > AgeMax ? SignatureCheck.Stale : SignatureCheck.Early;
        }

        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(timestamp, body, right);
        return CryptographicOperations.FixedTimeEquals(right, given) ? SignatureCheck.Genuine : SignatureCheck.Forged;
    }

    static bool TryReadTime(string timestamp, out long seconds)
    {
        seconds = 0;
        return timestamp.Length <= TimestampMax && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    static bool TryReadHash(string signature, Span<byte> hash) =>
        signature.StartsWith(Version, StringComparison.Ordinal)
        && signature.Length == Version.Length + (2 * hash.Length)
        && Convert.FromHexString(signature.AsSpan(Version.Length), hash, out _, out _) == OperationStatus.Done;

    void Hash(string timestamp, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        Span<byte> head = stackalloc byte[HeadMax];
        "v0:"u8.CopyTo(head);
        var length = 3 + Encoding.ASCII.GetBytes(timestamp, head[3..]);
        head[length++] = (byte)':';
        if (!idle.TryTake(out var hmac))
        {
            hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        }

        hmac.AppendData(head[..length]);
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
        idle.Add(hmac);
    }
}
