namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>All of an activity that is looked at before its token is found genuine. What is missing or longer than it may be is null.</summary>
/// <param name="ServiceUrl">Must be the one that the token names.</param>
/// <param name="ChannelId">The signing key must be endorsed for it.</param>
/// <param name="Tenant">Lower case.</param>
public readonly record struct TeamsEnvelope(string? ServiceUrl, string? ChannelId, string? Tenant)
{
    /// <summary>False where the body is no single JSON object, so that there is nothing to find genuine.</summary>
    public bool IsObject { get; init; }
}
