using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Moving;

/// <summary>One thing that a store holds, as it is compared with another store and put there. To put it twice is to put it once.</summary>
/// <param name="Mark">Half a SHA-256 of its kind and all that it says: no two rows of a store have the same.</param>
sealed record StoredRow(string Kind, UInt128 Mark, Func<IStore, CancellationToken, Task> PutAsync)
{
    const int Nothing = -1;

    /// <param name="says">All of it, its key first.</param>
    public static StoredRow Of(string kind, Func<IStore, CancellationToken, Task> put, params ReadOnlySpan<object?> says)
    {
        using var bytes = new MemoryStream();
        Write(bytes, kind);
        foreach (var one in says)
        {
            Write(bytes, one);
        }

        return new(kind, BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))), put);
    }

    /// <summary>
    /// All readable rows of an activity, since they are replaced as a whole. Those without a name have other keys in each store, and no order.
    /// </summary>
    public static StoredRow Of(string kind, SessionId session, int activity, ImmutableArray<Artifact> rows)
    {
        var marks = rows.Select(row => Of(
            kind, (_, _) => Task.CompletedTask, row.Author is null ? null : row.Key, row.Kind, row.Text, row.Value, row.Author,
            row.BuildsOn is not null, row.People, row.Owner, row.Due?.DayNumber, row.State).Mark);
        using var sorted = new MemoryStream();
        foreach (var mark in marks.Order())
        {
            sorted.Write(Bytes(mark));
        }

        return Of(kind, (to, stop) => to.Artifacts.ReplaceAsync(session, activity, rows, stop), session.Value, activity, sorted.ToArray());
    }

    /// <summary>One hash of all of these, whatever their order.</summary>
    public static string HashOf(IEnumerable<UInt128> marks)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var mark in marks.Order())
        {
            all.AppendData(Bytes(mark));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    static byte[] Bytes(UInt128 mark)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, mark);
        return bytes;
    }

    /// <summary>With its length before it, so that no two things are written alike.</summary>
    static void Write(MemoryStream to, object? one)
    {
        var bytes = one switch
        {
            null => null,
            string text => Encoding.UTF8.GetBytes(text),
            byte[] some => some,
            ReadOnlyMemory<byte> some => some.ToArray(),
            Guid id => id.ToByteArray(),
            DateTimeOffset time => Number(time.UtcTicks),
            bool yes => Number(yes ? 1 : 0),
            int number => Number(number),
            long number => Number(number),
            _ => throw new ArgumentException($"No row holds a {one.GetType().Name}.", nameof(one)),
        };
        to.Write(Number(bytes?.Length ?? Nothing));
        to.Write(bytes ?? []);
    }

    static byte[] Number(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
