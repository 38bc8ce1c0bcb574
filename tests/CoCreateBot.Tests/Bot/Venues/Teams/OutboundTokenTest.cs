using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using CoCreateBot.Tests.Pretend;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The bot's own token: had once, renewed ahead, by one asker.</summary>
public sealed class OutboundTokenTest
{
    readonly ManualTime time = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    OutboundToken Of(TokenCredential credential) => new(credential, TeamsCloud.Public.Scope, time, NullLogger<OutboundToken>.Instance);

    [Fact]
    public async Task Many_at_once_get_the_same_and_it_is_asked_for_once()
    {
        var credential = new Issuer(time);
        var token = Of(credential);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => token.GetAsync(Stop).AsTask()));

        Assert.Equal(["token-1"], all.Distinct());
        Assert.Equal(TeamsCloud.Public.Scope, Assert.Single(credential.Scopes));
    }

    [Fact]
    public async Task It_serves_until_shortly_before_its_end()
    {
        var token = Of(new Issuer(time));
        await token.GetAsync(Stop);

        time.Pass(TimeSpan.FromHours(1) - OutboundToken.Ahead - TimeSpan.FromSeconds(1));
        Assert.Equal("token-1", await token.GetAsync(Stop));
    }

    [Fact]
    public async Task The_next_one_is_got_ahead_and_nobody_waits_for_it()
    {
        var credential = new Issuer(time);
        var token = Of(credential);
        await token.GetAsync(Stop);
        credential.Hold = new TaskCompletionSource();

        time.Pass(TimeSpan.FromHours(1) - OutboundToken.Ahead);
        Assert.Equal("token-1", await token.GetAsync(Stop));

        credential.Hold.SetResult();
        await credential.Given.Task.WaitAsync(Stop);
        time.Pass(OutboundToken.Ahead);
        Assert.Equal("token-2", await token.GetAsync(Stop));
    }

    [Fact]
    public async Task One_that_the_connector_does_not_take_is_not_used_again()
    {
        var token = Of(new Issuer(time));

        token.Forget(await token.GetAsync(Stop));
        Assert.Equal("token-2", await token.GetAsync(Stop));

        token.Forget("token-1"); // another has been got since
        Assert.Equal("token-2", await token.GetAsync(Stop));
    }

    [Fact]
    public async Task A_secret_that_is_wrong_is_refused_by_Microsofts_code_and_nothing_else_is_told()
    {
        var token = Of(new Issuer(time) { Fault = new AuthenticationFailedException("AADSTS7000215: Invalid client secret provided for Ann's app.") });

        var refused = await Assert.ThrowsAsync<VenueRefusedException>(async () => await token.GetAsync(Stop));

        Assert.Equal(("Teams.TokenRefused", "AADSTS7000215"), (refused.ReasonKey, refused.Message));
    }

    [Fact]
    public async Task After_trouble_it_rests_for_a_while()
    {
        var credential = new Issuer(time) { Fault = new AuthenticationFailedException("Nobody there.") };
        var token = Of(credential);

        await Assert.ThrowsAsync<VenueUnavailableException>(async () => await token.GetAsync(Stop));
        await Assert.ThrowsAsync<VenueUnavailableException>(async () => await token.GetAsync(Stop));
        Assert.Single(credential.Scopes);

        credential.Fault = null;
        time.Pass(OutboundToken.RestAfterTrouble);
        Assert.Equal("token-2", await token.GetAsync(Stop));
    }

    [Fact]
    public async Task Microsofts_library_asks_its_own_address_with_the_secret_and_for_the_connector_alone()
    {
        using var entra = new Entra();
        var credential = new ClientSecretCredential("tenant.example.org", PretendTeamsKeys.Bot, "s3cret", new ClientSecretCredentialOptions
        {
            Transport = new HttpClientTransport(entra),
            DisableInstanceDiscovery = true,
        });

        Assert.Equal("entra-token", await Of(credential).GetAsync(Stop));
        Assert.Equal("https://login.microsoftonline.com/tenant.example.org/oauth2/v2.0/token", entra.Address);
        Assert.Contains("grant_type=client_credentials", entra.Body, StringComparison.Ordinal);
        Assert.Contains("client_secret=s3cret", entra.Body, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(TeamsCloud.Public.Scope), entra.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_Microsofts_library_says_is_wrong_is_refused_by_its_code()
    {
        using var keys = new PretendTeamsKeys(time);
        using var microsoft = new PretendMicrosoft(keys) { Refusal = "AADSTS7000215" };
        var token = Of(new ClientSecretCredential("tenant.example.org", PretendTeamsKeys.Bot, "wrong", new ClientSecretCredentialOptions
        {
            Transport = new HttpClientTransport(microsoft),
            DisableInstanceDiscovery = true,
        }));

        var refused = await Assert.ThrowsAsync<VenueRefusedException>(async () => await token.GetAsync(Stop));

        Assert.Equal(("Teams.TokenRefused", "AADSTS7000215"), (refused.ReasonKey, refused.Message));
    }

    sealed class Issuer(TimeProvider time) : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public Exception? Fault { get; set; }

        public TaskCompletionSource? Hold { get; set; }

        public TaskCompletionSource Given { get; } = new();

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.Add(Assert.Single(requestContext.Scopes));
            var number = Scopes.Count;
            if (Hold is { } hold)
            {
                await hold.Task;
                Given.TrySetResult();
            }

            return Fault is { } fault ? throw fault : new AccessToken($"token-{number}", time.GetUtcNow() + TimeSpan.FromHours(1));
        }
    }

    sealed class Entra : HttpMessageHandler
    {
        public string? Address { get; private set; }

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is null)
            {
                return new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent(
                        """
                        {"authorization_endpoint":"https://login.microsoftonline.com/tenant.example.org/oauth2/v2.0/authorize",
                         "token_endpoint":"https://login.microsoftonline.com/tenant.example.org/oauth2/v2.0/token",
                         "issuer":"https://login.microsoftonline.com/tenant.example.org/v2.0"}
                        """,
                        Encoding.UTF8, "application/json"),
                };
            }

            Address = request.RequestUri!.AbsoluteUri; // ! each request has one
            Body = await request.Content.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""{"token_type":"Bearer","expires_in":3599,"access_token":"entra-token"}""", Encoding.UTF8, "application/json"),
            };
        }
    }
}
