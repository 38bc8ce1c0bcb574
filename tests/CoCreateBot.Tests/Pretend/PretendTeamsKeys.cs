using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Signs as the Bot Connector does, and publishes its keys as the connector does. The keys are its own; it may put others in their place.</summary>
sealed class PretendTeamsKeys(TimeProvider time) : HttpMessageHandler
{
    public const string Issuer = "https://api.botframework.com";
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/0b9b7c1e-30ce-4b44-a7f0-0b3d0b3a5d10/";
    public const string Bot = "9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001";

    public static readonly Uri Metadata = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    // To make one takes a while; which is which says its place.
    static readonly Lazy<RSA>[] Pairs = [.. Enumerable.Range(0, 3).Select(_ => new Lazy<RSA>(() => RSA.Create(2048)))];

    readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The places of the keys that are published now.</summary>
    public List<int> Published { get; } = [0];

    /// <summary>What they may speak for; null: the list says nothing of it.</summary>
    public string[]? Endorsements { get; set; } = ["msteams", "webchat"];

    /// <summary>How often the list was asked for.</summary>
    public int Asked { get; private set; }

    public bool IsAway { get; set; }

    /// <summary>A token as the connector sends it.</summary>
    public string Sign(
        int key = 0, string? named = null, string issuer = Issuer, string audience = Bot, string? serviceUrl = ServiceUrl, TimeSpan? age = null,
        string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var from = time.GetUtcNow().UtcDateTime - (age ?? TimeSpan.Zero);
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = from,
            Expires = from + TimeSpan.FromHours(1),
            Claims = serviceUrl is null ? [] : new Dictionary<string, object>(StringComparer.Ordinal) { ["serviceurl"] = serviceUrl },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(Pairs[key].Value) { KeyId = named ?? NameOf(key) }, algorithm)
            {
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        });
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("https", request.RequestUri!.Scheme); // ! each request has one
        Assert.Null(request.Headers.Authorization); // it is public
        if (IsAway)
        {
            throw new HttpRequestException("There is no way to it.");
        }

        return Task.FromResult(request.RequestUri.AbsolutePath switch
        {
            "/v1/.well-known/openidconfiguration" => Answer(new JsonObject
            {
                ["issuer"] = Issuer,
                ["authorization_endpoint"] = "https://invalid.botframework.com",
                ["jwks_uri"] = "https://login.botframework.com/v1/.well-known/keys",
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
                ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
            }),
            "/v1/.well-known/keys" => Keys(),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        });
    }

    static string NameOf(int key) => $"key-{key}";

    HttpResponseMessage Keys()
    {
        Asked++;
        return Answer(new JsonObject { ["keys"] = new JsonArray([.. Published.Select(Public)]) });
    }

    JsonObject Public(int key)
    {
        var numbers = Pairs[key].Value.ExportParameters(includePrivateParameters: false);
        var json = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = NameOf(key),
            ["x5t"] = NameOf(key),
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
        };
        if (Endorsements is { } channels)
        {
            json["endorsements"] = new JsonArray([.. channels.Select(channel => JsonValue.Create(channel))]);
        }

        return json;
    }

    static HttpResponseMessage Answer(JsonObject json) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(json.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
    };
}
