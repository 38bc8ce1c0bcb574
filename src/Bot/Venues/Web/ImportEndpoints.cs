using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Brings a session from a file into a room. The form is checked like all forms, and the file like anything a stranger sends.</summary>
sealed partial class ImportEndpoints(
    SendEndpoints send, RoomEndpoints pages, ExportCodec codec, Imports imports, Doorkeeper door, ILogger<ImportEndpoints> log)
{
    public const string FileField = "file";

    /// <summary>The file, and what every form carries beside it.</summary>
    public const int BodyBytesMax = ExportCodec.BytesMax + SentForm.BodyBytesMax;

    static readonly FormWithFiles Sent = new(ExportCodec.BytesMax, BodyBytesMax, FieldBytesMax: 1024, FieldsMax: 8);

    public Task<IResult> BringAsync(string code, HttpContext http, CancellationToken stop) => send.CheckedAsync(
        code, http, isJoin: false, (visit, sent) => BringAsync(visit, sent, sent.Files.GetValueOrDefault(FileField), http, stop), stop, Sent);

    async Task<IResult> BringAsync(Visit visit, SentForm sent, SentFile sentFile, HttpContext http, CancellationToken stop)
    {
        if (!door.MayImport(http))
        {
            return await NoAsync(visit.Words["Web.TooManyImports"], StatusCodes.Status429TooManyRequests);
        }

        if (sentFile.IsTooLarge)
        {
            return await NoAsync(visit.Words["Web.TooMuch"], StatusCodes.Status413PayloadTooLarge);
        }

        var file = sentFile.Bytes;
        if (file.IsEmpty)
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
    static SessionId IdOf(Visit visit, SentForm sent, ReadOnlyMemory<byte> file) => SessionId.From(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(visit.Secret.Reveal()),
        Encoding.UTF8.GetBytes($"{sent[SentForm.OnceField]}\n{Convert.ToHexStringLower(SHA256.HashData(file.Span))}")));

    // A forged file, or a bug of ours in a true one.
    [LoggerMessage(LogLevel.Warning, "A file that should be brought into a room broke a fold or a card ({Kind}); it was refused")]
    static partial void LogBroken(ILogger log, string kind);
}
