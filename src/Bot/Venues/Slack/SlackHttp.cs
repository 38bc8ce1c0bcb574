using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Calls Slack's Web API in the name of one workspace, with that workspace's token.</summary>
public sealed class SlackHttp(SlackWire wire, SlackTokens tokens)
{
    public async Task<JsonElement> CallAsync(string workspace, string method, SlackArguments arguments, CancellationToken stop)
    {
        var token = await tokens.OfAsync(workspace, stop);
        return await wire.CallAsync(SlackTokens.Bearer(token), method, arguments, stop);
    }

    /// <summary>Posts to the address that came with a command or a button; it is its own permit, so no token goes there.</summary>
    public Task RespondAsync(string url, ReadOnlyMemory<byte> json, CancellationToken stop) => wire.RespondAsync(url, json, stop);
}
