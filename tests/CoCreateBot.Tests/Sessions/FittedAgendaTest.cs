using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>An agenda over hours or days fills its time, and passes nobody by in their night where that can be helped.</summary>
public sealed class FittedAgendaTest
{
    [Theory]
    [InlineData("12d", new[] { 48.0, 96, 48, 48, 48 })] // room enough: each its share
    [InlineData("6d", new[] { 24.0, 48, 24, 24, 24 })]
    [InlineData("130h", new[] { 24.0, 34, 24, 24, 24 })] // a day for each, and the rest for what wants more
    [InlineData("100h", new[] { 20.0, 20, 20, 20, 20 })] // not even that, but more than a night
    [InlineData("90h", new[] { 18.0, 18, 18, 18, 18 })]
    [InlineData("72h", new[] { 12.0, 24, 12, 12, 12 })] // nothing would help: each its share
    [InlineData("3h", new[] { 0.5, 1, 0.5, 0.5, 0.5 })]
    public void Each_activity_has_its_share_and_a_day_where_there_is_room(string length, double[] hours)
    {
        var line = TypedLine.Parse($"session \"How might we?\" ideas for {length}");
        var start = SessionStart.Read(line, Activities.BuiltIn, Recipe.BuiltIn, Story.Noon).Value!; // ! it is right

        Assert.Equal(hours, start.Agenda.Select(plan => Math.Round(plan.Lasts!.Value.TotalHours, 3)));
    }

    [Fact]
    public void Brainwriting_without_a_bell_lasts_as_long_as_its_session_has_room_for()
    {
        var agenda = SessionStart.Read(TypedLine.Parse("session \"How?\" ideas for 3h"), Activities.BuiltIn, Recipe.BuiltIn, Story.Noon).Value!.Agenda; // ! it is right
        var story = Story.Nothing().When(new Command.Open(new VenueId("web:room"), "en", "Etc/UTC", IsLive: false, agenda), Somebody.Ann)
            .When(new Command.Next(), Somebody.Ann);

        Assert.Equal(Story.Noon + TimeSpan.FromHours(1), story.Item.Deadline);
    }
}
