using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CoCreateBot.Bot.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CoCreateBot.Bot.Venues.Teams.Tokens;

/// <summary>What a genuine token says of what came with it.</summary>
/// <param name="ServiceUrl">Where answers may be sent.</param>
/// <param name="Channels">Which its key may speak for.</param>
/// <param name="Until">When the token ends.</param>
public sealed record Vouched(string ServiceUrl, FrozenSet<string> Channels, DateTimeOffset Until)
{
    public bool IsFor(string? serviceUrl) => string.Equals(ServiceUrl, serviceUrl, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Is what came from the Bot Connector? By its token: signed by one of its keys, meant for this bot, not out of date
/// (learn.microsoft.com, Bot Connector authentication). What was found genuine is remembered until it ends: the connector sends the same token for an hour.
/// </summary>
/// <param name="appId">The bot's own id.</param>
public sealed class InboundTokens(InboundKeys keys, string appId, TimeProvider time)
{
    /// <summary>How far clocks may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Of the whole header; theirs have some 1,300 characters.</summary>
    public const int HeaderMax = 8_192;

    /// <summary>Tokens that are remembered: each tenant and region has its own.</summary>
    public const int KnownMax = 5_000;

    const string Scheme = "Bearer ";

    static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = HeaderMax };
    readonly RecentlyUsed<UInt128, Vouched> known = new(KnownMax);

    /// <summary>Null for whatever is not genuine.</summary>
    /// <exception cref="VenueUnavailableException">The connector's keys cannot be had now.</exception>
    public async ValueTask<Vouched?> CheckAsync(string? header, CancellationToken stop)
    {
        if (header is null || header.Length > HeaderMax || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var seal = SealOf(header.AsSpan(Scheme.Length));
        if (known.TryGet(seal, out var vouched) && time.GetUtcNow() < vouched.Until)
        {
            return vouched;
        }

        var found = await ReadAsync(header[Scheme.Length..].Trim(), stop);
        if (found is not null)
        {
            known.Put(seal, found);
        }

        return found;
    }

    async Task<Vouched?> ReadAsync(string token, CancellationToken stop)
    {
        if (KeyIn(token) is not { } id || await keys.FindAsync(id, stop) is not { } key)
        {
            return null;
        }

        var checkedToken = await handler.ValidateTokenAsync(token, Rules(key));
        return checkedToken is { IsValid: true, SecurityToken: JsonWebToken genuine }
            && genuine.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) && !string.IsNullOrEmpty(serviceUrl)
            ? new Vouched(serviceUrl, key.Endorsements, new DateTimeOffset(genuine.ValidTo, TimeSpan.Zero))
            : null;
    }

    TokenValidationParameters Rules(InboundKey key) => new()
    {
        ValidIssuer = key.Issuer,
        ValidAudience = appId,
        IssuerSigningKey = key.Key,
        ValidAlgorithms = Algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => time.GetUtcNow().UtcDateTime - Skew < until && !(from > time.GetUtcNow().UtcDateTime + Skew),
    };

    string? KeyIn(string token)
    {
        try
        {
            return handler.ReadJsonWebToken(token).Kid is { Length: > 0 } id ? id : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null; // it is no token
        }
    }

    // Half of it: nobody finds another text with the same.
    static UInt128 SealOf(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
