using System.Buffers;
using System.Buffers.Binary;

namespace CoCreateBot.Bot.Venues.Web.Pictures;

/// <summary>
/// WebP: a RIFF of chunks. Kept are the picture, its transparency, and the header that says there is some; profiles, Exif, XMP and whatever is not known go.
/// One that moves is refused: its first picture cannot be taken out by leaving something away.
/// </summary>
static class WebPFile
{
    public const int HeaderLength = 12;

    const int NameLength = 4;
    const int ExtendedLength = 10;
    const byte AlphaFlag = 0x10;
    const byte AnimationFlag = 0x02;

    static ReadOnlySpan<byte> LossyStart => [0x9D, 0x01, 0x2A];

    public static bool TryClean(ref Bytes file, ArrayBufferWriter<byte> clean, out PictureSize size)
    {
        size = default;
        if (!file.TryTake(HeaderLength, out var header))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if (length < NameLength || !file.TryTake(length - NameLength, out var content)) // whatever stands behind it goes
        {
            return false;
        }

        clean.Write(header);
        var chunks = new Bytes(content);
        var (hasPicture, extended) = (false, default(PictureSize));
        while (!chunks.IsEmpty)
        {
            if (hasPicture || !TryChunk(ref chunks, out var name, out var inside))
            {
                break;
            }

            if (!TryKeep(name, inside, clean, ref extended, ref size))
            {
                return false;
            }

            hasPicture = size != default;
        }

        WriteLength(clean);
        return hasPicture && (extended == default || extended == size);
    }

    /// <summary>False where the picture cannot be taken.</summary>
    static bool TryKeep(ReadOnlySpan<byte> name, ReadOnlySpan<byte> inside, ArrayBufferWriter<byte> clean, ref PictureSize extended, ref PictureSize size)
    {
        if (name.SequenceEqual("VP8X"u8))
        {
            if (extended != default || inside.Length != ExtendedLength || (inside[0] & AnimationFlag) != 0)
            {
                return false;
            }

            extended = new PictureSize(Three(inside[4..]) + 1, Three(inside[7..]) + 1);
            Write(clean, name, [(byte)(inside[0] & AlphaFlag), 0, 0, 0, .. inside[4..]]);
            return true;
        }

        var isLossy = name.SequenceEqual("VP8 "u8);
        if (isLossy || name.SequenceEqual("VP8L"u8))
        {
            size = isLossy ? LossySize(inside) : LosslessSize(inside);
            Write(clean, name, inside);
            return size != default;
        }

        if (name.SequenceEqual("ALPH"u8) && extended != default)
        {
            Write(clean, name, inside);
        }

        return true;
    }

    static bool TryChunk(ref Bytes chunks, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> inside)
    {
        inside = default;
        return chunks.TryTake(NameLength, out name) && chunks.TryTake(4, out var length)
            && BinaryPrimitives.ReadUInt32LittleEndian(length) is var count && chunks.TryTake(count, out inside)
            && chunks.TryTake(count % 2, out _); // chunks begin at even places
    }

    static PictureSize LossySize(ReadOnlySpan<byte> frame) => frame.Length >= 10 && frame[3..].StartsWith(LossyStart)
        ? new PictureSize(BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF)
        : default;

    static PictureSize LosslessSize(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 5 || frame[0] != 0x2F)
        {
            return default;
        }

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(frame[1..]);
        return new PictureSize((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    static void Write(ArrayBufferWriter<byte> clean, ReadOnlySpan<byte> name, ReadOnlySpan<byte> inside)
    {
        clean.Write(name);
        BinaryPrimitives.WriteInt32LittleEndian(clean.GetSpan(4), inside.Length);
        clean.Advance(4);
        clean.Write(inside);
        if (inside.Length % 2 == 1)
        {
            clean.Write("\0"u8);
        }
    }

    // Into the header that was written first.
    static void WriteLength(ArrayBufferWriter<byte> clean) => BinaryPrimitives.WriteInt32LittleEndian(
        System.Runtime.InteropServices.MemoryMarshal.AsMemory(clean.WrittenMemory).Span[4..], clean.WrittenCount - 8);
}
