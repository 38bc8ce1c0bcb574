using System.Buffers;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web.Pictures;

/// <summary>Why a file is not taken as a picture.</summary>
public enum PictureFault
{
    None,

    /// <summary>Its bytes are of no kind that is taken, whatever it is called.</summary>
    WrongKind,

    /// <summary>It breaks off, or is not what it says.</summary>
    Broken,

    TooManyBytes,

    TooManyPixels,

    /// <summary>It is a picture, and the server holds as many as it may.</summary>
    NoRoom,
}

/// <summary>
/// A picture from a stranger, written anew with nothing in it but what draws it: no place, time, camera, comment or thumbnail, nothing behind its end. It is
/// never decoded here, which is a browser's work. Its points stay as they were; a colour profile goes, so that some screens show other colours.
/// </summary>
public sealed record CleanPicture(string Type, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>One side.</summary>
    public const int SideMax = 12_000;

    /// <summary>A phone's largest camera has 50 million; a small file can say that it has billions.</summary>
    public const long PixelsMax = 64_000_000;

    delegate bool Cleaner(ref Bytes file, ArrayBufferWriter<byte> clean, out PictureSize size);

    public static (CleanPicture? Picture, PictureFault Fault) From(ReadOnlySpan<byte> sent)
    {
        if (sent.Length > Limits.PictureBytesMax)
        {
            return (null, PictureFault.TooManyBytes);
        }

        var (type, cleaner) = KindOf(sent);
        if (cleaner is null)
        {
            return (null, PictureFault.WrongKind);
        }

        var file = new Bytes(sent);
        var clean = new ArrayBufferWriter<byte>(Math.Max(1, sent.Length));
        return !cleaner(ref file, clean, out var size) || size is { Width: < 1 } or { Height: < 1 } ? (null, PictureFault.Broken)
            : size.Width > SideMax || size.Height > SideMax || (long)size.Width * size.Height > PixelsMax ? (null, PictureFault.TooManyPixels)
            : (new CleanPicture(type, clean.WrittenMemory), PictureFault.None);
    }

    static (string Type, Cleaner? Cleaner) KindOf(ReadOnlySpan<byte> sent) =>
        sent.StartsWith(PngFile.Signature) ? ("image/png", PngFile.TryClean)
        : sent.StartsWith(JpegFile.Start) ? ("image/jpeg", JpegFile.TryClean)
        : sent.StartsWith("GIF8"u8) ? ("image/gif", GifFile.TryClean)
        : sent.StartsWith("RIFF"u8) && sent.Length >= WebPFile.HeaderLength && sent[8..].StartsWith("WEBP"u8) ? ("image/webp", WebPFile.TryClean)
        : ("", null);
}

public readonly record struct PictureSize(int Width, int Height);

/// <summary>Takes a file from its front, and never more than there is.</summary>
ref struct Bytes(ReadOnlySpan<byte> file)
{
    ReadOnlySpan<byte> rest = file;

    public readonly bool IsEmpty => rest.IsEmpty;

    public readonly ReadOnlySpan<byte> Rest => rest;

    public bool TryTake(long count, out ReadOnlySpan<byte> taken)
    {
        if (count < 0 || count > rest.Length)
        {
            taken = default;
            return false;
        }

        taken = rest[..(int)count];
        rest = rest[(int)count..];
        return true;
    }

    public bool TryTake(out byte taken)
    {
        var isThere = TryTake(1, out var one);
        taken = isThere ? one[0] : default;
        return isThere;
    }

    public bool TrySkip(ReadOnlySpan<byte> expected) => TryTake(expected.Length, out var taken) && taken.SequenceEqual(expected);
}
