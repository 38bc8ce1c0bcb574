using System.Buffers;
using System.Buffers.Binary;

namespace CoCreateBot.Bot.Venues.Web.Pictures;

/// <summary>
/// PNG: chunks of length, name, content and checksum. Kept is what draws one still picture; what tells of its making (tEXt, eXIf, tIME, iCCP …) goes,
/// and with acTL and its like the motion.
/// </summary>
static class PngFile
{
    const int HeaderLength = 13;
    const int NameLength = 4;
    const int ChecksumLength = 4;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool TryClean(ref Bytes file, ArrayBufferWriter<byte> clean, out PictureSize size)
    {
        size = default;
        clean.Write(Signature);
        if (!file.TrySkip(Signature) || !TryChunk(ref file, out var header) || !header.Is("IHDR"u8) || header.Content.Length != HeaderLength)
        {
            return false;
        }

        size = new PictureSize(
            (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(header.Content)),
            (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(header.Content[4..])));
        clean.Write(header.Whole);
        var hasData = false;
        while (TryChunk(ref file, out var chunk))
        {
            if (chunk.Is("IHDR"u8))
            {
                return false;
            }

            hasData |= chunk.Is("IDAT"u8);
            if (IsKept(chunk))
            {
                clean.Write(chunk.Whole);
            }

            if (chunk.Is("IEND"u8))
            {
                return hasData && chunk.Content.IsEmpty; // whatever stands behind it goes
            }
        }

        return false;
    }

    // Each with the length it must have, so that nothing else can be written into it.
    static bool IsKept(Chunk chunk) =>
        chunk.Is("IDAT"u8) || chunk.Is("IEND"u8)
        || (chunk.Is("PLTE"u8) && chunk.Content.Length <= 768 && chunk.Content.Length % 3 == 0)
        || (chunk.Is("tRNS"u8) && chunk.Content.Length <= 256)
        || (chunk.Is("gAMA"u8) && chunk.Content.Length == 4)
        || (chunk.Is("cHRM"u8) && chunk.Content.Length == 32)
        || (chunk.Is("sRGB"u8) && chunk.Content.Length == 1);

    static bool TryChunk(ref Bytes file, out Chunk chunk)
    {
        chunk = default;
        var whole = file.Rest;
        if (!file.TryTake(4, out var length) || BinaryPrimitives.ReadUInt32BigEndian(length) is var count && count > int.MaxValue
            || !file.TryTake(NameLength, out var name) || !file.TryTake(count, out var content) || !file.TryTake(ChecksumLength, out var checksum)
            || BinaryPrimitives.ReadUInt32BigEndian(checksum) != Checksum(whole.Slice(4, NameLength + content.Length)))
        {
            return false;
        }

        chunk = new Chunk(name, content, whole[..(4 + NameLength + content.Length + ChecksumLength)]);
        return true;
    }

    static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum = Table[(byte)(sum ^ one)] ^ (sum >> 8);
        }

        return ~sum;
    }

    // CRC-32 as in the PNG specification, annex D.
    static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate(
        (uint)n, (sum, _) => (sum & 1) == 1 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1))];

    readonly ref struct Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content, ReadOnlySpan<byte> whole)
    {
        readonly ReadOnlySpan<byte> name = name;

        public ReadOnlySpan<byte> Content { get; } = content;

        public ReadOnlySpan<byte> Whole { get; } = whole;

        public bool Is(ReadOnlySpan<byte> other) => name.SequenceEqual(other);
    }
}
