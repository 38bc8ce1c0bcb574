using CoCreateBot.Cards;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Cards;

public sealed class PressTests
{
    static readonly Gen<string> Plain =
        from length in Gen.Choose(1, 40)
        from characters in Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789-".ToCharArray()).ArrayOf(length)
        select new string(characters);

    static readonly Gen<Press> Legal =
        from session in Gen.OneOf(Plain, Gen.Constant(""))
        from round in Gen.OneOf(Gen.Choose(0, 50), Gen.Constant(int.MaxValue))
        from verb in Plain
        from argument in Gen.Elements("", "3", "a|b|c", "|", "Käse 🧀", "<!channel>", "\n")
        from stamp in Gen.OneOf(Plain, Gen.Constant(""))
        select new Press(session, round, verb, argument, stamp);

    [Fact]
    public void A_press_comes_back_as_it_went() => ForAll(Legal, press =>
    {
        Assert.True(Press.TryDecode(press.Encode(), out var back));
        Assert.Equal(press, back);
    });

    [Fact]
    public void What_is_read_is_exactly_what_would_be_written() => ForAll(
        from parts in Gen.Elements("1", "2", "", "s", "0", "007", "+1", "-1", " 1", "1 ", "vote", "Vote", "ä", "x y", "\0").ListOf()
        select string.Join('|', parts),
        text =>
        {
            if (Press.TryDecode(text, out var press))
            {
                Assert.Equal(text, press.Encode());
            }
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1|s|1|vote")] // four parts
    [InlineData("3|s|1|vote|")] // a version we do not know
    [InlineData("2|s|1|vote|")] // its stamp is missing
    [InlineData("2|s|1||vote|")]
    [InlineData("2|s|1|L2|vote|")]
    [InlineData("1|s||vote|")]
    [InlineData("1|s|-1|vote|")]
    [InlineData("1|s|+1|vote|")]
    [InlineData("1|s|1.0|vote|")]
    [InlineData("1|s|01|vote|")]
    [InlineData("1|s|1\0|vote|")]
    [InlineData("1|s|2147483648|vote|")]
    [InlineData("1|s|1||")] // no verb
    [InlineData("1|s|1|Vote|")]
    [InlineData("1|S|1|vote|")]
    [InlineData("1|s/..|1|vote|")]
    [InlineData("1|s|1|vote it|")]
    [InlineData("1|s|١|vote|")] // a digit, but not ours
    public void Anything_else_is_no_press(string? text) => Assert.False(Press.TryDecode(text, out _));

    [Fact]
    public void A_press_is_read_up_to_its_bound_and_not_one_character_beyond()
    {
        var frame = new Press("s", 1, "vote").Encode().Length;
        var longest = new Press("s", 1, "vote", new string('x', Press.EncodedMax - frame));

        Assert.True(Press.TryDecode(longest.Encode(), out _));
        Assert.False(Press.TryDecode(longest.Encode() + "x", out _));
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public void A_session_and_a_verb_have_a_bound_of_their_own(int length, bool isRead)
    {
        var part = new string('a', length);

        Assert.Equal(isRead, Press.TryDecode(new Press(part, 1, "vote").Encode(), out _));
        Assert.Equal(isRead, Press.TryDecode(new Press("s", 1, part).Encode(), out _));
    }

    static void ForAll<T>(Gen<T> any, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true), Prop.ForAll(any.ToArbitrary(), holds));
}
