using System.Net;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>An administrator may give the bot to very many at once: each is greeted in turn, and who could not be greeted still may be.</summary>
public sealed class TeamsArrivalsTest
{
    const string Welcome = "I help a group to think together";
    const string Unposted = "No card can be posted there.";

    static readonly (HttpStatusCode, string) Disabled = (HttpStatusCode.Forbidden, "BotDisabledByAdmin");

    [Fact]
    public async Task Few_are_greeted_at_once_and_all_in_the_end()
    {
        await using var story = await TeamsStory.BeginAsync();
        var gate = new Gate();
        Hold(story, gate);
        var chats = await ArriveAsync(story, 3 * TeamsWelcome.AtOnceMax);
        await story.Teams.UntilAsync(() => Greetings(story) >= TeamsWelcome.AtOnceMax, "some are greeted");

        await story.StartAsync("checkin"); // a session goes on meanwhile

        Assert.Equal(TeamsWelcome.AtOnceMax, Greetings(story));
        Assert.Null(await story.Store.Addresses.FindAsync(MarkOf(chats[^1]), default)); // if the process ended now, the next event would greet
        story.Teams.Time.Pass(TimeSpan.FromSeconds(2)); // the tenant's budget is whole again
        gate.Open();
        await story.Teams.UntilAsync(() => Greetings(story) > TeamsWelcome.AtOnceMax, "the next in line"); // so that no call is given up as time flies
        await story.PassUntilAsync(() => chats.TrueForAll(chat => chat.Shown.Length > 0), "the others are greeted");
        Assert.Equal(chats.Count, Greetings(story));
    }

    [Fact]
    public async Task Who_comes_beyond_the_line_is_greeted_by_the_next_event()
    {
        await using var story = await TeamsStory.BeginAsync();
        var gate = new Gate();
        Hold(story, gate);
        await ArriveAsync(story, TeamsWelcome.AtOnceMax);
        await story.Teams.UntilAsync(() => Greetings(story) >= TeamsWelcome.AtOnceMax, "all who greet are at it");
        var welcome = story.Server.Services.GetRequiredService<TeamsWelcome>();
        var told = story.Ann.AddsBot(story.Channel).Read()!.From; // ! it is read
        var at = TeamsIds.Venue(PretendTeams.Tenant, "a:greeted");
        var greeted = new TeamsWelcome.Arrival(told with { Kind = ConversationKind.Personal, Venue = at, UserId = null, Team = null }, at, null);
        Assert.True(await story.Server.Services.GetRequiredService<TeamsAddresses>().TryWelcomeAsync(greeted.Told, null, default));
        for (var waiting = 1; waiting < TeamsWelcome.WaitingMax; waiting++)
        {
            await welcome.InTurnAsync(greeted);
        }

        var last = (await ArriveAsync(story, 1, "Last"))[0];
        await welcome.InTurnAsync(new(told, told.Venue, null));

        Assert.Null(await story.Store.Addresses.FindAsync(MarkOf(story.Channel), default));
        story.Teams.Time.Pass(TimeSpan.FromSeconds(2)); // the tenant's budget is whole again
        gate.Open();
        await story.Teams.UntilAsync(() => Greetings(story) > TeamsWelcome.AtOnceMax, "the last in line"); // no time passes, so no call is given up
        await story.PassUntilAsync(() => last.Shown.Length > 0, "the last is greeted");

        await story.Ann.TellAsync(story.Ann.AddsBot(story.Channel));

        await story.HearAsync(story.Channel, Welcome);
    }

    [Theory]
    [InlineData("personal")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Where_nothing_could_be_posted_a_later_event_greets(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        place.Closed = Disabled;
        await story.Ann.TellAsync(story.Ann.Installs(place));
        await UntilOwedAsync(story, place);
        place.Closed = null;
        story.Teams.Time.Pass(TeamsWelcome.TwinWithin);

        await story.Ann.TellAsync(story.Ann.AddsBot(place));

        await story.HearAsync(place, Welcome);
    }

    [Fact]
    public async Task The_other_event_of_the_same_installation_does_not_report_it_again()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Channel.Closed = Disabled;
        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));
        await UntilOwedAsync(story, story.Channel);

        await story.Ann.TellAsync(story.Ann.AddsBot(story.Channel));

        var chat = story.Teams.ChatWith(story.Ann)!; // ! it was reported there
        await story.Ann.WriteAsync(chat, "checkin");
        await story.HearAsync(chat, "How are you");
        Assert.Single(chat.Messages, message => TeamsStory.TextOf(message.Card).Contains(Unposted, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_have_been_posted_is_not_said_again()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Teams.Trouble("POST activities", new PretendTrouble.LoseAnswer());
        await story.Ann.TellAsync(story.Ann.Installs(story.Channel));
        await story.HearAloneAsync(story.Ann, Unposted);
        story.Teams.Time.Pass(TeamsWelcome.TwinWithin);

        await story.Ann.TellAsync(story.Ann.AddsBot(story.Channel));

        await story.Ann.MentionAsync(story.Channel, "checkin");
        await story.HearAsync(story.Channel, "How are you");
        Assert.Equal(1, Greetings(story));
    }

    static void Hold(TeamsStory story, Gate gate) => story.Teams.Trouble(
        "POST activities", [.. Enumerable.Repeat(new PretendTrouble.Held(gate, """{"id":"1"}"""), TeamsWelcome.AtOnceMax)]);

    static async Task<List<PretendConversation>> ArriveAsync(TeamsStory story, int people, string name = "Person")
    {
        var chats = new List<PretendConversation>();
        foreach (var who in Enumerable.Range(0, people).Select(n => story.Member($"{name}{n}")))
        {
            chats.Add(story.Teams.PersonalChat(who.Id, $"a:{who.Id[3..]}"));
            await who.TellAsync(who.Installs(chats[^1]));
        }

        return chats;
    }

    static int Greetings(TeamsStory story) =>
        story.Teams.Written.Count(one => one.Call == "POST activities" && one.Body.Contains(Welcome, StringComparison.Ordinal));

    static Task UntilOwedAsync(TeamsStory story, PretendConversation place) => story.PassUntilAsync(
        async () => await story.Store.Addresses.FindAsync(MarkOf(place), default) is { IsDead: true }, "it is still owed");

    static string MarkOf(PretendConversation place) => $"welcome:{TeamsIds.Venue(PretendTeams.Tenant, place.Team ?? place.Id).Value}";
}
