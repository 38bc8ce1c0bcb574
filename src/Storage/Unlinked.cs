using System.Collections.Immutable;
using System.Security.Cryptography;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>
/// Rows without a name must not give away whose they are by their key, by their place among the others or by the order of writing. They get random
/// keys, and are written in the order of the keys.
/// </summary>
static class Unlinked
{
    const int KeyLength = 16;

    public static ImmutableArray<Artifact> From(ImmutableArray<Artifact> rows) =>
        [.. rows.Select(row => row.Author is null ? row with { Key = RandomKey() } : row).OrderBy(row => row.Key, StringComparer.Ordinal)];

    static string RandomKey() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", KeyLength);
}
