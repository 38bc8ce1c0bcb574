using CoCreateBot.Bot.Venues.Chat;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Slack counts each workspace.</summary>
sealed class WorkspaceBudgets(int burst, TimeSpan every, TimeProvider time) : LaneBudgets(burst, every, time);
