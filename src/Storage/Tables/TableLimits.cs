using System.Text;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// What the service refuses, refused before anything is sent: the emulator lets some of it through, and the service's own answer does not always say
/// which row and column it means. Callers keep to these by limits of their own, so that crossing one is a bug.
/// </summary>
static class TableLimits
{
    public const int KeyCharactersMax = 512;

    /// <summary>In Cosmos DB, of a row key in UTF-8.</summary>
    public const int CosmosRowKeyBytesMax = 255;

    public const int ColumnsMax = 252;
    public const int ColumnNameMax = 255;
    public const int TextCharactersMax = 32 * 1024;
    public const int BinaryBytesMax = 64 * 1024;
    public const int EntityBytesMax = 1024 * 1024;
    public const int TableNameMin = 3;
    public const int TableNameMax = 63;
    public const int PageRowsMax = 1000;

    /// <summary>What the service knows of time begins here.</summary>
    public static readonly DateTimeOffset TimeMin = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void CheckTable(string name)
    {
        if (name.Length is < TableNameMin or > TableNameMax || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit)
            || name.Equals("tables", StringComparison.OrdinalIgnoreCase))
        {
            var what = $"those are {TableNameMin} to {TableNameMax} letters and digits of ASCII, a letter first, and not \"tables\"";
            throw new ArgumentException($"\"{name}\" is no name of a table: {what}.", nameof(name));
        }
    }

    public static void CheckPage(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, PageRowsMax);
    }

    public static void CheckKeys(string partitionKey, string rowKey, bool isCosmos)
    {
        CheckKey(partitionKey, nameof(partitionKey));
        CheckKey(rowKey, nameof(rowKey));
        if (isCosmos && Encoding.UTF8.GetByteCount(rowKey) > CosmosRowKeyBytesMax)
        {
            throw new ArgumentException($"A row key has {CosmosRowKeyBytesMax} bytes at the most in Cosmos DB.", nameof(rowKey));
        }
    }

    public static void Check(TableEntity entity, bool isCosmos)
    {
        CheckKeys(entity.PartitionKey, entity.RowKey, isCosmos);
        if (entity.Count > ColumnsMax)
        {
            throw new ArgumentException($"A row has {ColumnsMax} columns of its own at the most and not {entity.Count}.", nameof(entity));
        }

        var bytes = 4 + (2 * (entity.PartitionKey.Length + entity.RowKey.Length));
        foreach (var (name, value) in entity)
        {
            CheckName(name);
            bytes += 8 + (2 * name.Length) + Bytes(name, value);
        }

        if (bytes > EntityBytesMax)
        {
            throw new ArgumentException($"A row has {EntityBytesMax} bytes at the most and not {bytes}, as the service counts them.", nameof(entity));
        }
    }

    public static void CheckName(string name)
    {
        if (name.Length is < 1 or > ColumnNameMax || !(char.IsLetter(name[0]) || name[0] == '_') || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            var what = $"those are 1 to {ColumnNameMax} letters, digits and _, no digit first";
            throw new ArgumentException($"\"{name}\" is no name of a column: {what}.", nameof(name));
        }

        if (name is nameof(TableEntity.PartitionKey) or nameof(TableEntity.RowKey) or nameof(TableEntity.Timestamp))
        {
            throw new ArgumentException($"{name} is a column that each row has already.", nameof(name));
        }
    }

    /// <summary>Without the key itself: it may hold what belongs in no log.</summary>
    static void CheckKey(string key, string which)
    {
        if (key.Length > KeyCharactersMax)
        {
            throw new ArgumentException($"A key has {KeyCharactersMax} characters at the most and not {key.Length}.", which);
        }

        if (key.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)))
        {
            throw new ArgumentException("A key has no slash, backslash, number sign, question mark or control character; these have to be escaped.", which);
        }

        CheckWhole(key, which);
    }

    /// <summary>Without this, the other end would find a replacement character.</summary>
    static void CheckWhole(string text, string which)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                throw new ArgumentException($"{which} holds half a character.", which);
            }
        }
    }

    static int Bytes(string name, object value)
    {
        switch (value)
        {
            case string text:
                if (text.Length > TextCharactersMax)
                {
                    throw new ArgumentException($"A text has {TextCharactersMax} characters at the most and not {text.Length}, as {name} has.", nameof(value));
                }

                CheckWhole(text, name);
                return 4 + (2 * text.Length);
            case BinaryData data:
                var length = data.ToMemory().Length;
                return length <= BinaryBytesMax
                    ? 4 + length
                    : throw new ArgumentException($"A column has {BinaryBytesMax} bytes at the most and not {length}, as {name} has.", nameof(value));
            case DateTimeOffset moment:
                return moment >= TimeMin
                    ? 8
                    : throw new ArgumentException($"A time is in the year {TimeMin.Year} or later, and {name} is not.", nameof(value));
            case Guid:
                return 16;
            case bool:
                return 1;
            case int:
                return 4;
            default:
                return 8;
        }
    }
}
