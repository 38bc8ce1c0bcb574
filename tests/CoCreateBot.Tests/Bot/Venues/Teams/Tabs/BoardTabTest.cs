using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Teams.Tabs;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Tabs;

/// <summary>The tab of a channel: its sessions as boards, for whoever is told a code there.</summary>
public sealed class BoardTabTest
{
    const string New = "/teams/tab?theme=dark&locale=en-US";

    [Fact]
    public async Task With_a_code_from_the_channel_the_tab_shows_the_boards_of_the_channel()
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.StartAsync("vote \"Which first?\" Paint | Garden");
        await story.Bob.MentionAsync(story.Channel, "vote Garden");

        var page = await AddedAsync(story, await CodeAsync(story, story.Bob));
        Assert.Contains("Press Save below", page.Text, StringComparison.Ordinal);
        Assert.EndsWith("&theme={app.theme}&locale={app.locale}", ContentIn(page), StringComparison.Ordinal); // nothing of who looks
        await page.SeeAsync(Filled(ContentIn(page)));
        Assert.Contains("data-theme=\"dark\"", page.Page, StringComparison.Ordinal);
        Assert.Contains("Which first?", page.Text, StringComparison.Ordinal);
        await page.SeeAsync(page.LinkTo("/teams/boards/s/").Replace("&amp;", "&"));

        Assert.Equal(200, page.Status);
        Assert.Contains("<h1", page.Page, StringComparison.Ordinal);
        Assert.Contains("class=\"board\"", page.Page, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", page.Page, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors https://teams.microsoft.com", string.Join("", page.Answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.All(page.Page.Split("href=\"").Skip(1).Select(rest => rest.Split('"')[0]), link =>
            Assert.True(link.StartsWith("/teams/", StringComparison.Ordinal) || link.StartsWith("/assets/", StringComparison.Ordinal) || link[0] == '#', link));
    }

    [Fact]
    public async Task The_board_in_a_tab_is_as_blind_as_the_card_until_the_close()
    {
        var seen = new List<string>();
        foreach (var choice in new[] { "Paint", "Garden" })
        {
            await using var story = await TeamsStory.BeginAsync();
            var card = await story.StartAsync("vote \"Which first?\" Paint | Garden");
            var dialog = await story.Bob.OpenAsync(story.Channel, card, "Vote");
            Assert.Null(await story.Bob.HandInAsync(story.Channel, card, dialog, ("Your choice", choice)));
            var page = await AddedAsync(story, await CodeAsync(story, story.Bob));
            await page.SeeAsync(Filled(ContentIn(page)));
            var path = page.LinkTo("/teams/boards/s/").Replace("&amp;", "&");
            await page.SeeAsync(path);
            seen.Add(page.Page.Replace(path.Split('/')[4].Split('?')[0], "(session)").Replace(path.Split("of=")[1], "(place)"));
        }

        Assert.Contains("1 person has voted", seen[0], StringComparison.Ordinal);
        Assert.Equal(seen[0], seen[1]);
    }

    [Fact]
    public async Task The_code_is_told_to_whoever_asks_and_to_nobody_else()
    {
        await using var story = await TeamsStory.BeginAsync();

        await CodeAsync(story, story.Bob);

        Assert.All(story.Channel.Messages, message => Assert.Equal(story.Bob.Id, message.Reader));
    }

    [Fact]
    public async Task In_the_chat_with_the_bot_there_is_no_code()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:Bob");
        await story.Bob.WriteAsync(chat, "tab");
        await story.PassUntilAsync(() => chat.Messages.Count > 0, "the answer");

        Assert.Contains("for a channel or a chat of several people", TeamsStory.TextOf(chat.Messages[0].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_holds_for_a_while_and_may_be_sent_twice()
    {
        await using var story = await TeamsStory.BeginAsync();
        var code = await CodeAsync(story, story.Bob);
        story.Teams.Time.Pass(TabCodes.Lives - TimeSpan.FromMinutes(1));
        Assert.Equal(ContentIn(await AddedAsync(story, code)), ContentIn(await AddedAsync(story, code.ToLowerInvariant().Replace("-", " "))));
        story.Teams.Time.Pass(TimeSpan.FromMinutes(1));

        var page = await AddedAsync(story, code);

        Assert.Equal(422, page.Status);
        Assert.Contains("This is no code, or it is too old.", page.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{code}\"", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_of_past_days_go_without_anybody_asking_for_one()
    {
        await using var story = await TeamsStory.BeginAsync();
        await CodeAsync(story, story.Bob);
        Assert.Single(await story.Store.Whole.KeysAsync(KeyedKind.Invitation, default));

        story.Teams.Time.Pass(TimeSpan.FromDays(2));

        await story.Teams.PassUntilAsync(
            async () => (await story.Store.Whole.KeysAsync(KeyedKind.Invitation, default)).IsEmpty, "the code is gone");
    }

    [Fact]
    public async Task Whoever_tries_codes_out_has_to_wait()
    {
        await using var story = await TeamsStory.BeginAsync();
        var page = new Visitor(story.Server, "en");
        for (var n = 0; n < Doorkeeper.CodesPerMinute; n++)
        {
            await page.SendAsync(New, ("code", $"AAAA-{n:0000}"));
            Assert.Equal(422, page.Status);
        }

        await page.SendAsync(New, ("code", "AAAA-0000"));

        Assert.Equal(429, page.Status);
        Assert.Contains("Too many codes", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SentForm.BodyBytesMax + 1, "application/x-www-form-urlencoded", 413, "That is far more than fits")]
    [InlineData(100, "text/plain", 400, "This arrived broken")]
    public async Task A_form_that_cannot_be_read_is_told_why_and_not_that_it_is_foreign(int length, string type, int status, string sentence)
    {
        await using var story = await TeamsStory.BeginAsync();
        var page = new Visitor(story.Server, "en");
        var request = Visitor.Post(New, []);
        request.Content = new StringContent("code=".PadRight(length, 'A'));
        request.Content.Headers.ContentType = new(type);

        await page.FollowAsync(request);

        Assert.Equal(status, page.Status);
        Assert.StartsWith(sentence, page.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-30)]
    [InlineData(-2)]
    public async Task An_address_with_one_letter_changed_is_none(int at)
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.StartAsync("vote \"Which first?\" Paint | Garden");
        var page = await AddedAsync(story, await CodeAsync(story, story.Bob));
        var place = PlaceIn(page);

        await page.SeeAsync($"/teams/boards?of={Changed(place, at)}");

        Assert.Equal(403, page.Status);
        Assert.DoesNotContain("Which first?", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_good_for_its_own_place_alone()
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.StartAsync("vote \"Only here\" Paint | Garden");
        var other = story.Teams.GroupChat();
        other.Members.AddRange([story.Ann.Id, story.Bob.Id]);
        await story.Bob.MentionAsync(other, "vote \"Over there\" Paint | Garden");
        var here = await AddedAsync(story, await CodeAsync(story, story.Bob));
        var place = PlaceIn(here);
        await here.SeeAsync($"/teams/boards?of={place}");
        Assert.Contains("Only here", here.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Over there", here.Text, StringComparison.Ordinal);

        var session = (await story.Store.Directory.InVenueAsync(new VenueId($"teams:{PretendTeams.Tenant}/{other.Id}"), 1, default))[0].Session;
        await here.SeeAsync($"/teams/boards/s/{session}?of={place}");

        Assert.Equal(404, here.Status);
        Assert.DoesNotContain("Over there", here.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_bot_was_taken_away_the_address_shows_nothing_any_more()
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.StartAsync("vote \"Which first?\" Paint | Garden");
        var page = await AddedAsync(story, await CodeAsync(story, story.Bob));
        var boards = Filled(ContentIn(page));
        await page.SeeAsync(boards);
        var board = page.LinkTo("/teams/boards/s/").Replace("&amp;", "&");

        await story.Ann.TellAsync(story.Ann.Installs(story.Channel, "remove"));

        await story.PassUntilAsync(async () => (await page.SeeAsync(boards)).Status == 403, "the list is shut");
        Assert.DoesNotContain("Which first?", page.Text, StringComparison.Ordinal);
        Assert.Equal(403, (await page.SeeAsync(board)).Status);
    }

    [Fact]
    public async Task What_else_we_sign_is_no_address_of_a_tab()
    {
        await using var story = await TeamsStory.BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob);
        foreach (var signed in new[] { bob.Page.Token, TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob)), "", "x.y", "." })
        {
            await bob.Page.SeeAsync($"/teams/boards?of={signed}");
            Assert.Equal(403, bob.Page.Status);
        }
    }

    [Fact]
    public async Task A_restart_keeps_tabs_alive_and_codes()
    {
        using var folder = new TestFolder();
        var path = folder.File("tabs.db");
        string content, code;
        await using (var story = await TeamsStory.BeginAsync(await SqliteStore.OpenAsync(path, new SqliteOptions())))
        {
            await story.StartAsync("vote \"Which first?\" Paint | Garden");
            content = ContentIn(await AddedAsync(story, code = await CodeAsync(story, story.Bob)));
        }

        await using var again = await TeamsStory.BeginAsync(await SqliteStore.OpenAsync(path, new SqliteOptions()));
        var page = await new Visitor(again.Server, "en").SeeAsync(Filled(content));
        Assert.Contains("Which first?", page.Text, StringComparison.Ordinal);
        Assert.Equal(content, ContentIn(await AddedAsync(again, code)));
    }

    [Fact]
    public async Task Looking_writes_nothing()
    {
        using var folder = new TestFolder();
        await using var story = await TeamsStory.BeginAsync();
        var page = await new Visitor(story.Server, "en").SeeAsync("/teams/boards?of=MC54.AAAA");
        Assert.Equal(403, page.Status);
        Assert.Empty(await story.Store.Keys.ReadAsync(new SessionId("teams-tabs"), default));
    }

    [Fact]
    public async Task Somebodys_page_shows_no_session_of_another_directory()
    {
        await using var story = await TeamsStory.BeginAsync();
        var bob = new Person($"teams:{PretendTeams.Tenant}/{PretendTeams.ObjectIdOf(story.Bob.Id)}", "Bob");
        var elsewhere = new VenueId("teams:11111111-30ce-4b44-a7f0-0b3d0b3a5d10/19:other@thread.tacv2");
        var desk = story.Server.Services.GetRequiredService<CommandDesk>();
        await desk.TypeAsync(elsewhere, bob, "session \"Elsewhere\" ideas live", "1", "en", "Etc/UTC", default);
        var page = await TabReader.EnterAsync(story, story.Bob);

        Assert.DoesNotContain("Elsewhere", page.Page.Text, StringComparison.Ordinal);
        var session = (await story.Store.Directory.InVenueAsync(elsewhere, 1, default))[0].Session;
        await page.SendAsync(new(session.Value, 1, "note"), ("answer", "green"));
        Assert.Equal(404, page.Page.Status);
    }

    static async Task<string> CodeAsync(TeamsStory story, PretendTeamsMember who)
    {
        var before = story.Channel.Messages.Count;
        await who.MentionAsync(story.Channel, "tab");
        await story.PassUntilAsync(() => story.Channel.Messages.Skip(before).Any(message => message.Reader == who.Id), "the code");
        var text = TeamsStory.TextOf(story.Channel.Messages.Skip(before).First(message => message.Reader == who.Id).Card);
        return text.Split("write this code there: ")[1].Split('.')[0];
    }

    static Task<Visitor> AddedAsync(TeamsStory story, string code) => new Visitor(story.Server, "en").SendAsync(New, ("code", code));

    static string PlaceIn(Visitor page) => ContentIn(page).Split("of=")[1].Split('&')[0];

    static string ContentIn(Visitor page) => System.Net.WebUtility.HtmlDecode(page.Page.Split("data-content-url=\"")[1].Split('"')[0]);

    // As Teams fills in what stands in braces.
    static string Filled(string content) => new Uri(content.Replace("{app.theme}", "dark").Replace("{app.locale}", "en-US")).PathAndQuery;

    static string Changed(string text, int at)
    {
        var letters = text.ToCharArray();
        ref var letter = ref letters[at < 0 ? letters.Length + at : at];
        letter = letter == 'A' ? 'Q' : 'A';
        return new string(letters);
    }
}
