using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Cards;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.Configuration;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Tabs;

/// <summary>The personal tab: what waits for somebody and what they do, where they can answer it at once.</summary>
public sealed class MyPageTest
{
    [Fact]
    public async Task Somebody_answers_on_their_page_what_waits_for_them_in_a_channel()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("session \"How might we be heard?\" ideas live");
        await story.Bob.PressAsync(story.Channel, card, "Take part");
        await story.Ann.MentionAsync(story.Channel, "checkin green");

        var bob = await TabReader.EnterAsync(story, story.Bob);
        Assert.Equal(200, bob.Page.Status);
        Assert.Contains("Waiting for you", bob.Page.Text, StringComparison.Ordinal);
        Assert.Contains("How might we be heard?", bob.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing waits for you.", bob.Page.Text, StringComparison.Ordinal);
        Assert.Contains("https://teams.microsoft.com/l/message/19%3Achannel-1", bob.Page.Page, StringComparison.Ordinal);
        await bob.SendAsync(bob.Page.Button("note"), ("answer", "yellow"), ("note", "on my way"));

        Assert.Equal("Noted. It counts.", bob.Page.Notice);
        Assert.Contains("Nothing waits for you.", bob.Page.Text, StringComparison.Ordinal);
        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("2 people", StringComparison.Ordinal), "both on the card");
    }

    [Fact]
    public async Task Each_button_that_leads_to_a_form_leads_to_one_that_is_there()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("session \"How might we be heard?\" ideas live");
        await story.Bob.PressAsync(story.Channel, card, "Take part");
        var bob = await TabReader.EnterAsync(story, story.Bob);

        var targets = bob.Page.Page.Split("href=\"#").Skip(1).Select(rest => rest.Split('"')[0]).Where(target => target != "main").ToList();

        Assert.Equal(3, targets.Count); // the answer, the settings, to be erased
        Assert.All(targets, target => Assert.Contains($"id=\"{target}\"", bob.Page.Page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forms_of_one_name_say_of_which_session_each_is()
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.Bob.MentionAsync(story.Channel, "checkin \"How was <b>Monday</b>?\"");
        await story.Bob.MentionAsync(story.Channel, "checkin \"How was Tuesday?\"");

        var bob = await TabReader.EnterAsync(story, story.Bob);

        var names = bob.Page.Page.Split("<summary>").Skip(1).Select(rest => rest.Split("</summary>")[0].Replace("<bdi>", "").Replace("</bdi>", "").Trim());
        Assert.Equal(
            ["Answer: How was &lt;b&gt;Monday&lt;/b&gt;?", "Answer: How was Tuesday?", "Change my settings", "Erase me"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_shows_nothing_of_anybody_else()
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.StartAsync("session \"Only for Ann\" ideas live");

        var bob = await TabReader.EnterAsync(story, story.Bob);
        Assert.DoesNotContain("Only for Ann", bob.Page.Text, StringComparison.Ordinal);
        Assert.Contains("You take part in none yet", bob.Page.Text, StringComparison.Ordinal);
        var ann = await TabReader.EnterAsync(story, story.Ann);
        Assert.Contains("Only for Ann", ann.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_and_quiet_hours_are_set_there_and_hold_in_the_chat_too()
    {
        await using var story = await TeamsStory.BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob);
        Assert.Contains("Language: as in Teams.", bob.Page.Text, StringComparison.Ordinal);

        await bob.SendAsync(new("", 0, "settings"), ("language", "de"), ("quiet-from", "22:00"), ("quiet-to", "7:30"));
        Assert.Equal("Ihre Einstellungen sind gespeichert.", bob.Page.Notice);
        Assert.Contains("Ruhezeit: 22:00 bis 7:30 (Europe/Vienna)", bob.Page.Text.Replace("07:30", "7:30"), StringComparison.Ordinal);

        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:Bob");
        await story.Bob.WriteAsync(chat, "nonsense");
        await story.PassUntilAsync(() => chat.Messages.Exists(message => TeamsStory.TextOf(message.Card).Contains("ist kein Befehl", StringComparison.Ordinal)), "German");
        await bob.SendAsync(new("", 0, "settings"), ("language", "teams"), ("quiet-from", "half past"), ("quiet-to", "7:30"));
        Assert.Equal(422, bob.Page.Status);
        Assert.Contains("value=\"half past\"", bob.Page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_there_to_be_erased_is_told_in_their_chat_when_it_is_done()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("session \"How might we be heard?\" ideas live");
        await story.Bob.PressAsync(story.Channel, card, "Take part");
        var bob = await TabReader.EnterAsync(story, story.Bob);
        await bob.SendAsync(new("", 0, "settings"), ("language", "en"), ("quiet-from", "22:00"), ("quiet-to", "7:30"));
        Assert.Contains("Quiet hours: 22:00", bob.Page.Text, StringComparison.Ordinal);
        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:Bob");

        await bob.SendAsync(new("", 0, "erase"));

        Assert.Equal("This has begun. CoCreate says in your chat when it is done.", bob.Page.Notice);
        await story.PassUntilAsync(
            () => chat.Messages.Exists(message => TeamsStory.TextOf(message.Card).Contains("1 session has forgotten you", StringComparison.Ordinal)), "it is done");
        await bob.OpenAsync();
        Assert.Contains("You take part in none yet", bob.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Quiet hours: none.", bob.Page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("Hilfe")]
    [InlineData("start")]
    public async Task Help_in_the_chat_with_the_bot_has_the_button_and_nowhere_else(string word)
    {
        await using var story = await TeamsStory.BeginAsync();

        Assert.Equal("teams.microsoft.com", (await TabReader.LinkAsync(story, story.Bob, word)).Host);
        await story.Bob.MentionAsync(story.Channel, word);
        await story.PassUntilAsync(() => story.Channel.Messages.Count > 0, "the answer");
        Assert.All(story.Channel.Messages, message => Assert.Null(TabReader.LinkIn(message)));
    }

    [Fact]
    public async Task The_button_goes_by_the_id_that_an_organisations_catalogue_gave_the_app()
    {
        await using var story = await TeamsStory.BeginAsync(teams: TeamsOptions.From(new ConfigurationManager
        {
            ["Teams:AppId"] = PretendTeamsKeys.Bot,
            ["Teams:CatalogId"] = "5d1f2a4e-8f0b-4a59-9f3e-6d0c5c7be1a2",
            ["Teams:AppPassword"] = "s3cret",
            ["Teams:TenantId"] = PretendTeams.Tenant,
        }));

        Assert.Equal("/l/entity/5d1f2a4e-8f0b-4a59-9f3e-6d0c5c7be1a2/my-page", (await TabReader.LinkAsync(story, story.Bob)).AbsolutePath);
    }

    [Fact]
    public async Task A_restart_leaves_page_and_forms_good()
    {
        using var folder = new TestFolder();
        var path = folder.File("tabs.db");
        string ticket;
        TabReader bob;
        await using (var story = await TeamsStory.BeginAsync(await SqliteStore.OpenAsync(path, new SqliteOptions())))
        {
            bob = await TabReader.EnterAsync(story, story.Bob);
            ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Ann));
        }

        await using var again = await TeamsStory.BeginAsync(await SqliteStore.OpenAsync(path, new SqliteOptions()));
        again.Server.BaseAddress = new Uri("https://localhost/");
        bob = new TabReader(again, again.Bob) { Page = bob.Page.On(again.Server) };
        await bob.OpenAsync();
        Assert.Equal(200, bob.Page.Status);
        Assert.Contains("My settings", bob.Page.Text, StringComparison.Ordinal);
        var ann = new TabReader(again, again.Ann);
        await ann.OpenAsync(ticket);
        await ann.PressEnterAsync();
        Assert.Contains("My settings", ann.Page.Text, StringComparison.Ordinal);
    }
}
