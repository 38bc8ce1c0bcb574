using System.Text.Json;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What Slack's calls have in common.</summary>
static class SlackJson
{
    public static void Message(this Utf8JsonWriter json, BlockKitMessage message)
    {
        json.WriteString("text", message.Text);
        json.Raw("blocks", message.Blocks);
    }

    /// <summary>Or Slack would search what people wrote for names, channels and addresses.</summary>
    public static void Unparsed(this Utf8JsonWriter json)
    {
        json.WriteString("parse", "none");
        json.WriteBoolean("link_names", false);
    }
}
