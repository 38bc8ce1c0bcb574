using System.Net;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Where the bot is added it says what it is, once, and finds out what works there: whoever added it is told.</summary>
public sealed class TeamsInstallTest
{
    const string Welcome = "I help a group to think together";
    const string Works = "Delivery works";
    const string Disabled = "An administrator of Teams has switched me off";

    public static TheoryData<string, bool> KindsBothWays =>
        new(TeamsPlaces.Kinds.SelectMany(kind => new (string, bool)[] { (kind, true), (kind, false) }));

    [Theory]
    [MemberData(nameof(KindsBothWays))]
    public async Task It_introduces_itself_once_whichever_event_comes_first_and_however_often(string kind, bool isInstallFirst)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        var (install, member) = (story.Ann.Installs(place), story.Ann.AddsBot(place));

        foreach (var told in isInstallFirst ? new[] { install, member, install, member } : [member, install, member, install])
        {
            Assert.Equal(HttpStatusCode.OK, await story.Ann.TellAsync(told));
        }

        await story.HearAsync(place, Works);
        await story.Ann.SayAsync(place, "checkin");
        await story.HearAsync(place, "How are you");
        Assert.Single(Saying(place, Welcome));
        Assert.Single(Saying(place, Works));
        Assert.Null(Saying(place, Welcome)[0].Thread);
    }

    [Theory]
    [InlineData("personal")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task It_says_what_is_kept_and_how_that_goes_and_has_the_button_to_start(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);

        await story.Ann.TellAsync(story.Ann.Installs(place));

        var welcome = await story.HearAsync(place, Welcome);
        foreach (var said in new[] { "What is kept", "each dialog says who will see what", "@CoCreate delete", "@CoCreate forget me", "@CoCreate checkin" })
        {
            Assert.Contains(said, TeamsStory.TextOf(welcome.Card), StringComparison.Ordinal);
        }

        var dialog = await story.Ann.OpenAsync(place, welcome, "Start something");
        Assert.Contains("What would you like to start?", TeamsStory.TextOf(dialog), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task The_message_is_the_test_of_delivery_and_only_who_added_it_is_told(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);

        await story.Ann.TellAsync(story.Ann.Installs(place));

        var report = await story.HearAsync(place, Works);
        Assert.Equal(story.Ann.Id, report.Reader);
        Assert.Equal(1, place.Shown.Single().Edits);
        Assert.Contains("GET members", story.Teams.Called);
        Assert.Contains("POST create", story.Teams.Called);
        Assert.Empty(story.Teams.Conversation("a:ann").Messages);
    }

    [Fact]
    public async Task In_a_chat_of_two_it_is_all_one_message()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Place("personal");

        await story.Member("Ann", "de-AT").TellAsync(story.Member("Ann", "de-AT").Installs(chat));

        await story.HearAsync(chat, "Die Zustellung geht: Diese Nachricht wurde gesendet und bearbeitet.");
        Assert.Equal(1, chat.Shown.Single().Edits);
    }

    [Theory]
    [InlineData("personal")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task After_a_restart_it_is_not_said_again_and_after_a_new_installation_it_is(string kind)
    {
        var store = new MemoryStore();
        await using (var before = await TeamsStory.BeginAsync(store))
        {
            var first = before.Place(kind);
            await before.Ann.TellAsync(before.Ann.Installs(first));
            await before.HearAsync(first, Works);
        }

        await using var story = await TeamsStory.BeginAsync(store);
        var place = story.Place(kind);
        await story.Ann.TellAsync(story.Ann.AddsBot(place));
        await story.Ann.SayAsync(place, "checkin");
        await story.HearAsync(place, "How are you");
        Assert.Empty(Saying(place, Welcome));

        await story.Ann.TellAsync(story.Ann.Installs(place, "remove"));
        await story.Ann.TellAsync(story.Ann.Installs(place));
        await story.HearAsync(place, Welcome);
    }

    [Theory]
    [InlineData("personal")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task A_new_version_says_nothing(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);

        await story.Ann.TellAsync(story.Ann.Installs(place, "add-upgrade"));

        await story.Ann.SayAsync(place, "checkin");
        await story.HearAsync(place, "How are you");
        Assert.Empty(Saying(place, Welcome));
    }

    [Fact]
    public async Task In_a_team_it_is_said_in_the_channel_that_was_chosen_and_else_in_the_first()
    {
        await using var story = await TeamsStory.BeginAsync();
        var first = story.Teams.Channel(story.Channel.Team!, story.Channel.Team!); // ! a channel has one
        first.Members.Add(story.Ann.Id);
        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));
        await story.HearAsync(story.Channel, Works);
        Assert.Empty(first.Messages);

        await story.Ann.TellAsync(story.Ann.Installs(story.Channel, "remove"));
        var unsaid = story.Ann.Installs(story.Channel);
        unsaid["channelData"]!.AsObject().Remove("settings"); // ! Installs puts it there
        await story.Ann.TellAsync(unsaid);

        await story.HearAsync(first, Works);
        Assert.Single(Saying(story.Channel, Welcome));
    }

    [Theory]
    [InlineData("private")]
    [InlineData("shared")]
    public async Task In_a_channel_apart_it_is_tested_when_it_is_added_there_and_again_after_it_was_taken_away(string type)
    {
        await using var story = await TeamsStory.BeginAsync();
        var apart = story.Teams.ChannelOf(type);
        apart.HasBot = true;
        apart.Members.Add(story.Ann.Id);
        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));
        await story.HearAsync(story.Channel, Works);

        await story.Ann.TellAsync(story.Ann.AddsBotToChannel(apart));
        await story.Ann.TellAsync(story.Ann.AddsBotToChannel(apart));
        await story.HearAsync(apart, Works);
        Assert.Single(Saying(apart, Welcome));

        await story.Ann.TellAsync(story.Ann.TakesBotFromChannel(apart));
        await story.Ann.TellAsync(story.Ann.AddsBotToChannel(apart));
        await story.PassUntilAsync(() => Saying(apart, Works).Count == 2, "a second greeting");
        Assert.Single(Saying(story.Channel, Welcome));
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task What_cannot_be_posted_is_told_in_their_chat_with_cause_and_remedy(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        place.Closed = (HttpStatusCode.Forbidden, "BotDisabledByAdmin");

        await story.Ann.TellAsync(story.Ann.Installs(place));

        var report = await story.HearAloneAsync(story.Ann, "No card can be posted there. " + Disabled);
        Assert.DoesNotContain(Works, TeamsStory.TextOf(report.Card), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT activities", "A card there cannot be edited")]
    [InlineData("GET members", "I cannot read who is there")]
    [InlineData("POST create", "I cannot open a chat with you")]
    public async Task What_does_not_work_is_told_with_what_it_means_and_what_does_work_is_not_called_broken(string call, string said)
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Teams.Trouble(call, new PretendTrouble.Status(HttpStatusCode.Forbidden));

        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));

        var report = await story.HearAsync(story.Channel, said);
        Assert.Equal(story.Ann.Id, report.Reader);
        var text = TeamsStory.TextOf(report.Card);
        Assert.Contains("Not all of it works", text, StringComparison.Ordinal);
        Assert.Equal(1, new[] { "cannot be edited", "I cannot read who", "I cannot open a chat" }.Count(one => text.Contains(one, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_nothing_is_for_one_person_alone_the_report_comes_in_their_chat_and_says_so()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Channel.Members.Remove(story.Ann.Id);
        story.Teams.GroupChat().Members.Add(story.Ann.Id);

        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));

        await story.HearAloneAsync(story.Ann, "Nothing can be shown there to one person alone");
    }

    [Fact]
    public async Task Where_they_can_be_told_in_no_way_the_message_itself_says_so()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Channel.Members.Remove(story.Ann.Id); // and they are nowhere else: there can be no chat

        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));

        await story.HearAsync(story.Channel, "I cannot write to single people here.");
        Assert.Single(story.Channel.Shown);
    }

    [Fact]
    public async Task What_Teams_puts_off_is_said_later()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Teams.Trouble("POST activities", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, 30));

        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));

        await story.HearAsync(story.Channel, Works);
        Assert.Single(story.Channel.Shown);
    }

    [Fact]
    public async Task What_Teams_puts_off_for_too_long_is_told_as_not_answered()
    {
        await using var story = await TeamsStory.BeginAsync();
        var wait = (int)TeamsWelcome.TryFor.TotalSeconds;
        story.Teams.Trouble("POST activities", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, wait));

        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));

        await story.HearAloneAsync(story.Ann, "No card can be posted there. Teams did not answer in time.");
        Assert.Empty(story.Channel.Messages);
    }

    [Fact]
    public async Task While_the_store_is_away_nothing_is_acknowledged_and_nothing_is_said()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var told = story.Ann.Installs(story.Channel);
        store.IsDown = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await story.Ann.TellAsync(told));
        Assert.Empty(story.Channel.Messages);
        store.IsDown = false;

        Assert.Equal(HttpStatusCode.OK, await story.Ann.TellAsync(told));
        await story.HearAsync(story.Channel, Works);
        Assert.Single(story.Channel.Shown);
    }

    static List<PretendActivity> Saying(PretendConversation place, string text) =>
        place.Messages.FindAll(message => TeamsStory.TextOf(message.Card).Contains(text, StringComparison.Ordinal));
}
