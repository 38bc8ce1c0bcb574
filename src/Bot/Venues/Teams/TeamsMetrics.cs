namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>How the conversation with Teams goes.</summary>
public sealed class TeamsMetrics() : ChatMetrics("teams", "what");
