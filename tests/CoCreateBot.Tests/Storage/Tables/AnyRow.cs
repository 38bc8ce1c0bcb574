using CoCreateBot.Storage.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>Keys, values and rows of every allowed kind, with what is hard to write and to escape in them.</summary>
static class AnyRow
{
    static readonly Gen<string> Piece = Gen.Elements(
        "'", "''", "a", "%", "%27", "%2F", "+", " ", "&", "=", "\"", ".", "..", "ü", "🌱", "(", ")", ",", ";", ":", "<", "@", "$", "{", "{0}", "}", "~", "!", "*", "|");

    static readonly Gen<string> Odd = Gen.Elements("\\", "/", "?", "#", "\0", "\r\n", "\t", "\u007f", "\u2028", "\ufeff", "</script>", "\ud7ff", "\uffff");

    public static Gen<string> Key { get; } = Gen.Elements(0, 1, 2, 5, 20).SelectMany(n => Piece.ArrayOf(n)).Select(string.Concat);

    public static Gen<string> Text { get; } = Gen.Elements(0, 1, 2, 5, 20).SelectMany(n => Gen.OneOf(Piece, Odd).ArrayOf(n)).Select(string.Concat);

    static readonly Gen<object> Value = Gen.OneOf(
        Text.Select(text => (object)text),
        Gen.Elements<object>(true, false, int.MinValue, -1, 0, 1, int.MaxValue),
        Gen.Elements<object>(long.MinValue, -1L, 0L, 1L, int.MaxValue + 1L, (1L << 53) + 1, long.MaxValue),
        Gen.Elements<object>(0.0, 1.0, -1.0, 0.1, 42.0, 1e21, 1e-7, double.Epsilon, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity),
        Moment.Select(moment => (object)moment),
        Gen.Elements<object>(Guid.Empty, Guid.AllBitsSet, new Guid("00112233-4455-6677-8899-aabbccddeeff")),
        Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf(9).Select(bytes => (object)BinaryData.FromBytes(bytes)));

    static Gen<DateTimeOffset> Moment =>
        from days in Gen.Choose(1, (DateTimeOffset.MaxValue - TableLimits.TimeMin).Days - 2)
        from part in Gen.Choose(0, int.MaxValue)
        from hours in Gen.Choose(-14, 14)
        select TableLimits.TimeMin.AddDays(days).AddTicks(397L * part).ToOffset(TimeSpan.FromHours(hours)); // up to each tick of a day

    public static Gen<TableEntity> Row { get; } =
        from partition in Key
        from key in Key
        from count in Gen.Choose(0, 12)
        from values in Value.ArrayOf(count)
        select Of(partition, key, values);

    /// <summary>Each value with its type, so that what came back as another type is seen.</summary>
    public static IEnumerable<string> Told(TableEntity row) => row
        .OrderBy(column => column.Key, StringComparer.Ordinal)
        .Select(column => $"{column.Key} {column.Value.GetType().Name} {Told(column.Value)}")
        .Prepend($"{row.PartitionKey}/{row.RowKey}");

    static string Told(object value) => value switch
    {
        BinaryData data => Convert.ToHexString(data.ToMemory().Span),
        DateTimeOffset moment => $"{moment:O}",
        double number => $"{BitConverter.DoubleToInt64Bits(number):x}",
        _ => $"{value}",
    };

    static TableEntity Of(string partition, string key, object[] values)
    {
        var row = new TableEntity(partition, key);
        Enumerable.Range(0, values.Length).ToList().ForEach(n => row.Add($"c{n}", values[n]));
        return row;
    }
}
