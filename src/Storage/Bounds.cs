using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>What no store takes. Callers keep to these bounds by their own limits, so that crossing one is a bug and no refusal.</summary>
static class Bounds
{
    public static void Check(StoredCommit commit)
    {
        if (commit.Number < 1 || commit.Marks.Length > StoredCommit.MarksMax || commit.Events.Length > StoredCommit.EventBytesMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(commit), $"Commit {commit.Number} has {commit.Marks.Length} marks and {commit.Events.Length} bytes of events.");
        }
    }

    public static void CheckLength(int kept, int events) => ArgumentOutOfRangeException.ThrowIfNotEqual(events, kept);

    public static void CheckKey(ReadOnlyMemory<byte> key)
    {
        if (key.Length is < 1 or > KeptKey.BytesMax)
        {
            throw new ArgumentOutOfRangeException(nameof(key), $"A key has 1 to {KeptKey.BytesMax} bytes and not {key.Length}.");
        }
    }

    public static void Check(StoredPicture picture)
    {
        if (!PictureRef.IsId(picture.Id) || picture.Bytes.Length is < 1 or > Limits.PictureBytesMax)
        {
            throw new ArgumentOutOfRangeException(nameof(picture), $"A picture has 1 to {Limits.PictureBytesMax} bytes and not {picture.Bytes.Length}.");
        }
    }

    public static void Check(Installation installation)
    {
        if (installation.Secret.Length is < 1 or > Installation.SecretBytesMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(installation), $"What is protected has 1 to {Installation.SecretBytesMax} bytes and not {installation.Secret.Length}.");
        }
    }

    public static void Check(ImmutableArray<Address> addresses)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(addresses.Length, Address.BatchMax, nameof(addresses));
        if (addresses.Any(one => new[] { one.Place, one.Service, one.Kind, one.Team, one.Member, one.Chat }.Any(text => text?.Length > Address.TextMax)))
        {
            throw new ArgumentOutOfRangeException(nameof(addresses), $"An address has texts of {Address.TextMax} characters at the most.");
        }
    }

    public static void CheckNews(string news) => ArgumentOutOfRangeException.ThrowIfGreaterThan(news.Length, INodes.NewsMax, nameof(news));

    public static void CheckServed(int workspaces) => ArgumentOutOfRangeException.ThrowIfGreaterThan(workspaces, Installation.ServedMax);

    public static void CheckKeys(ImmutableArray<string> people) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people.Length, IPeople.KeysMax, nameof(people));

    public static void CheckPlaces(ImmutableArray<string> places) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places.Length, Address.BatchMax, nameof(places));

    public static void CheckMax(int max) => ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);

    public static void Check(int activity, ImmutableArray<Artifact> rows)
    {
        if (rows.Length > IArtifacts.RowsMax)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), $"Activity {activity} has {rows.Length} rows.");
        }

        if (rows.Any(row => row.Activity != activity))
        {
            throw new ArgumentException($"A row is of another activity than {activity}.", nameof(rows));
        }

        var named = rows.Where(row => row.Author is not null).Select(row => row.Key).ToArray();
        if (named.Distinct(StringComparer.Ordinal).Count() != named.Length)
        {
            throw new ArgumentException($"Two rows of activity {activity} have the same key.", nameof(rows));
        }
    }
}
