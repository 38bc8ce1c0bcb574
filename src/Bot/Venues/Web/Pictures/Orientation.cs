using System.Buffers.Binary;

namespace CoCreateBot.Bot.Venues.Web.Pictures;

/// <summary>Of a photograph's Exif the one entry that says which way up it is, in an Exif of its own.</summary>
static class Orientation
{
    const int TiffAt = 6;
    const int FirstEntryAt = 2;
    const int EntryLength = 12;
    const int EntriesMax = 200;
    const ushort Tag = 0x0112;
    const ushort Short = 3;
    const ushort LastWay = 8;

    static ReadOnlySpan<byte> Start => "Exif\0\0"u8;

    /// <summary>Null where it says nothing, or that the picture is upright as it is.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> content) => content.StartsWith(Start) && WayUp(content[TiffAt..]) is > 1 and <= LastWay and var way
        ? Exif(way) is var kept && kept.Length <= content.Length ? kept : null // no picture grows
        : null;

    static ushort? WayUp(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        var isLittle = tiff[0] == 'I';
        var at = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at > tiff.Length - FirstEntryAt)
        {
            return null;
        }

        var directory = tiff[(int)at..];
        var count = Math.Min(Number(directory, isLittle), (directory.Length - FirstEntryAt) / EntryLength);
        for (var entry = 0; entry < Math.Min(count, EntriesMax); entry++)
        {
            var one = directory.Slice(FirstEntryAt + (entry * EntryLength), EntryLength);
            if (Number(one, isLittle) == Tag && Number(one[2..], isLittle) == Short)
            {
                return Number(one[8..], isLittle);
            }
        }

        return null;
    }

    static ushort Number(ReadOnlySpan<byte> two, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(two) : BinaryPrimitives.ReadUInt16BigEndian(two);

    // Big-endian; a directory of one entry at 8, of one short number; no further directory.
    static byte[] Exif(ushort way) =>
        [.. Start, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, Tag >> 8, Tag & 0xFF, 0, (byte)Short, 0, 0, 0, 1, 0, (byte)way, 0, 0, 0, 0, 0, 0];
}
