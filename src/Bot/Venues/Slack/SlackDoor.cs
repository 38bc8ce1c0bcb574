using System.Buffers;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// The one address that Slack sends everything to. Nothing is looked at before its signature is found genuine, nothing of what
/// came is ever logged, and whatever comes is answered: 401 unsigned, 413 too long, 400 genuine but not understood, 200 the rest.
/// </summary>
public sealed class SlackDoor(
    SlackSignature signature, SlackDispatcher dispatcher, Afterwards afterwards, SlackMetrics metrics, TimeProvider time)
{
    public const string Path = "/slack/events";

    /// <summary>
    /// A dialog that is handed in brings its view along, up to <see cref="BlockKitLimits.ViewBytesMax"/>: as JSON in which two bytes of an Arabic letter are
    /// six, and that once more escaped, as a field of a form, which makes them eight. Beside it stands what was given.
    /// </summary>
    public const int BodyMax = 1024 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        var (body, length) = await RentedBody.ReadAsync(http.Request, BodyMax, http.RequestAborted);
        if (body is null)
        {
            await metrics.RejectAsync(http.Response, StatusCodes.Status413PayloadTooLarge, "too_long", "The body is too long.");
            return;
        }

        var (check, request) = Open(http.Request, body, length);
        if (check != SignatureCheck.Genuine)
        {
            await metrics.RejectAsync(
                http.Response, StatusCodes.Status401Unauthorized, NameOf(check), "The request is not signed as Slack signs, or is late.");
            return;
        }

        if (request is null)
        {
            metrics.Received("malformed");
            await metrics.RejectAsync(
                http.Response, StatusCodes.Status400BadRequest, "malformed", "The request is signed, but it was not understood.");
            return;
        }

        await (await dispatcher.AnswerAsync(request, http.RequestAborted)).WriteAsync(http.Response, afterwards);
    }

    // What is read is copied out of the buffer, so that nothing that takes longer holds it.
    (SignatureCheck Check, SlackRequest? Request) Open(HttpRequest http, byte[] body, int length)
    {
        try
        {
            var check = Check(http.Headers, body.AsSpan(0, length));
            return (check, check == SignatureCheck.Genuine ? SlackRequestReader.Read(http.ContentType, body.AsSpan(0, length)) : null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body, clearArray: true); // people's words
        }
    }

    SignatureCheck Check(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        headers["X-Slack-Request-Timestamp"] is [var timestamp] && headers["X-Slack-Signature"] is [var given]
            ? signature.Check(timestamp, given, body, time.GetUtcNow())
            : SignatureCheck.Missing;

    static string NameOf(SignatureCheck check) => check switch
    {
        SignatureCheck.Missing => "unsigned",
        SignatureCheck.Stale => "stale",
        SignatureCheck.Early => "early",
        _ => "forged",
    };
}
