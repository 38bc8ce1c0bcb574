using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Manifest;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>"Ask why about this" and "Add to brainwriting" in the menu of a message.</summary>
public sealed class TeamsMessageActionsTest
{
    const string Why = TeamsCommands.AskWhyId;
    const string Idea = TeamsCommands.AddIdeaId;
    const string Brainwrite = "brainwrite “How might we meet less?”";

    public static TheoryData<string> Kinds => [.. TeamsPlaces.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_message_says_becomes_the_problem_and_who_chose_it_steers(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);

        var answer = await ChooseAsync(story.Ann, place, Why, "<p>The report was <b>late</b></p><p>three times &amp; nobody knew</p>", "f:why");
        await ChooseAsync(story.Ann, place, Why, "<p>The report was <b>late</b></p><p>three times &amp; nobody knew</p>", "f:why");

        Assert.Equal("It is open.", ((string)answer["task"]!["value"]!)[..11]);
        await story.HearAsync(place, "For you as facilitator");
        Assert.Single(place.Messages, message => message.Content.ToJsonString().Contains("The report was late three times", StringComparison.Ordinal)
            && !TeamsStory.TextOf(message.Card).Contains("For you as facilitator", StringComparison.Ordinal));
        Assert.Single(await story.Store.Directory.InVenueAsync(TeamsIds.Venue(PretendTeams.Tenant, place.Id), 9, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_message_says_stands_in_the_first_empty_field_and_is_given_when_it_is_handed_in(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        await story.Ann.SayAsync(place, Brainwrite);

        var sheet = await ChooseAsync(story.Ann, place, Idea, "<p>Meet<br>standing &amp; short</p>");
        Assert.Equal("Meet standing & short", PretendTeamsMember.ValueOf(sheet, "Idea 1"));
        Assert.Contains("ask before you hand them in", TeamsStory.TextOf(sheet), StringComparison.Ordinal);
        var end = await story.Ann.SubmitAsync(place, Idea, sheet, message: PretendTeamsMember.Message("Meet"));
        Assert.True(end is null || (string?)end["task"]?["type"] == "continue", end?.ToJsonString());

        var again = await ChooseAsync(story.Ann, place, Idea, "No meeting on Fridays");
        Assert.Equal("Meet standing & short", PretendTeamsMember.ValueOf(again, "Idea 1"));
        Assert.Equal("No meeting on Fridays", PretendTeamsMember.ValueOf(again, "Idea 2"));
        await story.Ann.SayAsync(place, "close");
        await story.HearAsync(place, "Meet standing & short");
        Assert.Null(place.Saying("No meeting on Fridays"));
    }

    [Theory]
    [InlineData(Why, Limits.QuestionMax, false)]
    [InlineData(Why, Limits.QuestionMax + 1, true)]
    [InlineData(Idea, 500, false)]
    [InlineData(Idea, 501, true)]
    [InlineData(Idea, 27_000, true)]
    public async Task What_is_too_long_is_cut_and_that_is_seen(string command, int length, bool isCut)
    {
        await using var story = await TeamsStory.BeginAsync();
        if (command == Idea)
        {
            await story.Ann.SayAsync(story.Channel, Brainwrite);
        }

        var answer = await ChooseAsync(story.Ann, story.Channel, command, new string('x', length));

        var whole = new string('x', Math.Min(length, command == Why ? Limits.QuestionMax : 500));
        var shown = isCut ? whole[1..] + "…" : whole;
        Assert.True(command == Idea ? PretendTeamsMember.ValueOf(answer, "Idea 1") == shown : story.Channel.Saying(shown) is not null, answer.ToJsonString());
    }

    [Theory]
    [InlineData(Why, "", false, "en-US", "has no text", "why")]
    [InlineData(Why, "<p>&nbsp;</p>", false, "en-US", "has no text", "why")]
    [InlineData(Why, "A card", true, "en-US", "A bot wrote", "why")]
    [InlineData(Idea, "", false, "en-US", "has no text", "brainwrite")]
    [InlineData(Idea, "A card", true, "en-US", "A bot wrote", "brainwrite")]
    [InlineData(Idea, "Buy a bench", false, "en-US", "No brainwriting is open here", "brainwrite")]
    [InlineData(Idea, "Eine Bank", false, "de-AT", "Hier ist kein Brainwriting offen", "brainwrite")]
    [InlineData(Why, "", false, "de-AT", "keinen Text", "why")]
    public async Task What_cannot_be_used_is_told_with_what_to_do_and_starts_nothing(
        string command, string html, bool isByBot, string locale, string says, string typed)
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.StartAsync("checkin");

        var answer = await story.Member("Dora", locale).ChooseAsync(story.Channel, command, PretendTeamsMember.Message(html, isByBot));

        Assert.Equal("message", (string?)answer["task"]!["type"]);
        Assert.Contains(says, (string?)answer["task"]!["value"], StringComparison.Ordinal);
        Assert.Contains($"@CoCreate {typed}", (string?)answer["task"]!["value"], StringComparison.Ordinal);
        Assert.Single(story.Channel.Shown);
    }

    [Theory]
    [InlineData(Why)]
    [InlineData(Idea)]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task An_entry_of_no_message_or_none_of_ours_is_told_in_a_sentence(string command)
    {
        await using var story = await TeamsStory.BeginAsync();

        var answer = await story.Ann.ChooseAsync(story.Channel, command);

        Assert.Equal("message", (string?)answer["task"]!["type"]);
        Assert.Empty(story.Channel.Messages);
    }

    [Fact]
    public async Task Where_the_bot_is_no_member_that_is_said_and_nothing_stays_open()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Channel.HasBot = false;

        var answer = await ChooseAsync(story.Ann, story.Channel, Why, "It broke");

        Assert.Contains("Add me here", (string?)answer["task"]!["value"], StringComparison.Ordinal);
        var entry = Assert.Single(await story.Store.Directory.InVenueAsync(TeamsIds.Venue(PretendTeams.Tenant, story.Channel.Id), 9, CancellationToken.None));
        Assert.NotNull(entry.ClosedAt);
    }

    static Task<JsonNode> ChooseAsync(PretendTeamsMember who, PretendConversation where, string command, string html, string? id = null) =>
        who.ChooseAsync(where, command, PretendTeamsMember.Message(html), id);
}
