using System.Buffers.Text;
using CoCreateBot.Bot.Venues.Teams.Tabs;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Tabs;

/// <summary>Whom a personal tab lets in: whoever brings a ticket of their own once, and nobody for what stands in an address.</summary>
public sealed class MyPageTrustTest
{
    const string HowIn = "This page does not know who you are. Open your chat with CoCreate";

    [Fact]
    public async Task Without_a_ticket_the_page_says_how_to_get_in_whoever_the_address_names()
    {
        await using var story = await BeginAsync();
        await story.StartAsync("session \"Only for Ann\" ideas live");
        var ann = new TabReader(story, story.Ann);

        await ann.OpenAsync("{page.subPageId}");

        Assert.Equal(403, ann.Page.Status);
        Assert.Contains(HowIn, ann.Page.Notice, StringComparison.Ordinal);
        Assert.DoesNotContain("Only for Ann", ann.Page.Text, StringComparison.Ordinal);
        Assert.Empty(ann.Page.Cookies.GetAllCookies());
    }

    [Fact]
    public async Task A_ticket_is_taken_once()
    {
        await using var story = await BeginAsync();
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob));
        var first = new TabReader(story, story.Bob);
        await first.OpenAsync(ticket);
        await first.PressEnterAsync();
        Assert.Equal(200, first.Page.Status);

        var second = new TabReader(story, story.Bob);
        await second.OpenAsync(ticket);

        Assert.Equal(403, second.Page.Status);
        await second.Page.SendAsync($"/teams/me/enter{second.Query}", ("link", ticket), ("own", new string('A', 43)));
        Assert.Equal(403, second.Page.Status);
        Assert.Empty(second.Page.Cookies.GetAllCookies());
    }

    [Theory]
    [InlineData("Bob", " ")]
    [InlineData("Bob", "\n")]
    [InlineData("Carol", "=")]
    [InlineData("Dora", "==")]
    public async Task A_ticket_that_was_taken_is_no_other_one_where_it_is_spelled_otherwise(string name, string added)
    {
        await using var story = await BeginAsync();
        var who = story.Member(name);
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, who));
        var respelled = ticket.Replace(".", $"{added}.");
        Assert.True(Base64Url.IsValid(respelled.Split('.')[0]), "It says the same.");
        var first = new TabReader(story, who);
        await first.OpenAsync(ticket);
        await first.PressEnterAsync();

        var second = new TabReader(story, who);
        await second.OpenAsync(Uri.EscapeDataString(respelled));
        Assert.Equal(403, second.Page.Status);
        await second.Page.SendAsync($"/teams/me/enter{second.Query}", ("link", respelled), ("own", new string('A', 43)));

        Assert.Equal(403, second.Page.Status);
        Assert.Empty(second.Page.Cookies.GetAllCookies());
    }

    [Theory]
    [InlineData(0, "join")]
    [InlineData(1, "note")]
    public async Task A_press_counts_in_no_session_that_ones_page_does_not_show(int round, string verb)
    {
        await using var story = await BeginAsync();
        await story.StartAsync("session \"Only for Ann\" ideas live");
        var session = (await story.Store.Directory.InVenueAsync(PlaceOf(story), 1, default))[0].Session;
        var bob = await TabReader.EnterAsync(story, story.Bob);

        await bob.SendAsync(new(session.Value, round, verb), ("answer", "green"));

        Assert.Equal(404, bob.Page.Status);
        await bob.OpenAsync();
        Assert.Contains("You take part in none yet", bob.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_in_a_session_that_cannot_be_read_is_not_told_to_come_again()
    {
        await using var story = await BeginAsync();
        var damaged = SessionId.New();
        await story.Store.Log.AppendAsync(damaged, new StoredCommit(1, Guid.NewGuid(), [], "[{\"k\":\"from-the-future\"}]"u8.ToArray()), default);
        var bob = await TabReader.EnterAsync(story, story.Bob);

        await bob.SendAsync(new(damaged.Value, 1, "note"), ("answer", "green"));

        Assert.Equal(404, bob.Page.Status);
    }

    [Fact]
    public async Task No_page_that_says_why_it_was_not_taken_shows_the_ticket()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await BeginAsync(store);
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob));
        var (bob, late) = (new TabReader(story, story.Bob), new TabReader(story, story.Bob));
        await bob.OpenAsync(ticket);
        await late.OpenAsync(ticket);

        store.FailNext(StoreCall.LinksPut);
        await bob.PressEnterAsync();
        Assert.Equal(429, bob.Page.Status);
        Assert.DoesNotContain(ticket, bob.Page.Page, StringComparison.Ordinal); // it is good still

        await bob.OpenAsync(ticket);
        await bob.PressEnterAsync();
        Assert.Equal(200, bob.Page.Status);
        await late.PressEnterAsync();
        Assert.Equal(403, late.Page.Status);
        Assert.DoesNotContain(ticket, late.Page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_that_takes_it_may_be_sent_twice()
    {
        await using var story = await BeginAsync();
        var bob = new TabReader(story, story.Bob);
        await bob.OpenAsync(TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob)));
        var (ticket, own) = (bob.Hidden("link"), bob.Hidden("own"));

        foreach (var _ in new[] { 1, 2 })
        {
            await bob.Page.SendAsync($"/teams/me/enter{bob.Query}", ("link", ticket), ("own", own));
            Assert.Equal(200, bob.Page.Status);
        }
    }

    [Fact]
    public async Task To_look_at_the_page_behind_it_takes_nothing()
    {
        await using var story = await BeginAsync();
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob));
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var answer = await new Visitor(story.Server, "en").SendAsync(new HttpRequestMessage(method, $"/teams/me?ticket={ticket}"));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        var bob = new TabReader(story, story.Bob);
        await bob.OpenAsync(ticket);
        await bob.PressEnterAsync();
        Assert.Equal(200, bob.Page.Status);
    }

    [Fact]
    public async Task A_ticket_that_waited_too_long_is_none()
    {
        await using var story = await BeginAsync();
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob));
        var bob = new TabReader(story, story.Bob);
        story.Teams.Time.Pass(TabTickets.Lives - TimeSpan.FromMinutes(1));
        await bob.OpenAsync(ticket);
        Assert.Equal(200, bob.Page.Status);
        story.Teams.Time.Pass(TimeSpan.FromMinutes(1));

        await bob.PressEnterAsync();

        Assert.Equal(403, bob.Page.Status);
    }

    [Fact]
    public async Task Where_Teams_says_that_somebody_else_looks_neither_ticket_nor_cookie_helps()
    {
        await using var story = await BeginAsync();
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Ann));
        var bob = new TabReader(story, story.Bob);
        await bob.OpenAsync(ticket);
        Assert.Equal(403, bob.Page.Status);

        var ann = await TabReader.EnterAsync(story, story.Ann);
        var next = new TabReader(story, story.Bob) { Page = ann.Page };
        await next.OpenAsync();
        Assert.Equal(403, next.Page.Status);
        Assert.DoesNotContain("My settings", next.Page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    [InlineData(-20)]
    public async Task A_ticket_or_a_cookie_with_one_letter_changed_is_none(int at)
    {
        await using var story = await BeginAsync();
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob));
        var bob = new TabReader(story, story.Bob);
        await bob.OpenAsync(Changed(ticket, at));
        Assert.Equal(403, bob.Page.Status);

        await bob.OpenAsync(ticket);
        await bob.PressEnterAsync();
        var cookie = bob.Page.Cookies.GetAllCookies().Single(one => one.Name == "tab");
        cookie.Value = Changed(cookie.Value, at);
        await bob.OpenAsync();
        Assert.Equal(403, bob.Page.Status);
    }

    [Fact]
    public async Task Neither_a_ticket_nor_a_forms_token_stands_for_a_cookie()
    {
        await using var story = await BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob);
        var cookie = bob.Page.Cookies.GetAllCookies().Single(one => one.Name == "tab");
        foreach (var other in new[] { bob.Page.Token, TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob)) })
        {
            cookie.Value = other;
            await bob.OpenAsync();
            Assert.Equal(403, bob.Page.Status);
        }
    }

    [Fact]
    public async Task A_cookie_that_is_a_month_old_is_none()
    {
        await using var story = await BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob);
        foreach (var cookie in bob.Page.Cookies.GetAllCookies().Cast<System.Net.Cookie>())
        {
            cookie.Expires = DateTime.MinValue; // a browser that keeps it for ever
        }

        story.Teams.Time.Pass(TabVisits.Remembered);
        await bob.OpenAsync();

        Assert.Equal(403, bob.Page.Status);
    }

    [Theory]
    [InlineData("https://evil.example", "cross-site")]
    [InlineData("https://teams.microsoft.com", "cross-site")]
    [InlineData("null", "cross-site")]
    public async Task A_form_of_another_site_is_not_taken(string origin, string site)
    {
        await using var story = await BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob);
        var request = Visitor.Post($"/teams/me/press{bob.Query}", bob.Page.Carrying(("press", "1||0|settings|"), ("language", "de")));
        request.Headers.Remove("Origin");
        request.Headers.Remove("Sec-Fetch-Site");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await bob.Page.SendAsync(request);

        Assert.Equal(403, (int)answer.StatusCode);
        await bob.OpenAsync();
        Assert.Contains("Language: as in Teams.", bob.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_or_with_that_of_somebody_else_is_not_taken()
    {
        await using var story = await BeginAsync();
        var ann = await TabReader.EnterAsync(story, story.Ann);
        var bob = await TabReader.EnterAsync(story, story.Bob);
        foreach (var token in new[] { "", ann.Page.Token })
        {
            await bob.SendAsync(new("", 0, "settings"), ("language", "de"), ("token", token));
            Assert.Equal(403, bob.Page.Status);
        }

        await bob.OpenAsync();
        Assert.Contains("Language: as in Teams.", bob.Page.Text, StringComparison.Ordinal);
    }

    static async Task<TeamsStory> BeginAsync(IStore? store = null)
    {
        var story = await TeamsStory.BeginAsync(store);
        story.Server.BaseAddress = new Uri("https://localhost/"); // its cookies are for https alone
        return story;
    }

    static VenueId PlaceOf(TeamsStory story) => new($"teams:{PretendTeams.Tenant}/{story.Channel.Id}");

    static string Changed(string text, int at)
    {
        var letters = text.ToCharArray();
        ref var letter = ref letters[at < 0 ? letters.Length + at : at];
        letter = letter == 'A' ? 'Q' : 'A'; // the last one has bits that say nothing: these differ in one that does
        return new string(letters);
    }
}
