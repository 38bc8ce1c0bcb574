using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;

namespace CoCreateBot.Storage.Tables;

/// <summary>The service's words for what went wrong, as far as somebody decides by them.</summary>
static class TableErrorCode
{
    public const string EntityAlreadyExists = "EntityAlreadyExists";
    public const string ResourceNotFound = "ResourceNotFound";
    public const string TableAlreadyExists = "TableAlreadyExists";
    public const string TableBeingDeleted = "TableBeingDeleted";
    public const string TableNotFound = "TableNotFound";
    public const string UpdateConditionNotSatisfied = "UpdateConditionNotSatisfied";

    /// <summary>Ours: something answered that is no table store.</summary>
    public const string Unreadable = "Unreadable";
}

/// <summary>Whatever goes wrong between here and the store is a <see cref="RequestFailedException"/>; status 0 where no answer came.</summary>
static class TableErrors
{
    public const int NotFound = 404;
    public const int TooMany = 429;
    const int Forbidden = 403;
    const int TimedOut = 408;
    const int OurFaultMax = 499;
    const int BodyBytesMax = 16 * 1024;
    const string Doubt = "cocreate.may-be-done";

    /// <summary>The service refuses at 15 minutes; something is wrong long before.</summary>
    static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(10);

    extension(RequestFailedException error)
    {
        /// <summary>
        /// Whether what was asked may be done all the same: no answer came, or none that says for certain that nothing happened, to this try or to an
        /// earlier one of the same call. Then a 409, 412 or 404 may be the echo of one's own success, and only the row itself can tell.
        /// </summary>
        public bool MayBeDone => error.Data.Contains(Doubt);
    }

    /// <summary>The row is not there. Where the table is not there, that is a failure.</summary>
    public static bool IsMissing(Response answer) => answer.Status is NotFound && Said(answer).Code is not TableErrorCode.TableNotFound;

    public static bool Says(Response answer, string code) => Said(answer).Code == code;

    public static RequestFailedException Of(HttpMessage message, DateTimeOffset now)
    {
        var answer = message.Response;
        var (code, text) = Said(answer);
        answer.Headers.TryGetValue("x-ms-request-id", out var id);
        var what = $"{answer.Status.ToString(CultureInfo.InvariantCulture)} {code ?? answer.ReasonPhrase}";
        var sentence = $"The table store answered {what}: {text ?? "no reason given"}{Skew(answer, now)} (request {id})";
        var mayBeDone = answer.Status is > OurFaultMax or TimedOut || TableRetryPolicy.MayHaveWorked(message);
        return Doubted(new RequestFailedException(answer.Status, sentence, code, null), mayBeDone);
    }

    public static RequestFailedException NoAnswer(Exception cause)
    {
        var why = IsInVain(cause) ? "nothing came in time" : Last(cause).Message;
        return Doubted(new RequestFailedException(0, $"The table store does not answer: {why}", null, cause), mayBeDone: true);
    }

    /// <summary>It was not even asked, as it has let others wait in vain.</summary>
    public static RequestFailedException Silent() => new(0, "The table store does not answer: it has not for some time, and is tried again and again");

    /// <summary>Nothing came as long as it was waited.</summary>
    public static bool IsInVain(Exception cause) => Last(cause) is OperationCanceledException;

    public static RequestFailedException Unreadable(Response answer, Exception cause) =>
        new(answer.Status, "What answered is not a table store, or a row of it is damaged.", TableErrorCode.Unreadable, cause);

    static Exception Last(Exception cause) => cause is AggregateException { InnerExceptions: [.., var end] } ? end : cause;

    static RequestFailedException Doubted(RequestFailedException error, bool mayBeDone)
    {
        if (mayBeDone)
        {
            error.Data[Doubt] = true;
        }

        return error;
    }

    static string Skew(Response answer, DateTimeOffset now)
    {
        if (answer.Status is not Forbidden || answer.Headers.Date is not { } theirs || (theirs - now).Duration() <= SkewMax)
        {
            return "";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $" The clock of this machine is {(theirs - now).Duration().TotalMinutes:0} minutes {(theirs > now ? "behind" : "ahead of")} the store's.");
    }

    /// <summary>JSON mostly, XML where nobody looked at the request yet, sometimes only a header.</summary>
    static (string? Code, string? Text) Said(Response answer)
    {
        answer.Headers.TryGetValue("x-ms-error-code", out var header);
        var body = answer.ContentStream is null ? default : answer.Content.ToMemory();
        if (body.Length is 0 or > BodyBytesMax)
        {
            return (header, null);
        }

        var (code, text) = body.Span[0] is (byte)'{' ? FromJson(body) : FromXml(answer.Content.ToString());
        return (code ?? header, text?.Split('\n')[0].Trim()); // what follows is the request's id and time
    }

    static (string? Code, string? Text) FromJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.GetProperty("odata.error");
            return (error.GetProperty("code").GetString(), error.GetProperty("message").GetProperty("value").GetString());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return default;
        }
    }

    static (string? Code, string? Text) FromXml(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body.TrimStart('\uFEFF'))); // it refuses a DTD
            var elements = XDocument.Load(reader).Descendants().ToLookup(one => one.Name.LocalName, one => one.Value, StringComparer.OrdinalIgnoreCase);
            return (elements["code"].FirstOrDefault(), elements["message"].FirstOrDefault());
        }
        catch (XmlException)
        {
            return default;
        }
    }
}
