using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Calls Slack's Web API in the name of one workspace: with that workspace's token, and no faster than Slack lets each method be called there.
/// </summary>
public sealed class SlackHttp(SlackWire wire, SlackTokens tokens, SlackBudgets budgets, SlackLacks lacks)
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
        catch (VenueRefusedException e) when (e.Message is "token_revoked" or "invalid_auth" or "account_inactive")
        {
            if (await tokens.OtherAsync(workspace, token, stop) is { } other) // it was installed again, through another server
            {
                return await CallAsync(workspace, other, method, arguments, stop);
            }

            throw;
        }
    }

    /// <summary>Stands for one installing of the bot there.</summary>
    public ValueTask<DateTimeOffset?> SinceAsync(string workspace, CancellationToken stop) => tokens.SinceAsync(workspace, stop);

    /// <summary>Posts to the address that came with a command or a button; it is its own permit, so no token goes there.</summary>
    public Task RespondAsync(string url, ReadOnlyMemory<byte> json, CancellationToken stop) => wire.RespondAsync(url, json, stop);

    /// <summary>The same for the address that Slack named for a file.</summary>
    public Task UploadAsync(string url, ReadOnlyMemory<byte> bytes, CancellationToken stop) => wire.UploadAsync(url, bytes, stop);

    async Task<JsonElement> CallAsync(string workspace, string token, string method, SlackArguments arguments, CancellationToken stop)
    {
        var installation = await tokens.InstallationAsync(workspace, stop); // that is what lacks something, whichever of its workspaces it is asked for
        await budgets.WaitAsync(workspace, method, stop);
        try
        {
            var answer = await wire.CallAsync(SlackTokens.Bearer(token), method, arguments, stop);
            lacks.Forget(installation, method);
            return answer;
        }
        catch (VenueRefusedException e)
        {
            lacks.Note(installation, method, e);
            throw;
        }
        catch (VenueThrottledException e)
        {
            budgets.Block(workspace, method, e.RetryAfter);
            throw;
        }
    }
}
