using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Brings a session from a file into a room. The form is checked like all forms, and the file like anything a stranger sends.</summary>
sealed partial class ImportEndpoints(
    SendEndpoints send, RoomEndpoints pages, ExportCodec codec, Imports imports, Doorkeeper door, ILogger<ImportEndpoints> log)
{
    public const string FileField = "file";

    /// <summary>The file, and what every form carries beside it.</summary>
    public const int BodyBytesMax = ExportCodec.BytesMax + SentForm.BodyBytesMax;

    const int FieldsMax = 8;
    const int FieldBytesMax = 1024;
    const int BoundaryMax = 128;

    public async Task<IResult> BringAsync(string code, HttpContext http, CancellationToken stop)
    {
        var read = await ReadAsync(http.Request, stop);
        return await send.CheckedAsync(
            code, http, (read.Form, read.Status), isJoin: false, (visit, sent) => BringAsync(visit, sent, read.File, http, stop), stop);
    }

    async Task<IResult> BringAsync(Visit visit, SentForm sent, byte[] file, HttpContext http, CancellationToken stop)
    {
        if (!door.MayImport(http))
        {
            return await NoAsync(visit.Words["Web.TooManyImports"], StatusCodes.Status429TooManyRequests);
        }

        if (file.Length == 0)
        {
            return await NoAsync(visit.Words["Web.ImportNoFile"], StatusCodes.Status422UnprocessableEntity);
        }

        var id = IdOf(visit, sent, file);
        var imported = codec.Read(file, id, visit.Room.Venue, e => LogBroken(log, e.GetType().Name));
        if (imported.Value is not { } session)
        {
            return await NoAsync(visit.Words.Say(imported.Refusal ?? Refusals.NotUnderstood), StatusCodes.Status422UnprocessableEntity);
        }

        if (await imports.BringAsync(session, visit.Person, stop) is not Answer.Done)
        {
            return await NoAsync(visit.Words["Commands.Unavailable"], StatusCodes.Status429TooManyRequests);
        }

        Said.Keep(Said.Imported, visit.Code, http);
        return Pages.SeeOther(http, visit.Path);

        Task<IResult> NoAsync(string text, int status) => pages.ShowAsync(visit, http, stop, new Failed(sent, text), status: status);
    }

    /// <summary>The same form sent twice is the same session; nobody outside can compute its id.</summary>
    static SessionId IdOf(Visit visit, SentForm sent, byte[] file) => SessionId.From(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(visit.Secret.Reveal()),
        Encoding.UTF8.GetBytes($"{sent[SentForm.OnceField]}\n{Convert.ToHexStringLower(SHA256.HashData(file))}")));

    static async Task<(SentForm? Form, byte[] File, int Status)> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        var isForm = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        var boundary = isForm ? HeaderUtilities.RemoveQuotes(type!.Boundary).Value : null; // ! it was read
        if (boundary is null or { Length: 0 or > BoundaryMax })
        {
            return (null, [], StatusCodes.Status400BadRequest);
        }

        if (request.ContentLength > BodyBytesMax)
        {
            return (null, [], StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            return await ReadAsync(new MultipartReader(boundary, request.Body) { BodyLengthLimit = ExportCodec.BytesMax + 1 }, stop);
        }
        catch (BadHttpRequestException e)
        {
            return (null, [], e.StatusCode);
        }
        catch (InvalidDataException)
        {
            return (null, [], StatusCodes.Status413PayloadTooLarge); // one part is larger than all may be
        }
        catch (IOException)
        {
            return (null, [], StatusCodes.Status400BadRequest);
        }
    }

    static async Task<(SentForm? Form, byte[] File, int Status)> ReadAsync(MultipartReader reader, CancellationToken stop)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        byte[] file = [];
        for (var parts = 0; await reader.ReadNextSectionAsync(stop) is { } section; parts++)
        {
            using var body = new MemoryStream();
            await section.Body.CopyToAsync(body, stop);
            var name = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about)
                ? HeaderUtilities.RemoveQuotes(about.Name).Value
                : null;
            if (parts >= FieldsMax || name is null || (name != FileField && body.Length > FieldBytesMax))
            {
                return (null, [], StatusCodes.Status400BadRequest);
            }

            if (name == FileField)
            {
                file = body.ToArray();
            }
            else if (!fields.TryAdd(name, Encoding.UTF8.GetString(body.ToArray())))
            {
                return (null, [], StatusCodes.Status400BadRequest);
            }
        }

        return (SentForm.Of(fields), file, StatusCodes.Status200OK);
    }

    // A forged file, or a bug of ours in a true one.
    [LoggerMessage(LogLevel.Warning, "A file that should be brought into a room broke a fold or a card ({Kind}); it was refused")]
    static partial void LogBroken(ILogger log, string kind);
}
