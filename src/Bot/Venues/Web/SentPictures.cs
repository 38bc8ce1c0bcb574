using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Venues.Web.Pictures;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>The pictures that came with a form, cleaned, and the form's fields with the ids under which they will be kept.</summary>
/// <param name="Fault">Of the first that cannot be taken; then nothing is.</param>
/// <param name="Input">Of that one, or of the first of all.</param>
sealed record SentPictures(ImmutableArray<StoredPicture> Pictures, IReadOnlyDictionary<string, string> Fields, PictureFault Fault, string Input)
{
    /// <summary>What a form with pictures may be: three of the largest and their words. A server reads no more than 30 million bytes.</summary>
    public static readonly FormWithFiles Form = new(Limits.PictureBytesMax, 28_000_000, SentForm.BodyBytesMax, SentForm.FieldsMax);

    public static SentPictures Of(SentForm sent, Visit visit)
    {
        var pictures = ImmutableArray.CreateBuilder<StoredPicture>();
        string? first = null;
        var fields = new Dictionary<string, string>(sent.Inputs, StringComparer.Ordinal);
        foreach (var (input, file) in sent.Files.Where(sent => sent.Value is { IsTooLarge: true } or { Bytes.IsEmpty: false }))
        {
            var (picture, fault) = file.IsTooLarge ? (null, PictureFault.TooManyBytes) : CleanPicture.From(file.Bytes.Span);
            if (picture is null)
            {
                return new([], fields, fault, input);
            }

            var id = IdOf(visit, sent, input, file);
            fields[PictureRef.FieldOf(input)] = new PictureRef(id, picture.Bytes.Length).Encode();
            pictures.Add(new StoredPicture(id, picture.Type, picture.Bytes));
            first ??= input;
        }

        return new(pictures.ToImmutable(), fields, PictureFault.None, first ?? "");
    }

    /// <summary>The same where the server has room for them. Those that come at one moment can pass its bound by what they are.</summary>
    public async Task<SentPictures> WithinAsync(IPictures kept, CancellationToken stop) =>
        Pictures.IsEmpty || await kept.BytesAsync(stop) + Pictures.Sum(picture => (long)picture.Bytes.Length) <= IPictures.BytesMax
            ? this
            : this with { Fault = PictureFault.NoRoom };

    public static string Say(PictureFault fault, Words words) => fault switch
    {
        PictureFault.WrongKind => words["Web.PictureWrongKind"],
        PictureFault.Broken => words["Web.PictureBroken"],
        PictureFault.TooManyBytes => words.Say("Web.PictureTooLarge", Limits.PictureBytesMax / 1024 / 1024),
        PictureFault.TooManyPixels => words.Say("Web.PictureTooWide", CleanPicture.PixelsMax / 1_000_000, CleanPicture.SideMax),
        PictureFault.NoRoom => words["Web.PictureNoRoom"],
        _ => throw new UnreachableException(),
    };

    /// <summary>The same form sent twice brings the same picture. Nobody but its sender could compute the id, as nobody else has their secret.</summary>
    static string IdOf(Visit visit, SentForm sent, string input, SentFile file) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(visit.Secret.Reveal()),
        Encoding.UTF8.GetBytes($"picture\n{sent.Press}\n{input}\n{Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span))}")))[..PictureRef.IdLength];
}
