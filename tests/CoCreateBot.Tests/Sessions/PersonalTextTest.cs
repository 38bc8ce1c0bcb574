using System.Globalization;
using System.Text;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>People's words are never changed; only what nobody can see is taken out.</summary>
public sealed class PersonalTextTest
{
    [Theory]
    [InlineData("<!channel> & <@U123>")]
    [InlineData("*bold* _it_ ~gone~ `code` [link](http://x) :tada:")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("“curly” „unten“ «French» ‘single’")]
    [InlineData("👩‍👩‍👧‍👦 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and ❤️ and 👍🏽")]
    [InlineData("שלום עולם")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("می‌خواهم")] // Persian needs its joiner
    [InlineData("क्षि")]
    [InlineData("Grüße aus Łódź")]
    [InlineData("日本語")]
    [InlineData("a|b\\c'; DROP TABLE x; --")]
    [InlineData("{0} %s {{x}}")]
    public void Words_stay_what_they_are(string text) => Assert.Equal(text, PersonalText.Line(text));

    [Theory]
    [InlineData("  a \t b\r\nc  ", "a b c")]
    [InlineData(" a", "a")]
    [InlineData("a ", "a")]
    [InlineData("a  b", "a b")]
    [InlineData("a\vb\fc\u0085d\u2028e\u2029f\u00A0g", "a b c d e f g")]
    [InlineData("a\u0000b\u0007c\u001Bd\u007F", "abcd")]
    [InlineData("a\u200Bb\uFEFFc\u00ADd\u2060e", "abcde")]
    [InlineData("abc\u202Edef\u202C\u2066x\u2069\u200Fy\u061C", "abcdefxy")]
    [InlineData("a\uE000b", "ab")]
    [InlineData("e\u0301", "\u00E9")]
    public void What_nobody_can_see_is_taken_out(string text, string kept) => Assert.Equal(kept, PersonalText.Line(text));

    [Fact]
    public void Half_a_character_is_taken_out() => Assert.Equal("ab", PersonalText.Line("a" + (char)0xD83D + "b" + (char)0xDE00));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    [InlineData("\u200B\u200D\u200C")]
    [InlineData("\uFE0F")]
    [InlineData("\u202E")]
    [InlineData("\u3164")]
    [InlineData("\u2800 \u2800")]
    [InlineData("\u0301\u0302")]
    [InlineData("\U000E0041\U000E0042")]
    public void What_says_nothing_is_empty(string? text)
    {
        Assert.Equal("", PersonalText.Line(text));
        Assert.Equal("Session.Empty", PersonalText.Required(text, 10).Refusal?.Key);
        Assert.Equal("", PersonalText.Optional(text, 10).Value);
    }

    [Fact]
    public void A_text_fits_or_is_refused_with_its_length()
    {
        Assert.Equal(10_000, PersonalText.Required(new string('x', 10_000), 10_000).Value?.Length);
        var refusal = PersonalText.Required(new string('x', 10_000), 9_999).Refusal;
        Assert.Equal(("Session.TooLong", 10_000, 9_999), (refusal?.Key, refusal?.Args[0], refusal?.Args[1]));
        Assert.Equal("Session.TooLong", PersonalText.Optional("abc", 2).Refusal?.Key);
    }

    [Fact]
    public void Cleaning_twice_is_cleaning_once_whatever_was_written() =>
        Prop.ForAll(Texts.Any, text => PersonalText.Line(text) is var line && PersonalText.Line(line) == line).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_is_one_line_without_controls_whatever_was_written() =>
        Prop.ForAll(Texts.Any, text => !PersonalText.Line(text).EnumerateRunes().Any(rune =>
            Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
        .QuickCheckThrowOnFailure();
}

/// <summary>Texts that have broken something somewhere, and any mixture of them.</summary>
static class Texts
{
    static readonly string[] Pieces =
    [
        "a", "B", " ", "\t", "\n", "\r", "\u0000", "\u0085", "\u00A0", "\u200B", "\u200D", "\u202E", "\u2066", "\uFE0F", "\uFFFD",
        "\uE000", "\uD83D", "\uDE00",
        "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "שלום", "مرحبا", "می‌خواهم", "e\u0301",
        "<!channel>", "<@U1>", "&amp;", "*", "_", "`", "|", "\"", "“", "”", "„", "«", "»", "'", "#2", "#",
        "for", "10m", "live", "named", "dots", "3", "-1", "99999999999999999999", "vote", "checkin", "?", ",", "=", "{0}", "\\", "/",
        "ß", "İ", "ı",
    ];

    public static Arbitrary<string> Any { get; } = Arb.From(
        Gen.OneOf(
            Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat),
            Gen.ListOf(Gen.Elements(Pieces)).Select(pieces => string.Join(' ', pieces)),
            ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)));
}
