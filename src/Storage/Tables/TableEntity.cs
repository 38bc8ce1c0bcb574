using System.Collections;
using Azure;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// A row: its two keys and its own columns. A column holds a string, Boolean, Int32, Int64, Double, DateTimeOffset (kept in UTC), Guid or bytes; there is
/// no null in a table, so what is set to null is absent.
/// </summary>
sealed class TableEntity(string partitionKey, string rowKey) : IEnumerable<KeyValuePair<string, object>>
{
    readonly Dictionary<string, object> columns = new(StringComparer.Ordinal);

    public string PartitionKey { get; set; } = partitionKey;

    public string RowKey { get; set; } = rowKey;

    /// <summary>The service's; never sent.</summary>
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>As it was read; opaque.</summary>
    public ETag ETag { get; set; }

    public int Count => columns.Count;

    /// <exception cref="ArgumentException">A table has no such type.</exception>
    public object? this[string name]
    {
        get => columns.GetValueOrDefault(name);
        set => Set(name, value);
    }

    public void Add(string name, object? value) => Set(name, value);

    public string? GetString(string name) => (string?)Get(name, typeof(string));

    public bool? GetBoolean(string name) => (bool?)Get(name, typeof(bool));

    public int? GetInt32(string name) => (int?)Get(name, typeof(int));

    public long? GetInt64(string name) => (long?)Get(name, typeof(long));

    /// <summary>A whole number may come back without its point.</summary>
    public double? GetDouble(string name) => columns.GetValueOrDefault(name) is int whole ? whole : (double?)Get(name, typeof(double));

    public DateTimeOffset? GetDateTimeOffset(string name) => (DateTimeOffset?)Get(name, typeof(DateTimeOffset));

    public Guid? GetGuid(string name) => (Guid?)Get(name, typeof(Guid));

    public BinaryData? GetBinaryData(string name) => (BinaryData?)Get(name, typeof(BinaryData));

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void Set(string name, object? value)
    {
        if (value is null)
        {
            columns.Remove(name);
            return;
        }

        columns[name] = value switch
        {
            byte[] bytes => BinaryData.FromBytes(bytes),
            DateTimeOffset moment => moment.ToUniversalTime(),
            string or bool or int or long or double or Guid or BinaryData => value,
            _ => throw new ArgumentException($"A table has no column of type {value.GetType().Name}, as {name} would be.", nameof(value)),
        };
    }

    /// <exception cref="InvalidOperationException">The column is of another type.</exception>
    object? Get(string name, Type type) => columns.GetValueOrDefault(name) switch
    {
        null => null,
        var value when value.GetType() == type => value,
        var value => throw new InvalidOperationException($"Column {name} holds {value.GetType().Name} and not {type.Name}."),
    };
}
