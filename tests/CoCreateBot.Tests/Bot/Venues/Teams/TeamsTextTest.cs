using System.Collections.Immutable;
using System.Net;
using CoCreateBot.Bot.Venues.Teams;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

public sealed class TeamsTextTest
{
    const int Tries = 500;
    const string Us = "28:us";

    static readonly TeamsMention Bot = new(Us, "CoCreate", "<at>CoCreate</at>");
    static readonly TeamsMention Ann = new("29:ann", "Ann Doe", "<at>Ann Doe</at>");

    /// <summary>What texts are made of, here.</summary>
    static readonly string[] Pieces =
    [
        "a", " ", "Größe", "😀", "👩‍👩‍👧", "سلام‌ها", "<", ">", "&", "&amp;", "&lt;", "&#160;", "&nbsp;", "\u00A0", "\u200B",
        "\uFEFF", "\n", "\"", "'", "@", "/",
        "<at>", "</at>", "<at>CoCreate</at>", "<at>Ann Doe</at>", "<at id=\"0\">", "<p>", "</p>", "<br/>", "<T>", "List<string>", "1 < 2 > 0",
        "<span itemtype=\"http://schema.skype.com/Mention\">", "</span>", "<blockquote itemtype=\"http://schema.skype.com/Reply\">", "</blockquote>",
        "<img alt=\"😀\">", "<quoted messageId=\"1\"/>", "schema.skype.com/Mention",
    ];

    static string Plain(string text, params ImmutableArray<TeamsMention> mentions) => TeamsText.Plain(text, mentions, Us, isHtml: false);

    static string Html(string text, params ImmutableArray<TeamsMention> mentions) => TeamsText.Plain(text, mentions, Us, isHtml: true);

    [Theory]
    [InlineData("<at>CoCreate</at> vote A | B", "vote A | B")]
    [InlineData("<at>CoCreate</at>\u00A0vote", "vote")]
    [InlineData("<at>CoCreate</at>&nbsp;vote", "vote")]
    [InlineData("vote <at>CoCreate</at>", "vote")]
    [InlineData("please <at>CoCreate</at> vote", "please vote")]
    [InlineData("please<at>CoCreate</at>vote", "please vote")]
    [InlineData("<at>CoCreate</at> ask <at>Ann Doe</at> first", "ask @Ann Doe first")]
    [InlineData("<at>CoCreate</at> and <at>CoCreate</at> again", "and again")]
    [InlineData("<at>Somebody</at> else", "@Somebody else")]
    [InlineData("<AT>CoCreate</AT> x", "x")]
    [InlineData("<at>CoCreate", "<at>CoCreate")]
    [InlineData("<at>", "<at>")]
    [InlineData("", "")]
    public void Only_the_bot_s_own_name_is_left_out(string sent, string typed) => Assert.Equal(typed, Plain(sent, Bot, Ann));

    [Fact]
    public void A_name_is_found_by_the_tag_by_the_name_or_behind_an_at_sign()
    {
        Assert.Equal("x", Plain("<at>CoCreate</at> x", new TeamsMention(Us, "", "<at>CoCreate</at>")));
        Assert.Equal("x", Plain("<at>CoCreate</at> x", new TeamsMention(Us, "CoCreate", "")));
        Assert.Equal("x", Plain("<at>CoCreate</at> x", new TeamsMention(Us, "", "<at>@CoCreate</at>")));
        Assert.Equal("x", Plain("<at>R&amp;D</at> x", new TeamsMention(Us, "R&D", "")));
        Assert.Equal("x", Plain("<at>Co\u00A0Create</at> x", new TeamsMention(Us, "Co Create", "")));
    }

    [Fact]
    public void Somebody_who_is_called_like_the_bot_is_not_left_out() => Assert.Equal(
        "@CoCreate wins", Plain("<at>CoCreate</at> <at>CoCreate</at> wins", new TeamsMention("29:ann", "CoCreate", "<at>CoCreate</at>"), Bot));

    [Theory]
    [InlineData("1 < 2 & 3 > 2", "1 < 2 & 3 > 2")]
    [InlineData("List<string> or <T>", "List<string> or <T>")]
    [InlineData("a &lt;b&gt; &amp;lt; c", "a <b> &lt; c")]
    [InlineData("<b>bold</b>", "<b>bold</b>")]
    [InlineData("a\u200Bb\uFEFFc\u2060d", "abcd")]
    [InlineData("👩‍👩‍👧 سلام‌ها", "👩‍👩‍👧 سلام‌ها")]
    [InlineData("<quoted messageId=\"17\"/> yes", "yes")]
    [InlineData("Test     ", "Test")]
    public void What_a_person_typed_stays_as_it_is(string sent, string typed) => Assert.Equal(typed, Plain(sent));

    [Theory]
    [InlineData("<div><div>Hello. <strong>bold</strong>-<em>italic</em>.</div>\n</div>", "Hello. bold-italic.")]
    [InlineData("<p>one</p><p>two<br>three</p>", "one\ntwo\nthree")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "a\nb")]
    [InlineData("List&lt;string&gt; <T>", "List<string> <T>")]
    [InlineData("<p><span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"0\">CoCreate</span>&nbsp;test</p>", "test")]
    [InlineData("<p><at id=\"0\">Ann Doe</at> - Hi</p>", "@Ann Doe - Hi")]
    [InlineData("<p>well <emoji alt=\"🙂\" id=\"smile\"></emoji> <img itemtype=\"http://schema.skype.com/Emoji\" alt=\"😀\"></p>", "well 🙂 😀")]
    [InlineData("<blockquote itemscope itemtype=\"http://schema.skype.com/Reply\" itemid=\"17\"><p>theirs</p></blockquote><p>mine</p>", "mine")]
    [InlineData("<blockquote itemtype=\"http://schema.skype.com/Reply\">mine", "mine")]
    [InlineData("<blockquote>a saying</blockquote>", "a saying")]
    [InlineData("<p><img alt=\"image\" src=\"https://a/b.png\">look</p>", "look")]
    [InlineData("<attachment id=\"x\"></attachment>seen", "seen")]
    public void Of_a_copy_as_html_the_words_are_left(string sent, string typed) => Assert.Equal(typed, Html(sent, Bot, Ann));

    [Theory]
    [InlineData("vote A | B", "vote A | B")]
    [InlineData("/vote A | B", "vote A | B")]
    [InlineData("/CoCreate vote", "vote")]
    [InlineData("/cocreate", "")]
    [InlineData("CoCreate  vote", "vote")]
    [InlineData("CoCreateX vote", "CoCreateX vote")]
    [InlineData("/", "")]
    [InlineData("//vote", "/vote")]
    public void Before_what_was_typed_for_the_bot_alone_a_slash_and_the_app_s_name_are_left_out(string typed, string command) =>
        Assert.Equal(command, TeamsText.Command(typed, "CoCreate"));

    [Theory]
    [InlineData("@CoCreate vote A | B", "vote A | B")]
    [InlineData("@test bot vote", "vote")]
    [InlineData("@CoCreate", "")]
    [InlineData("@Ann is right", "@Ann is right")]
    [InlineData("CoCreate is good", "CoCreate is good")]
    [InlineData("@CoCreateX vote", "@CoCreateX vote")]
    public void In_the_chat_with_the_bot_its_name_behind_an_at_sign_is_left_out(string typed, string said) =>
        Assert.Equal(said, TeamsText.WithoutName(typed, "Test Bot"));

    [Fact]
    public void Without_a_name_only_the_slash_is_left_out() => Assert.Equal("CoCreate vote", TeamsText.Command("/CoCreate vote", null));

    [Fact]
    public void Whatever_was_typed_and_encoded_comes_back() => ForAll(typed =>
    {
        var expected = Seen(typed);
        Assert.Equal(expected, Plain(WebUtility.HtmlEncode(typed), Bot, Ann));
        Assert.Equal(expected, Html(WebUtility.HtmlEncode(typed), Bot, Ann));
    });

    [Fact]
    public void Plain_words_are_not_touched() => ForAll(typed =>
    {
        var words = typed.Replace("<", "", StringComparison.Ordinal).Replace("&", "", StringComparison.Ordinal);

        Assert.Equal(Seen(words), Plain(words, Bot, Ann));
    });

    [Fact]
    public void The_bot_s_name_never_stays_wherever_it_stands() => ForAll(typed =>
    {
        var around = typed.Replace("<", "", StringComparison.Ordinal).Replace("&", "", StringComparison.Ordinal);
        var text = $"{around}<at>CoCreate</at> {around}";

        Assert.DoesNotContain("<at>CoCreate", Plain(text, Bot), StringComparison.Ordinal);
        Assert.DoesNotContain("@CoCreate", Plain(text, Bot), StringComparison.Ordinal);
    });

    [Fact]
    public void Nothing_that_nobody_sees_is_left() => ForAll(text =>
        Assert.All([Plain(text, Bot, Ann), Html(text, Bot, Ann)], plain => Assert.DoesNotContain(plain, letter => letter == '\u00A0' || IsUnseen(letter))));

    static string Seen(string typed) => string.Concat(typed.Replace('\u00A0', ' ').Where(letter => !IsUnseen(letter))).Trim();

    static bool IsUnseen(char letter) => letter is '\u200B' or '\u2060' or '\uFEFF' or '\0';

    static void ForAll(Action<string> holds) =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Elements(Pieces), 12).Select(string.Concat)), holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true));

    [Theory]
    [InlineData("<")]
    [InlineData("<at>")]
    [InlineData("<at>CoCreate</at>")]
    [InlineData("<blockquote itemtype=\"http://schema.skype.com/Reply\">")]
    [InlineData("<span itemtype=\"http://schema.skype.com/Mention\">x")]
    [InlineData("&")]
    public void A_message_of_nothing_else_is_read_as_well(string piece) => // 256 kB of it: what looked back or ahead each time would not end
        Assert.NotNull(Html(string.Concat(Enumerable.Repeat(piece, 256 * 1024 / piece.Length)), Bot, Ann));
}
