using System.Text;

namespace CoCreateBot.Storage.Tables;

/// <summary>What stands in a row, where it must.</summary>
static class TableRow
{
    /// <summary>Bytes that do not fit one column go on in the next: Events1, Events2 …</summary>
    const int PartsMax = 15;

    extension(TableEntity row)
    {
        public string Text(string column) => row.GetString(column) ?? throw Missing(column);

        public int Number(string column) => row.GetInt32(column) ?? throw Missing(column);

        public long Long(string column) => row.GetInt64(column) ?? throw Missing(column);

        public bool Is(string column) => row.GetBoolean(column) ?? throw Missing(column);

        public DateTimeOffset Time(string column) => row.GetDateTimeOffset(column) ?? throw Missing(column);

        public Guid Id(string column) => row.GetGuid(column) ?? throw Missing(column);

        public byte[] Bytes(string column) => (row.GetBinaryData(column) ?? throw Missing(column)).ToArray();

        /// <param name="length">All of them.</param>
        public byte[] Bytes(string column, int length)
        {
            var all = new byte[length];
            for (var (part, at) = (1, 0); at < length; part++)
            {
                var some = row.GetBinaryData($"{column}{part}")?.ToMemory() ?? throw Missing($"{column}{part}");
                some.CopyTo(all.AsMemory(at)); // one that is too long throws
                at += some.Length > 0 ? some.Length : throw Missing($"{column}{part}");
            }

            return all;
        }

        public TableEntity With(string column, ReadOnlyMemory<byte> bytes)
        {
            for (var part = 1; !bytes.IsEmpty; part++)
            {
                var some = bytes[..Math.Min(bytes.Length, TableLimits.BinaryBytesMax)];
                row[$"{column}{part}"] = BinaryData.FromBytes(some);
                bytes = bytes[some.Length..];
            }

            return row;
        }

        /// <summary>A text that may be longer than a column: Text, Text2, Text3 … It is cut where no row could hold it.</summary>
        public TableEntity With(string column, string text)
        {
            text = text.Length <= PartsMax * (TableLimits.TextCharactersMax - 1) ? text : text[..((PartsMax * (TableLimits.TextCharactersMax - 1)) - 1)] + "…";
            for (var part = 1; part is 1 || text.Length > 0; part++)
            {
                var end = Math.Min(text.Length, TableLimits.TextCharactersMax);
                end -= end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0; // no character is cut in two
                row[part is 1 ? column : $"{column}{part}"] = text[..end];
                text = text[end..];
            }

            return row;
        }

        public string LongText(string column)
        {
            var text = new StringBuilder(row.Text(column));
            for (var part = 2; row.GetString($"{column}{part}") is { } more; part++)
            {
                text.Append(more);
            }

            return text.ToString();
        }

        /// <summary>As SQLite does it: half a character becomes a replacement.</summary>
        public TableEntity Whole()
        {
            foreach (var (name, value) in row.ToList())
            {
                if (value is string text && text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar))
                {
                    row[name] = string.Concat(text.EnumerateRunes());
                }
            }

            return row;
        }

        /// <summary>Reads the row by this.</summary>
        /// <exception cref="StoreUnavailableException">It is damaged; nothing else is.</exception>
        public T Read<T>(Func<TableEntity, T> read)
        {
            try
            {
                return read(row);
            }
            catch (Exception e) when (IsDamage(e))
            {
                throw new StoreUnavailableException(StoreTrouble.DamagedRow, $"A row is damaged: {e.Message}", e);
            }
        }
    }

    /// <summary>Those that can be read: in a list of many, one that cannot must not hide the others.</summary>
    public static IEnumerable<T> Readable<T>(this IEnumerable<TableEntity> rows, Func<TableEntity, T> read)
    {
        foreach (var row in rows)
        {
            if (row.TryRead(read, out var one))
            {
                yield return one!; // ! it could be read
            }
        }
    }

    public static bool TryRead<T>(this TableEntity row, Func<TableEntity, T> read, out T? one)
    {
        try
        {
            one = read(row);
            return true;
        }
        catch (Exception e) when (IsDamage(e))
        {
            one = default;
            return false;
        }
    }

    static bool IsDamage(Exception e) =>
        e is InvalidOperationException or FormatException or ArgumentException or OverflowException or IndexOutOfRangeException;

    static InvalidOperationException Missing(string column) => new($"Column {column} is missing.");
}
