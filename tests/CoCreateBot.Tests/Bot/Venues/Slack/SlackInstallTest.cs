using System.Net;
using System.Text;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The pages by which the app is installed, through the real server.</summary>
public sealed class SlackInstallTest
{
    const string Foreign = "T0FOREIGN";

    [Theory]
    [InlineData("en", "What the app asks for, and why")]
    [InlineData("de", "Was die App braucht und wozu")]
    public async Task The_page_says_what_is_asked_for_and_why(string language, string heading)
    {
        await using var story = await BeginAsync();

        var response = await new SlackBrowser(story).GetAsync("/slack/install", language);
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(heading, page, StringComparison.Ordinal);
        Assert.All(SlackScopes.Bot, scope => Assert.Contains($"<code>{scope}</code>", page, StringComparison.Ordinal));
        Assert.DoesNotContain("Install.", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task On_the_way_to_Slack_the_state_is_bound_to_the_browser()
    {
        await using var story = await BeginAsync();
        var browser = new SlackBrowser(story);

        var asked = System.Web.HttpUtility.ParseQueryString((await browser.GoAsync()).Query);

        Assert.Equal("https://cocreate.example.org/slack/oauth", asked["redirect_uri"]);
        Assert.Contains($"slack-state={asked["state"]};", browser.SetCookie, StringComparison.Ordinal);
        Assert.All(["httponly", "secure", "samesite=lax", "max-age=600"], flag => Assert.Contains(flag, browser.SetCookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Installed_used_uninstalled_and_installed_again()
    {
        await using var story = await BeginAsync();
        var dm = story.Slack.Channel("U0ADMIN");
        var done = await new SlackBrowser(story).InstallAsync();
        await story.Slack.UntilAsync(() => dm.Messages.Count == 1, "the installer is told what is kept");

        Assert.Equal((HttpStatusCode.SeeOther, "/slack/installed?app=A0PRETEND&home=T0PRETEND"), (done.StatusCode, $"{done.Headers.Location}"));
        Assert.True(dm.Root.Says("/cocreate help") && dm.Root.Says("encrypted"));
        var page = await (await story.Http.GetAsync(done.Headers.Location)).Content.ReadAsStringAsync();
        Assert.Contains("https://slack.com/app_redirect?app=A0PRETEND&amp;team=T0PRETEND", page, StringComparison.Ordinal);

        var (channel, _) = await story.StartAsync("checkin");
        story.Slack.Revoke(PretendSlack.Team);
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(story, "app_uninstalled")).StatusCode);
        Assert.Empty(await story.Store.Installations.ReadAsync(9, default));
        await story.Bob.PressAsync(channel.Root, "● Green");
        Assert.Equal(0, channel.Root.Updates);

        await new SlackBrowser(story).InstallAsync();
        await story.Ann.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => channel.Root.Shows("2 people have answered."), "nothing was lost");
    }

    [Fact]
    public async Task Before_anybody_installed_it_a_command_says_so_and_nothing_is_called()
    {
        await using var story = await BeginAsync();
        story.Slack.Channel("C1");

        var answer = await story.Ann.TypeAsync("C1", "checkin");

        Assert.True(answer.Says("not installed"));
        Assert.Empty(story.Slack.Called);
    }

    [Fact]
    public async Task A_state_works_once_in_its_own_browser_and_not_for_long()
    {
        await using var story = await BeginAsync();
        var browser = new SlackBrowser(story);
        var back = story.Slack.Agree(await browser.GoAsync()).PathAndQuery;
        string[] forged = [back.Replace("state=", "state=x"), back.Split("&state")[0], back + "x", "/slack/oauth", "/slack/oauth?code=1&state="];

        await RefusedAsync(new SlackBrowser(story), back);
        foreach (var address in forged)
        {
            var other = new SlackBrowser(story);
            await other.GoAsync();
            await RefusedAsync(other, address);
        }

        story.Slack.Time.Pass(SlackStates.Lives);
        await RefusedAsync(browser, back);
        Assert.Empty(story.Slack.Called);

        var again = story.Slack.Agree(await browser.GoAsync()).PathAndQuery;
        var kept = browser.SetCookie.Split(';')[0];
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync(again)).StatusCode);
        await RefusedAsync(browser, again); // its cookie is gone
        using var replayed = new HttpRequestMessage(HttpMethod.Get, again);
        replayed.Headers.Add("Cookie", kept);
        Assert.Equal(HttpStatusCode.BadRequest, (await story.Http.SendAsync(replayed)).StatusCode);
    }

    [Fact]
    public async Task Whoever_says_no_is_told_that_nothing_is_kept()
    {
        await using var story = await BeginAsync();
        var browser = new SlackBrowser(story);
        var state = System.Web.HttpUtility.ParseQueryString((await browser.GoAsync()).Query)["state"];

        var response = await browser.GetAsync($"/slack/oauth?error=access_denied&state={state}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("nothing is kept", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await RefusedAsync(browser, "/slack/oauth?error=access_denied&state=x");
    }

    [Fact]
    public async Task What_Slack_does_not_complete_is_no_installation_and_no_5xx()
    {
        await using var story = await BeginAsync();
        var browser = new SlackBrowser(story);
        story.Slack.Trouble(
            "oauth.v2.access", new PretendTrouble.LoseAnswer(), new PretendTrouble.Says("bad_client_secret"), new PretendTrouble.Odd("{\"ok\":true}"));

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.InstallAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.InstallAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.InstallAsync()).StatusCode);

        Assert.Empty(await story.Store.Installations.ReadAsync(9, default));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.InstallAsync()).StatusCode);
    }

    [Fact]
    public async Task It_is_stored_before_success_is_shown()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await BeginAsync(store);
        store.FailNext(StoreCall.InstallationsPut);

        var response = await new SlackBrowser(story).InstallAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Contains("could not be saved", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await store.Installations.ReadAsync(9, default));
    }

    [Fact]
    public async Task Workspaces_do_not_see_each_others_tokens()
    {
        await using var story = await BeginAsync();
        var browser = new SlackBrowser(story);
        await browser.InstallAsync();
        await browser.InstallAsync(Foreign);
        var (here, there) = (story.Slack.Channel("C1"), story.Slack.Channel("C2", team: Foreign));
        var eve = story.Member("U0EVE", "eve", Foreign);

        await story.Ann.TypeAsync("C1", "checkin");
        await eve.TypeAsync("C2", "checkin");
        Assert.Equal((1, 1), (here.Messages.Count, there.Messages.Count));

        story.Slack.Revoke(Foreign);
        await TellAsync(story, "app_uninstalled", eve);
        await story.Bob.PressAsync(here.Root, "● Green");
        await eve.PressAsync(there.Root, "● Green");
        await story.Slack.UntilAsync(() => here.Root.Updates == 1, "the other one goes on");
        Assert.Equal(0, there.Root.Updates);
        Assert.Equal([PretendSlack.Team], (await story.Store.Installations.ReadAsync(9, default)).Select(one => one.Workspace));
    }

    [Fact]
    public async Task After_a_restart_the_token_is_read_once()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var before = await BeginAsync(store);
        await new SlackBrowser(before).InstallAsync();
        await using var story = await before.RestartAsync();
        var from = store.Calls.Count(call => call == StoreCall.InstallationsRead);

        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => channel.Root.Updates == 1, "it goes on");

        Assert.Equal(1, store.Calls.Count(call => call == StoreCall.InstallationsRead) - from);
    }

    [Fact]
    public async Task No_file_of_the_database_has_a_token_and_the_keys_are_for_their_owner_alone()
    {
        using var folder = new TestFolder();
        var keys = new TestFolder();
        await using var store = await SqliteStore.OpenAsync(folder.File("cocreate.db"), new());
        var story = await SlackStory.BeginAsync(new PretendSlack(new ManualTime()) { IsByOAuth = true, Rotates = true }, store, keys);
        await new SlackBrowser(story).InstallAsync();

        var bytes = Encoding.Latin1.GetString(folder.AllBytes());
        Assert.Equal(2, story.Slack.Secrets.Count);
        Assert.All(story.Slack.Secrets, secret => Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal));
        Assert.DoesNotContain(PretendSlack.ClientSecret, bytes, StringComparison.Ordinal);
        Assert.All(story.Slack.Secrets, secret => Assert.DoesNotContain(secret, story.Log.Text, StringComparison.Ordinal));

        Assert.NotEmpty(Directory.GetFiles(keys.Path));
        Assert.Null(SlackKeys.Prepare(keys.Path));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(keys.Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        await story.DisposeAsync();
    }

    [Fact]
    public async Task Without_its_keys_an_installation_is_none_and_the_log_says_why()
    {
        var store = new MemoryStore();
        await using var before = await BeginAsync(store);
        await new SlackBrowser(before).InstallAsync();
        await using var story = await BeginAsync(store); // with other keys
        story.Slack.Channel("C1");

        var answer = await story.Ann.TypeAsync("C1", "checkin");

        Assert.True(answer.Says("not installed"));
        Assert.Contains("Slack:KeysPath", story.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_token_is_set_by_hand_there_is_no_such_page()
    {
        await using var story = await SlackStory.BeginAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await story.Http.GetAsync("/slack/install")).StatusCode);
    }

    static Task<SlackStory> BeginAsync(CoCreateBot.Storage.IStore? store = null) =>
        SlackStory.BeginAsync(new PretendSlack(new ManualTime()) { IsByOAuth = true }, store);

    static Task<HttpResponseMessage> TellAsync(SlackStory story, string type, PretendSlackMember? who = null) =>
        (who ?? story.Ann).SendEventAsync(new() { ["type"] = type }, $"Ev{Guid.NewGuid():N}");

    static async Task RefusedAsync(SlackBrowser browser, string address)
    {
        var response = await browser.GetAsync(address);
        Assert.Equal((HttpStatusCode.BadRequest, address), (response.StatusCode, address));
        Assert.Contains("Nothing was installed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
