using System.Net;
using System.Text.RegularExpressions;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>
/// A channel that is shared with another workspace. Slack was seen to name the workspace that has the app under buttons, and that of the person in dialogs; it
/// promises neither. Around events it names the one whose channel it was first, or ours. Whatever it names, the person is the one who they are in that channel.
/// </summary>
public sealed partial class SlackPartnersTest : IDisposable
{
    const string Org = "E0ORG";
    const string Partner = "T0PARTNER";
    const string Reply = "Reply";
    const string Eve = $"slack:{PretendSlack.Team}/U0EVE";

    readonly PretendSlack slack = new(new ManualTime()) { IsByOAuth = true };

    public void Dispose() => slack.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Under_a_button_and_in_a_dialog_they_are_one_person(bool namesHost, bool hasBot)
    {
        await using var story = await InstalledAsync(hasBot);
        var (channel, _) = await story.StartAsync("ask “What now?”");
        var eve = Eva(story, namesHost);

        await eve.SubmitAsync(await eve.OpenAsync(channel.Root, Reply), ("Reply 1", "By dialog"));
        await eve.SendReplyAsync(channel.Root, "100.2", "In the thread", "Ev2");
        await story.PassUntilAsync(slack.UntilAsync(() => channel.Root.Shows("2 replies from 1 person"), channel.Root.Shown));

        Assert.Equal([Eve], (await MembersAsync(story, channel)).Where(key => key.EndsWith("/U0EVE", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_press_counts_for_who_they_are_in_the_channel(bool namesHost, bool hasBot)
    {
        await using var story = await InstalledAsync(hasBot);
        var (channel, _) = await story.StartAsync("checkin");

        await Eva(story, namesHost).PressAsync(channel.Root, "● Green");
        await Eva(story, !namesHost).PressAsync(channel.Root, "▲ Yellow");
        await story.Bob.PressAsync(channel.Root, "● Green");

        await story.PassUntilAsync(slack.UntilAsync(() => channel.Root.Shows("2 people have answered."), channel.Root.Shown));
        Assert.Equal([Eve], (await MembersAsync(story, channel)).Where(key => key.EndsWith("/U0EVE", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task After_a_restart_the_dialog_opens_in_the_name_of_the_workspace_that_wrote_the_card_and_counts(bool namesHost, bool hasBot)
    {
        var before = await InstalledAsync(hasBot);
        var (channel, _) = await before.StartAsync("vote \"Which first?\" Paint | Garden with 1 dot for 2h");
        await using var story = await before.RestartAsync();
        var eve = Eva(story, namesHost);

        var ballot = await eve.OpenAsync(channel.Root, "Vote");
        await story.PassUntilAsync(slack.UntilAsync(() => ballot.Content["submit"] is not null, "it is filled"));
        Assert.Equal(PretendSlack.Team, slack.AppTeamOf(ballot, eve.Id));
        await eve.SubmitAsync(ballot, ("Your choice", "A. Paint"));

        Assert.False(ballot.IsOpen, ballot.Shown);
        Assert.Contains("\"initial_option\"", (await eve.OpenAsync(channel.Root, "Vote")).Shown, StringComparison.Ordinal); // what they gave
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_their_own_channel_shows_the_session_too_each_card_s_buttons_are_answered_by_the_app_that_wrote_it(bool namesHost)
    {
        await using var story = await InstalledAsync(hasBot: true);
        var (channel, _) = await story.StartAsync("vote \"Which first?\" Paint | Garden with 1 dot for 2h");
        var theirs = slack.Channel("C0PARTNER", team: Partner);
        var code = Code.Match((await story.Ann.TypeAsync(channel.Id, "invite channel")).Shown).Value;
        var eve = Eva(story, namesHost);
        await eve.TypeAsync(theirs.Id, $"join {code}");
        await slack.UntilAsync(() => theirs.Messages.Count == 1, "its card is there");

        Assert.Equal(PretendSlack.Team, slack.AppTeamOf(await eve.OpenAsync(channel.Root, "Vote"), eve.Id));
        Assert.Equal(Partner, slack.AppTeamOf(await eve.OpenAsync(theirs.Root, "Vote"), eve.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_they_are_told_comes_by_the_press_itself(bool namesHost)
    {
        await using var story = await InstalledAsync(hasBot: true);
        var (channel, _) = await story.StartAsync("checkin");
        var eve = Eva(story, namesHost);
        var old = PretendSlackMember.Button(channel.Root, "● Green").DeepClone();
        await story.Ann.TypeAsync(channel.Id, "close");

        await eve.SendPressAsync(channel.Root, old, slack.NewTrigger(eve.Id));

        await slack.UntilAsync(() => slack.Whispers.Count > 0, "she is told");
        Assert.Equal(eve.Id, Assert.Single(slack.Whispers).User);
        Assert.Equal(0, story.Count("chat.postEphemeral"));
        Assert.All(slack.ChannelOf(channel.Id).Messages, message => Assert.False(message.Shows("closed already"), message.Shown));
    }

    [Theory]
    [InlineData(Partner)]
    [InlineData(PretendSlack.Team)]
    public async Task What_our_own_people_write_in_a_channel_that_was_the_others_first_counts_and_is_answered(string source)
    {
        await using var story = await InstalledAsync(hasBot: false);
        var (channel, _) = await story.StartAsync("ask “What now?”");
        var bob = new PretendSlackMember(slack, story.Http, "U0BOB", "bob") { Source = source };

        Assert.Equal(HttpStatusCode.OK, (await bob.SendReplyAsync(channel.Root, "100.1", "Fewer posts", "Ev1")).StatusCode);
        await story.PassUntilAsync(slack.UntilAsync(() => channel.Root.Shows("Fewer posts"), channel.Root.Shown));
        await new PretendSlackMember(slack, story.Http, "U0ANN", "ann") { Source = source }.MentionAsync(channel.Root, channel.Id, "close", "100.2");

        await slack.UntilAsync(() => channel.Root.Shows("Closed"), "she closes the session of that thread");
        Assert.Contains($"slack:{PretendSlack.Team}/U0BOB", await MembersAsync(story, channel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_they_write_to_the_bot_in_a_thread_is_answered(bool namesHost)
    {
        await using var story = await InstalledAsync(hasBot: false);
        var (channel, _) = await story.StartAsync("checkin “How was the week?”");

        var answer = await Eva(story, namesHost).MentionAsync(channel.Root, channel.Id, "checkin red", "100.2");

        Assert.True(answer.Says("That counts."), answer.Shown);
        Assert.Contains(Eve, await MembersAsync(story, channel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_an_organisation_has_the_bot_their_replies_count_too_and_their_workspace_stays_theirs(bool namesHost)
    {
        await using var story = await SlackStory.BeginAsync(slack);
        slack.TeamsOf[Org] = [PretendSlack.Team];
        await new SlackBrowser(story).InstallAsync(Org, isOrg: true);
        var channel = slack.Channel("C0GENERAL");
        await new PretendSlackMember(slack, story.Http, "U0ANN", "ann") { Organisation = Org }.TypeAsync(channel.Id, "ask “What now?”");
        var eve = new PretendSlackMember(slack, story.Http, "U0EVE", "eve", Partner) { Organisation = Org, NamesHost = namesHost };

        await eve.SendReplyAsync(channel.Root, "100.1", "In the thread", "Ev1");
        await story.PassUntilAsync(slack.UntilAsync(() => channel.Root.Shows("In the thread"), channel.Root.Shown));

        Assert.Equal([PretendSlack.Team], await story.Store.Installations.ServedAsync(Org, null, default));
        Assert.Contains($"slack:{Org}/U0EVE", await MembersAsync(story, channel));
    }

    [Fact]
    public async Task A_partner_s_workspace_is_none_of_the_organisation_s()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await new SlackBrowser(story).InstallAsync(Org, isOrg: true);
        await slack.UntilAsync(() => slack.Called.Contains("auth.teams.list"), "its workspaces are asked for");
        slack.TeamsOf[Org] = [PretendSlack.Team];
        var channel = slack.Channel("C0GENERAL");
        await new PretendSlackMember(slack, story.Http, "U0ANN", "ann") { Organisation = Org }.TypeAsync(channel.Id, "ask “What now?”");
        var eve = new PretendSlackMember(slack, story.Http, "U0EVE", "eve", Partner) { Organisation = Org };

        await eve.SubmitAsync(await eve.OpenAsync(channel.Root, Reply), ("Reply 1", "By dialog"));
        await slack.UntilAsync(() => channel.Root.Shows("By dialog"), channel.Root.Shown);

        Assert.Equal([PretendSlack.Team], await story.Store.Installations.ServedAsync(Org, null, default));
        Assert.Contains($"slack:{Org}/U0EVE", await MembersAsync(story, channel));
    }

    static async Task<IEnumerable<string>> MembersAsync(SlackStory story, PretendChannel channel)
    {
        var entry = Assert.Single(await story.Store.Directory.InVenueAsync(new VenueId($"slack:{PretendSlack.Team}/{channel.Id}"), 9, default));
        return await story.Store.Members.ReadAsync(entry.Session, default);
    }

    PretendSlackMember Eva(SlackStory story, bool namesHost) => new(slack, story.Http, "U0EVE", "eve", Partner) { NamesHost = namesHost };

    async Task<SlackStory> InstalledAsync(bool hasBot)
    {
        var story = await SlackStory.BeginAsync(slack);
        await new SlackBrowser(story).InstallAsync();
        if (hasBot)
        {
            await new SlackBrowser(story).InstallAsync(Partner);
        }

        return story;
    }

    [GeneratedRegex("(?<=/cocreate join )[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 10_000)]
    static partial Regex Code { get; }
}
