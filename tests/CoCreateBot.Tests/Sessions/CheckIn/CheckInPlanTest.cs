using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What a typed start of a check-in means, what is an answer instead, and which starts are refused.</summary>
public sealed class CheckInPlanTest
{
    [Theory]
    [InlineData("checkin", CheckInFormat.Light, null)]
    [InlineData("checkin light", CheckInFormat.Light, null)]
    [InlineData("checkin word", CheckInFormat.Word, null)]
    [InlineData("checkin 1-5", CheckInFormat.Scale, null)]
    [InlineData("checkin scale", CheckInFormat.Scale, null)]
    [InlineData("checkin ROTI", CheckInFormat.Roti, null)]
    [InlineData("checkin weather", CheckInFormat.Weather, null)]
    [InlineData("checkin Wetter", CheckInFormat.Weather, null)]
    [InlineData("checkin mood", CheckInFormat.Mood, null)]
    [InlineData("checkin stimmung", CheckInFormat.Mood, null)]
    [InlineData("checkin rose", CheckInFormat.Rose, null)]
    [InlineData("checkin rose \"What of the week?\"", CheckInFormat.Rose, "What of the week?")]
    [InlineData("checkin \"What is on your mind?\" free", CheckInFormat.Free, "What is on your mind?")]
    [InlineData("checkin frei", CheckInFormat.Free, null)]
    [InlineData("checkin \"How are you arriving?\"", CheckInFormat.Light, "How are you arriving?")]
    [InlineData("checkin word „Wie war es?“", CheckInFormat.Word, "Wie war es?")]
    [InlineData("checkin scale \"<!channel> *bold*\"", CheckInFormat.Scale, "<!channel> *bold*")]
    public void A_start_says_the_format_and_the_question(string line, CheckInFormat format, string? question) =>
        Assert.Equal(new CheckInEvent.Planned(format, question), Plan(line).Event);

    [Fact]
    public void It_is_named_shows_its_tally_at_once_and_lasts_a_day_or_two_minutes_live()
    {
        var plan = Plan("checkin");

        Assert.Equal(("check-in", AnonymityLevel.Named, false, TimeSpan.FromDays(1)), (plan.Kind, plan.Level, plan.IsBlind, plan.Lasts));
        Assert.Equal(TimeSpan.FromMinutes(2), Plan("checkin live").Lasts);
        Assert.Equal(TimeSpan.FromMinutes(5), Plan("checkin for 5m live").Lasts);
    }

    [Fact]
    public void A_return_on_time_invested_is_anonymous_to_everyone_and_blind() =>
        Assert.Equal((AnonymityLevel.AnonymousToEveryone, true), Plan("checkin roti") is var plan ? (plan.Level, plan.IsBlind) : default);

    [Fact]
    public void Anonymous_is_anonymous_to_everyone() =>
        Assert.Equal(AnonymityLevel.AnonymousToEveryone, Plan("checkin anonymous word").Level);

    [Theory]
    [InlineData("checkin green", "CheckIn.UnknownFormat")]
    [InlineData("checkin whether", "CheckIn.UnknownFormat")]
    [InlineData("checkin 4 2", "CheckIn.UnknownFormat")]
    [InlineData("checkin rose \"good talks\" bud \"a plan\"", "CheckIn.UnknownFormat")]
    [InlineData("checkin rose \"good talks\" bud \"a plan\" thorn \"no sleep\"", "CheckIn.UnknownFormat")]
    [InlineData("checkin word scale", "CheckIn.UnknownFormat")]
    [InlineData("checkin A | B", "CheckIn.UnknownFormat")]
    [InlineData("checkin dots 3", "Session.NoSuchSetting")]
    [InlineData("checkin named anonymous", "Session.NamedOrAnonymous")]
    [InlineData("checkin for 5s", "Session.BadDuration")]
    public void A_start_that_cannot_be_is_refused(string line, string key) => Assert.Equal(key, Planned(line).Refusal?.Key);

    [Theory]
    [InlineData("checkin", false)]
    [InlineData("checkin word", false)]
    [InlineData("checkin 1-5", false)]
    [InlineData("checkin \"How are you?\"", false)]
    [InlineData("checkin roti \"Worth it?\"", false)]
    [InlineData("checkin live", false)]
    [InlineData("checkin A | B", false)]
    [InlineData("checkin green", true)]
    [InlineData("checkin green \"slept badly\"", true)]
    [InlineData("checkin 4", true)]
    [InlineData("checkin hopeful", true)]
    [InlineData("checkin word hopeful", true)]
    [InlineData("checkin word word", true)]
    public void A_bare_line_a_format_or_a_question_starts_and_the_rest_answers(string line, bool isAnswer) => AssertAnswers("checkin", line, isAnswer);

    [Theory]
    [InlineData("checkin rose", "checkin rose", false)]
    [InlineData("checkin rose", "checkin weather", false)]
    [InlineData("checkin rose", "checkin \"How are you?\"", false)]
    [InlineData("checkin rose", "checkin rose \"good talks\"", true)]
    [InlineData("checkin rose", "checkin bud \"a plan\" dorn \"no sleep\"", true)]
    [InlineData("checkin rose", "checkin rose \"a\" bud \"b\" thorn \"c\"", true)]
    [InlineData("checkin free", "checkin free", false)]
    [InlineData("checkin free", "checkin \"How are you?\"", false)]
    [InlineData("checkin free", "checkin \"How are you?\" free", false)]
    [InlineData("checkin free", "checkin free \"I slept well\"", true)]
    [InlineData("checkin free", "checkin free \"What else?\" for 1h", false)]
    [InlineData("checkin free", "checkin I slept well", true)]
    [InlineData("checkin free", "checkin mood", true)]
    [InlineData("checkin free", "checkin mood live", false)]
    [InlineData("checkin word", "checkin free", true)]
    [InlineData("checkin word", "checkin word", false)]
    [InlineData("checkin word", "checkin weather \"How is it?\"", false)]
    [InlineData("checkin mood", "checkin 4 2", true)]
    [InlineData("checkin mood", "checkin mood", false)]
    public void So_it_is_beside_a_check_in_of_another_format_unless_its_name_is_a_word_that_answers(string open, string line, bool isAnswer) =>
        AssertAnswers(open, line, isAnswer);

    static void AssertAnswers(string open, string line, bool isAnswer) =>
        Assert.Equal(isAnswer, Given(open).Item is var item && item.Activity.IsAnswer(TypedLine.Parse(line), item));
}
