using System.Text.Json.Nodes;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>A client that opens no dialogs sends what its button holds as a message. Whoever pressed is told what to type instead.</summary>
public sealed class TeamsOldClientTest
{
    public static TheoryData<string> Kinds => [.. TeamsPlaces.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_button_that_starts_something_says_what_to_type(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        await story.Ann.SayAsync(place, "start");
        var help = await story.HearAsync(place, "Start something");

        await SubmitAsync(story, place, help, "Start something");

        var said = await story.HearAsync(place, "Type what to start");
        Assert.Contains("@CoCreate checkin", TeamsStory.TextOf(said.Card), StringComparison.Ordinal);
        Assert.Equal(kind == "personal" ? null : story.Ann.Id, said.Reader);
        Assert.Null(place.Saying("out of date"));
        await story.Ann.SayAsync(place, "checkin"); // as it said
        await story.HearAsync(place, "For you as facilitator");
    }

    [Fact]
    public async Task A_button_that_opens_a_form_counts_nothing_and_says_what_to_do()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("vote \"Which first?\" Paint | Garden");

        await SubmitAsync(story, story.Channel, card, "Vote");

        var said = await story.HearAsync(story.Channel, "does not open this form");
        Assert.Equal(story.Ann.Id, said.Reader);
        Assert.DoesNotContain("1 person", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    static async Task SubmitAsync(TeamsStory story, PretendConversation place, PretendActivity card, string title)
    {
        var button = PretendTeamsMember.Typed(card.Card).First(one =>
            (string?)one["type"] == "Action.Submit" && ((string?)one["title"])?.Contains(title, StringComparison.Ordinal) == true);
        await story.Ann.SubmitAsync(place, card, (JsonObject)button["data"]!.DeepClone());
    }
}
