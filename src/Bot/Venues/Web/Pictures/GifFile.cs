using System.Buffers;
using System.Buffers.Binary;

namespace CoCreateBot.Bot.Venues.Web.Pictures;

/// <summary>
/// GIF: a screen, then blocks. Kept is the first picture and what makes a colour of it transparent. What moves is stilled: a page of ideas is read, and nothing
/// on it may flicker without a way to stop it. Comments and what applications wrote go.
/// </summary>
static class GifFile
{
    const int HeaderLength = 6;
    const int ScreenLength = 7;
    const int FrameLength = 9;
    const byte Extension = 0x21;
    const byte Control = 0xF9;
    const byte Frame = 0x2C;
    const byte End = 0x3B;

    public static bool TryClean(ref Bytes file, ArrayBufferWriter<byte> clean, out PictureSize size)
    {
        size = default;
        if (!file.TryTake(HeaderLength, out var header) || !(header.SequenceEqual("GIF87a"u8) || header.SequenceEqual("GIF89a"u8))
            || !file.TryTake(ScreenLength, out var screen) || !file.TryTake(ColoursOf(screen[4]), out var colours))
        {
            return false;
        }

        size = new PictureSize(BinaryPrimitives.ReadUInt16LittleEndian(screen), BinaryPrimitives.ReadUInt16LittleEndian(screen[2..]));
        clean.Write(header);
        clean.Write(screen);
        clean.Write(colours);
        ReadOnlySpan<byte> control = default;
        var hasFrame = false;
        while (file.TryTake(out var kind))
        {
            if (kind == End)
            {
                clean.Write([End]);
                return hasFrame; // whatever stands behind it goes
            }

            if (kind == Extension ? !TryExtension(ref file, ref control) : kind != Frame || !TryFrame(ref file, hasFrame ? null : clean, control, size))
            {
                return false;
            }

            hasFrame |= kind == Frame;
        }

        return false;
    }

    static int ColoursOf(byte packed) => (packed & 0x80) == 0 ? 0 : 3 * (2 << (packed & 7));

    static bool TryExtension(ref Bytes file, ref ReadOnlySpan<byte> control)
    {
        if (!file.TryTake(out var label))
        {
            return false;
        }

        var begun = file.Rest;
        if (!TrySubBlocks(ref file))
        {
            return false;
        }

        var content = begun[..(begun.Length - file.Rest.Length)];
        if (label == Control && content is [4, _, _, _, _, 0])
        {
            control = content;
        }

        return true;
    }

    /// <param name="clean">Null where a picture is there already: it is read over.</param>
    static bool TryFrame(ref Bytes file, ArrayBufferWriter<byte>? clean, ReadOnlySpan<byte> control, PictureSize screen)
    {
        var begun = file.Rest;
        if (!file.TryTake(FrameLength, out var frame) || !file.TryTake(ColoursOf(frame[8]), out _) || !file.TryTake(out _) || !TrySubBlocks(ref file))
        {
            return false;
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(frame) + BinaryPrimitives.ReadUInt16LittleEndian(frame[4..]) > screen.Width
            || BinaryPrimitives.ReadUInt16LittleEndian(frame[2..]) + BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) > screen.Height)
        {
            return false;
        }

        if (clean is not null)
        {
            if (!control.IsEmpty)
            {
                clean.Write([Extension, Control]);
                clean.Write(control);
            }

            clean.Write([Frame]);
            clean.Write(begun[..(begun.Length - file.Rest.Length)]);
        }

        return true;
    }

    static bool TrySubBlocks(ref Bytes file)
    {
        while (file.TryTake(out var length))
        {
            if (length == 0)
            {
                return true;
            }

            if (!file.TryTake(length, out _))
            {
                return false;
            }
        }

        return false;
    }
}
