using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>
/// The state that goes to Slack and comes back. It is bound to one browser by a cookie, lives shortly, and works once: else somebody could be made to install
/// for another, or an old answer be used again.
/// </summary>
public sealed class SlackStates(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    /// <summary>Longer than any of ours.</summary>
    const int TextMax = 500;

    /// <summary>Used ones that are remembered; more cannot be used within their life, as Slack takes some hundred codes a minute.</summary>
    const int UsedMax = 10_000;

    const int Nonce = 16;

    readonly IDataProtector protector = protection.CreateProtector("slack-state");
    readonly RecentlyUsed<string, bool> used = new(UsedMax);
    readonly Lock gate = new();

    public string New()
    {
        Span<byte> bytes = stackalloc byte[Nonce + sizeof(long)];
        RandomNumberGenerator.Fill(bytes[..Nonce]);
        BitConverter.TryWriteBytes(bytes[Nonce..], (time.GetUtcNow() + Lives).UtcTicks);
        return Base64Url.EncodeToString(protector.Protect(bytes.ToArray()));
    }

    /// <summary>True once, for what this server made for this browser lately.</summary>
    /// <param name="kept">In the browser's cookie.</param>
    /// <param name="given">In the address.</param>
    public bool Take(string? kept, string? given)
    {
        if (kept is not { Length: > 0 and <= TextMax } || given is not { Length: > 0 and <= TextMax }
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(kept), Encoding.UTF8.GetBytes(given))
            || EndOf(given) is not { } end || end <= time.GetUtcNow())
        {
            return false;
        }

        lock (gate)
        {
            if (used.TryGet(given, out _))
            {
                return false;
            }

            used.Put(given, true);
            return true;
        }
    }

    DateTimeOffset? EndOf(string state)
    {
        try
        {
            var bytes = Base64Url.IsValid(state) ? protector.Unprotect(Base64Url.DecodeFromChars(state)) : [];
            return bytes.Length == Nonce + sizeof(long) ? new DateTimeOffset(BitConverter.ToInt64(bytes, Nonce), TimeSpan.Zero) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
