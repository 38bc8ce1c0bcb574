using System.Security.Cryptography;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>One hash is kept for each key, and used again and again, by several at once.</summary>
public sealed class KeyedHashTest
{
    static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    [Fact]
    public void Each_text_is_hashed_by_itself_however_many_came_before_and_beside_it()
    {
        using var hash = new KeyedHash([.. Key]);

        Parallel.For(0, 1_000, n =>
        {
            var text = BitConverter.GetBytes(n);
            var digest = new byte[HMACSHA256.HashSizeInBytes];

            Assert.True(hash.TryDigest(text, digest));
            Assert.Equal(HMACSHA256.HashData(Key, text), digest);
        });
    }

    [Fact]
    public void After_the_end_nothing_is_hashed_and_the_key_is_zero()
    {
        byte[] key = [.. Key];
        var hash = new KeyedHash(key);
        var digest = new byte[HMACSHA256.HashSizeInBytes];
        hash.TryDigest("word"u8, digest);

        hash.Dispose();

        Assert.False(hash.TryDigest("word"u8, digest));
        Assert.All(key, value => Assert.Equal(0, value));
    }
}
