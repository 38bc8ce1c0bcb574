using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace CoCreateBot.Tests.Bot.Venues.Web.Pictures;

/// <summary>Small pictures as a browser wrote them, 24 by 16 pixels, and what cameras and programs put into such files besides.</summary>
static class SamplePictures
{
    /// <summary>Stands in everything that must not be left.</summary>
    public const string Secret = "48.2082 N 16.3738 E, Ann's telephone";

    const string PngText =
        "iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAAARElEQVR4AeyRsQkAMAgEE1cyM2WozGRmMr0p5EG7F74QxIc7MVVHotsciYzmYUEKmIjqEd2zJhI6qHeQfgwHdBCA/OsD" +
        "AAD//xm4K/AAAAAGSURBVAMARYxKbcsSm+8AAAAASUVORK5CYII=";

    const string JpegText =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "AQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFla" +
        "AAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJY" +
        "WVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAA" +
        "E9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBC" +
        "YFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk" +
        "pKT/wAARCAAQABgDASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAUEBv/EABgQAQADAQAAAAAAAAAAAAAAAAAGQ4LB/8QAFgEBAQEAAAAAAAAAAAAAAAAABAIF/8QAHBEAAgIC" +
        "AwAAAAAAAAAAAAAAAAECAxNhBBES/9oADAMBAAIRAxEAPwDMCvH789RVLzNMfyF3W0SB14Zn0ZePZ//Z";

    const string LossyText =
        "UklGRjoCAABXRUJQVlA4WAoAAAAgAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "AQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFla" +
        "AAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJY" +
        "WVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAA" +
        "E9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggTAAAADAEAJ0BKhgAEAA+0VSjS6gkoyGwCAEA" +
        "GgloAJ0yhHAV//uIAE0iTHoGAAD+bWk++nbaTK1uiA5GN/4gg+XGX9MDpBUxmq5dS3RgAAA=";

    const string AlphaText =
        "UklGRlgCAABXRUJQVlA4WAoAAAAwAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "AQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFla" +
        "AAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJY" +
        "WVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAA" +
        "E9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZBTFBIFQAAAAEPMP8REUJIQHjg/1rVhIj+T0C/TABW" +
        "UDggTAAAANADAJ0BKhgAEAA+0VymTKglI6IwCAEAGgloAJ0yhHAV//uIAGiOgAD+4uCztvgYjomP9/+IIPlxl/TA6QVMb/x1X//7vJEimW3AAAA=";

    const string LosslessText =
        "UklGRhICAABXRUJQVlA4WAoAAAAgAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "AQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFla" +
        "AAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJY" +
        "WVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAA" +
        "E9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDhMJAAAAC8XwAMAFyAQSGyjfb/PZP6Mef6DT4JA" +
        "gDBpUqqCiP6HCszVGA==";

    public static byte[] Png { get; } = Convert.FromBase64String(PngText);

    public static byte[] Jpeg { get; } = Convert.FromBase64String(JpegText);

    public static byte[] WebPLossy { get; } = Convert.FromBase64String(LossyText);

    public static byte[] WebPAlpha { get; } = Convert.FromBase64String(AlphaText);

    public static byte[] WebPLossless { get; } = Convert.FromBase64String(LosslessText);

    /// <summary>Two pixels that take turns for ever, and what its program remarked.</summary>
    public static byte[] Gif { get; } =
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 200, 30, 30, 30, 60, 200,
        0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0,
        0x21, 0xFE, (byte)Secret.Length, .. Encoding.ASCII.GetBytes(Secret), 0,
        0x21, 0xF9, 4, 0, 50, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
        0x21, 0xF9, 4, 0, 50, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0, 0x3B,
    ];

    public static ImmutableArray<(string Type, byte[] File)> All { get; } =
    [
        ("image/png", Png), ("image/jpeg", Jpeg), ("image/webp", WebPLossy), ("image/webp", WebPAlpha), ("image/webp", WebPLossless), ("image/gif", Gif),
    ];

    /// <summary>The same picture as it comes out of a camera or a program, and with something behind its end.</summary>
    public static byte[] Chatty(byte[] file)
    {
        var secret = Encoding.ASCII.GetBytes(Secret);
        return [.. file switch
        {
            [0x89, ..] => [.. file[..33], .. Chunk("tEXt", secret), .. Chunk("eXIf", secret), .. Chunk("tIME", secret[..7]), .. file[33..]],
            [0xFF, ..] => [0xFF, 0xD8, .. Segment(0xE1, Exif(6)), .. Segment(0xED, secret), .. Segment(0xFE, secret), .. file[2..]],
            [(byte)'R', ..] => Riff([.. file[12..], .. RiffChunk("EXIF", secret), .. RiffChunk("XMP ", secret)]),
            _ => file,
        }, .. secret];
    }

    public static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        return [.. BigEndian((uint)content.Length), .. named, .. BigEndian(Checksum(named))];
    }

    public static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, .. BigEndian((uint)content.Length + 2)[2..], .. content];

    public static byte[] RiffChunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. LittleEndian((uint)content.Length), .. content, .. new byte[content.Length % 2]];

    public static byte[] Riff(byte[] content) => [.. "RIFF"u8, .. LittleEndian((uint)content.Length + 4), .. "WEBP"u8, .. content];

    /// <summary>A camera's: its maker, which way up, and where.</summary>
    public static byte[] Exif(ushort way) =>
    [
        .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 3, 0,
        0x0F, 1, 2, 0, (byte)Secret.Length, 0, 0, 0, 50, 0, 0, 0,
        0x12, 1, 3, 0, 1, 0, 0, 0, (byte)way, 0, 0, 0,
        0x25, 0x88, 4, 0, 1, 0, 0, 0, 50, 0, 0, 0,
        0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret),
    ];

    static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    static byte[] LittleEndian(uint number) => [.. BigEndian(number).Reverse()];

    static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var bit in bytes.SelectMany(one => Enumerable.Range(0, 8).Select(shift => (uint)(one >> shift) & 1)))
        {
            sum = ((sum ^ bit) & 1) == 1 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }

        return ~sum;
    }
}
