using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>The line on who sees an answer, and the stamp that stands for it on each button.</summary>
public sealed class ReceiptTest
{
    static readonly Command[] Changes =
    [
        new Command.SetLevel(AnonymityLevel.Named),
        new Command.SetLevel(AnonymityLevel.AnonymousToGroup),
        new Command.SetLevel(AnonymityLevel.AnonymousToEveryone),
        new Command.AddVenue(new VenueId("slack:T1/C1")),
        new Command.AddVenue(GuestRoom, IsForGuests: true),
        new Command.Move(new VenueId("web:other")),
        new Command.CountGuests(),
    ];

    [Theory]
    [InlineData("checkin")]
    [InlineData("vote A | B")]
    [InlineData("steps named")]
    public void Two_forms_with_one_stamp_say_the_same_of_who_sees_the_answer(string line)
    {
        var all = Enumerable.Range(0, 1 << Changes.Length).Select(mask => Changes.Where((_, bit) => (mask >> bit & 1) == 1)
            .Aggregate(Given(line), (story, change) => story.When(change, Ann)));
        var said = all.ToLookup(story => story.View().Press("x").Stamp, SeenBy);

        Assert.True(said.Count > 4);
        Assert.All(said, one => Assert.Single(one.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void As_long_as_all_is_as_it_was_planned_there_is_none() =>
        Assert.All(["checkin", "vote A | B", "vote A | B named"], line => Assert.Equal("", Given(line).View().Press("x").Stamp));

    [Fact]
    public void The_longest_leaves_room_for_what_a_button_says()
    {
        var story = new[] { Changes[0], Changes[3], Changes[4], Changes[5] }.Aggregate(Given("vote A | B"), (told, change) => told.When(change, Ann));
        var press = story.View().Press("ballot");

        Assert.Equal("l0v3gm1", press.Stamp);
        Assert.True(Press.TryDecode(press.Encode(), out var back));
        Assert.Equal(press, back);
        Assert.InRange(press.Encode().Length, 1, Press.EncodedMax / 2);
    }

    [Fact]
    public void A_session_that_was_moved_says_where_here_is() => Assert.Contains(
        "The session was moved since it began: what you give shows in the channel where it is now.",
        Receipt.For(Given("checkin").When(Changes[5], Ann).View()),
        StringComparison.Ordinal);

    [Fact]
    public void From_a_page_nothing_is_moved_into_a_chat() =>
        Given("checkin").When(new Command.Move(new VenueId("slack:T1/C1")), Ann).ThenRefused("Session.MoveInChats");

    // How guests are counted is no part of it.
    static string SeenBy(Story story) => Receipt.For(story.View()).Replace(story.View().Words["Session.ReceiptGuestsApart"], "", StringComparison.Ordinal).Trim();
}
