using System.Diagnostics.CodeAnalysis;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>
/// Tokens that live for half a day only. The next pair is got ahead, by one refresher an installation, and stored before anybody uses it: what it is got with
/// works once. Where several servers share the store, the row says which of them asks for it.
/// </summary>
public sealed partial class SlackRenewal(
    SlackInstallations installations, SlackWire wire, SlackOptions options, ISessionLeases servers, TimeProvider time, ILogger<SlackRenewal> log)
{
    /// <summary>So long before its end a token is renewed.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    /// <summary>After a try that failed, while the token still works.</summary>
    public static readonly TimeSpan RestAfterTrouble = TimeSpan.FromMinutes(1);

    /// <summary>The same, where the next pair is there and only the store did not take it.</summary>
    public static readonly TimeSpan RestUnsaved = TimeSpan.FromSeconds(5);

    /// <summary>Installations whose next pair the store did not take yet; the one that was tried longest ago is given up for one more.</summary>
    public const int UnsavedMax = 5_000;

    /// <summary>Installations whose renewal failed a moment ago; one more is tried again at once.</summary>
    public const int RestingMax = 5_000;

    /// <summary>So long a server asks alone: longer than a call to Slack may take, and its answer to be stored.</summary>
    public static readonly TimeSpan AskFor = TimeSpan.FromSeconds(30);

    /// <summary>Whoever waits for what another server gets looks for it this often.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>So often a row is swapped that others write, or looked at that another server asks for.</summary>
    const int TriesMax = 40;

    const string Method = "oauth.v2.access";

    readonly Dictionary<string, Task<SlackInstallation?>> running = new(StringComparer.Ordinal);
    readonly RecentlyUsed<string, Unsaved> unsaved = new(UnsavedMax);
    readonly RecentlyUsed<string, DateTimeOffset> resting = new(RestingMax);
    readonly Lock gate = new();
    readonly Guid own = Guid.NewGuid();

    /// <param name="With">What it was got with.</param>
    sealed record Unsaved(string With, SlackInstallation Next);

    /// <summary>With a token that can be used now; null where the bot is not installed there.</summary>
    public async ValueTask<SlackInstallation?> FreshAsync(string workspace, CancellationToken stop)
    {
        if (await FindAsync(workspace, stop) is not { } kept)
        {
            return null;
        }

        if (kept.What is not { Refresh: not null, ExpiresAt: { } end } || end - time.GetUtcNow() > Ahead)
        {
            return kept.What;
        }

        if (end <= time.GetUtcNow())
        {
            return await RenewAsync(kept).WaitAsync(stop);
        }

        if (!IsSpent(kept) && !IsResting(kept.What.Workspace))
        {
            _ = Root.RunAsync(() => AheadAsync(kept), bug => LogBug(log, bug), CancellationToken.None); // nobody waits for it: this one still works
        }

        return kept.What;
    }

    /// <summary>Slack says that this token has expired, whatever our clock says.</summary>
    public async Task<SlackInstallation?> AfterAsync(string workspace, string expired, CancellationToken stop) =>
        await FindAsync(workspace, stop) is not { } kept ? null
        : kept.What.Token != expired ? kept.What // renewed meanwhile
        : kept.What.Refresh is null ? throw Refused("token_expired")
        : await RenewAsync(kept).WaitAsync(stop);

    /// <summary>
    /// Slack says that this token is good for nothing: where another server has another one since, that. Null where there is none but this.
    /// </summary>
    public async Task<SlackInstallation?> OtherAsync(string workspace, string refused, CancellationToken stop)
    {
        if (servers.Servers == 1)
        {
            return null; // what came since would be known
        }

        try
        {
            return (await installations.ReadAsync(workspace, stop))?.What is { } now && now.Token != refused ? now : null;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Another one with each time it is installed; null where the bot is not installed there.</summary>
    public async ValueTask<DateTimeOffset?> SinceAsync(string workspace, CancellationToken stop) => (await FindAsync(workspace, stop))?.What.InstalledAt;

    /// <summary>The workspace's own, or its organisation's; null where the bot is not installed there.</summary>
    public async ValueTask<string?> WhoseAsync(string workspace, CancellationToken stop) => (await FindAsync(workspace, stop))?.What.Workspace;

    async Task<SlackInstallations.Kept?> FindAsync(string workspace, CancellationToken stop)
    {
        try
        {
            return await installations.FindAsync(workspace, stop);
        }
        catch (StoreUnavailableException e)
        {
            throw new VenueUnavailableException("store", e);
        }
    }

    async Task AheadAsync(SlackInstallations.Kept kept)
    {
        try
        {
            await RenewAsync(kept);
        }
        catch (Exception e) when (e is VenueUnavailableException or VenueThrottledException or VenueRefusedException)
        {
            resting.Put(kept.What.Workspace, time.GetUtcNow() + (IsUnsaved(kept, out _) ? RestUnsaved : RestAfterTrouble));
            LogNotRenewed(log, kept.What.Workspace, e.Message);
        }
    }

    // One at a time for each installation, and whoever comes meanwhile waits for the same.
    Task<SlackInstallation?> RenewAsync(SlackInstallations.Kept kept)
    {
        if (IsSpent(kept))
        {
            throw Refused("invalid_refresh_token");
        }

        lock (gate)
        {
            return running.TryGetValue(kept.What.Workspace, out var task) ? task : running[kept.What.Workspace] = WorkAsync(kept);
        }
    }

    async Task<SlackInstallation?> WorkAsync(SlackInstallations.Kept kept)
    {
        await Task.Yield(); // whoever asks holds the gate
        try
        {
            var now = await TurnAsync(kept);
            if (now is null || !IsSame(now, kept))
            {
                return now?.What; // somebody had renewed it since it was looked up: what it is got with has been used
            }

            if (IsUnsaved(now, out var got))
            {
                return await StoreAsync(now, got); // whoever asked meanwhile was refused, with what this one was got with
            }

            if (now.What.IsRefused)
            {
                return Spent(now);
            }

            return await NextAsync(now) is { } next ? await StoreAsync(now, next) : await OthersAsync(now);
        }
        catch (StoreUnavailableException e)
        {
            throw new VenueUnavailableException("store", e);
        }
        finally
        {
            lock (gate)
            {
                running.Remove(kept.What.Workspace);
            }
        }
    }

    // As the row is now; where the next pair is to be asked for, nobody else asks.
    async Task<SlackInstallations.Kept?> TurnAsync(SlackInstallations.Kept kept)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var now = await installations.ReadAsync(kept.What.Workspace, CancellationToken.None);
            if (now is null || !IsSame(now, kept) || now.What.IsRefused || servers.Servers == 1 || IsUnsaved(now, out _))
            {
                return now;
            }

            if (now.What.AskedBy != own && now.What.AskedUntil > time.GetUtcNow())
            {
                await Task.Delay(LookEvery, time);
                continue;
            }

            var asked = now.What with { AskedBy = own, AskedUntil = time.GetUtcNow() + AskFor };
            if (await installations.ReplaceAsync(now, asked, CancellationToken.None) is { } claimed)
            {
                return claimed;
            }
        }

        throw new VenueUnavailableException("asked_elsewhere");
    }

    // Null where Slack does not give one.
    async Task<SlackInstallation?> NextAsync(SlackInstallations.Kept kept)
    {
        try
        {
            var arguments = SlackArguments.Form([new("grant_type", "refresh_token"), new("refresh_token", kept.What.Refresh!)]); // ! checked before
            var answer = await wire.CallAsync(options.AppPermit, Method, arguments, CancellationToken.None); // its own time limit ends it
            return answer.Text("access_token") is { Length: > 0 } && answer.Text("refresh_token") is { Length: > 0 }
                ? kept.What.With(answer, time.GetUtcNow())
                : throw new VenueUnavailableException("no_pair");
        }
        catch (VenueRefusedException e) when (e.Message is "invalid_refresh_token" or "token_revoked" or "invalid_grant")
        {
            return null;
        }
    }

    // Whatever others wrote over the row meanwhile, such as that Slack refuses them: as long as it has what this pair was got with, this is the one that
    // works.
    async Task<SlackInstallation?> StoreAsync(SlackInstallations.Kept kept, SlackInstallation next)
    {
        unsaved.Put(kept.What.Workspace, new(kept.What.Refresh!, next)); // ! checked before; until it is stored nobody uses it, and nobody asks for another
        var now = kept;
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var isStored = await installations.ReplaceAsync(now, next, CancellationToken.None) is not null;
            var found = isStored ? null : await installations.ReadAsync(kept.What.Workspace, CancellationToken.None);
            if (isStored || found is null || !IsSame(found, kept))
            {
                unsaved.Remove(kept.What.Workspace);
                return isStored ? next : found?.What;
            }

            now = found;
        }

        throw new VenueUnavailableException("store");
    }

    // Another process may have been faster. Else only installing again helps.
    async Task<SlackInstallation?> OthersAsync(SlackInstallations.Kept kept)
    {
        var now = await installations.ReadAsync(kept.What.Workspace, CancellationToken.None);
        if (now?.Id != kept.Id)
        {
            return now?.What;
        }

        await installations.ReplaceAsync(kept, kept.What with { IsRefused = true }, CancellationToken.None);
        LogRefused(log, kept.What.Workspace);
        return Spent(kept);
    }

    SlackInstallation Spent(SlackInstallations.Kept kept) =>
        kept.What.ExpiresAt > time.GetUtcNow() ? kept.What : throw Refused("invalid_refresh_token");

    // There is no next pair, neither at Slack nor here.
    bool IsSpent(SlackInstallations.Kept kept) => kept.What.IsRefused && !IsUnsaved(kept, out _);

    bool IsUnsaved(SlackInstallations.Kept kept, [NotNullWhen(true)] out SlackInstallation? next)
    {
        next = unsaved.TryGet(kept.What.Workspace, out var waiting) && waiting.With == kept.What.Refresh ? waiting.Next : null;
        return next is not null;
    }

    // The next pair is got with the same.
    static bool IsSame(SlackInstallations.Kept one, SlackInstallations.Kept other) => one.What.Refresh == other.What.Refresh;

    static VenueRefusedException Refused(string code) => new("Slack.TokenRefused", code);

    bool IsResting(string workspace) => resting.TryGet(workspace, out var until) && time.GetUtcNow() < until;

    [LoggerMessage(LogLevel.Warning, "The token of {Workspace} could not be renewed ahead: {Code}. It is tried again with the next call")]
    static partial void LogNotRenewed(ILogger log, string workspace, string code);

    [LoggerMessage(LogLevel.Error, "Slack gives no next token for {Workspace}: the app has to be installed there again")]
    static partial void LogRefused(ILogger log, string workspace);

    [LoggerMessage(LogLevel.Critical, "A bug while a token was renewed")]
    static partial void LogBug(ILogger log, Exception bug);
}
