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

    static CheckInEvent.Answered Answered(string value, string? note = null) => new(Bob.Person, value, note);

    static CheckInEvent.Answered Answer(Story story) => Assert.IsType<CheckInEvent.Answered>(
        Assert.Single(story.Happened().Last.Events.OfType<SessionEvent.Contributed>()).What);
}
