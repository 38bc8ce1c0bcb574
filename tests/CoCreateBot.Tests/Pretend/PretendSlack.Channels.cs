using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>What Slack says of a channel: of a private one only to those who are in it.</summary>
sealed partial class PretendSlack
{
    JsonObject ChannelInfo(JsonObject arguments)
    {
        if (!channels.TryGetValue((string?)arguments["channel"] ?? "", out var channel) || channel is { IsPrivate: true, HasBot: false } || !IsSeen(channel.Team))
        {
            return Error("channel_not_found");
        }

        return new JsonObject
        {
            ["ok"] = true,
            ["channel"] = new JsonObject
            {
                ["id"] = channel.Id,
                ["name"] = "general",
                ["is_channel"] = !channel.IsPrivate,
                ["is_private"] = channel.IsPrivate,
                ["is_im"] = false,
                ["is_mpim"] = false,
                ["is_member"] = channel.HasBot,
            },
        };
    }
}
