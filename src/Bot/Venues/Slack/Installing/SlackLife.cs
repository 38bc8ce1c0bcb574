using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>
/// Where the bot is installed no more. Slack tells it by two events that come in any order, more than once, and perhaps late: an event of the installation
/// before must not end the one that has taken its place. Sessions stay as they are.
/// </summary>
public sealed partial class SlackLife(
    SlackOptions options, SlackWire wire, SlackApi api, SlackInstallations installations, SessionHosts hosts, TimeProvider time, ILogger<SlackLife> log)
{
    /// <summary>Slack sends again for an hour; one that is younger is asked for whether it still works.</summary>
    public static readonly TimeSpan YoungFor = TimeSpan.FromHours(2);

    public async Task<DoorAnswer> EndAsync(string workspace, CancellationToken stop)
    {
        if (!options.HasOAuth)
        {
            LogFixed(log, workspace);
            return DoorAnswer.Ok;
        }

        try
        {
            return await IsSettledAsync(workspace, stop) ? DoorAnswer.Ok : Again;
        }
        catch (Exception e) when (e is StoreUnavailableException or VenueUnavailableException or VenueThrottledException)
        {
            return Again;
        }
    }

    // Slack sends it again.
    static DoorAnswer Again => DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };

    // Not where it was written anew meanwhile, by whoever installed it again or by a renewal: which of the two, the next look tells.
    async Task<bool> IsSettledAsync(string workspace, CancellationToken stop)
    {
        if (await installations.ReadAsync(workspace, stop) is not { } known)
        {
            return await installations.RemoveUnreadableAsync(workspace, CancellationToken.None);
        }

        if (!await IsOverAsync(known.What, workspace, stop))
        {
            return true;
        }

        if (!await installations.RemoveAsync(known, CancellationToken.None))
        {
            return false;
        }

        api.Forget();
        LogEnded(log, known.What.Workspace);
        return true;
    }

    /// <summary>People's own tokens we never had.</summary>
    public Task<DoorAnswer> RevokedAsync(string workspace, bool isOfBot, CancellationToken stop) =>
        isOfBot ? EndAsync(workspace, stop) : Task.FromResult(DoorAnswer.Ok);

    /// <summary>An organisation gives the bot to workspaces of its, or takes it from them.</summary>
    public async Task<DoorAnswer> ChangeAsync(string organisation, ImmutableArray<string> workspaces, bool isGranted, CancellationToken stop)
    {
        try
        {
            ImmutableArray<string> known = [.. workspaces.Take(Installation.ServedMax)];
            await (isGranted ? installations.ServeAsync(organisation, known, stop) : installations.LeaveAsync(organisation, known, stop));
            return DoorAnswer.Ok;
        }
        catch (StoreUnavailableException)
        {
            return Again;
        }
    }

    /// <summary>Which workspace of an organisation has the bot by it, a request from there says better than any list.</summary>
    /// <exception cref="StoreUnavailableException">It is not kept: whoever asks from there could be taken for somebody new.</exception>
    public async ValueTask LearnAsync(SlackRequest request, CancellationToken stop)
    {
        var (who, team) = request switch
        {
            SlackRequest.Typed one => (one.Who.Key, SlackIds.Team(one.Venue)),
            SlackRequest.Mentioned one => (one.Who.Key, SlackIds.Team(one.Venue)),
            SlackRequest.OnMessage one => (one.Who.Key, SlackIds.Team(one.Venue)),
            SlackRequest.Replied one => (one.Who.Key, SlackIds.Team(one.Venue)),
            SlackRequest.Pressed { Place.IsPartner: false } one => (one.Who.Key, one.Place.Team),
            SlackRequest.HandedIn { Place.IsPartner: false } one => (one.Who.Key, one.Place.Team),
            _ => default,
        };
        if (who is null || SlackIds.Workspace(who) is not { } home || !SlackIds.IsOrganisation(home) || !SlackIds.IsId(team) || team == home)
        {
            return;
        }

        // Also where the workspace has one of its own: then its people were known by that.
        if (!(await installations.ServedAsync(home, stop)).Contains(team, StringComparer.Ordinal)
            && await IsFromThereAsync(request, stop)
            && (!options.HasOAuth || await installations.FindAsync(home, stop) is { What.IsOrg: true }))
        {
            await installations.LearnAsync(home, team, stop);
        }
    }

    // Where Slack names no workspace but the person's own they may be a guest in a channel that is shared with them: then the session has to stand there.
    async ValueTask<bool> IsFromThereAsync(SlackRequest request, CancellationToken stop)
    {
        var (place, value) = request switch
        {
            SlackRequest.Pressed { Metadata: not SlackOwn.Home } one => (one.Place, one.Value),
            SlackRequest.HandedIn one => (one.Place, one.Metadata),
            _ => default,
        };
        return !place.IsHomeOfPerson || (Press.TryDecode(value, out var press) && SessionId.IsId(press.Session)
            && await hosts.LookAsync(new SessionId(press.Session), stop) is { } session && place.IsBeside(session.State));
    }

    // Of a workspace that has the bot by its organisation nobody can tell from the event whose end it is.
    async Task<bool> IsOverAsync(SlackInstallation known, string workspace, CancellationToken stop) =>
        (known.Workspace == workspace && known.InstalledAt <= time.GetUtcNow() - YoungFor) || !await WorksAsync(known, stop);

    async Task<bool> WorksAsync(SlackInstallation installation, CancellationToken stop)
    {
        try
        {
            await wire.CallAsync(SlackTokens.Bearer(installation.Token), "auth.test", SlackArguments.Json(_ => { }), stop);
            return true;
        }
        catch (VenueRefusedException e)
        {
            return e.Message is not ("token_revoked" or "account_inactive" or "invalid_auth"); // one that has only expired is renewed when it is needed
        }
    }

    [LoggerMessage(LogLevel.Information, "The app is no longer installed in {Workspace}: its tokens are erased")]
    static partial void LogEnded(ILogger log, string workspace);

    [LoggerMessage(LogLevel.Warning, "The app was uninstalled in {Workspace}, or its token revoked; Slack:BotToken no longer works there")]
    static partial void LogFixed(ILogger log, string workspace);
}
