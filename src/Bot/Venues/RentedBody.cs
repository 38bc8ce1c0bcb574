using System.Buffers;

namespace CoCreateBot.Bot.Venues;

/// <summary>What came with a request, in a buffer of the shared pool; whoever gets it gives it back, cleared: people's words are in it.</summary>
static class RentedBody
{
    /// <summary>Null where it is longer than it may be.</summary>
    public static async ValueTask<(byte[]? Body, int Length)> ReadAsync(HttpRequest request, int max, CancellationToken stop)
    {
        if (request.ContentLength > max)
        {
            return default;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(stop);
            var isTooLong = read.Buffer.Length > max;
            if (!isTooLong && !read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var length = isTooLong ? 0 : (int)read.Buffer.Length;
            var body = isTooLong ? null : ArrayPool<byte>.Shared.Rent(length);
            read.Buffer.Slice(0, length).CopyTo(body);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return (body, length);
        }
    }
}
