using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>One tap, a note if one likes, and another answer until it closes.</summary>
public sealed class CheckInAnswerTest
{
    [Theory]
    [InlineData("checkin", "green", "green")]
    [InlineData("checkin", "GELB", "yellow")]
    [InlineData("checkin", "grün", "green")]
    [InlineData("checkin", "gruen", "green")]
    [InlineData("checkin", "rot", "red")]
    [InlineData("checkin", "light red", "red")]
    [InlineData("checkin scale", "4", "4")]
    [InlineData("checkin scale", "1-5 4", "4")]
    [InlineData("checkin roti", "roti 1", "1")]
    [InlineData("checkin weather", "sunny", "sunny")]
    [InlineData("checkin weather", "REGEN", "rainy")]
    [InlineData("checkin weather", "wetter stürmisch", "stormy")]
    [InlineData("checkin mood", "4 2", "4 2")]
    [InlineData("checkin mood", "mood 1/5", "1 5")]
    [InlineData("checkin mood", "gelassen", "4 2")]
    [InlineData("checkin free", "I slept well, thank you", "I slept well, thank you")]
    [InlineData("checkin free", "free \"I slept well\"", "I slept well")]
    [InlineData("checkin free", "mood is fine", "mood is fine")]
    [InlineData("checkin word", "mood", "mood")]
    [InlineData("checkin word", "hopeful", "hopeful")]
    [InlineData("checkin word", "word hopeful", "hopeful")]
    [InlineData("checkin word", "so so", "so so")]
    [InlineData("checkin word", "مرحبا", "مرحبا")]
    [InlineData("checkin word", "👩‍👩‍👧", "👩‍👩‍👧")]
    public void An_answer_can_be_typed(string start, string typed, string value) =>
        Assert.Equal(value, Answer(Given(start).Types(Bob, "checkin " + typed)).Value);

    [Theory]
    [InlineData("checkin", "5", "CheckIn.UnknownAnswer-light")]
    [InlineData("checkin", "greenish", "CheckIn.UnknownAnswer-light")]
    [InlineData("checkin", "green red", "CheckIn.UnknownAnswer-light")]
    [InlineData("checkin", "word hopeful", "CheckIn.UnknownAnswer-light")]
    [InlineData("checkin scale", "0", "CheckIn.UnknownAnswer-scale")]
    [InlineData("checkin scale", "6", "CheckIn.UnknownAnswer-scale")]
    [InlineData("checkin scale", "-1", "CheckIn.UnknownAnswer-scale")]
    [InlineData("checkin scale", "4.5", "CheckIn.UnknownAnswer-scale")]
    [InlineData("checkin scale", "99999999999999999999", "CheckIn.UnknownAnswer-scale")]
    [InlineData("checkin scale", "green", "CheckIn.UnknownAnswer-scale")]
    [InlineData("checkin roti", "six", "CheckIn.UnknownAnswer-roti")]
    [InlineData("checkin word", "scale 4", "CheckIn.UnknownAnswer-word")]
    [InlineData("checkin weather", "green", "CheckIn.UnknownAnswer-weather")]
    [InlineData("checkin mood", "4", "CheckIn.UnknownAnswer-mood")]
    [InlineData("checkin mood", "0 3", "CheckIn.UnknownAnswer-mood")]
    [InlineData("checkin mood", "3 6", "CheckIn.UnknownAnswer-mood")]
    [InlineData("checkin mood", "3 3 3", "CheckIn.UnknownAnswer-mood")]
    [InlineData("checkin mood", "sunny", "CheckIn.UnknownAnswer-mood")]
    [InlineData("checkin rose", "hello", "CheckIn.UnknownAnswer-rose")]
    [InlineData("checkin rose", "rose \"\" bud \"\"", "CheckIn.AllLeftOut")]
    [InlineData("checkin free", "\u200B", "Session.Empty")]
    [InlineData("checkin free", "fine for 5m", "Session.NoSuchSetting")]
    [InlineData("checkin word", "\u200B", "Session.Empty")]
    [InlineData("checkin", "green for 5m", "Session.NoSuchSetting")]
    public void What_cannot_be_answered_is_refused_with_what_can(string start, string typed, string key) =>
        Given(start).Types(Bob, "checkin " + typed).ThenRefused(key);

    [Fact]
    public void A_tap_is_an_answer_and_the_same_tap_again_is_none() => Given("checkin")
        .Presses(Bob, "answer", "green").Then(
            new SessionEvent.PersonJoined(Bob.Person, "Bob"),
            new SessionEvent.Contributed(1, new CheckInEvent.Answered(Bob.Person, "green", null)))
        .Presses(Bob, "answer", "green").ThenNothing();

    [Fact]
    public void Answering_again_changes_the_answer()
    {
        var story = Given("checkin").Presses(Bob, "answer", "green").Presses(Bob, "answer", "red").Then(Answered("red"));

        Assert.Equal(1, story.Item.State.Contributors);
    }

    [Fact]
    public void A_note_can_be_given_with_the_answer_changed_and_taken_away() => Given("checkin").Presses(Bob, "answer", "red")
        .Presses(Bob, "note", "", ("answer", "red"), ("note", "slept badly")).Then(Answered("red", "slept badly"))
        .Types(Bob, "checkin rot “slept well”").Then(Answered("red", "slept well"))
        .Presses(Bob, "note", "", ("answer", "red"), ("note", " ")).Then(Answered("red"));

    [Fact]
    public void A_tap_keeps_the_note_of_the_same_answer_and_drops_that_of_another() => Given("checkin")
        .Types(Bob, "checkin red \"slept badly\"").Happened()
        .Presses(Bob, "answer", "red").ThenNothing()
        .Presses(Bob, "answer", "green").Then(Answered("green"));

    [Fact]
    public void A_note_fits_or_is_refused_at_its_input()
    {
        Note(Limits.NoteMax).Happened();
        Note(Limits.NoteMax + 1).ThenRefused("Session.TooLong", Limits.NoteMax + 1, Limits.NoteMax);
        Assert.Equal("note", Note(Limits.NoteMax + 1).Last.Refusal?.Input);

        static Story Note(int length) => Given("checkin").Presses(Bob, "note", "", ("answer", "green"), ("note", new string('x', length)));
    }

    [Fact]
    public void A_word_fits_or_is_refused_at_its_input()
    {
        Word(Limits.WordMax).Happened();
        Word(Limits.WordMax + 1).ThenRefused("Session.TooLong", Limits.WordMax + 1, Limits.WordMax);
        Assert.Equal("answer", Word(Limits.WordMax + 1).Last.Refusal?.Input);
        Assert.Equal("answer", Word(0).Last.Refusal?.Input);

        static Story Word(int length) => Given("checkin word").Presses(Bob, "note", "", ("answer", new string('x', length)), ("note", ""));
    }

    [Theory]
    [InlineData("answer", "")]
    [InlineData("answer", "6")]
    [InlineData("answer", "blue")]
    [InlineData("note", "")]
    [InlineData("ballot", "")]
    [InlineData("", "")]
    public void A_garbled_or_forged_press_is_refused(string verb, string argument) =>
        Assert.NotNull(Given("checkin").Presses(Bob, verb, argument).Last.Refusal?.Key);

    [Fact]
    public void An_anonymous_answer_is_kept_under_an_alias_of_its_own() =>
        Given("checkin anonymous").Presses(Bob, "answer", "green").Then(new CheckInEvent.Answered(Bob.Voice, "green", null));

    [Fact]
    public void An_answer_can_be_handed_in_until_a_minute_after_the_bell()
    {
        var story = Given("checkin live");

        story.At(TimeSpan.FromSeconds(179)).Types(Bob, "checkin green").Happened();
        Assert.Equal("Session.ActivityClosed", story.At(TimeSpan.FromSeconds(180)).Types(Bob, "checkin green").Last.Refusal?.Key);
    }

    [Fact]
    public void A_rose_a_bud_and_a_thorn_are_said_together_or_one_by_one_and_what_is_not_named_stays() => Given("checkin rose")
        .Types(Bob, "checkin rose \"good talks\" dorn no sleep").Then(
            new SessionEvent.PersonJoined(Bob.Person, "Bob"), Shared("good talks", null, "no sleep"))
        .Types(Bob, "checkin knospe „a plan“").Then(Shared("good talks", "a plan", "no sleep"))
        .Types(Bob, "checkin knospe „a plan“").ThenNothing()
        .Presses(Bob, "note", "", ("rose", " "), ("bud", "a plan"), ("thorn", "")).Then(Shared(null, "a plan", null))
        .Presses(Bob, "note", "", ("rose", ""), ("bud", " "), ("thorn", "")).ThenRefused("CheckIn.AllLeftOut")
        .Types(Bob, "checkin bud \"\" rose \"\"").ThenRefused("CheckIn.AllLeftOut");

    [Fact]
    public void Each_of_the_three_fits_or_is_refused_at_its_input()
    {
        foreach (var name in RoseBudThorn.Names)
        {
            Said(name, Limits.NoteMax).Happened();
            Assert.Equal(name, Said(name, Limits.NoteMax + 1).ThenRefused("Session.TooLong", Limits.NoteMax + 1, Limits.NoteMax).Last.Refusal?.Input);
        }

        static Story Said(string name, int length) => Given("checkin rose").Presses(Bob, "note", "", (name, new string('x', length)));
    }

    [Fact]
    public void Free_words_fit_or_are_refused_at_their_input()
    {
        Words(Limits.NoteMax).Happened();
        Words(Limits.NoteMax + 1).ThenRefused("Session.TooLong", Limits.NoteMax + 1, Limits.NoteMax);
        Assert.Equal("answer", Words(Limits.NoteMax + 1).Last.Refusal?.Input);

        static Story Words(int length) => Given("checkin free").Presses(Bob, "note", "", ("answer", new string('x', length)));
    }

    [Fact]
    public void A_mood_is_a_tap_or_two_choices_with_a_note() => Given("checkin mood")
        .Presses(Bob, "answer", "2 4").Then(new SessionEvent.PersonJoined(Bob.Person, "Bob"), new SessionEvent.Contributed(1, Answered("2 4")))
        .Presses(Bob, "note", "", ("answer", "1"), ("energy", "5"), ("note", "too much")).Then(Answered("1 5", "too much"))
        .Presses(Bob, "note", "", ("answer", "1"), ("note", "")).ThenRefused("CheckIn.UnknownAnswer-mood")
        .Presses(Bob, "answer", "").ThenRefused("CheckIn.UnknownAnswer-mood");

    [Fact]
    public void Words_are_no_answer_where_three_are_asked_for_and_three_are_none_where_a_light_is()
    {
        Given("checkin rose").Contributes(Bob, new CheckInCommand.Answer("green", null)).ThenRefused("CheckIn.UnknownAnswer-rose");
        Given("checkin").Contributes(Bob, new CheckInCommand.Share("good", null, null)).ThenRefused("CheckIn.UnknownAnswer-light");
    }

    static SessionEvent.Contributed Shared(string? rose, string? bud, string? thorn) => new(1, new CheckInEvent.Shared(Bob.Person, rose, bud, thorn));

    static CheckInEvent.Answered Answered(string value, string? note = null) => new(Bob.Person, value, note);

    static CheckInEvent.Answered Answer(Story story) => Assert.IsType<CheckInEvent.Answered>(
        Assert.Single(story.Happened().Last.Events.OfType<SessionEvent.Contributed>()).What);
}
