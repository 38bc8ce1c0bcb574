using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Cards;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>What a person sent by one of our forms. It is read whole and bounded before anything is done with it.</summary>
public sealed record SentForm
{
    public const int BodyBytesMax = 64 * 1024;

    /// <summary>A ballot on the most options a vote may have, and what every form carries.</summary>
    public const int FieldsMax = 100;

    public const string PressField = "press";
    public const string TokenField = "token";
    public const string OnceField = "once";

    /// <summary>The name of the sender's time zone, where their browser tells it.</summary>
    public const string ZoneField = "zone";

    const int OnceMax = 64;
    const string ContentType = "application/x-www-form-urlencoded";

    /// <summary>Shorter than this and without a space, a value is a choice and not somebody's words.</summary>
    const int ChoiceMax = 12;

    static readonly ImmutableArray<string> Ours = [PressField, TokenField, OnceField, ZoneField, Ticket.LinkField, Ticket.OwnField, "lang", "back"];

    SentForm(FrozenDictionary<string, string> all) => All = all;

    public static readonly SentForm Nothing = new(FrozenDictionary<string, string>.Empty);

    internal static SentForm Of(IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, SentFile> files) =>
        new(fields.ToFrozenDictionary(StringComparer.Ordinal)) { Files = files };

    FrozenDictionary<string, string> All { get; }

    /// <summary>By input; one that was left empty is there as well.</summary>
    public IReadOnlyDictionary<string, SentFile> Files { get; init; } = FrozenDictionary<string, SentFile>.Empty;

    public string? Press => All.GetValueOrDefault(PressField);

    public string? Token => All.GetValueOrDefault(TokenField);

    /// <summary>The inputs by id, without what every form carries. None of ours has a colon in its id: behind one stands what the server itself adds.</summary>
    public IReadOnlyDictionary<string, string> Inputs =>
        All.Where(sent => !Ours.Contains(sent.Key, StringComparer.Ordinal) && !sent.Key.Contains(':')).ToFrozenDictionary(StringComparer.Ordinal);

    public string this[string name] => All.GetValueOrDefault(name, "");

    /// <summary>The words in it, to be shown to their writer again where there is no form to put them back into.</summary>
    public string Typed => string.Join('\n', Inputs.Values.Where(IsWords));

    /// <summary>Is it something that somebody wrote, and did not choose?</summary>
    public static bool IsWords(string value) => value.Contains(' ') || value.Length > ChoiceMax;

    /// <summary>Null and a status where it cannot be read: 413 for too much, 400 for what is no form or breaks off.</summary>
    public static async Task<(SentForm? Form, int Status)> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > BodyBytesMax)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            var body = await BodyAsync(request.Body, stop);
            return body.Length > BodyBytesMax
                ? (null, StatusCodes.Status413PayloadTooLarge)
                : Parse(request, body);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>
    /// The delivery by which the same form sent twice (a double press, a reload) counts once; another content of the same form is another delivery.
    /// </summary>
    public string DeliveryOf(string person)
    {
        var once = this[OnceField];
        if (once.Length is 0 or > OnceMax)
        {
            return $"{person}/{Guid.NewGuid():N}";
        }

        var content = string.Join('\n', All.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        return $"{person}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
    }

    static async Task<byte[]> BodyAsync(Stream body, CancellationToken stop)
    {
        var buffer = new byte[BodyBytesMax + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
        return buffer[..length];
    }

    static (SentForm?, int) Parse(HttpRequest request, byte[] body)
    {
        var isForm = request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true;
        var isWhole = request.ContentLength is not { } length || length == body.Length;
        var text = Encoding.UTF8.GetString(body);
        if (!isForm || !isWhole || !IsEscaped(text))
        {
            return (null, StatusCodes.Status400BadRequest);
        }

        using var reader = new FormReader(text) { ValueCountLimit = FieldsMax, KeyLengthLimit = BodyBytesMax, ValueLengthLimit = BodyBytesMax };
        var fields = reader.ReadForm();
        return fields.Values.Any(values => values.Count > 1 && !IsTicked(values)) // no other form of ours has two fields of a name
            ? (null, StatusCodes.Status400BadRequest)
            : (new SentForm(fields.ToFrozenDictionary(field => field.Key, field => field.Value[^1] ?? "", StringComparer.Ordinal)), StatusCodes.Status200OK);
    }

    // A box to tick stands behind a hidden "off".
    static bool IsTicked(StringValues values) => values is [InputToggle.Off, InputToggle.On];

    // A browser writes two hex digits behind each percent sign; a body cut off in transit may not.
    static bool IsEscaped(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return false;
            }
        }

        return true;
    }
}
