using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Sentences that were not true, or not quite, where somebody tried what nobody had thought of.</summary>
public sealed class SaidRightTest
{
    [Fact]
    public void Dots_that_nobody_set_are_not_said_to_be_set()
    {
        var two = Given("vote A | B | C | D").Types(Ann, "vote remove D").Types(Ann, "vote remove C");
        var set = two.Types(Ann, "vote dots 1").Types(Ann, "vote remove B");

        Assert.Contains("2 options: 2 dots each, at most 1 on one. The one with the most", Said.In(two.Root()), StringComparison.Ordinal);
        Assert.Contains("The facilitator set this.", Said.In(Given("vote A | B | C | D dots 3").Root()), StringComparison.Ordinal);
        Assert.Contains("1 option: choose it, or make no choice.", Said.In(set.Root()), StringComparison.Ordinal);
        Assert.Contains("1 option: 2 dots each", Said.In(two.Types(Ann, "vote remove B").Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_loses_dots_with_an_option_reads_it_in_their_form()
    {
        var dots = Given("vote A | B | C | D").Types(Bob, "vote D D".Replace(" D D", " D")).Types(Ann, "vote remove D");
        Assert.Contains("1 dot came back to you", Said.In(dots.Dialog(Bob)), StringComparison.Ordinal);
        Assert.DoesNotContain("came back", Said.In(dots.Dialog(Cem)), StringComparison.Ordinal);

        var scores = Given("vote score A | B | C").Types(Bob, "vote C=5").Types(Ann, "vote remove C");
        Assert.Contains("Something you had answered is no longer on the table.", Said.In(scores.Dialog(Bob)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_that_was_typed_stands_on_the_card()
    {
        var charter = new Charter("How might we meet?", EndsAt: Noon + TimeSpan.FromHours(3));
        var command = new Command.Open(new VenueId("web:room"), "en", "Europe/Vienna", true, [Plan("checkin for 2m")], charter);

        Assert.Contains("The session is to end 2026-03-02 15:00:00Z", Said.In(Nothing().When(command, Ann).Happened().Root()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkin until 31 February", "31 february")]
    [InlineData("ask \"Why?\" until 30. Februar 9:00", "30. februar 9:00")]
    public void A_day_that_is_none_is_quoted_whole(string typed, string quoted)
    {
        var refusal = TypedLine.Parse(typed).Timed(Noon, TimeZoneInfo.Utc).Refusal;
        Assert.Equal(("Session.BadMoment", quoted), (refusal?.Key, $"{refusal?.Args[0]}".ToLowerInvariant()));
    }

    [Fact]
    public void What_is_open_until_half_past_nine_is_not_over_a_second_before()
    {
        var now = Noon + TimeSpan.FromMilliseconds(300);
        var line = TypedLine.Parse("checkin until 13:00").Timed(now, TimeZoneInfo.Utc).Value;

        Assert.True(now + TypedLine.Duration(line!.Settings["for"]) >= Noon + TimeSpan.FromHours(1)); // ! it is a moment
    }

    [Fact]
    public void A_quote_within_quotes_is_refused_where_its_end_cannot_be_told()
    {
        var steps = Given("steps");

        steps.Types(Ann, "steps \"quote\"inside\" by me").ThenRefused("NextSteps.QuoteInQuotes");
        steps.Types(Ann, "steps \"quote “inside” it\" by me").Happened();
        steps.Types(Ann, "steps \"Call\" by me sign \"they answer\"").Happened();
    }

    [Theory]
    [InlineData(1, "The next sheet comes at")]
    [InlineData(2, "or as soon as all are done")]
    public void Where_the_bell_alone_ends_the_round_nobody_is_told_that_all_being_done_does(int people, string said)
    {
        var waiting = Writing.Opened("brainwrite rounds 2", people).Takes(Writing.Person(0)).Writes(Writing.Person(0), "mine");

        var form = Said.In(waiting.Dialog(Writing.Person(0)));
        Assert.Contains(said, form, StringComparison.Ordinal);
        Assert.Equal(people > 1, form.Contains("as soon as all are done", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_of_one_are_said_as_one()
    {
        var alone = Said.In(Given("brainwrite rounds 1 live").Root());

        Assert.Contains("1 person x 3 ideas x 1 round could give 3", alone, StringComparison.Ordinal);
        Assert.Contains("Nobody has taken a sheet in this round yet.", alone, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_facilitates_is_not_told_to_talk_to_the_facilitator()
    {
        var red = Given("checkin").Types(Ann, "checkin red").Types(Bob, "checkin red");

        Assert.Contains("talk to the facilitator", Said.In(red.Dialog(Bob)), StringComparison.Ordinal);
        Assert.DoesNotContain("talk to the facilitator", Said.In(red.Dialog(Ann)), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_text_to_read_activities_stand_under_their_session()
    {
        var command = new Command.Open(
            new VenueId("web:room"), "en", "Europe/Vienna", true, [Plan("cluster New benches | Benches by the river | Tea")], new Charter("How might we meet?"));
        var markdown = ExportText.Markdown(
            Nothing().When(command, Ann).Contributes(Ann, new ClusteringCommand.Gather("Seats", [1, 2])).When(new Command.Close(), Ann).Session, English);

        Assert.Equal(
            ["# Minutes", "## How might we meet?", "### Clustering: Which ideas belong together?"],
            markdown.Split('\n').Where(line => line.StartsWith('#')).Take(3));
    }
}
