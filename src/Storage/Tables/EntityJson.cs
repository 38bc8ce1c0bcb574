using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;

namespace CoCreateBot.Storage.Tables;

/// <summary>Rows as the service writes them: a type beside each value that JSON alone would not bring back as it was.</summary>
static class EntityJson
{
    const string TypeMark = "@odata.type";
    const string Seconds = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // never inside a page

    public static ReadOnlyMemory<byte> Write(TableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString(nameof(TableEntity.PartitionKey), entity.PartitionKey);
            json.WriteString(nameof(TableEntity.RowKey), entity.RowKey);
            foreach (var (name, value) in entity)
            {
                Write(json, name, value);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> WriteTable(string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("TableName", name);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Seven digits, as exact as the service keeps it; always UTC.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);

    public static TableEntity Read(ReadOnlyMemory<byte> answer)
    {
        var json = new Utf8JsonReader(answer.Span);
        json.Read();
        return Row(ref json);
    }

    public static List<TableEntity> ReadPage(ReadOnlyMemory<byte> answer)
    {
        var json = new Utf8JsonReader(answer.Span);
        var rows = new List<TableEntity>();
        json.Read();
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var isRows = json.ValueTextEquals("value");
            json.Read();
            if (!isRows)
            {
                json.Skip();
                continue;
            }

            Expect(ref json, JsonTokenType.StartArray);
            while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
            {
                rows.Add(Row(ref json));
            }
        }

        return rows;
    }

    static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool yes:
                json.WriteBoolean(name, yes);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteString(name + TypeMark, "Edm.Int64");
                json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteString(name + TypeMark, "Edm.Double");
                Write(json, name, number);
                break;
            case DateTimeOffset moment:
                json.WriteString(name + TypeMark, "Edm.DateTime");
                json.WriteString(name, Text(moment));
                break;
            case Guid id:
                json.WriteString(name + TypeMark, "Edm.Guid");
                json.WriteString(name, id);
                break;
            case BinaryData data:
                json.WriteString(name + TypeMark, "Edm.Binary");
                json.WriteBase64String(name, data.ToMemory().Span);
                break;
        }
    }

    /// <summary>JSON has no word for three of them; the service takes these.</summary>
    static void Write(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }
    }

    static TableEntity Row(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        var (row, type) = (new TableEntity("", ""), (string?)null);
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString() ?? "";
            json.Read();
            if (name.EndsWith(TypeMark, StringComparison.Ordinal))
            {
                type = json.GetString(); // stands right before what it is about
                continue;
            }

            Put(row, name, type, ref json);
            type = null;
        }

        return row;
    }

    static void Put(TableEntity row, string name, string? type, ref Utf8JsonReader json)
    {
        switch (name)
        {
            case nameof(TableEntity.PartitionKey):
                row.PartitionKey = json.GetString() ?? "";
                break;
            case nameof(TableEntity.RowKey):
                row.RowKey = json.GetString() ?? "";
                break;
            case nameof(TableEntity.Timestamp):
                row.Timestamp = json.GetDateTimeOffset();
                break;
            case "odata.etag":
                row.ETag = new ETag(json.GetString() ?? "");
                break;
            default:
                if (name.StartsWith("odata.", StringComparison.Ordinal) || json.TokenType is JsonTokenType.Null)
                {
                    json.Skip();
                    break;
                }

                row[name] = Value(type, ref json);
                break;
        }
    }

    static object Value(string? type, ref Utf8JsonReader json) => type switch // each arm an object, or they would all become Double
    {
        "Edm.Int64" => (object)long.Parse(json.GetString() ?? "", CultureInfo.InvariantCulture),
        "Edm.Double" => (object)(json.TokenType is JsonTokenType.String ? Word(json.GetString()) : json.GetDouble()),
        "Edm.DateTime" => (object)json.GetDateTimeOffset(),
        "Edm.Guid" => (object)json.GetGuid(),
        "Edm.Binary" => BinaryData.FromBytes(json.GetBytesFromBase64()),
        null or "Edm.String" or "Edm.Boolean" or "Edm.Int32" => Plain(ref json),
        _ => throw new FormatException($"No column is of type {type}."),
    };

    static object Plain(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString() ?? "",
        JsonTokenType.True or JsonTokenType.False => (object)json.GetBoolean(),
        JsonTokenType.Number => json.TryGetInt32(out var whole) ? (object)whole : (object)json.GetDouble(),
        var other => throw new FormatException($"No column holds {other}."),
    };

    static double Word(string? word) => word switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new FormatException("A number is written as a word that is none."),
    };

    static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (json.TokenType != type)
        {
            throw new FormatException($"Not {type} but {json.TokenType} stands there.");
        }
    }
}
