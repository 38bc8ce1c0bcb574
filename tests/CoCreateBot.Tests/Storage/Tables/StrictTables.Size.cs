using System.Globalization;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>What it would be billed for, as Microsoft says how an entity's size is counted ("How the size of an entity is calculated", 2011).</summary>
sealed partial class StrictTables
{
    const int RowBytes = 4;
    const int ColumnBytes = 8;
    const int LengthBytes = 4;

    public IReadOnlyList<(string Table, int Rows, long Bytes)> Sizes
    {
        get
        {
            lock (gate)
            {
                return [.. tables.Select(table => (table.Key, table.Value.Count, table.Value.Values.Sum(SizeOf)))];
            }
        }
    }

    static long SizeOf(JsonObject row) => RowBytes
        + (2 * ($"{row["PartitionKey"]}".Length + $"{row["RowKey"]}".Length))
        + row.Where(column => IsOwn(column.Key)).Sum(column => ColumnBytes + (2L * column.Key.Length) + SizeOf(column.Value, $"{row[$"{column.Key}@odata.type"]}"));

    static bool IsOwn(string column) => column is not ("PartitionKey" or "RowKey" or "Timestamp") && !column.Contains("odata.", StringComparison.Ordinal);

    static long SizeOf(JsonNode? value, string type) => (type, $"{value}") switch
    {
        ("Edm.Binary", var text) => LengthBytes + Convert.FromBase64String(text).Length,
        ("Edm.Guid", _) => 16,
        ("Edm.Int64" or "Edm.DateTime" or "Edm.Double", _) => 8,
        (_, "true" or "false") => 1,
        (_, var text) when int.TryParse(text, CultureInfo.InvariantCulture, out _) && value!.GetValueKind() is System.Text.Json.JsonValueKind.Number => 4, // ! it has a text
        (_, var text) => LengthBytes + (2 * text.Length),
    };
}
