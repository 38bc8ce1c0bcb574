using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>The typed grammar, as people and their clients really type it.</summary>
public sealed class TypedLineTest
{
    [Theory]
    [InlineData("vote \"Which first?\" Paint | Garden | Bus stop")]
    [InlineData("vote “Which first?” Paint | Garden | Bus stop")]
    [InlineData("vote „Which first?“ Paint | Garden | Bus stop")]
    [InlineData("vote «Which first?» Paint|Garden|Bus stop")]
    [InlineData("vote »Which first?« Paint | \"Garden\" | “Bus stop”")]
    [InlineData("vote \"Which first?\" \"Paint\" \"Garden\" \"Bus stop\"")]
    [InlineData("vote Which first? Paint | Garden | Bus stop")]
    [InlineData("/VOTE \"Which first?\"\n| Paint |\n Garden |\t Bus stop |")]
    public void A_question_and_options_are_read_in_all_quotes(string text)
    {
        var line = TypedLine.Parse(text);

        Assert.Equal("vote", line.Verb);
        Assert.Equal("Which first?", line.Question);
        Assert.Equal(["Paint", "Garden", "Bus stop"], line.Options);
    }

    [Fact]
    public void A_vote_needs_no_question()
    {
        Assert.Null(TypedLine.Parse("vote A | B").Question);
        Assert.Null(TypedLine.Parse("vote \"A\" | \"B\"").Question);
    }

    [Theory]
    [InlineData("vote A | B for 10m dots 3 named")]
    [InlineData("vote for 10m dots 3 named A | B")]
    [InlineData("vote FOR 10m A | B named Dots 3")]
    public void Settings_stand_behind_the_verb_or_at_the_end(string text)
    {
        var line = TypedLine.Parse(text);

        Assert.Equal(["A", "B"], line.Options);
        var settings = line.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        Assert.Equal("dots=3 for=10m named=", string.Join(' ', settings));
    }

    [Fact]
    public void A_quoted_text_is_never_a_setting_and_words_before_the_end_are_none()
    {
        Assert.Empty(TypedLine.Parse("vote \"A live\" | \"live\"").Settings);
        Assert.Empty(TypedLine.Parse("vote live music | named streets | for all").Settings.Remove("live"));
        Assert.Equal(["A for", "for lunch"], TypedLine.Parse("vote A for | for lunch").Options);
    }

    [Theory]
    [InlineData("vote \"How?\" Recorded | Streamed | Live", "Recorded/Streamed/Live")]
    [InlineData("vote Live | Streamed", "Live/Streamed")]
    [InlineData("vote A | named", "A/named")]
    public void An_option_that_happens_to_be_a_word_of_ours_stays_an_option(string text, string options)
    {
        var line = TypedLine.Parse(text);

        Assert.Equal(options, string.Join('/', line.Options));
        Assert.Empty(line.Settings);
    }

    [Fact]
    public void A_negative_number_is_a_setting_to_refuse_and_no_text() =>
        Assert.Equal("-1", TypedLine.Parse("vote A | B dots -1").Settings["dots"]);

    [Fact]
    public void A_number_sign_says_which_session_is_meant()
    {
        Assert.Equal(2, TypedLine.Parse("vote #2 B B D").Which);
        Assert.Equal(["B", "B", "D"], TypedLine.Parse("vote B B D #2").Words);
        Assert.Null(TypedLine.Parse("vote #99999999999999999999 B").Which);
    }

    [Fact]
    public void A_quote_left_open_reaches_to_the_end() => Assert.Equal("Which first? A", TypedLine.Parse("vote \"Which first? A").Question);

    [Fact]
    public void An_apostrophe_is_no_quote() => Assert.Equal(["don't", "won't"], TypedLine.Parse("vote don't | won't").Options);

    [Fact]
    public void Markup_stays_text() =>
        Assert.Equal(["<!channel>", "*bold* & <script>"], TypedLine.Parse("vote <!channel> | *bold* & <script>").Options);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"only a quote\"")]
    [InlineData("| | |")]
    public void Without_a_first_word_there_is_no_verb(string? text) => Assert.Equal("", TypedLine.Parse(text).Verb);

    [Fact]
    public void Ten_thousand_characters_are_read_up_to_the_bound_at_once()
    {
        Assert.Equal(Limits.CommandMax, TypedLine.Parse(new string('x', 10_000)).Verb.Length);
        Assert.NotEmpty(TypedLine.Parse("vote " + string.Concat(Enumerable.Repeat("| ", 5_000))).Verb);
        Assert.Single(TypedLine.Parse("vote " + string.Concat(Enumerable.Repeat("live ", 2_000))).Settings);
    }

    [Fact]
    public void Many_short_words_are_all_read() =>
        Assert.Equal(1_500, TypedLine.Parse("vote " + string.Concat(Enumerable.Repeat("x ", 1_500))).Words.Length);

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("10min", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("1D2H", 93600)]
    public void A_duration_is_days_hours_minutes_seconds(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), TypedLine.Duration(text));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("10")]
    [InlineData("10 m")]
    [InlineData("1.5h")]
    [InlineData("-5m")]
    [InlineData("5m1h")]
    [InlineData("10m\n")]
    [InlineData("٣m")]
    public void Anything_else_is_no_duration(string text) => Assert.Null(TypedLine.Duration(text));

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_and_breaks_nothing() =>
        Prop.ForAll(Texts.Any, text =>
        {
            foreach (var start in new[] { "", "vote ", "checkin ", "checkin word ", "runoff ", "decide " })
            {
                var line = TypedLine.Parse(start + text);
                foreach (var activity in Activities.BuiltIn.All)
                {
                    activity.Plan(line);
                }

                foreach (var open in new[] { "vote A | B", "vote A | B | C | D", "checkin", "checkin word", "checkin roti" })
                {
                    var story = Story.Given(open).Types(Somebody.Bob, start + text);
                    story.Presses(Somebody.Bob, "answer", text).Presses(Somebody.Bob, "dots", text).Presses(Somebody.Bob, text, text)
                        .Presses(Somebody.Bob, "ballot", text, ("option-" + text, text), ("option-1", text)).Root();
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("/cocreate vote B", "vote", "B")]
    [InlineData(" /CoCreate  vote B", "vote", "B")]
    [InlineData("/cocreate", "", "")]
    [InlineData("/cocreates vote B", "cocreates", "vote B")]
    public void The_bots_own_name_before_a_command_is_nothing(string text, string verb, string rest)
    {
        var line = TypedLine.Parse(text);

        Assert.Equal((verb, rest), (line.Verb, line.Rest));
    }
}
