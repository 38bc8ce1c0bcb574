using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>A picture as a log knows it: by its id alone. Its bytes lie beside the log, so that they can go without a trace in it.</summary>
/// <param name="Id">Nobody can guess it; empty where a file said that there was a picture.</param>
/// <param name="Bytes">How long it is.</param>
public sealed record PictureRef(string Id, int Bytes)
{
    public const int IdLength = 32;

    /// <summary>Stands behind an input's id where a door says under which id it has the picture that was sent. No browser can send such a name: doors
    /// pass on none with a colon in it.</summary>
    const string Kept = ":kept";

    /// <summary>There was one, in another room.</summary>
    public static readonly PictureRef Elsewhere = new("", 0);

    /// <summary>Can it be looked for here? A file that was brought in may say anything.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsHere => IsId(Id);

    public static bool IsId(string? text) => text is { Length: IdLength } && text.All(char.IsAsciiHexDigitLower);

    public static string FieldOf(string input) => input + Kept;

    public string Encode() => string.Create(CultureInfo.InvariantCulture, $"{Id}.{Bytes}");

    public static PictureRef? Decode(string? text) =>
        text?.Split('.') is [var id, var bytes] && IsId(id) && int.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new PictureRef(id, length)
            : null;
}
