using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>A session's name in the log: 16 characters a-z2-7, 80 random bits, so that it cannot be guessed.</summary>
[JsonConverter(typeof(SessionIdJson))]
public readonly record struct SessionId(string Value)
{
    public const int Length = 16;

    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    public static SessionId New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>The same seed gives the same id, so that a start that is sent twice starts once.</summary>
    /// <param name="seed">At least 16 bytes nobody outside can know.</param>
    public static SessionId From(ReadOnlySpan<byte> seed)
    {
        if (seed.Length < Length)
        {
            throw new ArgumentException("A seed has at least 16 bytes.", nameof(seed));
        }

        Span<char> id = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            id[i] = Alphabet[seed[i] & 31];
        }

        return new(new string(id));
    }

    public static bool IsId(string text) => text.Length == Length && !text.AsSpan().ContainsAnyExcept(Letters);

    public override string ToString() => Value;
}

/// <summary>A place that shows a session: "web:room", "slack:team/channel".</summary>
[JsonConverter(typeof(VenueIdJson))]
public readonly record struct VenueId(string Value)
{
    /// <summary>What is before the colon: the platform.</summary>
    public string Platform => Value[..Math.Max(0, Value.IndexOf(':', StringComparison.Ordinal))];

    /// <summary>What is behind the colon: the platform's own name for the place.</summary>
    public string Place => Value[(Value.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public override string ToString() => Value;
}

/// <summary>
/// How the log knows a person: a keyed hash, different in every session and every activity. Who it is can be found out only with the key,
/// and where the activity is anonymous to everyone the key is destroyed.
/// </summary>
[JsonConverter(typeof(PersonAliasJson))]
public readonly record struct PersonAlias(string Value)
{
    public override string ToString() => Value;
}

sealed class SessionIdJson : JsonConverter<SessionId>
{
    public override SessionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, SessionId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

sealed class VenueIdJson : JsonConverter<VenueId>
{
    public override VenueId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, VenueId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

sealed class PersonAliasJson : JsonConverter<PersonAlias>
{
    public override PersonAlias Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, PersonAlias value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
