using System.Collections.Immutable;
using System.Security.Cryptography;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>
/// Rows without a name must not give away whose they are by their key, by their place among the others or by the order of writing. They get random
/// keys, and are written in the order of the keys. What builds on another row leads to that one's new key, and to nothing where it is not among them.
/// </summary>
static class Unlinked
{
    const int KeyLength = 16;

    public static ImmutableArray<Artifact> From(ImmutableArray<Artifact> rows)
    {
        var keyed = rows.Select(row => (Row: row, Key: row.Author is null ? RandomKey() : row.Key)).ToList();
        var keys = keyed.ToLookup(one => one.Row.Key, one => one.Key, StringComparer.Ordinal);
        return
        [
            .. keyed.Select(one => one.Row with { Key = one.Key, BuildsOn = one.Row.BuildsOn is { } basis ? keys[basis].FirstOrDefault() : null })
                .OrderBy(row => row.Key, StringComparer.Ordinal),
        ];
    }

    static string RandomKey() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", KeyLength);
}
