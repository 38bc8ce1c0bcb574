using System.Text.Json.Nodes;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Guests, people of other organisations and people without an account take part where Teams lets them; each card says how else.</summary>
public sealed class TeamsOutsidersTest
{
    const string Away = "99999999-1111-2222-3333-444444444444";
    const string Site = "https://cocreate.example.org/";

    [Theory]
    [InlineData(Away, Away)]
    [InlineData("99999999-AAAA-2222-3333-444444444444", "99999999-aaaa-2222-3333-444444444444")]
    [InlineData(null, TeamsActivities.Tenant)]
    [InlineData("", TeamsActivities.Tenant)]
    [InlineData("no/tenant", TeamsActivities.Tenant)]
    public void Somebody_is_of_their_own_organisation_and_the_place_of_its_own(string? told, string home)
    {
        var message = TeamsActivities.Message("help");
        message["from"]!["tenantId"] = told; // ! Of puts it there

        var from = message.Read()!.From; // ! it is read
        Assert.Equal($"teams:{home}/{TeamsActivities.Account}", from.Who.Key);
        Assert.Equal((TeamsActivities.Tenant, $"teams:{TeamsActivities.Tenant}/{TeamsActivities.Channel}"), (from.Tenant, from.Venue.Value));
    }

    [Theory]
    [InlineData("guest")]
    [InlineData("federated")]
    [InlineData("anonymous")]
    public async Task Who_can_press_takes_part(string who)
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");
        var gil = story.Member("Gil");
        story.Channel.Members.Add(gil.Id);

        foreach (var id in new[] { "f:once", "f:once", "f:twice" })
        {
            var fresh = await gil.SendAsync(As(who, gil.Presses(story.Channel, card, "Green", id)));
            Assert.Contains("1 person", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
        }

        var both = await story.Bob.PressAsync(story.Channel, card, "Green");
        Assert.Contains("2 people", TeamsStory.TextOf(both), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Away, null)]
    [InlineData(null, Away)]
    [InlineData(PretendTeams.Tenant, Away)]
    public async Task Somebody_is_one_person_whatever_Teams_tells_of_their_organisation_this_time(string? first, string? then)
    {
        var before = await TeamsStory.BeginAsync();
        var card = await before.StartAsync("checkin");
        before.Bob.Home = first;
        await before.Bob.PressAsync(before.Channel, card, "Green");
        before.Bob.Home = then;
        var fresh = await before.Bob.PressAsync(before.Channel, card, "Green");
        Assert.Contains("1 person", TeamsStory.TextOf(fresh), StringComparison.Ordinal);

        await using var story = await before.RestartAsync(isAsked: true);
        story.Bob.Home = then;
        var again = await story.Bob.PressAsync(story.Channel, card, "Green");
        Assert.Contains("1 person", TeamsStory.TextOf(again), StringComparison.Ordinal);

        await story.Ann.PressAsync(story.Channel, card, "Green");
        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("2 people", StringComparison.Ordinal), "Ann is somebody else");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Away)]
    public async Task Also_in_a_conversation_of_their_own_organisation(string? told)
    {
        var options = new TeamsOptions { AppId = PretendTeamsKeys.Bot, AppPassword = "s3cret", TenantId = PretendTeams.Tenant, AllowedTenants = ["*"] };
        await using var story = await TeamsStory.BeginAsync(teams: options);
        var card = await story.StartAsync("checkin");
        await story.Bob.PressAsync(story.Channel, card, "Green");
        story.Bob.Home = told;

        var answer = await story.Bob.PressAsync(story.Teams.PersonalChat(story.Bob.Id, "a:bob", Away), card, "Green");

        Assert.DoesNotContain("belongs to a session in another place", TeamsStory.TextOf(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("2 people", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_their_own_organisation_buttons_work_for_who_takes_part_and_for_nobody_else(bool takesPart)
    {
        var options = new TeamsOptions { AppId = PretendTeamsKeys.Bot, AppPassword = "s3cret", TenantId = PretendTeams.Tenant, AllowedTenants = ["*"] };
        await using var story = await TeamsStory.BeginAsync(teams: options);
        var card = await story.StartAsync("checkin");
        var gil = story.Member("Gil");
        story.Channel.Members.Add(gil.Id);
        if (takesPart)
        {
            await gil.SendAsync(As("federated", gil.Presses(story.Channel, card, "Green", "f:there")));
        }

        var press = As("federated", gil.Presses(story.Teams.PersonalChat(gil.Id, "a:gil"), card, "Yellow", "f:home"));
        press["conversation"]!["tenantId"] = Away; // ! Presses puts these there
        press["channelData"]!["tenant"]!["id"] = Away;
        var answer = await gil.SendAsync(press);

        Assert.Equal(!takesPart, TeamsStory.TextOf(answer).Contains("belongs to a session in another place", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("personal")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Each_card_with_buttons_names_the_way_for_those_who_cannot_press_them(string kind)
    {
        await using var story = await TeamsStory.BeginAsync(address: Site);
        var place = story.Place(kind);
        await story.Ann.SayAsync(place, "vote A | B");
        var card = await story.HearAsync(place, "No access? Whoever facilitates has a link");

        await story.Ann.SayAsync(place, "invite web");
        await story.PassUntilAsync(() => LinkOf(card.Card) is not null, "the link on the card");
        Assert.StartsWith(Site + "r/", LinkOf(card.Card), StringComparison.Ordinal);
        Assert.Contains(LinkOf(card.Card)!, TeamsStory.TextOf((await story.HearAsync(place, "Guests come in here")).Card), StringComparison.Ordinal); // ! see above

        await story.Ann.SayAsync(place, "close");
        await story.PassUntilAsync(() => LinkOf(card.Card) is null, "no link where nothing can be given");
        Assert.DoesNotContain("No access?", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_that_answers_a_press_names_it_too()
    {
        await using var story = await TeamsStory.BeginAsync(address: Site);
        var card = await story.StartAsync("checkin");

        var fresh = await story.Bob.PressAsync(story.Channel, card, "Green");

        Assert.Contains("No access?", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_address_on_the_web_nothing_promises_one()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");
        Assert.DoesNotContain("No access?", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);

        await story.Ann.MentionAsync(story.Channel, "invite web");
        await story.HearAsync(story.Channel, "I do not know my own address");
    }

    [Fact]
    public async Task Links_for_one_person_each_are_given_to_the_facilitator_alone()
    {
        await using var story = await TeamsStory.BeginAsync(address: Site);
        await story.StartAsync("vote A | B");

        await story.Ann.MentionAsync(story.Channel, "invite 3");

        var told = await story.HearAsync(story.Channel, "3 links, each for one person.");
        Assert.Equal(story.Ann.Id, told.Reader);
        Assert.Equal(3, TeamsStory.TextOf(told.Card).Split(Site + "r/").Length - 1);
        await story.Bob.MentionAsync(story.Channel, "invite 3");
        await story.PassUntilAsync(() => story.Channel.Messages.Exists(message => message.Reader == story.Bob.Id), "an answer");
        Assert.DoesNotContain(Site, TeamsStory.TextOf(story.Channel.Messages.Find(message => message.Reader == story.Bob.Id)!.Card), StringComparison.Ordinal); // ! see above
    }

    [Theory]
    [InlineData("opened for it", true)]
    [InlineData("its home", false)]
    [InlineData("brought by a code", false)]
    public void Only_a_room_that_was_opened_for_the_session_is_linked_as_others_have_other_sessions_too(string room, bool isLinked)
    {
        var (web, channel) = (new VenueId("web:abcdefghijklmnop"), TeamsIds.Venue(TeamsActivities.Tenant, TeamsActivities.Channel));
        var session = new Session(new SessionId("abcdefghijklmnop"), Activities.BuiltIn)
        {
            Venues = room == "its home" ? [web, channel] : [channel, web],
            ByCode = room == "brought by a code" ? [new CodedPlace(web, null, IsByOthers: true)] : [],
        };
        var card = new Card("A vote is open.", "en", [new ActionSet([new OpenDialog("Vote", new Press("abcdefghijklmnop", 1, "vote"))])]);
        var rendering = new TeamsRendering(new BotOptions { StoragePath = "", PublicUrl = new Uri(Site) });

        var shown = rendering.Finished(session, SessionCards.RootSlot, card, new Lexicon(Activities.BuiltIn, TeamsTexts.Book).In("en"));

        Assert.Equal(isLinked, shown.Body.OfType<ActionSet>().SelectMany(set => set.Actions).OfType<OpenUrl>().Any());
        Assert.Equal(!isLinked, shown.Body[^1] is TextBlock);
    }

    static string? LinkOf(JsonObject card) => (string?)PretendTeamsMember.Typed(card)
        .FirstOrDefault(one => (string?)one["type"] == "Action.OpenUrl" && (string?)one["title"] == "No access? Open in the browser")?["url"];

    static JsonObject As(string who, JsonObject told)
    {
        var from = told["from"]!.AsObject(); // ! each has one
        if (who == "anonymous")
        {
            from.Remove("aadObjectId");
        }

        from["tenantId"] = who == "federated" ? Away : who == "guest" ? PretendTeams.Tenant : null;
        from["userRole"] = who == "federated" ? "user" : who;
        return told;
    }
}
