using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Tests.Pretend;
using Microsoft.IdentityModel.Tokens;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Who comes in, who does not, and how little those are told.</summary>
public sealed class TeamsDoorTest
{
    const string Words = "purple rhinoceros";

    static readonly TeamsOptions AtHome = new() { AppId = PretendTeamsKeys.Bot, AppPassword = "s3cret", TenantId = TeamsActivities.Tenant };

    static readonly Dictionary<string, Func<PretendTeamsKeys, string?>> NotGenuine = new(StringComparer.Ordinal)
    {
        ["none"] = _ => null,
        ["no token"] = _ => "abc.def.ghi",
        ["empty"] = _ => "",
        ["expired"] = keys => Good(keys, age: TimeSpan.FromMinutes(65) + TimeSpan.FromSeconds(1)),
        ["early"] = keys => Good(keys, age: TimeSpan.FromMinutes(-5) - TimeSpan.FromSeconds(1)),
        ["wrong audience"] = keys => keys.Sign(serviceUrl: TeamsActivities.Service, audience: "11111111-2222-3333-4444-555555555555"),
        ["wrong issuer"] = keys => keys.Sign(serviceUrl: TeamsActivities.Service, issuer: "https://sts.windows.net/"),
        ["re-signed"] = keys => keys.Sign(key: 1, named: "key-0", serviceUrl: TeamsActivities.Service),
        ["unknown key"] = keys => keys.Sign(key: 1, serviceUrl: TeamsActivities.Service),
        ["another way of signing"] = keys => keys.Sign(serviceUrl: TeamsActivities.Service, algorithm: SecurityAlgorithms.RsaSsaPssSha256),
        ["other serviceUrl"] = keys => keys.Sign(serviceUrl: "https://smba.trafficmanager.net/apac/"),
        ["no serviceurl claim"] = keys => keys.Sign(serviceUrl: null),
        ["empty serviceurl claim"] = keys => keys.Sign(serviceUrl: ""),
        ["cut"] = keys => Good(keys)[..^10],
        ["too long"] = keys => Good(keys) + new string('x', 9_000),
    };

    static string Good(PretendTeamsKeys keys, TimeSpan? age = null) => keys.Sign(serviceUrl: TeamsActivities.Service, age: age);

    static JsonObject Said() => TeamsActivities.Message(Words).Naming(TeamsActivities.Bot, TeamsActivities.BotName);

    static byte[] TooLong() => TeamsActivities.Message(Words).With("more", new string('x', TeamsDoor.BodyMax)).Bytes();

    [Fact]
    public async Task What_is_genuine_and_for_here_is_taken_with_an_empty_answer()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);

        Assert.Equal((200, ""), await story.KnockAsync(Said().Bytes(), Good(story.Keys)));
        Assert.Equal((200, ""), await story.KnockAsync(Said().Bytes(), Good(story.Keys, age: TimeSpan.FromMinutes(65) - TimeSpan.FromSeconds(1))));
        Assert.Equal((200, ""), await story.KnockAsync(Said().Bytes(), Good(story.Keys, age: TimeSpan.FromMinutes(-5) + TimeSpan.FromSeconds(1))));
        SaysNothing(story);
    }

    [Fact]
    public async Task What_is_no_JSON_is_not_even_read()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);
        foreach (var type in (string[])["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "text/json"])
        {
            Refuses(415, await story.KnockAsync(TeamsKnock.Json(TooLong(), type), token: null));
        }

        using var bare = new ByteArrayContent(Said().Bytes());
        Refuses(415, await story.KnockAsync(bare, Good(story.Keys)));
        Assert.Equal((200, ""), await story.KnockAsync(TeamsKnock.Json(Said().Bytes(), "Application/JSON"), Good(story.Keys)));
        SaysNothing(story);
    }

    [Fact]
    public async Task What_is_too_long_is_refused_whether_or_not_it_says_so_before()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);

        Refuses(413, await story.KnockAsync(TooLong(), token: null));
        using var unmeasured = new TeamsKnock.Unmeasured(TooLong());
        Refuses(413, await story.KnockAsync(unmeasured, Good(story.Keys)));
        using var small = new TeamsKnock.Unmeasured(Said().Bytes());
        Assert.Equal((200, ""), await story.KnockAsync(small, Good(story.Keys)));
        var most = Said().Bytes();
        most = [.. most, .. Encoding.UTF8.GetBytes(new string(' ', TeamsDoor.BodyMax - most.Length))];
        Assert.Equal((200, ""), await story.KnockAsync(most, Good(story.Keys)));
        Refuses(413, await story.KnockAsync([.. most, (byte)' '], Good(story.Keys)));
        SaysNothing(story);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"purple rhinoceros\"")]
    [InlineData("{\"text\":\"purple rhinoceros\"")]
    [InlineData("{} {}")]
    public async Task What_is_no_object_is_refused_before_anybody_asks_for_a_token(string body)
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);

        Refuses(400, await story.KnockAsync(Encoding.UTF8.GetBytes(body), token: null));
        SaysNothing(story);
    }

    [Fact]
    public async Task What_is_no_text_or_deeper_than_anything_of_Teams_is_refused()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);
        var deep = Encoding.UTF8.GetBytes($"{{\"value\":{new string('[', 10_000)}{new string(']', 10_000)}}}");
        var good = Said().Bytes();
        var at = good.AsSpan().IndexOf("purple"u8);

        Refuses(400, await story.KnockAsync(deep, Good(story.Keys)));
        Refuses(400, await story.KnockAsync([.. good[..at], 0xFF, .. good[at..]], Good(story.Keys)));
        SaysNothing(story);
    }

    public static TheoryData<string> Tokens => [.. NotGenuine.Keys];

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Without_a_genuine_token_nothing_comes_in(string token)
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);
        var bad = NotGenuine[token](story.Keys);

        Refuses(401, await story.KnockAsync(Said().Bytes(), bad));
        Refuses(401, await story.KnockAsync(Elsewhere().Bytes(), bad)); // what else would be wrong is not looked at
        Refuses(401, await story.KnockAsync("{}"u8.ToArray(), bad));
        Assert.Equal((200, ""), await story.KnockAsync(Said().Bytes(), Good(story.Keys)));
        Refuses(401, await story.KnockAsync(Said().Bytes(), bad)); // nor does one that was genuine help
        Assert.InRange(story.Teams.Called.Count(call => call == "POST create"), 0, 1); // the one that came in is answered
        SaysNothing(story);
    }

    [Fact]
    public async Task An_activity_that_names_no_address_is_not_what_its_token_speaks_for()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);

        Refuses(401, await story.KnockAsync(Said().With("serviceUrl", null).Bytes(), Good(story.Keys)));
        Refuses(401, await story.KnockAsync(Said().With("serviceUrl", 7).Bytes(), Good(story.Keys)));
        SaysNothing(story);
    }

    [Theory]
    [InlineData(new[] { "webchat" }, "msteams")]
    [InlineData(new string[0], "msteams")]
    [InlineData(null, "msteams")]
    [InlineData(new[] { "msteams" }, "webchat")]
    [InlineData(new[] { "msteams" }, null)]
    [InlineData(new[] { "" }, null)]
    public async Task A_key_that_may_not_speak_for_the_channel_lets_nobody_in(string[]? endorsed, string? channel)
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);
        story.Keys.Endorsements = endorsed;
        var activity = Said().With("channelId", channel);

        Refuses(channel is null && endorsed is [""] ? 400 : 403, await story.KnockAsync(activity.Bytes(), Good(story.Keys)));
        SaysNothing(story);
    }

    [Theory]
    [InlineData("https://smba.example.org/emea/")]
    [InlineData("https://smba.trafficmanager.net.example.org/")]
    [InlineData("https://smba.trafficmanager.net@example.org/")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("http://localhost:3978/")]
    [InlineData("smba.trafficmanager.net")]
    [InlineData("https://smba.trafficmanager.net/?to=https://example.org")]
    public async Task To_a_foreign_host_the_bot_does_not_answer_even_if_the_token_says_so(string service)
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);

        Refuses(403, await story.KnockAsync(Said().With("serviceUrl", service).Bytes(), story.Keys.Sign(serviceUrl: service)));
        Assert.Empty(story.Teams.Called);
        SaysNothing(story);
    }

    [Fact]
    public async Task A_foreign_tenant_is_not_served_nor_one_that_is_not_named()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);

        Refuses(403, await story.KnockAsync(Elsewhere().Bytes(), Good(story.Keys)));
        var nowhere = Said();
        ((JsonObject)nowhere["channelData"]!).Remove("tenant"); // ! Of puts them there
        ((JsonObject)nowhere["conversation"]!).Remove("tenantId");
        Refuses(403, await story.KnockAsync(nowhere.Bytes(), Good(story.Keys)));
        SaysNothing(story);
    }

    [Fact]
    public async Task A_tenant_that_is_named_in_a_list_is_served_in_whatever_case()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome with { AllowedTenants = [TeamsActivities.Tenant.ToUpperInvariant()] });

        Assert.Equal(200, (await story.KnockAsync(Said().Bytes(), Good(story.Keys))).Status);
    }

    [Fact]
    public async Task While_the_keys_were_never_read_it_is_not_the_sender_s_fault()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);
        story.Keys.IsAway = true;

        Refuses(503, await story.KnockAsync(Said().Bytes(), Good(story.Keys)));
        Refuses(401, await story.KnockAsync(Said().Bytes(), token: null));
        SaysNothing(story);
    }

    [Theory]
    [InlineData("type")]
    [InlineData("id")]
    [InlineData("from")]
    [InlineData("conversation")]
    public async Task What_is_genuine_but_lacks_what_each_has_is_not_understood(string field)
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);

        Refuses(400, await story.KnockAsync(Said().With(field, null).Bytes(), Good(story.Keys)));
        SaysNothing(story);
    }

    [Fact]
    public async Task What_nobody_here_knows_is_answered_as_Teams_wants_it()
    {
        await using var story = await TeamsStory.BeginAsync(teams: AtHome);

        Assert.Equal((501, ""), await story.KnockAsync(TeamsActivities.Invoke("tab/fetch", []).Bytes(), Good(story.Keys)));
        Assert.Equal((501, ""), await story.KnockAsync(TeamsActivities.Invoke(Words, []).Bytes(), Good(story.Keys)));
        Assert.Equal((200, ""), await story.KnockAsync(TeamsActivities.Of("endOfConversation", "1").Bytes(), Good(story.Keys)));
        Assert.Equal((200, ""), await story.KnockAsync(TeamsActivities.Of(Words, "1").Bytes(), Good(story.Keys)));
        SaysNothing(story);
    }

    static JsonObject Elsewhere()
    {
        var elsewhere = Said();
        elsewhere["channelData"]!["tenant"]!["id"] = "99999999-e5f6-7890-abcd-ef1234567890"; // ! Of puts it there
        return elsewhere;
    }

    static void Refuses(int status, (int Status, string Said) answer)
    {
        Assert.Equal(status, answer.Status);
        Assert.Matches("^[A-Z][A-Za-z, ]{10,80}[.]$", answer.Said);
    }

    static void SaysNothing(TeamsStory story)
    {
        story.FindsNoBug();
        foreach (var personal in (string[])[Words, "Test User", TeamsActivities.Account, TeamsActivities.User, TeamsActivities.Channel])
        {
            Assert.DoesNotContain(personal, story.Log.Text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
