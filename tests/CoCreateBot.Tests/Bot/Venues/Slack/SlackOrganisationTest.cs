using System.Collections.Immutable;
using System.Net;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>A workspace had the bot by itself; then its organisation has it as a whole. Nobody becomes a second person by that.</summary>
public sealed class SlackOrganisationTest : IDisposable
{
    const string Org = "E0ORG";
    const string Before = $"slack:{PretendSlack.Team}/U0BOB";
    const string Since = $"slack:{Org}/U0BOB";

    readonly PretendSlack slack = new(new ManualTime()) { IsByOAuth = true };

    public void Dispose() => slack.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_voted_before_has_the_same_dots_afterwards_and_no_second_ones(bool isListed)
    {
        await using var story = await InstalledAsync();
        var (channel, _) = await story.StartAsync("vote \"Which first?\" Paint | Garden with 1 dot for 2h");
        await story.Bob.SubmitAsync(await story.Bob.OpenAsync(channel.Root, "Vote"), ("Your choice", "A. Paint"));
        await OrganisationInstallsAsync(story, isListed);
        var bob = Of(story, story.Bob.Id, "bob");

        var view = await bob.OpenAsync(channel.Root, "Vote"); // a press is the first that is heard of the organisation
        Assert.Contains("\"initial_option\"", view.Shown, StringComparison.Ordinal); // what they gave
        await bob.SubmitAsync(view, ("Your choice", "B. Garden"));
        await Of(story, story.Ann.Id, "ann").TypeAsync(channel.Id, "close"); // she facilitates, as before

        await slack.UntilAsync(() => channel.Root.Shows("1 person"), channel.Root.Shown);
        Assert.False(channel.Root.Shows("2 people"), channel.Root.Shown);
    }

    [Fact]
    public async Task Whoever_answered_by_name_before_changes_their_answer_and_stands_there_once()
    {
        await using var story = await InstalledAsync();
        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await OrganisationInstallsAsync(story);

        await Of(story, story.Bob.Id, "bob").PressAsync(channel.Root, "▲ Yellow");
        await Of(story, "U0EVE", "eve").PressAsync(channel.Root, "▲ Yellow");

        await slack.UntilAsync(() => channel.Root.Shows("2 people have answered."), channel.Root.Shown);
        var session = Assert.Single(await story.Store.Members.SessionsOfAsync(Before, 9, default));
        Assert.Equal([$"slack:{Org}/U0EVE", $"slack:{PretendSlack.Team}/U0ANN", Before], await story.Store.Members.ReadAsync(session.Session, default));
    }

    [Fact]
    public async Task Their_sessions_and_their_settings_of_before_stand_in_their_home()
    {
        await using var story = await InstalledAsync();
        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Store.People.PutAsync(Before, new("de", null), default);
        await OrganisationInstallsAsync(story);
        var bob = Of(story, story.Bob.Id, "bob");

        var home = await bob.OpenHomeAsync();
        Assert.True(home.Shows("Sprache: Deutsch") && home.Shown.Contains(channel.Id, StringComparison.Ordinal), home.Shown);

        await bob.SubmitFromHomeAsync(await bob.OpenFromHomeAsync("Einst"), ("Ruhezeit von", "22:00"), ("Ruhezeit bis", "7:00"));
        var quiet = (await story.Store.People.FindAsync(Before, default))?.Quiet;
        Assert.NotNull(quiet); // a session of before asks by this key whether they are to be disturbed
        Assert.Equal(quiet, (await story.Store.People.FindAsync(Since, default))?.Quiet);
    }

    [Fact]
    public async Task With_200_workspaces_their_home_and_what_they_set_there_ask_the_store_a_few_times_only()
    {
        const int AtMost = 20; // what the channels ask for beside it counts, too
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await InstalledAsync(store);
        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await OrganisationInstallsAsync(story);
        await story.Store.Installations.ServeAsync(Org, [PretendSlack.Team, .. Enumerable.Range(1, 199).Select(n => $"T{n}")], default);
        var bob = Of(story, story.Bob.Id, "bob");
        var before = store.Calls.Length;

        var home = await bob.OpenHomeAsync();
        await bob.SubmitFromHomeAsync(await bob.OpenFromHomeAsync("Change"), ("Quiet from", "22:00"), ("Quiet until", "7:00"));

        Assert.True(home.Shown.Contains(channel.Id, StringComparison.Ordinal), home.Shown);
        Assert.NotNull((await story.Store.People.FindAsync(Before, default))?.Quiet);
        Assert.InRange(store.Calls[before..].Count(call => call is StoreCall.PeopleRead or StoreCall.MembersRead), 1, AtMost);
    }

    [Theory]
    [InlineData(SlackPeople.BeforeMax)]
    [InlineData(SlackPeople.BeforeMax + 1)]
    public async Task Who_somebody_was_has_a_bound(int workspaces)
    {
        await using var story = await InstalledAsync();
        ImmutableArray<string> teams = [.. Enumerable.Range(0, workspaces).Select(n => $"T{n:D5}")];
        foreach (var some in teams.Chunk(Installation.ServedMax))
        {
            await story.Store.Installations.ServeAsync(Org, [.. some], default);
        }

        var bob = await story.Services.GetRequiredService<SlackPeople>().KnownAsync(new Person(Since, null), default);

        Assert.Equal(teams.Take(SlackPeople.BeforeMax).Select(team => $"slack:{team}/U0BOB"), bob.Before);
    }

    [Fact]
    public async Task Erase_me_forgets_also_who_they_were_and_looks_through_no_workspace_but_theirs()
    {
        await using var story = await InstalledAsync();
        slack.Channel("C9");
        var (channel, _) = await story.StartAsync("checkin for 2h");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Ann.TypeAsync("C9", "ask \"Why?\" anonymous for 2h");
        Assert.False((await story.Bob.TypeAsync("C9", "ask Because")).Says("Please"));
        await story.Store.People.PutAsync(Before, new("en", null), default);
        await OrganisationInstallsAsync(story);
        var bob = Of(story, story.Bob.Id, "bob");
        await bob.OpenHomeAsync();

        var view = await bob.OpenFromHomeAsync("Erase me");
        await bob.SubmitAsync(view);

        await slack.UntilAsync(() => bob.Home.Shows("Done: 2 sessions have forgotten you"), bob.Home.Shown);
        Assert.Null(await story.Store.People.FindAsync(Before, default));
        foreach (var at in (string[])[channel.Id, "C9"])
        {
            Assert.False(await RemembersAsync(story, at));
        }

        var people = story.Services.GetRequiredService<SlackPeople>();
        Assert.Equal([$"slack:{PretendSlack.Team}/"], await people.VenuesOfAsync(new Person(Since, null), default));
        Assert.Equal(["slack:T9/"], await people.VenuesOfAsync(new Person("slack:T9/U1", null), default));
    }

    [Fact]
    public async Task Forget_me_in_a_channel_forgets_also_who_they_were()
    {
        await using var story = await InstalledAsync();
        var (channel, _) = await story.StartAsync("checkin for 2h");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await OrganisationInstallsAsync(story);
        var bob = Of(story, story.Bob.Id, "bob");

        await bob.TypeAsync(channel.Id, "forget me");
        await bob.TypeAsync(channel.Id, "forget me yes");

        Assert.False(await RemembersAsync(story, channel.Id));
    }

    [Fact]
    public async Task While_it_cannot_be_told_who_somebody_was_nothing_of_theirs_counts()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await InstalledAsync(store);
        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await OrganisationInstallsAsync(story);
        var bob = Of(story, story.Bob.Id, "bob");
        store.FailNext(StoreCall.InstallationsRead);

        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await bob.SendPressAsync(channel.Root, "▲ Yellow", slack.NewTrigger())).StatusCode);
        await bob.PressAsync(channel.Root, "▲ Yellow");

        await slack.UntilAsync(() => channel.Root.Shows("1 person has answered."), channel.Root.Shown);
    }

    [Fact]
    public async Task While_it_cannot_be_kept_whose_workspace_it_is_nobody_becomes_a_second_person()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await InstalledAsync(store);
        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await OrganisationInstallsAsync(story, isListed: false);
        var bob = Of(story, story.Bob.Id, "bob");
        store.FailNext(StoreCall.InstallationsPut);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await bob.SendPressAsync(channel.Root, "▲ Yellow", slack.NewTrigger())).StatusCode);
        await bob.PressAsync(channel.Root, "▲ Yellow");
        await Of(story, "U0EVE", "eve").PressAsync(channel.Root, "▲ Yellow");

        await slack.UntilAsync(() => channel.Root.Shows("2 people have answered."), channel.Root.Shown);
    }

    [Fact]
    public async Task Who_somebody_was_is_asked_for_in_the_same_order_in_each_process()
    {
        await using var story = await InstalledAsync();
        string[] teams = [.. Enumerable.Range(0, 20).Select(n => $"T{n:D2}")];
        await story.Store.Installations.ServeAsync(Org, [.. teams.Reverse()], default);

        var bob = await story.Services.GetRequiredService<SlackPeople>().KnownAsync(new Person(Since, null), default);

        Assert.Equal(teams.Select(team => $"slack:{team}/U0BOB"), bob.Before);
    }

    [Fact]
    public async Task Erase_me_reaches_also_what_was_given_in_a_workspace_that_has_left()
    {
        await using var story = await InstalledAsync();
        var (channel, _) = await story.StartAsync("checkin for 2h");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await OrganisationInstallsAsync(story);
        await story.Store.Installations.ServeAsync(Org, [PretendSlack.Team], default);
        var bob = Of(story, story.Bob.Id, "bob");
        await bob.SendEventAsync(
            new() { ["type"] = "team_access_revoked", ["team_ids"] = new System.Text.Json.Nodes.JsonArray(PretendSlack.Team) }, "Ev1");
        await bob.OpenHomeAsync();

        await bob.SubmitAsync(await bob.OpenFromHomeAsync("Erase me"));

        await slack.UntilAsync(() => bob.Home.Shows("Done: 1 session has forgotten you"), bob.Home.Shown);
        Assert.False(await RemembersAsync(story, channel.Id));
    }

    [Fact]
    public async Task The_thousand_and_first_workspace_is_served_like_the_first()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await InstalledAsync(store);
        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await store.Installations.ServeAsync(Org, [.. Enumerable.Range(0, Installation.ServedMax).Select(n => $"A{n}")], default);
        await store.Installations.ServeAsync(Org, [PretendSlack.Team], default);
        await OrganisationInstallsAsync(story);
        await Of(story, story.Bob.Id, "bob").PressAsync(channel.Root, "▲ Yellow");
        var writes = store.Calls.Count(call => call == StoreCall.InstallationsPut);

        await Of(story, "U0EVE", "eve").PressAsync(channel.Root, "▲ Yellow");

        await slack.UntilAsync(() => channel.Root.Shows("2 people have answered."), channel.Root.Shown);
        Assert.Equal(writes, store.Calls.Count(call => call == StoreCall.InstallationsPut));
    }

    [Fact]
    public async Task What_the_organisation_s_installation_lacks_is_told_whoever_it_was_asked_for()
    {
        var story = await InstalledAsync();
        await OrganisationInstallsAsync(story);
        await story.Store.Installations.RemoveAsync(PretendSlack.Team, default);
        await using var after = await story.RestartAsync();
        slack.Lacking["views.publish"] = "chat:write";
        var ann = Of(after, after.Ann.Id, "ann");
        var channel = slack.Channel("C0GENERAL");
        await ann.TypeAsync(channel.Id, "checkin");
        Assert.Equal(HttpStatusCode.OK, (await ann.SendHomeOpenedAsync()).StatusCode);
        await slack.UntilAsync(() => after.Count("views.publish") > 0, "it is tried");

        await PretendPlatform.LookUntilAsync(
            async () => (await ann.TypeAsync(channel.Id, "resume")).Says("lacks the permission chat:write"), "she is told what is lacking");
    }

    static async Task<bool> RemembersAsync(SlackStory story, string channel)
    {
        var id = (await story.Store.Directory.InVenueAsync(new VenueId($"slack:{PretendSlack.Team}/{channel}"), 1, default))[0].Session;
        var session = await story.Services.GetRequiredService<SessionHosts>().LookAsync(id, default);
        return session!.Remembers(new Person(Before, null)); // ! it was started
    }

    static PretendSlackMember Of(SlackStory story, string id, string name) => new(story.Slack, story.Http, id, name) { Organisation = Org };

    async Task<SlackStory> InstalledAsync(MisbehavingStore? store = null)
    {
        var story = await SlackStory.BeginAsync(slack, store);
        await new SlackBrowser(story).InstallAsync();
        return story;
    }

    async Task OrganisationInstallsAsync(SlackStory story, bool isListed = true)
    {
        slack.TeamsOf[Org] = isListed ? [PretendSlack.Team] : [];
        await new SlackBrowser(story).InstallAsync(Org, isOrg: true);
        await slack.UntilAsync(() => slack.Called.Contains("auth.teams.list"), "its workspaces are asked for");
        slack.TeamsOf[Org] = [PretendSlack.Team];
    }
}
