using System.Globalization;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>An instant that Slack shows in each reader's own zone and language.</summary>
static class SlackDate
{
    public const string Format = "{date_short_pretty} {time}";

    /// <summary>For clients that cannot; the same in all our languages.</summary>
    public static string Fallback(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Mrkdwn(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"<!date^{at.ToUnixTimeSeconds()}^{Format}|{Fallback(at)}>");
}
