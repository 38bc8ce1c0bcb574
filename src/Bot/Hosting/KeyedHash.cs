using System.Security.Cryptography;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// HMAC-SHA256 under one key. It is kept once it is made: to make it anew for each of the short texts here costs more than to use it. The mailbox and
/// readers beside it may ask at the same time.
/// </summary>
sealed class KeyedHash(byte[] key) : IDisposable
{
    readonly Lock gate = new();
    IncrementalHash? hash;
    bool isDestroyed;

    /// <summary>False where the key is destroyed.</summary>
    public bool TryDigest(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        lock (gate)
        {
            if (isDestroyed)
            {
                return false;
            }

            hash ??= IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hash.AppendData(message);
            hash.GetHashAndReset(digest);
            return true;
        }
    }

    /// <summary>Destroys the key, as far as it is in memory.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDestroyed = true;
            hash?.Dispose();
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
