using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>
/// Signs what tabs are opened by, each kind for itself, so that nobody but this server can have written it. The key is kept in the store, so that a restart
/// leaves every tab good. What is signed can be read by whoever has it.
/// </summary>
public sealed class TabSeals(IStore store, TimeProvider time)
{
    /// <summary>Nothing that we signed is longer.</summary>
    public const int SealedMax = 1_000;

    const char Separator = '.';

    static readonly SessionId KeyOwner = new("teams-tabs");

    byte[]? key;

    /// <param name="kind">Another kind is another signature.</param>
    /// <param name="until">From then on it is good for nothing; null for a thing that stays.</param>
    public async Task<string> SealAsync(string kind, string text, DateTimeOffset? until, CancellationToken stop)
    {
        key ??= (await store.Keys.KeepAsync(KeyOwner, 0, RandomNumberGenerator.GetBytes(32), stop)).Key?.ToArray()
            ?? throw new UnreachableException("The key of tabs is never destroyed.");
        var body = string.Create(CultureInfo.InvariantCulture, $"{until?.ToUnixTimeSeconds() ?? 0}{Separator}{text}");
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(body))}{Separator}{Mac(key, kind, body)}";
    }

    /// <summary>What was signed; null where it was not, or not as this kind, or is past its time. Nothing is written by looking.</summary>
    public async Task<string?> OpenAsync(string kind, string? given, CancellationToken stop)
    {
        if (given is not { Length: <= SealedMax } || given.Split(Separator) is not [var packed, var mac] || Unpacked(packed) is not { } body)
        {
            return null;
        }

        key ??= (await store.Keys.ReadAsync(KeyOwner, stop)).FirstOrDefault()?.Key?.ToArray();
        return key is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Mac(key, kind, body)), Encoding.UTF8.GetBytes(mac))
            && body.Split(Separator, 2) is [var until, var text] && IsInTime(until) ? text : null;
    }

    bool IsInTime(string until) => until == "0" || time.GetUtcNow().ToUnixTimeSeconds() < long.Parse(until, CultureInfo.InvariantCulture);

    // The decoder passes over white space and what pads: one thing that was signed would have many spellings, and each would be another ticket.
    static string? Unpacked(string packed)
    {
        try
        {
            var body = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(packed));
            return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(body)) == packed ? body : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    static string Mac(byte[] key, string kind, string body) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\n{body}")));
}
