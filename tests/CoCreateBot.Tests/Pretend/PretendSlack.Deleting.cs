using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>An app may delete its own messages, also where it may not edit them.</summary>
sealed partial class PretendSlack
{
    JsonObject Delete(JsonObject arguments)
    {
        if (Refuses(arguments, out var channel) is { } error)
        {
            return error;
        }

        if (channel!.Messages.Find(message => message.Ts == (string?)arguments["ts"]) is not { } message)
        {
            return Error("message_not_found");
        }

        channel.Remove(message);
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts };
    }
}
