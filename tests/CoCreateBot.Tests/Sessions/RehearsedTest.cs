using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Where pretend people take part, that is a fact of the session: nobody reads what was made up as if it had been meant.</summary>
public sealed class RehearsedTest
{
    [Fact]
    public void Only_its_facilitator_lets_pretend_people_in()
    {
        Vote().When(new Command.Rehearse(3), Bob).ThenRefused("Session.NotFacilitator");
        Vote().When(new Command.Rehearse(3), Ann).Then(new SessionEvent.Rehearsed(3));
    }

    [Fact]
    public void That_some_were_there_is_never_taken_back() =>
        Assert.Equal(3, Vote().When(new Command.Rehearse(3), Ann).When(new Command.Rehearse(1), Ann).ThenNothing().Session.Pretend);

    [Fact]
    public void What_has_closed_lets_nobody_in() =>
        Vote().When(new Command.Close(), Ann).Happened().When(new Command.Rehearse(3), Ann).ThenRefused("Session.SessionOver");

    [Theory]
    [InlineData(1, "A rehearsal: 1 pretend person takes part", "Eine Probe: 1 erfundene Person nimmt teil")]
    [InlineData(6, "A rehearsal: 6 pretend people take part", "Eine Probe: 6 erfundene Personen nehmen teil")]
    public void Card_and_minutes_say_so_in_each_language(int people, string english, string german)
    {
        var story = Vote().When(new Command.Rehearse(people), Ann).Types(Bob, "vote A").When(new Command.Close(), Ann);

        Assert.Contains(english, Said.In(story.Root("en")), StringComparison.Ordinal);
        Assert.Contains(german, Said.In(story.Root("de")), StringComparison.Ordinal);
        Assert.Contains(english, Said.In(SessionCards.MinutesCard(story.Session, Story.English)!), StringComparison.Ordinal); // ! it is closed
    }

    static Story Vote() => Story.Given("vote Paint | Garden for 10m");
}
