using System.Net;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>A session is answered in its own workspace only, whatever a press says.</summary>
public sealed class SlackPlaceTest
{
    const string Sentence = "This button belongs to a session of another workspace, so nothing was counted.";

    [Theory]
    [InlineData("slack:T1/C1", "T1", null, "C1", false, true)]
    [InlineData("slack:T1/C1", "T1", null, "C2", false, true)] // a channel may get a new id
    [InlineData("slack:T1/C1", "T2", null, "C1", false, true)] // a channel that two workspaces share
    [InlineData("slack:T1/C1", "T2", null, "C2", false, false)]
    [InlineData("slack:T1/C1", null, null, "C2", true, false)]
    [InlineData("slack:T1/C1", null, null, "D2", true, true)] // the person's own conversation with the bot
    [InlineData("slack:T1/C1", "T2", null, "D2", false, false)]
    [InlineData("slack:T1/C1", null, null, null, false, false)]
    [InlineData("slack:T1/C1", "T1", null, null, false, true)]
    [InlineData("slack:T1/C1", "T2", null, null, false, false)]
    [InlineData("slack:T1/C1", "T2", "T1", null, false, true)] // somebody from outside, in a dialog
    [InlineData("slack:T1/C1", "T2", null, null, true, true)] // a dialog in an organisation
    [InlineData("web:T1/C1", "T1", "T1", "C1", true, false)]
    [InlineData("web:room", "T1", null, "C1", false, false)]
    public void A_press_is_of_its_session_s_place_by_channel_or_by_workspace(
        string venue, string? team, string? appTeam, string? channel, bool isOrg, bool isOf) =>
        Assert.Equal(isOf, new SlackPlace(team, appTeam, channel, isOrg).IsOf(new VenueId(venue)));

    [Theory]
    [InlineData("T1", "C1", true)]
    [InlineData("T1", "C9", true)]
    [InlineData("T2", "C2", true)]
    [InlineData("T3", "C3", false)]
    public void A_press_is_of_each_place_that_shows_the_session(string team, string channel, bool isOf)
    {
        var nothing = new Session(SessionId.New(), Activities.BuiltIn);
        var session = nothing with { Venues = [new("slack:T1/C1"), new("web:room"), new("slack:T2/C2")] };
        Assert.Equal(isOf, new SlackPlace(team, null, channel, IsOrg: false).IsOf(session));
    }

    [Fact]
    public async Task A_button_and_a_dialog_of_another_workspace_s_session_are_refused_with_a_sentence_and_count_nothing()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");
        var eve = story.Member("U0EVE", "eve", team: "T0OTHER");
        var copy = new PretendMessage("C0OTHER", channel.Root.Ts, null, channel.Root.Content);
        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");

        await eve.PressAsync(copy, "Vote");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Eve is told");
        await eve.SubmitAsync(ballot, ("A.", "1 dot"));

        Assert.Equal((eve.Id, true), (story.Slack.Whispers[0].User, story.Slack.Whispers[0].Message.Shows(Sentence)));
        Assert.Single(story.Slack.Views);
        Assert.True(ballot.Shows(Sentence));
        await story.Ann.TypeAsync(channel.Id, "close");
        await story.Slack.UntilAsync(() => channel.Root.Shows("Nobody voted."), "nothing was counted");
    }

    [Fact]
    public async Task The_same_holds_after_a_restart_when_the_session_is_not_in_memory()
    {
        var before = await SlackStory.BeginAsync();
        var (channel, _) = await before.StartAsync("checkin");
        var copy = new PretendMessage("C0OTHER", channel.Root.Ts, null, channel.Root.Content);
        await using var story = await before.RestartAsync();
        var eve = story.Member("U0EVE", "eve", team: "T0OTHER");

        var answer = await eve.SendPressAsync(copy, "● Green", story.Slack.NewTrigger());
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Eve is told");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(story.Slack.Whispers[0].Message.Shows(Sentence));
        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => channel.Root.Shows("1 person has answered."), "Bob alone counts");
    }

    [Fact]
    public async Task No_dialog_opens_light_in_a_workspace_that_has_not_installed_the_bot()
    {
        var before = await SlackStory.BeginAsync();
        var (channel, _) = await before.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");
        var copy = new PretendMessage("C0OTHER", channel.Root.Ts, null, channel.Root.Content);
        await before.SettleAsync();
        await using var story = await before.RestartAsync();

        await story.Member("U0EVE", "eve", team: "T0OTHER").SendPressAsync(copy, "Vote", story.Slack.NewTrigger());
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "it says so");

        Assert.True(story.Slack.Whispers[0].Message.Shows(Sentence));
        Assert.Empty(story.Slack.Views);
    }

    [Fact]
    public async Task A_guest_of_a_shared_channel_gets_the_dialog_in_the_name_of_the_workspace_that_has_the_bot()
    {
        var before = await SlackStory.BeginAsync();
        var (channel, _) = await before.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");
        await before.SettleAsync();
        await using var story = await before.RestartAsync();

        var view = await story.Member("U0EVE", "eve", team: "T0OTHER").OpenAsync(channel.Root, "Vote");

        await story.PassUntilAsync(story.Slack.UntilAsync(() => view.Content["submit"] is not null, "it is filled"));
    }
}
