using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using CoCreateBot.Tests.Pretend;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Only what the connector signed for this bot, and lately, is genuine.</summary>
public sealed class InboundTokensTest : IDisposable
{
    readonly ManualTime time = new();
    readonly PretendTeamsKeys teams;
    readonly HttpClient http;
    readonly InboundTokens tokens;

    public InboundTokensTest()
    {
        teams = new PretendTeamsKeys(time);
        http = new HttpClient(teams);
        var keys = new InboundKeys(http, PretendTeamsKeys.Metadata, time, NullLogger<InboundKeys>.Instance);
        tokens = new InboundTokens(keys, PretendTeamsKeys.Bot, time);
    }

    public void Dispose()
    {
        http.Dispose();
        teams.Dispose();
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    ValueTask<Vouched?> CheckAsync(string token) => tokens.CheckAsync("Bearer " + token, Stop);

    [Fact]
    public async Task What_the_connector_signed_for_this_bot_is_genuine_and_says_where_answers_go_and_for_which_channels()
    {
        var vouched = await CheckAsync(teams.Sign());

        Assert.NotNull(vouched);
        Assert.True(vouched.IsFor(PretendTeamsKeys.ServiceUrl.ToUpperInvariant()));
        Assert.False(vouched.IsFor("https://smba.trafficmanager.net/amer/"));
        Assert.False(vouched.IsFor(null));
        Assert.Equal(["msteams", "webchat"], vouched.Channels.Order());
    }

    [Fact]
    public async Task What_does_not_say_for_which_channels_it_speaks_speaks_for_none()
    {
        teams.Endorsements = null;

        Assert.Empty((await CheckAsync(teams.Sign()))!.Channels); // ! it is genuine
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha384)]
    [InlineData(SecurityAlgorithms.RsaSha512)]
    public async Task Longer_hashes_are_taken_too(string algorithm) => Assert.NotNull(await CheckAsync(teams.Sign(algorithm: algorithm)));

    static readonly Dictionary<string, Func<PretendTeamsKeys, string>> Forgeries = new(StringComparer.Ordinal)
    {
        ["of another issuer"] = teams => teams.Sign(issuer: "https://api.botframework.us"),
        ["for another bot"] = teams => teams.Sign(audience: "9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c002"),
        ["without an address"] = teams => teams.Sign(serviceUrl: null),
        ["signed by another key under the name of a known one"] = teams => teams.Sign(key: 1, named: "key-0"),
        ["by a key that nobody published"] = teams => teams.Sign(key: 1),
        ["signed by PSS"] = teams => teams.Sign(algorithm: SecurityAlgorithms.RsaSsaPssSha256),
        ["over for more than five minutes"] = teams => teams.Sign(age: TimeSpan.FromMinutes(65)),
        ["not begun for more than five minutes"] = teams => teams.Sign(age: -TimeSpan.FromSeconds(301)),
        ["with another payload"] = teams => Repacked(teams.Sign()),
        ["without its signature"] = teams => teams.Sign() is var token ? token[..(token.LastIndexOf('.') + 1)] : "",
        ["with no algorithm"] = teams => $"{Base64UrlEncoder.Encode("""{"alg":"none","kid":"key-0"}""")}.{teams.Sign().Split('.')[1]}.",
        ["cut in half"] = teams => teams.Sign() is var token ? token[..(token.Length / 2)] : "",
        ["nothing"] = _ => "",
        ["dots"] = _ => "..",
        ["no token"] = _ => "a.b.c",
        ["no text"] = _ => "\u0000\uD800.é.é",
        ["too long"] = _ => new string('a', InboundTokens.HeaderMax),
    };

    public static TheoryData<string> Forged => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task Nothing_else_is(string forgery)
    {
        await CheckAsync(teams.Sign()); // so that it could be taken for one that is known

        Assert.Null(await CheckAsync(Forgeries[forgery](teams)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Basic dXNlcjpzZWNyZXQ=")]
    public async Task Without_a_token_nothing_is(string? header) => Assert.Null(await tokens.CheckAsync(header, Stop));

    [Fact]
    public async Task Clocks_may_be_five_minutes_apart()
    {
        Assert.NotNull(await CheckAsync(teams.Sign(age: TimeSpan.FromMinutes(64.9))));
        Assert.NotNull(await CheckAsync(teams.Sign(age: -TimeSpan.FromMinutes(4.9))));
    }

    [Fact]
    public async Task What_was_genuine_is_so_no_longer_when_it_is_over()
    {
        var token = teams.Sign();
        Assert.NotNull(await CheckAsync(token));

        time.Pass(TimeSpan.FromMinutes(64));
        Assert.NotNull(await CheckAsync(token));
        time.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await CheckAsync(token));
    }

    [Fact]
    public async Task A_new_key_is_taken_from_the_first_token_that_it_signed()
    {
        await CheckAsync(teams.Sign());
        time.Pass(InboundKeys.AskEvery);

        teams.Published.Add(1);
        Assert.NotNull(await CheckAsync(teams.Sign(key: 1)));
        Assert.NotNull(await CheckAsync(teams.Sign()));
        Assert.Equal(2, teams.Asked);
    }

    [Fact]
    public async Task A_key_that_was_taken_back_serves_for_a_day_at_most()
    {
        await CheckAsync(teams.Sign());
        teams.Published[0] = 1;

        time.Pass(InboundKeys.FreshFor);
        Assert.Null(await CheckAsync(teams.Sign()));
        Assert.NotNull(await CheckAsync(teams.Sign(key: 1)));
    }

    [Fact]
    public async Task Made_up_keys_make_us_ask_once_a_minute_and_no_more()
    {
        await CheckAsync(teams.Sign());
        for (var second = 0; second < 180; second++)
        {
            time.Pass(TimeSpan.FromSeconds(1));
            Assert.Null(await CheckAsync(teams.Sign(key: 2, named: $"made-up-{second}")));
        }

        Assert.InRange(teams.Asked, 2, 4);
    }

    [Fact]
    public async Task Many_at_once_ask_for_the_keys_once()
    {
        var token = teams.Sign();

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CheckAsync(token).AsTask())), Assert.NotNull);
        Assert.Equal(1, teams.Asked);
    }

    [Fact]
    public async Task While_the_list_is_away_what_was_read_before_serves_for_three_days()
    {
        await CheckAsync(teams.Sign());
        teams.IsAway = true;

        time.Pass(InboundKeys.KeptFor - TimeSpan.FromMinutes(1));
        Assert.NotNull(await CheckAsync(teams.Sign()));
        time.Pass(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<VenueUnavailableException>(async () => await CheckAsync(teams.Sign()));
    }

    [Fact]
    public async Task Where_it_was_never_read_it_is_tried_again_soon()
    {
        teams.IsAway = true;
        await Assert.ThrowsAsync<VenueUnavailableException>(async () => await CheckAsync(teams.Sign()));

        teams.IsAway = false;
        time.Pass(InboundKeys.AskEvery);
        Assert.NotNull(await CheckAsync(teams.Sign()));
    }

    static string Repacked(string token)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("emea", "amer", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}
