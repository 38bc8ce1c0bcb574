using System.Net.Http.Headers;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Slack.Manifest;

namespace CoCreateBot.Bot.Venues.Slack.Socket;

/// <summary>
/// Socket Mode: we call Slack, so it needs no address of ours. There is always one connection, and while Slack wants another in its place the next is
/// opened before the old one goes. It stops trying only where Socket Mode is switched off.
/// </summary>
public sealed partial class SlackSocket(
    SlackWire wire, SlackOptions options, SocketDial dial, SocketEnvelopes envelopes, SocketHealth health, SlackMetrics metrics, TimeProvider time,
    ILogger<SlackSocket> log) : BackgroundService
{
    /// <summary>What lived so long was a good connection: the next is opened at once.</summary>
    public static readonly TimeSpan SteadyAfter = TimeSpan.FromSeconds(10);

    /// <summary>How long the old one goes on reading when the next is there; Slack closes it itself, mostly.</summary>
    public static readonly TimeSpan LingerFor = TimeSpan.FromSeconds(15);

    readonly Lock gate = new();
    readonly HashSet<SocketLink> links = [];
    string? said;

    /// <summary>What was taken is finished and acknowledged. Stopped before <see cref="Afterwards"/>.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        SocketLink[] left;
        lock (gate)
        {
            left = [.. links];
        }

        await Task.WhenAll(left.Select(link => link.FinishAsync()));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await KeepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    async Task KeepAsync(CancellationToken stop)
    {
        var failures = 0;
        SocketLink? old = null;
        while (true)
        {
            var (link, later) = await TryOpenAsync(stop);
            if (link is null)
            {
                await PauseAsync(++failures, later, stop);
                continue;
            }

            _ = old is null ? Task.CompletedTask : RetireAsync(old, stop);
            var since = time.GetTimestamp();
            var leave = await link.Leaving.WaitAsync(stop);
            if (leave == SocketLeave.Disabled)
            {
                health.Disabled();
                LogDisabled(log);
                await link.FinishAsync();
                return;
            }

            old = link;
            failures = leave != SocketLeave.Crowded && time.GetElapsedTime(since) >= SteadyAfter ? 0 : failures + 1;
            if (failures > 0)
            {
                await PauseAsync(failures, TimeSpan.Zero, stop);
            }
        }
    }

    async Task<(SocketLink? Link, TimeSpan Later)> TryOpenAsync(CancellationToken stop)
    {
        (SocketLink? Link, TimeSpan Later) tried = default;
        await Root.RunAsync(async () => tried = await OpenAsync(stop), bug => LogBug(log, bug), stop);
        return tried;
    }

    async Task<(SocketLink? Link, TimeSpan Later)> OpenAsync(CancellationToken stop)
    {
        try
        {
            var permit = new AuthenticationHeaderValue("Bearer", options.AppToken);
            var ticket = (await wire.CallAsync(permit, SlackMethods.AppTokenMethod, SlackArguments.Form([]), stop)).Text("url");
            var link = new SocketLink(envelopes, health, metrics, time, log);
            await link.OpenAsync(dial, AddressOf(ticket), stop);
            Add(link);
            metrics.Linked("opened");
            said = null;
            LogOpen(log);
            return (link, TimeSpan.Zero);
        }
        catch (VenueThrottledException e)
        {
            Say("ratelimited", () => LogThrottled(log));
            return (null, e.RetryAfter);
        }
        catch (VenueRefusedException e)
        {
            Say(e.Message, () => LogRefused(log, e.Message));
        }
        catch (VenueUnavailableException e)
        {
            Say(e.Message, () => LogUnavailable(log, e.Message));
        }

        return default;
    }

    // A plain socket only where the API itself is a plain address, such as a Slack on this machine.
    Uri AddressOf(string? ticket) => Uri.TryCreate(ticket, UriKind.Absolute, out var address)
        && (address.Scheme == "wss" || (address.Scheme == "ws" && options.ApiBase.Scheme == "http"))
            ? address
            : throw new VenueUnavailableException("odd_socket_address");

    void Add(SocketLink link)
    {
        lock (gate)
        {
            links.Add(link);
        }

        _ = ForgetAsync(link);
    }

    async Task ForgetAsync(SocketLink link)
    {
        await link.Ended;
        lock (gate)
        {
            links.Remove(link);
        }
    }

    // The next one is there by now.
    async Task RetireAsync(SocketLink old, CancellationToken stop)
    {
        var linger = Task.Delay(LingerFor, time, stop);
        if (await Task.WhenAny(old.Ended, linger) == linger && !stop.IsCancellationRequested)
        {
            await old.FinishAsync();
        }
    }

    Task PauseAsync(int failures, TimeSpan later, CancellationToken stop)
    {
        metrics.Linked("paused");
        var pause = SocketPause.After(failures);
        return Task.Delay(pause > later ? pause : later, time, stop);
    }

    // Once for each reason, however often it is tried.
    void Say(string reason, Action log)
    {
        if (said != reason)
        {
            said = reason;
            log();
        }
    }

    [LoggerMessage(LogLevel.Information, "Slack's socket is open")]
    static partial void LogOpen(ILogger log);

    [LoggerMessage(LogLevel.Error, "Slack has switched Socket Mode off for this app, so nothing comes from it any more. "
        + "Switch it on again on api.slack.com/apps, Socket Mode, and restart; or set Slack:SigningSecret and leave out Slack:AppToken to use HTTP")]
    static partial void LogDisabled(ILogger log);

    [LoggerMessage(LogLevel.Error, "Slack refuses to open a socket: {Code}. Slack:AppToken needs the scope connections:write, and Socket Mode has to be "
        + "switched on: api.slack.com/apps, Basic Information, App-Level Tokens. It is tried again")]
    static partial void LogRefused(ILogger log, string code);

    [LoggerMessage(LogLevel.Warning, "Slack asks to wait before the next socket is opened")]
    static partial void LogThrottled(ILogger log);

    [LoggerMessage(LogLevel.Warning, "Slack's socket cannot be opened now: {Code}. It is tried again")]
    static partial void LogUnavailable(ILogger log, string code);

    [LoggerMessage(LogLevel.Error, "Slack's socket was not opened because of a bug. It is tried again")]
    static partial void LogBug(ILogger log, Exception bug);
}
