using System.Net;
using System.Text;
using Azure.Core;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using CoCreateBot.Tests.Pretend;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The connector's calls against a strict one.</summary>
public sealed class ConnectorTest : IDisposable
{
    const string Service = "https://smba.trafficmanager.net/emea/";
    const string Ann = "29:ann";

    readonly ManualTime time = new();
    readonly PretendTeams teams;
    readonly HttpClient http;
    readonly TeamsMetrics metrics = new();
    readonly Issued issued = new();
    readonly ConnectorClient client;
    readonly TeamsPlace channel;
    readonly TeamsPlace group;

    public ConnectorTest()
    {
        teams = new PretendTeams(time);
        http = ConnectorWire.Client(teams);
        var token = new OutboundToken(issued, TeamsCloud.Public.Scope, time, NullLogger<OutboundToken>.Instance);
        client = new ConnectorClient(
            new ConnectorWire(http, new TeamsOptions(), metrics, time, NullLogger<ConnectorWire>.Instance, token), new ConnectorBudgets(time));
        channel = new TeamsPlace(Service, PretendTeams.Tenant, teams.Channel().Id);
        group = new TeamsPlace(Service, PretendTeams.Tenant, teams.GroupChat().Id);
        teams.Conversation(group.Conversation).Members.AddRange([Ann, "29:bea", "29:cid"]);
    }

    public void Dispose()
    {
        Assert.Empty(teams.Faults);
        http.Dispose();
        metrics.Dispose();
        teams.Dispose();
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static ReadOnlyMemory<byte> Card(string text = "Which first?", string? reader = null) => ConnectorJson.Message(
        Encoding.UTF8.GetBytes($$"""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"{{text}}"}]}"""), text, reader);

    [Fact]
    public async Task A_card_is_posted_answered_in_its_thread_edited_and_taken_away()
    {
        var root = await client.SendToConversationAsync(channel, null, Card(), Stop);
        var reply = await client.SendToConversationAsync(channel, root, Card("The minutes"), Stop);
        await client.UpdateActivityAsync(channel, null, root, Card("Three dots"), Stop);
        await client.DeleteActivityAsync(channel, root, reply, Stop);

        var posted = teams.Conversation(channel.Conversation);
        Assert.Equal((root, "Three dots", 1), (posted.Root.Id, (string?)posted.Root.Content["summary"], posted.Root.Edits));
        Assert.True(posted.Messages.Single(message => message.Thread == root).IsDeleted);
    }

    [Fact]
    public async Task What_is_for_one_person_is_seen_by_them_alone_and_edited_without_naming_them()
    {
        var id = await client.SendTargetedAsync(group, null, Card("Your dots", Ann), Stop);
        await client.UpdateTargetedAsync(group, null, id, Card("Your two dots"), Stop);

        var whisper = Assert.Single(teams.Conversation(group.Conversation).Messages);
        Assert.Equal((Ann, "Your two dots"), (whisper.Reader, (string?)whisper.Content["summary"]));
    }

    [Fact]
    public async Task The_chat_with_one_person_is_the_same_each_time()
    {
        var chat = await client.CreateChatAsync(Service, PretendTeams.Tenant, Ann, Stop);

        Assert.Equal(chat, await client.CreateChatAsync(Service, PretendTeams.Tenant, Ann, Stop));
        await client.SendToConversationAsync(new TeamsPlace(Service, PretendTeams.Tenant, chat), null, Card(), Stop);
        Assert.Single(teams.Conversation(chat).Shown);
    }

    [Fact]
    public async Task Members_are_read_page_by_page_to_their_end()
    {
        var all = new List<TeamsMember>();
        await foreach (var member in client.GetConversationPagedMembersAsync(group, Stop))
        {
            all.Add(member);
        }

        Assert.Equal(["29:ann", "29:bea", "29:cid"], all.Select(member => member.Id));
        Assert.Equal(["aad-ann", "aad-bea", "aad-cid"], all.Select(member => member.ObjectId));
    }

    [Fact]
    public async Task One_member_is_found_by_either_id_and_a_stranger_not_at_all()
    {
        Assert.Equal("Name of ann", (await client.GetConversationMemberAsync(group, Ann, Stop))?.Name);
        Assert.Equal(Ann, (await client.GetConversationMemberAsync(group, "aad-ann", Stop))?.Id);
        Assert.Null(await client.GetConversationMemberAsync(group, "29:nobody", Stop));
    }

    [Fact]
    public async Task A_team_tells_its_channels_the_first_of_which_has_no_name()
    {
        teams.Channel("19:team-1@thread.tacv2");

        Assert.Equal("group-1", (await client.FetchTeamDetailsAsync(channel, "19:team-1@thread.tacv2", Stop)).ObjectId);
        var channels = await client.FetchChannelListAsync(channel, "19:team-1@thread.tacv2", Stop);
        Assert.Equal(["A channel", null], channels.Select(one => one.Name));
    }

    [Theory]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://example.org/")]
    [InlineData("http://localhost:4000/")]
    public async Task The_token_goes_to_no_other_host(string service)
    {
        var refused = await Assert.ThrowsAsync<VenueRefusedException>(
            () => client.SendToConversationAsync(channel with { ServiceUrl = service }, null, Card(), Stop));

        Assert.Equal(("Teams.WrongCloud", "foreign_host"), (refused.ReasonKey, refused.Message));
        Assert.Empty(teams.Called);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_any_more_is_got_anew_once()
    {
        await client.SendToConversationAsync(channel, null, Card(), Stop);
        teams.Tokens.Clear();
        teams.Tokens.Add("next");
        issued.Next = "next";

        await client.SendToConversationAsync(channel, null, Card(), Stop);
        Assert.Equal(2, teams.Conversation(channel.Conversation).Messages.Count);

        teams.Tokens.Remove("next");
        teams.Tokens.Add("another");
        var refused = await Assert.ThrowsAsync<VenueRefusedException>(() => client.SendToConversationAsync(channel, null, Card(), Stop));
        Assert.Equal("Teams.TokenRefused", refused.ReasonKey);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "BotNotInConversationRoster", "Teams.NotInConversation", true)]
    [InlineData(HttpStatusCode.Forbidden, "BotDisabledByAdmin", "Teams.DisabledByAdmin", true)]
    [InlineData(HttpStatusCode.Forbidden, "ConversationBlockedByUser", "Teams.Blocked", true)]
    [InlineData(HttpStatusCode.NotFound, "ConversationNotFound", "Teams.ConversationGone", true)]
    [InlineData(HttpStatusCode.Forbidden, "BotHasNotLearnedThisYet", "Teams.Refused", false)]
    [InlineData(HttpStatusCode.Forbidden, "InvalidBotApiHost", "Teams.WrongCloud", false)]
    [InlineData(HttpStatusCode.BadRequest, "BadSyntax", "Teams.Refused", false)]
    [InlineData(HttpStatusCode.InternalServerError, "ServiceError", "Teams.Refused", false)]
    public async Task What_Teams_will_not_do_has_its_reason(HttpStatusCode status, string code, string reason, bool isDead)
    {
        teams.Conversation(channel.Conversation).Closed = (status, code);

        var refused = await Assert.ThrowsAsync<VenueRefusedException>(() => client.SendToConversationAsync(channel, null, Card(), Stop));

        Assert.Equal((reason, code), (refused.ReasonKey, refused.Message));
        Assert.Equal(isDead, ConnectorErrors.IsDead(refused.ReasonKey));
    }

    [Fact]
    public async Task A_message_that_is_gone_is_told_from_a_conversation_that_is()
    {
        await Assert.ThrowsAsync<MessageGoneException>(() => client.UpdateActivityAsync(channel, null, "17", Card(), Stop));
        await Assert.ThrowsAsync<MessageGoneException>(() => client.SendToConversationAsync(channel, "17", Card(), Stop));
        await Assert.ThrowsAsync<VenueRefusedException>(() => client.UpdateActivityAsync(channel with { Conversation = "19:x" }, null, "17", Card(), Stop));
    }

    [Fact]
    public async Task A_card_that_is_too_big_is_refused_as_such()
    {
        var refused = await Assert.ThrowsAsync<VenueRefusedException>(
            () => client.SendToConversationAsync(channel, null, Card(new string('x', 30_000)), Stop));

        Assert.Equal("Teams.CardTooBig", refused.ReasonKey);
    }

    public static TheoryData<object, Type> Troubles => new()
    {
        { new PretendTrouble.Status(HttpStatusCode.PreconditionFailed), typeof(VenueThrottledException) },
        { new PretendTrouble.Status(HttpStatusCode.TooManyRequests, 3), typeof(VenueThrottledException) },
        { new PretendTrouble.Status(HttpStatusCode.TooManyRequests), typeof(VenueThrottledException) },
        { new PretendTrouble.Status(HttpStatusCode.BadGateway), typeof(VenueUnavailableException) },
        { new PretendTrouble.Status(HttpStatusCode.ServiceUnavailable), typeof(VenueUnavailableException) },
        { new PretendTrouble.Status(HttpStatusCode.GatewayTimeout), typeof(VenueUnavailableException) },
        { new PretendTrouble.NoConnection(), typeof(VenueUnavailableException) },
        { new PretendTrouble.LoseAnswer(), typeof(VenueUnavailableException) },
        { new PretendTrouble.Odd("<html>"), typeof(VenueRefusedException) },
        { new PretendTrouble.Odd("{}"), typeof(VenueRefusedException) },
    };

    [Theory]
    [MemberData(nameof(Troubles), DisableDiscoveryEnumeration = true)]
    public async Task What_goes_wrong_on_the_way_is_one_of_the_venues_exceptions(object trouble, Type expected)
    {
        teams.Trouble("POST activities", (PretendTrouble)trouble);

        Assert.IsType(expected, await Record.ExceptionAsync(() => client.SendToConversationAsync(channel, null, Card(), Stop)));
    }

    [Fact]
    public async Task A_call_that_is_never_answered_ends()
    {
        teams.Trouble("POST activities", new PretendTrouble.Hang());

        var call = client.SendToConversationAsync(channel, null, Card(), Stop);
        await teams.UntilAsync(() => teams.Called.Count == 1, "the call");
        time.Pass(ConnectorWire.CallMax);

        await Assert.ThrowsAsync<VenueUnavailableException>(() => call);
    }

    [Fact]
    public async Task However_fast_it_is_asked_no_window_of_Teams_ever_overflows()
    {
        var id = await client.SendToConversationAsync(channel, null, Card(), Stop);
        for (var step = 0; step < 4_000; step++)
        {
            try
            {
                var update = client.UpdateActivityAsync(channel, null, id, Card(), Stop);
                while (!update.IsCompleted)
                {
                    time.Pass(TimeSpan.FromMilliseconds(100));
                }

                await update;
            }
            catch (VenueThrottledException e)
            {
                time.Pass(e.RetryAfter);
            }
        }

        Assert.Equal(0, teams.TooSoon);
    }

    [Fact]
    public async Task Where_Teams_says_later_that_conversation_rests_and_others_do_not()
    {
        teams.Trouble("POST activities", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, 60));
        await Assert.ThrowsAsync<VenueThrottledException>(() => client.SendToConversationAsync(channel, null, Card(), Stop));

        var told = await Assert.ThrowsAsync<VenueThrottledException>(() => client.SendToConversationAsync(channel, null, Card(), Stop));
        Assert.Equal(TimeSpan.FromSeconds(60), told.RetryAfter);
        Assert.Single(teams.Called);
        await client.SendToConversationAsync(group, null, Card(), Stop);
    }

    [Fact]
    public async Task Where_Teams_says_later_to_a_new_chat_all_new_ones_of_that_tenant_rest_and_what_there_is_does_not()
    {
        teams.Trouble("POST create", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, 60));
        await Assert.ThrowsAsync<VenueThrottledException>(() => client.CreateChatAsync(Service, PretendTeams.Tenant, Ann, Stop));

        var told = await Assert.ThrowsAsync<VenueThrottledException>(() => client.CreateChatAsync(Service, PretendTeams.Tenant, "29:bea", Stop));
        Assert.Equal(TimeSpan.FromSeconds(60), told.RetryAfter);
        Assert.Single(teams.Called);
        await client.SendToConversationAsync(group, null, Card(), Stop);
        time.Pass(told.RetryAfter);
        await client.CreateChatAsync(Service, PretendTeams.Tenant, "29:bea", Stop);
    }

    [Fact]
    public async Task Calls_that_meet_again_and_again_wait_longer_each_time_within_a_bound_until_one_goes_through()
    {
        List<double> waits = [];
        for (var n = 0; n < 12; n++)
        {
            waits.Add(await CollideAsync());
        }

        Assert.All(waits.Index(), wait => Assert.InRange(wait.Item, Math.Min(20, 1.5 * Math.Pow(2, wait.Index)), Math.Min(30, 2.25 * Math.Pow(2, wait.Index))));
        Assert.True(waits.TakeLast(6).Distinct().Count() > 1, "Two that met wait the same time, and meet again.");
        await client.SendToConversationAsync(channel, null, Card(), Stop);
        Assert.InRange(await CollideAsync(), 1.5, 2.25);
    }

    async Task<double> CollideAsync()
    {
        teams.Trouble("POST activities", new PretendTrouble.Status(HttpStatusCode.PreconditionFailed));
        var told = await Assert.ThrowsAsync<VenueThrottledException>(() => client.SendToConversationAsync(channel, null, Card(), Stop));
        time.Pass(told.RetryAfter);
        return told.RetryAfter.TotalSeconds;
    }

    sealed class Issued : TokenCredential
    {
        public string Next { get; set; } = PretendTeams.Token;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(new AccessToken(Next, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }
}
