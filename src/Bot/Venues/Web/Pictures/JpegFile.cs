using System.Buffers;
using System.Buffers.Binary;

namespace CoCreateBot.Bot.Venues.Web.Pictures;

/// <summary>
/// JPEG: segments of a marker and a length, and behind each start of a scan its data. Kept is what a decoder needs. Of the segments for applications only
/// JFIF's figures and Adobe's colour transform stay, and of Exif which way up the picture is, which is all that turns a phone's photograph upright.
/// </summary>
static class JpegFile
{
    const byte Mark = 0xFF;
    const byte EndOfImage = 0xD9;
    const byte StartOfScan = 0xDA;
    const byte JfifSegment = 0xE0;
    const byte ExifSegment = 0xE1;
    const byte AdobeSegment = 0xEE;
    const int LengthBytes = 2;

    /// <summary>Version, unit and densities; the thumbnail behind them goes.</summary>
    const int JfifLength = 12;

    const int AdobeLength = 12;

    public static ReadOnlySpan<byte> Start => [Mark, 0xD8, Mark];

    public static bool TryClean(ref Bytes file, ArrayBufferWriter<byte> clean, out PictureSize size)
    {
        size = default;
        var hasScan = false;
        if (!file.TryTake(2, out var start))
        {
            return false;
        }

        clean.Write(start);
        while (TryMarker(ref file, out var marker))
        {
            if (marker == EndOfImage)
            {
                clean.Write([Mark, EndOfImage]);
                return hasScan && size != default; // whatever stands behind it goes: previews, films
            }

            if (!TryContent(ref file, out var content) || !TryKeep(marker, content, clean, ref size))
            {
                return false;
            }

            hasScan |= marker == StartOfScan;
            if (marker == StartOfScan && !TryScan(ref file, clean))
            {
                return false;
            }
        }

        return false;
    }

    static bool TryMarker(ref Bytes file, out byte marker)
    {
        if (!file.TryTake(out marker) || marker != Mark)
        {
            return false;
        }

        while (marker == Mark) // it may be written more than once
        {
            if (!file.TryTake(out marker))
            {
                return false;
            }
        }

        return true;
    }

    static bool TryContent(ref Bytes file, out ReadOnlySpan<byte> content)
    {
        content = default;
        return file.TryTake(LengthBytes, out var length) && file.TryTake(BinaryPrimitives.ReadUInt16BigEndian(length) - LengthBytes, out content);
    }

    /// <summary>False where this is no segment of a picture.</summary>
    static bool TryKeep(byte marker, ReadOnlySpan<byte> content, ArrayBufferWriter<byte> clean, ref PictureSize size)
    {
        switch (marker)
        {
            case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                if (size != default || content.Length < 6)
                {
                    return false; // one frame, and it says how large it is
                }

                size = new PictureSize(BinaryPrimitives.ReadUInt16BigEndian(content[3..]), BinaryPrimitives.ReadUInt16BigEndian(content[1..]));
                Write(clean, marker, content);
                return true;
            case 0xC4 or 0xCC or 0xDB or 0xDD or StartOfScan: // tables of codes, conditions, quantities, the restart interval
                Write(clean, marker, content);
                return true;
            case JfifSegment when content.StartsWith("JFIF\0"u8) && content.Length >= JfifLength + 2:
                Write(clean, marker, [.. content[..JfifLength], 0, 0]);
                return true;
            case AdobeSegment when content.StartsWith("Adobe"u8) && content.Length >= AdobeLength:
                Write(clean, marker, content[..AdobeLength]);
                return true;
            case ExifSegment when Orientation.Of(content) is { } kept:
                Write(clean, marker, kept);
                return true;
            default:
                return marker is >= 0xE0 and <= 0xEF or 0xFE; // for applications, or a comment: it goes
        }
    }

    /// <summary>The data of a scan, up to the next marker that is none of its own.</summary>
    static bool TryScan(ref Bytes file, ArrayBufferWriter<byte> clean)
    {
        var rest = file.Rest;
        for (var at = 0; at + 1 < rest.Length; at++)
        {
            if (rest[at] == Mark && rest[at + 1] is not (0 or Mark or (>= 0xD0 and <= 0xD7)))
            {
                clean.Write(rest[..at]);
                return file.TryTake(at, out _);
            }
        }

        return false;
    }

    static void Write(ArrayBufferWriter<byte> clean, byte marker, ReadOnlySpan<byte> content)
    {
        var length = clean.GetSpan(2 * LengthBytes);
        (length[0], length[1]) = (Mark, marker);
        BinaryPrimitives.WriteUInt16BigEndian(length[2..], (ushort)(content.Length + LengthBytes));
        clean.Advance(2 * LengthBytes);
        clean.Write(content);
    }
}
