using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CoCreateBot.Bot.Venues.Teams.Tokens;

/// <summary>A key that signs what comes from Teams.</summary>
/// <param name="Issuer">Whose key it is; what it signs must say the same.</param>
/// <param name="Endorsements">The channels it may speak for, such as "msteams".</param>
public sealed record InboundKey(JsonWebKey Key, string Issuer, FrozenSet<string> Endorsements);

/// <summary>
/// The keys by which the Bot Connector signs, from its published list. They change: the list is read again each day, and, within bounds, when something is
/// signed by a key that is not in it.
/// </summary>
/// <param name="metadata">Of the cloud the bot is registered in; https.</param>
public sealed partial class InboundKeys(HttpClient http, Uri metadata, TimeProvider time, ILogger<InboundKeys> log)
{
    /// <summary>The list is to be read at least once a day (Bot Connector authentication, step 3).</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromHours(24);

    /// <summary>Where it cannot be read, what was read before serves so long.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(72);

    /// <summary>Anybody can name a key that does not exist: so often, and no more, that makes us ask.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(1);

    /// <summary>Where there is no list at all, nobody gets in: then it is asked for again sooner.</summary>
    public static readonly TimeSpan AskEveryAtFirst = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    /// <summary>Two documents; they have some 20 kB.</summary>
    public const int AnswerBytesMax = 1024 * 1024;

    readonly KeyDocuments documents = new(http);
    readonly Lock gate = new();
    volatile Known? known;
    Task reading = Task.CompletedTask;
    DateTimeOffset askedAt = DateTimeOffset.MinValue;

    sealed record Known(FrozenDictionary<string, InboundKey> Keys, DateTimeOffset At);

    /// <summary>Null where there is no such key.</summary>
    /// <exception cref="VenueUnavailableException">The list could not be read, and there is none from before that may still serve.</exception>
    public async ValueTask<InboundKey?> FindAsync(string id, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (known is { } list && now - list.At < FreshFor && list.Keys.TryGetValue(id, out var key))
        {
            return key;
        }

        await AskAsync(id).WaitAsync(stop);
        return known is { } read && time.GetUtcNow() - read.At < KeptFor
            ? read.Keys.GetValueOrDefault(id)
            : throw new VenueUnavailableException("no_keys");
    }

    // One read at a time, which all wait for. It is nobody's own: who hangs up meanwhile takes it from no other.
    Task AskAsync(string id)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var isThere = known is { } list && now - list.At < FreshFor && list.Keys.ContainsKey(id);
            if (reading.IsCompleted && !isThere && now - askedAt >= (known is null ? AskEveryAtFirst : AskEvery))
            {
                askedAt = now;
                reading = ReadAsync(now);
            }

            return isThere ? Task.CompletedTask : reading;
        }
    }

    async Task ReadAsync(DateTimeOffset now)
    {
        using var limit = new CancellationTokenSource(AnswerWithin, time);
        try
        {
            var read = await OpenIdConnectConfigurationRetriever.GetAsync(metadata.AbsoluteUri, documents, limit.Token);
            var keys = read.JsonWebKeySet?.Keys ?? [];
            known = new Known(
                keys.Where(key => !string.IsNullOrEmpty(key.KeyId)).DistinctBy(key => key.KeyId, StringComparer.Ordinal)
                    .ToFrozenDictionary(key => key.KeyId, key => new InboundKey(key, read.Issuer ?? "", EndorsementsOf(key)), StringComparer.Ordinal),
                now);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException or InvalidOperationException or ArgumentException
            or JsonException)
        {
            LogUnread(log, e.GetType().Name);
        }
    }

    static FrozenSet<string> EndorsementsOf(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var said) && said is JsonElement { ValueKind: JsonValueKind.Array } channels
            ? channels.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String)
                .Select(one => one.GetString()!).ToFrozenSet(StringComparer.OrdinalIgnoreCase) // ! it is a text
            : FrozenSet<string>.Empty;

    [LoggerMessage(LogLevel.Warning, "The list of keys by which Teams signs could not be read ({Trouble}); it is tried again")]
    static partial void LogUnread(ILogger log, string trouble);
}
