using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Calls Slack's Web API in the name of one workspace: with that workspace's token, and no faster than Slack lets each method be called there.
/// </summary>
public sealed class SlackHttp(SlackWire wire, SlackTokens tokens, SlackBudgets budgets)
{
    public async Task<JsonElement> CallAsync(string workspace, string method, SlackArguments arguments, CancellationToken stop)
    {
        var token = await tokens.OfAsync(workspace, stop);
        try
        {
            return await CallAsync(workspace, token, method, arguments, stop);
        }
        catch (VenueRefusedException e) when (e.Message == "token_expired")
        {
            // It was renewed elsewhere, or clocks differ.
            return await CallAsync(workspace, await tokens.AfterAsync(workspace, token, stop), method, arguments, stop);
        }
    }

    /// <summary>Posts to the address that came with a command or a button; it is its own permit, so no token goes there.</summary>
    public Task RespondAsync(string url, ReadOnlyMemory<byte> json, CancellationToken stop) => wire.RespondAsync(url, json, stop);

    async Task<JsonElement> CallAsync(string workspace, string token, string method, SlackArguments arguments, CancellationToken stop)
    {
        await budgets.WaitAsync(workspace, method, stop);
        try
        {
            return await wire.CallAsync(SlackTokens.Bearer(token), method, arguments, stop);
        }
        catch (VenueThrottledException e)
        {
            budgets.Block(workspace, method, e.RetryAfter);
            throw;
        }
    }
}
