using System.Text;
using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Walks over JSON and keeps pieces of it as they stand there, so that they can be read later and in any order. What has another type than
/// expected counts as not there.
/// </summary>
/// <param name="text">One JSON value.</param>
ref struct TeamsJson(ReadOnlySpan<byte> text)
{
    readonly ReadOnlySpan<byte> text = text;
    Utf8JsonReader json = new(text);

    /// <summary>Steps into the object that the whole text is; false where it is none.</summary>
    public bool Begin() => json.Read() && json.TokenType == JsonTokenType.StartObject;

    /// <summary>Steps into the list that the whole text is; false where it is none.</summary>
    public bool BeginList() => json.Read() && json.TokenType == JsonTokenType.StartArray;

    /// <summary>What stands behind the value throws.</summary>
    public bool IsAtEnd() => !json.Read();

    public bool NextProperty() => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    public readonly bool Is(ReadOnlySpan<byte> property) => json.ValueTextEquals(property);

    public readonly string Name() => json.GetString() ?? "";

    /// <summary>From a property to the inside of its object; false where it has none, and then the value is passed over.</summary>
    public bool Enter()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        json.Skip();
        return false;
    }

    public void Skip() => json.Skip();

    public TeamsString String()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return new(Here());
        }

        json.Skip();
        return default;
    }

    /// <summary>A text, or a number or a yes or no as its text.</summary>
    public TeamsString Scalar(out ReadOnlySpan<byte> literal)
    {
        literal = default;
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return new(Here());
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                literal = json.ValueSpan;
                return default;
            default:
                json.Skip();
                return default;
        }
    }

    public bool Flag()
    {
        json.Read();
        json.Skip();
        return json.TokenType == JsonTokenType.True;
    }

    /// <summary>An object as it stands there; empty where there is none.</summary>
    public ReadOnlySpan<byte> Object() => Piece(JsonTokenType.StartObject);

    /// <summary>A list as it stands there; empty where there is none.</summary>
    public ReadOnlySpan<byte> List() => Piece(JsonTokenType.StartArray);

    /// <summary>The next object of the list that was begun; false at its end. What is no object is passed over.</summary>
    public bool NextObject(out ReadOnlySpan<byte> item)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            item = PieceHere(JsonTokenType.StartObject);
            if (!item.IsEmpty)
            {
                return true;
            }
        }

        item = default;
        return false;
    }

    /// <summary>The text of one property of the object that this one has.</summary>
    public TeamsString Member(ReadOnlySpan<byte> wanted)
    {
        TeamsString found = default;
        if (Enter())
        {
            while (NextProperty())
            {
                if (Is(wanted)) found = String();
                else Skip();
            }
        }

        return found;
    }

    /// <summary>The text of one property of an object; none also where there is no object.</summary>
    public static TeamsString TextIn(ReadOnlySpan<byte> item, ReadOnlySpan<byte> wanted)
    {
        var walk = new TeamsJson(item);
        TeamsString found = default;
        if (item.IsEmpty || !walk.Begin())
        {
            return found;
        }

        while (walk.NextProperty())
        {
            if (walk.Is(wanted)) found = walk.String();
            else walk.Skip();
        }

        return found;
    }

    /// <summary>The object in one property of an object; empty also where there is no object.</summary>
    public static ReadOnlySpan<byte> ObjectIn(ReadOnlySpan<byte> item, ReadOnlySpan<byte> wanted)
    {
        var walk = new TeamsJson(item);
        ReadOnlySpan<byte> found = default;
        if (item.IsEmpty || !walk.Begin())
        {
            return found;
        }

        while (walk.NextProperty())
        {
            if (walk.Is(wanted)) found = walk.Object();
            else walk.Skip();
        }

        return found;
    }

    ReadOnlySpan<byte> Piece(JsonTokenType wanted)
    {
        json.Read();
        return PieceHere(wanted);
    }

    ReadOnlySpan<byte> PieceHere(JsonTokenType wanted)
    {
        var isIt = json.TokenType == wanted;
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return isIt ? text[start..(int)json.BytesConsumed] : default;
    }

    readonly ReadOnlySpan<byte> Here() => text[(int)json.TokenStartIndex..(int)json.BytesConsumed];
}

/// <summary>A JSON string as it stands in a body, with its quotes: becomes text only where it is needed. The default is none.</summary>
readonly ref struct TeamsString(ReadOnlySpan<byte> quoted)
{
    /// <summary>The most bytes that one UTF-16 unit takes in JSON: \u0041.</summary>
    const int BytesPerUnit = 6;

    readonly ReadOnlySpan<byte> quoted = quoted;

    public bool IsThere => !quoted.IsEmpty;

    /// <summary>Half a surrogate pair as \u escape throws InvalidOperationException.</summary>
    public string? Text()
    {
        if (quoted.IsEmpty)
        {
            return null;
        }

        var json = new Utf8JsonReader(quoted);
        json.Read();
        return json.GetString();
    }

    /// <summary>Null also where it is empty or longer than that.</summary>
    public string? Text(int max) => quoted.Length - 2 <= max * BytesPerUnit && Text() is { Length: > 0 } text && text.Length <= max ? text : null;

    /// <summary>The text in this room, which makes no string of it; empty where it is longer than the room.</summary>
    public ReadOnlySpan<char> Chars(Span<char> room)
    {
        if (quoted.Length - 2 > room.Length)
        {
            return Text(room.Length); // with escapes it may still fit
        }

        if (quoted.IsEmpty)
        {
            return default;
        }

        var json = new Utf8JsonReader(quoted);
        json.Read();
        return room[..json.CopyString(room)];
    }

    /// <summary>The same text, written in the same way.</summary>
    public bool IsSameAs(TeamsString other) => !quoted.IsEmpty && quoted.SequenceEqual(other.quoted);

    /// <summary>In whatever case.</summary>
    public bool Is(ReadOnlySpan<byte> ascii)
    {
        if (quoted.IsEmpty)
        {
            return false;
        }

        return quoted.Contains((byte)'\\')
            ? Ascii.EqualsIgnoreCase(ascii, Text())
            : Ascii.EqualsIgnoreCase(ascii, quoted[1..^1]);
    }
}
