using System.Text;
using CoCreateBot.Cards;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>A file as it was sent.</summary>
/// <param name="IsTooLarge">Then its bytes were let go.</param>
public readonly record struct SentFile(ReadOnlyMemory<byte> Bytes, bool IsTooLarge = false);

/// <summary>Reads a form that may bring files. It is read whole and bounded before anything is done with it.</summary>
/// <param name="FileBytesMax">One file; a larger one is read over, so that what was typed beside it is not lost.</param>
/// <param name="FieldBytesMax">All that is no file.</param>
public sealed record FormWithFiles(int FileBytesMax, int BodyBytesMax, int FieldBytesMax, int FieldsMax)
{
    /// <summary>Whoever sends more slowly than a poor phone line keeps others from their turn.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    /// <summary>Nor is a line waited for that has all but broken down.</summary>
    static readonly MinDataRate LeastRate = new(bytesPerSecond: 2_048, gracePeriod: TimeSpan.FromSeconds(20));

    const int BoundaryMax = 128;
    const int BufferBytes = 64 * 1024;

    public static bool IsOne(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null and a status where it cannot be read: 413 for too much, 400 for what is no form or breaks off.</summary>
    public async Task<(SentForm? Form, int Status)> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        var boundary = IsOne(request) ? HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value : null;
        if (boundary is null or { Length: 0 or > BoundaryMax })
        {
            return (null, StatusCodes.Status400BadRequest);
        }

        if (request.ContentLength > BodyBytesMax)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        Hurry(request);
        using var late = new CancellationTokenSource(Within, request.HttpContext.RequestServices.GetRequiredService<TimeProvider>());
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            return await ReadAsync(new MultipartReader(boundary, request.Body) { BodyLengthLimit = BodyBytesMax }, inTime.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return (null, StatusCodes.Status408RequestTimeout);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode);
        }
        catch (InvalidDataException)
        {
            return (null, StatusCodes.Status413PayloadTooLarge); // one part is larger than all may be
        }
        catch (IOException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    // HTTP/2 has one rate for all that goes over a connection.
    static void Hurry(HttpRequest request)
    {
        if (HttpProtocol.IsHttp11(request.Protocol) && request.HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = LeastRate;
        }
    }

    async Task<(SentForm? Form, int Status)> ReadAsync(MultipartReader reader, CancellationToken stop)
    {
        var buffer = new byte[BufferBytes];
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new Dictionary<string, SentFile>(StringComparer.Ordinal);
        var (bytes, fieldBytes) = (0L, 0L);
        for (var parts = 0; await reader.ReadNextSectionAsync(stop) is { } section; parts++)
        {
            var about = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var read) ? read : null;
            var name = HeaderUtilities.RemoveQuotes(about?.Name ?? default).Value;
            var isFile = about?.FileName.HasValue == true || about?.FileNameStar.HasValue == true;
            var (body, length) = await BodyAsync(section.Body, isFile ? FileBytesMax : FieldBytesMax, buffer, stop);
            bytes += length;
            fieldBytes += isFile ? 0 : length;
            if (bytes > BodyBytesMax)
            {
                return (null, StatusCodes.Status413PayloadTooLarge);
            }

            if (parts >= FieldsMax || name is null || fieldBytes > FieldBytesMax
                || !(isFile ? files.TryAdd(name, new SentFile(body, length > FileBytesMax)) : TryAdd(fields, name, Encoding.UTF8.GetString(body))))
            {
                return (null, StatusCodes.Status400BadRequest);
            }
        }

        return (SentForm.Of(fields, files), StatusCodes.Status200OK);
    }

    // A box to tick stands behind a hidden "off"; no other form of ours has two fields of a name.
    static bool TryAdd(Dictionary<string, string> fields, string name, string value)
    {
        if (value == InputToggle.On && fields.GetValueOrDefault(name) == InputToggle.Off)
        {
            fields[name] = value;
            return true;
        }

        return fields.TryAdd(name, value);
    }

    /// <summary>All of a part, or none of it where it is too long; and how long it is.</summary>
    static async Task<(byte[] Body, long Length)> BodyAsync(Stream part, int max, byte[] buffer, CancellationToken stop)
    {
        using var body = new MemoryStream();
        var length = 0L;
        for (int count; (count = await part.ReadAsync(buffer, stop)) > 0; length += count)
        {
            if (length + count <= max)
            {
                body.Write(buffer, 0, count);
            }
            else
            {
                body.SetLength(0);
            }
        }

        return (length <= max ? body.ToArray() : [], length);
    }
}
