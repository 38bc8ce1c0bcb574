using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CoCreateBot.Sessions;

/// <summary>Events as the log keeps them: a JSON array, each with its stored name "k".</summary>
public sealed class EventCodec
{
    readonly JsonTypeInfo<ImmutableArray<SessionEvent>> commit;

    public EventCodec(Activities activities)
    {
        var options = new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is read by this class alone, and letters of all scripts stay as short as they are
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            TypeInfoResolver = JsonTypeInfoResolver.Combine([SessionJson.Default, .. activities.All.Select(activity => activity.Json)]),
        };
        options.Converters.Add(new ActivityEventJson(activities.All.SelectMany(activity => activity.EventNames)));
        options.Converters.Add(new JsonStringEnumConverter<AnonymityLevel>(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new JsonStringEnumConverter<CloseCause>(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new JsonStringEnumConverter<SkipCause>(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new JsonStringEnumConverter<ActivityStatus>(JsonNamingPolicy.KebabCaseLower));
        commit = (JsonTypeInfo<ImmutableArray<SessionEvent>>)options.GetTypeInfo(typeof(ImmutableArray<SessionEvent>));
    }

    public byte[] Write(ImmutableArray<SessionEvent> events) => JsonSerializer.SerializeToUtf8Bytes(events, commit);

    /// <exception cref="JsonException">The row is damaged, or was written by a newer build.</exception>
    public ImmutableArray<SessionEvent> Read(ReadOnlyMemory<byte> stored)
    {
        try
        {
            return JsonSerializer.Deserialize(stored.Span, commit);
        }
        catch (NotSupportedException e)
        {
            throw new JsonException("An event without its stored name.", e);
        }
    }
}

/// <summary>Writes an activity's event as {"k": stored name, "e": the event}; which names there are, the activities say.</summary>
sealed class ActivityEventJson(IEnumerable<StoredName> names) : JsonConverter<ActivityEvent>
{
    readonly FrozenDictionary<string, Type> types = names.ToFrozenDictionary(name => name.Name, name => name.Type, StringComparer.Ordinal);
    readonly FrozenDictionary<Type, string> names = names.ToFrozenDictionary(name => name.Type, name => name.Name);

    public override ActivityEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.ValueTextEquals("k"u8) && reader.Read());
        var name = reader.GetString() ?? "";
        Expect(reader.Read() && reader.ValueTextEquals("e"u8) && reader.Read());
        var type = types.TryGetValue(name, out var known)
            ? known
            : throw new JsonException($"Unknown event '{name}': written by a newer build?");
        var happened = (ActivityEvent?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(type));
        Expect(reader.Read() && reader.TokenType == JsonTokenType.EndObject);
        return happened ?? throw new JsonException("An event may not be null.");
    }

    public override void Write(Utf8JsonWriter writer, ActivityEvent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("k"u8, names[value.GetType()]);
        writer.WritePropertyName("e"u8);
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
        writer.WriteEndObject();
    }

    static void Expect(bool isSo)
    {
        if (!isSo)
        {
            throw new JsonException("Not an event.");
        }
    }
}

[JsonSerializable(typeof(ImmutableArray<SessionEvent>))]
sealed partial class SessionJson : JsonSerializerContext;
