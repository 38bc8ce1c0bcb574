using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// The keys of one session: one for itself (scope 0) and one for each activity. From them come people's aliases and the marks of deliveries, so
/// that with a key both are gone.
/// </summary>
sealed class SessionKeys(SessionId session, IKeyRing ring)
{
    const int KeyBytes = 32;
    const int DigestBytes = 16;
    const int OnStackMax = 512;

    ImmutableDictionary<int, KeyedHash> keys = ImmutableDictionary<int, KeyedHash>.Empty;

    public async Task LoadAsync(CancellationToken stop)
    {
        foreach (var kept in await ring.ReadAsync(session, stop))
        {
            Adopt(kept);
        }
    }

    /// <summary>Makes sure that there is a key, durably, before anything is written under it.</summary>
    public async Task EnsureAsync(int scope, CancellationToken stop)
    {
        if (!keys.ContainsKey(scope))
        {
            Adopt(await ring.KeepAsync(session, scope, RandomNumberGenerator.GetBytes(KeyBytes), stop));
        }
    }

    public async Task DestroyAsync(int scope, CancellationToken stop)
    {
        await ring.DestroyAsync(session, scope, stop);
        Drop(scope);
    }

    /// <summary>It is destroyed, or will be: here nobody knows it any more.</summary>
    public void Drop(int scope)
    {
        if (keys.TryGetValue(scope, out var key))
        {
            keys = keys.Remove(scope);
            key.Dispose();
        }
    }

    /// <summary>A person's alias. Where the key is gone it is a new one each time: nobody can be recognised any more.</summary>
    public PersonAlias AliasOf(Person person, int scope)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Digest(scope, digest, "alias:", person.Key);
        return new PersonAlias(Base64Url.EncodeToString(digest[..DigestBytes]));
    }

    /// <summary>The mark by which a person's delivery is known again. Another's with the same id is another: a web page makes its own ids.</summary>
    public Guid MarkOf(Person person, string delivery, int scope)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Digest(scope, digest, "mark:", person.Key, "\n", delivery);
        return new Guid(digest[..DigestBytes]);
    }

    /// <summary>Stands for a text where nobody may find out which one it is.</summary>
    public string SealOf(string text)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Digest(0, digest, "seal:", text);
        return Base64Url.EncodeToString(digest[..DigestBytes]);
    }

    void Adopt(KeptKey kept)
    {
        if (kept.Key is { } key)
        {
            keys = keys.SetItem(kept.Scope, new KeyedHash(key.ToArray()));
        }
    }

    void Digest(int scope, Span<byte> digest, params ReadOnlySpan<string> texts)
    {
        // Who sends a delivery chooses how long its id is; venues bound it by the size of their requests.
        var most = 0;
        foreach (var text in texts)
        {
            most += Encoding.UTF8.GetMaxByteCount(text.Length);
        }

        Span<byte> message = most <= OnStackMax ? stackalloc byte[OnStackMax] : new byte[most];
        var length = 0;
        foreach (var text in texts)
        {
            length += Encoding.UTF8.GetBytes(text, message[length..]);
        }

        if (!keys.TryGetValue(scope, out var key) || !key.TryDigest(message[..length], digest))
        {
            RandomNumberGenerator.Fill(digest);
        }
    }
}
