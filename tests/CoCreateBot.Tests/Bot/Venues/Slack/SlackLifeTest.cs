using System.Net;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The end of installations, in whatever order Slack tells it, and organisations that have the app for their workspaces.</summary>
public sealed class SlackLifeTest
{
    const string Org = "E0ORG";

    [Theory]
    [InlineData("app_uninstalled tokens_revoked")]
    [InlineData("tokens_revoked app_uninstalled")]
    [InlineData("app_uninstalled app_uninstalled tokens_revoked tokens_revoked")]
    [InlineData("tokens_revoked")]
    public async Task Uninstalled_and_revoked_in_any_order_and_more_than_once(string events)
    {
        await using var story = await InstalledAsync();
        story.Slack.Time.Pass(SlackLife.YoungFor);
        story.Slack.Revoke(PretendSlack.Team);

        foreach (var type in events.Split(' '))
        {
            Assert.Equal(HttpStatusCode.OK, (await TellAsync(story, type)).StatusCode);
        }

        Assert.Empty(await story.Store.Installations.ReadAsync(9, default));
        var calls = story.Slack.Called.Count;
        story.Slack.Channel("C1");
        Assert.True((await story.Ann.TypeAsync("C1", "checkin")).Says("not installed"));
        Assert.Equal(calls, story.Slack.Called.Count);
    }

    [Fact]
    public async Task A_late_word_of_the_end_before_does_not_end_the_installation_after()
    {
        await using var story = await InstalledAsync();
        story.Slack.Revoke(PretendSlack.Team);
        await TellAsync(story, "app_uninstalled");
        await new SlackBrowser(story).InstallAsync();

        await TellAsync(story, "tokens_revoked");
        await TellAsync(story, "app_uninstalled");

        Assert.Single(await story.Store.Installations.ReadAsync(9, default));
        await story.StartAsync("checkin");
    }

    [Fact]
    public async Task Who_installs_it_again_while_the_end_before_is_on_its_way_keeps_it()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await InstalledAsync(store);
        story.Slack.Revoke(PretendSlack.Team);
        var held = store.HoldNext(StoreCall.InstallationsRemove);
        var ending = TellAsync(story, "app_uninstalled");
        await held.Reached;
        await InstallAsync(story, PretendSlack.Team);
        held.Open();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ending).StatusCode); // told again it is looked at anew
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(story, "app_uninstalled")).StatusCode);
        Assert.Single(await store.Installations.ReadAsync(9, default));
        await story.StartAsync("checkin");
    }

    [Fact]
    public async Task Who_the_bot_is_there_is_asked_anew_after_its_end()
    {
        await using var story = await InstalledAsync();
        var api = story.Services.GetRequiredService<SlackApi>();
        await api.WhoAmIAsync(PretendSlack.Team, default);
        story.Slack.Revoke(PretendSlack.Team);
        await TellAsync(story, "app_uninstalled");
        await InstallAsync(story, PretendSlack.Team);
        var asked = story.Count("auth.test");

        await api.WhoAmIAsync(PretendSlack.Team, default);
        Assert.Equal(asked + 1, story.Count("auth.test"));
        await api.WhoAmIAsync(PretendSlack.Team, default);
        Assert.Equal(asked + 1, story.Count("auth.test"));
    }

    [Fact]
    public async Task A_persons_own_token_is_none_of_ours()
    {
        await using var story = await InstalledAsync();
        story.Slack.Time.Pass(SlackLife.YoungFor);

        await story.Ann.SendEventAsync(
            new() { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray("U1"), ["bot"] = new JsonArray() } }, "Ev1");

        Assert.Single(await story.Store.Installations.ReadAsync(9, default));
    }

    [Fact]
    public async Task Where_the_store_is_away_Slack_is_asked_to_tell_it_again()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await InstalledAsync(store);
        story.Slack.Revoke(PretendSlack.Team);
        store.FailNext(StoreCall.InstallationsRemove);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await TellAsync(story, "app_uninstalled")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(story, "app_uninstalled")).StatusCode);
        Assert.Empty(await store.Installations.ReadAsync(9, default));
    }

    [Fact]
    public async Task An_organisation_installs_it_for_its_workspaces()
    {
        await using var story = await BeginAsync();
        story.Slack.TeamsOf[Org] = [PretendSlack.Team];
        var done = await new SlackBrowser(story).InstallAsync(Org, isOrg: true);
        var page = await (await story.Http.GetAsync(done.Headers.Location)).Content.ReadAsStringAsync();
        Assert.Contains("https://app.slack.com/manage/E0ORG/integrations/profile/A0PRETEND/workspaces/add", page, StringComparison.Ordinal);
        await story.Slack.UntilAsync(() => story.Slack.Called.Contains("auth.teams.list"), "its workspaces are known");

        var ann = new PretendSlackMember(story.Slack, story.Http, "U0ANN", "ann") { Organisation = Org };
        var channel = story.Slack.Channel("C1");
        await ann.TypeAsync("C1", "checkin");
        await ann.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => channel.Root.Updates > 0, "it works in its workspace");
    }

    [Fact]
    public async Task Workspaces_get_it_from_their_organisation_and_lose_it_again()
    {
        await using var story = await BeginAsync();
        await new SlackBrowser(story).InstallAsync(Org, isOrg: true);
        await story.Slack.UntilAsync(() => story.Slack.Called.Contains("auth.teams.list"), "nobody has it yet");
        story.Slack.TeamsOf[Org] = [PretendSlack.Team, "T0LATER"];
        var later = story.Slack.Channel("C2", team: "T0LATER");
        var eve = new PretendSlackMember(story.Slack, story.Http, "U0EVE", "eve", "T0LATER") { Organisation = Org };

        await ChangeAsync(story, "team_access_granted", "T0LATER");
        Assert.Equal(Org, (await story.Store.Installations.FindAsync("T0LATER", default))?.Workspace);
        await eve.TypeAsync("C2", "checkin");
        Assert.Single(later.Messages);

        await ChangeAsync(story, "team_access_revoked", "T0LATER");
        Assert.Null(await story.Store.Installations.FindAsync("T0LATER", default));
    }

    [Theory]
    [InlineData("app_uninstalled")]
    [InlineData("tokens_revoked")]
    [InlineData("app_uninstalled tokens_revoked")]
    [InlineData("tokens_revoked app_uninstalled app_uninstalled")]
    public async Task Where_an_organisation_removes_it_its_workspaces_lose_it_and_one_with_its_own_keeps_that(string events)
    {
        await using var story = await InstalledAsync();
        await InstallForAllAsync(story);
        var later = story.Slack.Channel("C2", team: "T0LATER");
        story.Slack.Time.Pass(SlackLife.YoungFor);
        story.Slack.Revoke(Org);

        foreach (var type in events.Split(' '))
        {
            Assert.Equal(HttpStatusCode.OK, (await TellAsync(OfAll(story), type)).StatusCode);
        }

        Assert.Equal([PretendSlack.Team], (await story.Store.Installations.ReadAsync(9, default)).Select(one => one.Workspace));
        Assert.Empty(await story.Store.Installations.ServedAsync(Org, null, default));
        Assert.Null(await story.Store.Installations.OrganisationOfAsync("T0LATER", default));
        await story.StartAsync("checkin");
        Assert.True((await story.Member("U0EVE", "eve", "T0LATER").TypeAsync("C2", "checkin")).Says("not installed"));
        Assert.Empty(later.Messages);
    }

    [Fact]
    public async Task A_late_word_of_its_end_before_leaves_an_organisation_and_its_workspaces_as_they_are()
    {
        await using var story = await InstalledAsync();
        await InstallForAllAsync(story);
        story.Slack.Revoke(Org);
        await TellAsync(OfAll(story), "app_uninstalled");
        await InstallForAllAsync(story);

        await TellAsync(OfAll(story), "tokens_revoked");

        Assert.Equal([Org, PretendSlack.Team], (await story.Store.Installations.ReadAsync(9, default)).Select(one => one.Workspace));
        Assert.Equal([PretendSlack.Team, "T0LATER"], (await story.Store.Installations.ServedAsync(Org, null, default)).OrderDescending());
    }

    [Fact]
    public async Task A_command_from_a_workspace_of_the_organisation_says_that_it_has_it()
    {
        await using var story = await BeginAsync();
        await new SlackBrowser(story).InstallAsync(Org, isOrg: true);
        await story.Slack.UntilAsync(() => story.Slack.Called.Contains("auth.teams.list"), "nobody has it yet");
        story.Slack.TeamsOf[Org] = [PretendSlack.Team];
        var channel = story.Slack.Channel("C1");

        await new PretendSlackMember(story.Slack, story.Http, "U0ANN", "ann") { Organisation = Org }.TypeAsync("C1", "checkin");

        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task What_a_request_says_takes_no_workspace_from_the_organisation_that_has_it()
    {
        await using var story = await BeginAsync();
        await new SlackBrowser(story).InstallAsync(Org, isOrg: true);
        await new SlackBrowser(story).InstallAsync("E0OTHER", isOrg: true);
        await story.Slack.UntilAsync(() => story.Count("auth.teams.list") == 2, "nobody has it yet");
        story.Slack.TeamsOf[Org] = ["T0LATER"];
        story.Slack.Channel("C2", team: "T0LATER");
        await ChangeAsync(story, "team_access_granted", "T0LATER");

        await new PretendSlackMember(story.Slack, story.Http, "U0EVE", "eve", "T0LATER") { Organisation = "E0OTHER" }.TypeAsync("C2", "help");

        Assert.Equal(Org, (await story.Store.Installations.FindAsync("T0LATER", default))?.Workspace);
    }

    static Task<HttpResponseMessage> ChangeAsync(SlackStory story, string type, params string[] teams) => new PretendSlackMember(
        story.Slack, story.Http, "U0ANN", "ann")
    { Organisation = Org }
        .SendEventAsync(new() { ["type"] = type, ["team_ids"] = new JsonArray([.. teams]) }, $"Ev{Guid.NewGuid():N}");

    static Task<SlackStory> BeginAsync(IStore? store = null) => SlackStory.BeginAsync(new PretendSlack(new ManualTime()) { IsByOAuth = true }, store);

    static async Task<SlackStory> InstalledAsync(IStore? store = null)
    {
        var story = await BeginAsync(store);
        await InstallAsync(story, PretendSlack.Team);
        return story;
    }

    // With all that follows it: the greeting comes last.
    static async Task InstallAsync(SlackStory story, string workspace)
    {
        var greeted = story.Count("chat.postMessage");
        var done = await new SlackBrowser(story).InstallAsync(workspace, isOrg: workspace == Org);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        await story.Slack.UntilAsync(() => story.Count("chat.postMessage") > greeted, "who installed it is greeted");
    }

    static PretendSlackMember OfAll(SlackStory story) => new(story.Slack, story.Http, "U0ADMIN", "admin") { Organisation = Org, NamesNoTeam = true };

    // Both of its workspaces have it, one of them also by itself.
    static async Task InstallForAllAsync(SlackStory story)
    {
        story.Slack.TeamsOf[Org] = [PretendSlack.Team, "T0LATER"];
        await InstallAsync(story, Org);
        await ChangeAsync(story, "team_access_granted", PretendSlack.Team, "T0LATER");
    }

    static Task<HttpResponseMessage> TellAsync(SlackStory story, string type) => TellAsync(story.Ann, type);

    static Task<HttpResponseMessage> TellAsync(PretendSlackMember teller, string type)
    {
        var told = new JsonObject { ["type"] = type };
        if (type == "tokens_revoked")
        {
            told["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(PretendSlack.BotUser) };
        }

        return teller.SendEventAsync(told, $"Ev{Guid.NewGuid():N}");
    }
}
