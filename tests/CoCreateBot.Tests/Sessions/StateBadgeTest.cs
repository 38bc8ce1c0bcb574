using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A card says in a word, before all that it lists, how its session stands.</summary>
public sealed class StateBadgeTest
{
    static readonly Story Voting = Story.Given("vote Paint | Garden for 10m");

    [Theory]
    [InlineData("en", "Open", "Paused", "Closed", "Cancelled")]
    [InlineData("de", "Offen", "Pause", "Geschlossen", "Abgebrochen")]
    public void It_is_open_paused_closed_or_cancelled(string language, string open, string paused, string closed, string cancelled)
    {
        Assert.Equal(new Badge(open, BadgeStyle.Good), BadgeOf(Voting, language));
        Assert.Equal(new Badge(paused, BadgeStyle.Warning), BadgeOf(Voting.When(new Command.Pause(null), Ann), language));
        Assert.Equal(new Badge(open, BadgeStyle.Good), BadgeOf(Voting.When(new Command.Pause(null), Ann).When(new Command.Resume(), Ann), language));
        Assert.Equal(new Badge(closed), BadgeOf(Voting.When(new Command.Close(), Ann), language));
        Assert.Equal(new Badge(cancelled), BadgeOf(Voting.When(new Command.Cancel(IsSure: true), Ann), language));
    }

    [Theory]
    [InlineData("en", "Open (rehearsal)")]
    [InlineData("de", "Offen (Probe)")]
    public void A_rehearsal_is_told_from_what_is_meant(string language, string word) =>
        Assert.Equal(word, BadgeOf(Voting.When(new Command.Rehearse(3), Ann), language).Text);

    [Fact]
    public void It_stands_right_under_the_question_and_the_sentence_with_its_time_stays()
    {
        var body = Voting.Root().Body;

        Assert.IsType<Badge>(body[body.IndexOf(body.OfType<TextBlock>().Single(text => text.Style == TextStyle.Heading)) + 1]);
        Assert.Contains("Open until", Said.In(Voting.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void Between_two_activities_it_is_closed_until_the_next_opens()
    {
        var story = Story.Given("checkin for 2m", "vote Paint | Garden for 10m");
        var between = story.At(TimeSpan.FromMinutes(10)).Ticks();

        Assert.Null(between.Session.OpenItem);
        Assert.Equal("Closed", BadgeOf(between, "en").Text);
        Assert.Equal("Open", BadgeOf(between.When(new Command.Next(), Ann), "en").Text);
    }

    [Theory]
    [InlineData(false, "Closed")]
    [InlineData(true, "Cancelled")]
    public void What_is_over_says_so_under_its_purpose(bool isCancelled, string word)
    {
        var open = Story.Given("checkin").And(new SessionEvent.CharterSet(new Charter("How do we start?")));
        var over = open.When(isCancelled ? new Command.Cancel(IsSure: true) : new Command.Close(), Ann).Root().Body;

        Assert.Equal(TextStyle.Heading, Assert.IsType<TextBlock>(over[0]).Style);
        Assert.Equal(new Badge(word), over[1]);
    }

    static Badge BadgeOf(Story story, string language) => story.Root(language).Body.OfType<Badge>().Single();
}
