using System.Text;
using CoCreateBot.Bot.Venues.Web.Pictures;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Bot.Venues.Web.Pictures.SamplePictures;

namespace CoCreateBot.Tests.Bot.Venues.Web.Pictures;

/// <summary>A picture from a stranger: whatever comes, nothing is thrown, nothing grows, and nothing is left that tells of a place or a person.</summary>
public sealed class CleanPictureTest
{
    const int Tries = 3_000;

    static readonly byte[] UprightExif = [.. "Exif\0\0"u8];

    [Fact]
    public void Each_kind_is_known_by_its_bytes() =>
        Assert.All(All, sample => Assert.Equal(sample.Type, CleanPicture.From(sample.File).Picture?.Type));

    [Fact]
    public void What_cameras_and_programs_put_in_is_gone_and_the_picture_is_the_same() => Assert.All(All, sample =>
    {
        var chatty = Chatty(sample.File);
        var clean = Cleaned(chatty);

        Assert.Contains(Secret, Encoding.Latin1.GetString(chatty), StringComparison.Ordinal);
        Assert.DoesNotContain("48.2082", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.DoesNotContain("G\0o\0o\0g\0l\0e", Encoding.Latin1.GetString(clean), StringComparison.Ordinal); // the profile of a browser
        Assert.Equal(Cleaned(sample.File), WithoutWayUp(clean));
    });

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void Of_a_photograph_it_is_kept_which_way_up_it_is_and_nothing_else(ushort way, bool isKept)
    {
        var clean = Cleaned([0xFF, 0xD8, .. Segment(0xE1, Exif(way)), .. Jpeg[2..]]);

        Assert.Equal(isKept, clean.AsSpan().IndexOf(UprightExif) > 0);
        Assert.Equal(Cleaned(Jpeg), WithoutWayUp(clean));
        Assert.True(!isKept || clean[31] == way);
    }

    [Fact]
    public void A_moving_gif_stands_still()
    {
        var clean = Cleaned(Gif);
        Assert.Single(Enumerable.Range(0, clean.Length - 8), at => clean.AsSpan(at).StartsWith((ReadOnlySpan<byte>)[0x2C, 0, 0, 0, 0, 1, 0, 1, 0]));
        Assert.True(clean.AsSpan().IndexOf("NETSCAPE"u8) < 0);
    }

    [Fact]
    public void A_moving_webp_is_refused()
    {
        byte[] moving = [.. WebPAlpha];
        moving[20] |= 2;
        Assert.Equal(PictureFault.Broken, CleanPicture.From(moving).Fault);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<?xml version='1.0'?><svg/>")]
    [InlineData("%PDF-1.7")]
    [InlineData("\0\0\0\u0018ftypheic")]
    [InlineData("BM hello")]
    [InlineData("RIFF....WAVE")]
    [InlineData("x")]
    [InlineData("")]
    public void What_is_no_such_picture_is_refused_whatever_it_is_called(string file) =>
        Assert.Equal(PictureFault.WrongKind, CleanPicture.From(Encoding.Latin1.GetBytes(file)).Fault);

    [Fact]
    public void A_picture_that_breaks_off_anywhere_is_refused() => Assert.All(All, sample =>
    {
        var whole = Cleaned(sample.File);
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Null(CleanPicture.From(whole.AsSpan(0, length)).Picture));
    });

    [Fact]
    public void A_picture_at_the_bound_of_bytes_is_taken_and_one_byte_more_is_not()
    {
        byte[] most = [.. Png, .. new byte[Limits.PictureBytesMax - Png.Length]];
        Assert.Equal(PictureFault.None, CleanPicture.From(most).Fault);
        Assert.Equal(PictureFault.TooManyBytes, CleanPicture.From([.. most, 0]).Fault);
    }

    [Theory]
    [InlineData(CleanPicture.SideMax, 5_333, PictureFault.None)]
    [InlineData(CleanPicture.SideMax, 5_334, PictureFault.TooManyPixels)]
    [InlineData(CleanPicture.SideMax + 1, 1, PictureFault.TooManyPixels)]
    [InlineData(8_000, 8_000, PictureFault.None)]
    [InlineData(uint.MaxValue, uint.MaxValue, PictureFault.TooManyPixels)]
    [InlineData(0, 5, PictureFault.Broken)]
    public void A_small_file_does_not_draw_a_giant_picture(uint width, uint height, PictureFault fault)
    {
        byte[] header = [.. Png[16..29]];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(header, width);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);

        Assert.Equal(fault, CleanPicture.From([.. Png[..8], .. Chunk("IHDR", header), .. Png[33..]]).Fault);
    }

    [Fact]
    public void Whatever_is_changed_in_a_file_nothing_is_thrown_nothing_grows_and_clean_stays_clean()
    {
        var change =
            from what in Gen.Choose(0, 3)
            from at in Gen.Choose(0, 1_000)
            from with in Gen.Choose(0, 255)
            select (what, at, with);
        var holds = Prop.ForAll(
            Gen.Elements(All.ToArray()).Zip(change.ListOf(4)).ToArbitrary(),
            given =>
            {
                var file = given.Item2.Aggregate(Chatty(given.Item1.File), (now, one) => Changed(now, one.what, one.at, (byte)one.with));
                if (CleanPicture.From(file).Picture is { } clean)
                {
                    Assert.True(clean.Bytes.Length <= file.Length);
                    Assert.Equal(clean.Bytes.ToArray(), Cleaned(clean.Bytes.ToArray()));
                }
            });
        holds.Check(Config.QuickThrowOnFailure.WithMaxTest(Tries));
    }

    [Fact]
    public void Whatever_an_application_puts_into_a_photograph_or_a_png_is_gone()
    {
        var words = Gen.Choose(0, 255).ArrayOf(40);
        var holds = Prop.ForAll(
            words.Zip(Gen.Elements("tEXt", "zTXt", "iTXt", "eXIf", "iCCP", "tIME", "pHYs", "acTL", "prVt")).Zip(Gen.Choose(0xE0, 0xEF)).ToArbitrary(),
            given =>
            {
                var ((numbers, name), marker) = given;
                byte[] content = [.. Encoding.ASCII.GetBytes(Secret), .. numbers.Select(number => (byte)number)];

                Assert.Equal(Cleaned(Png), Cleaned([.. Png[..33], .. Chunk(name, content), .. Png[33..]]));
                Assert.Equal(Cleaned(Jpeg), Cleaned([.. Jpeg[..20], .. Segment((byte)marker, content), .. Jpeg[20..]]));
            });
        holds.Check(Config.QuickThrowOnFailure);
    }

    static byte[] Changed(byte[] file, int what, int at, byte with)
    {
        var place = file.Length == 0 ? 0 : at % file.Length;
        return what switch
        {
            0 => file[..place],
            1 => [.. file[..place], with, .. file[place..]],
            2 => [.. file[..place], .. file[Math.Min(file.Length, place + with)..]],
            _ when file.Length == 0 => file,
            _ => [.. file[..place], with, .. file[(place + 1)..]],
        };
    }

    static byte[] WithoutWayUp(byte[] clean)
    {
        var at = clean.AsSpan().IndexOf(UprightExif);
        return at < 0 ? clean : [.. clean[..(at - 4)], .. clean[(at + 32)..]];
    }

    static byte[] Cleaned(byte[] file) =>
        CleanPicture.From(file).Picture?.Bytes.ToArray() ?? throw new ArgumentException("Refused.", nameof(file));
}
