using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CoCreateBot.Load.Teams;

/// <summary>Signs as the Bot Connector does, and publishes its key as the connector does.</summary>
sealed class TeamsKeys : IDisposable
{
    public const string Bot = "9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001";

    const string Issuer = "https://api.botframework.com";
    const string KeyId = "KdVyGNGOqDDqCAJCUZFcAr8ZDvQ";

    static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>With it a token is as long as the connector's are: some 1,300 characters, all of which are looked at for each tap.</summary>
    static readonly string Padding = new('x', 330);

    readonly RSA pair = RSA.Create(2048);
    readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Metadata(string site) => $$"""
        {"issuer":"{{Issuer}}","authorization_endpoint":"https://invalid.botframework.com","jwks_uri":"{{site}}/v1/.well-known/keys",
        "id_token_signing_alg_values_supported":["RS256"],"token_endpoint_auth_methods_supported":["private_key_jwt"]}
        """;

    public string Published()
    {
        var numbers = pair.ExportParameters(includePrivateParameters: false);
        return $$"""
            {"keys":[{"kty":"RSA","use":"sig","kid":"{{KeyId}}","x5t":"{{KeyId}}","n":"{{Base64UrlEncoder.Encode(numbers.Modulus)}}",
            "e":"{{Base64UrlEncoder.Encode(numbers.Exponent)}}","endorsements":["msteams","webchat"]}]}
            """;
    }

    /// <summary>Good for an hour from now.</summary>
    /// <param name="number">No two of one service are the same.</param>
    public string Sign(string serviceUrl, int number)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Bot,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["serviceurl"] = serviceUrl, ["load"] = $"{number:D2}{Padding}" },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(pair) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256),
        });
    }

    public void Dispose() => pair.Dispose();
}
