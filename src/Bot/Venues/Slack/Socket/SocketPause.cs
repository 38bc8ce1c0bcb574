using System.Security.Cryptography;

namespace CoCreateBot.Bot.Venues.Slack.Socket;

/// <summary>How long to wait before the next try: twice as long each time, and never quite as long as all others who lost Slack at the same moment.</summary>
static class SocketPause
{
    public static readonly TimeSpan Min = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Max = TimeSpan.FromSeconds(60);

    /// <summary>Parts of a pause that chance chooses from.</summary>
    const int Parts = 1_000;

    /// <param name="failures">In a row, 1 or more.</param>
    public static TimeSpan After(int failures)
    {
        var whole = Min * Math.Pow(2, Math.Min(failures, 10));
        whole = whole < Max ? whole : Max;
        var half = whole / 2;
        return half + (half * RandomNumberGenerator.GetInt32(Parts + 1) / Parts);
    }
}
