using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>
/// Where the bot is installed. Tokens are in memory once they were read, and in the store as bytes that only this server's keys open; each row is bound to its
/// workspace. What is removed is gone from memory first; what another server changes is seen here within <see cref="KnownFor"/>.
/// </summary>
public sealed partial class SlackInstallations(
    IStore store, IDataProtectionProvider protection, ISessionLeases servers, TimeProvider time, ILogger<SlackInstallations> log)
{
    /// <summary>Workspaces whose installation is in memory; one more costs a row to read.</summary>
    public const int KnownMax = 5_000;

    /// <summary>What is in memory for longer is read again, where other servers may have changed it.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    const string Purpose = "slack-installation"; // stored for ever

    /// <summary>Organisations whose workspaces are in memory.</summary>
    public const int OrganisationsMax = 100;

    readonly RecentlyUsed<string, (Kept What, long At)> known = new(KnownMax);
    readonly RecentlyUsed<string, (ImmutableArray<string> Workspaces, long At)> served = new(OrganisationsMax);
    readonly Lock gate = new();
    int generation;

    /// <param name="Id">Of the row.</param>
    public sealed record Kept(Guid Id, SlackInstallation What);

    /// <summary>The workspace's own, else that of its organisation; null where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It is not in memory, and the store is away.</exception>
    public async ValueTask<Kept?> FindAsync(string workspace, CancellationToken stop)
    {
        var isKnown = known.TryGet(workspace, out var found);
        if (isKnown && !IsOld(found.At))
        {
            return found.What;
        }

        try
        {
            return await ReadAsync(workspace, stop);
        }
        catch (StoreUnavailableException) when (isKnown)
        {
            return found.What; // most likely it has not changed
        }
    }

    /// <summary>As the store has it now.</summary>
    public async Task<Kept?> ReadAsync(string workspace, CancellationToken stop)
    {
        int before;
        lock (gate)
        {
            before = generation;
        }

        var read = await store.Installations.FindAsync(workspace, stop) is { } row ? Open(row) : null;
        lock (gate)
        {
            if (generation == before) // or what was removed meanwhile would be back
            {
                known.Remove(workspace);
                if (read is not null)
                {
                    known.Put(workspace, (read, time.GetTimestamp()));
                }
            }
        }

        return read;
    }

    /// <summary>The workspaces that have the bot by this organisation, by id.</summary>
    /// <exception cref="StoreUnavailableException">They are not in memory, and the store is away.</exception>
    public async ValueTask<ImmutableArray<string>> ServedAsync(string organisation, CancellationToken stop)
    {
        if (served.TryGet(organisation, out var found) && !IsOld(found.At))
        {
            return found.Workspaces;
        }

        int before;
        lock (gate)
        {
            before = generation;
        }

        var read = await store.Installations.ServedAsync(organisation, null, stop);
        for (var page = read; page.Length == Installation.ServedMax; read = [.. read, .. page])
        {
            page = await store.Installations.ServedAsync(organisation, page[^1], stop);
        }

        lock (gate)
        {
            if (generation == before)
            {
                served.Put(organisation, (read, time.GetTimestamp()));
            }
        }

        return read;
    }

    /// <summary>The one before is forgotten.</summary>
    public async Task PutAsync(SlackInstallation installation, CancellationToken stop)
    {
        var row = Close(installation);
        int before;
        lock (gate)
        {
            before = generation;
        }

        await store.Installations.PutAsync(row, stop);
        lock (gate)
        {
            var isNewest = generation == before; // else it may be replaced or removed by now, and is read from the store
            Forget();
            if (isNewest)
            {
                known.Put(installation.Workspace, (new Kept(row.Id, installation), time.GetTimestamp()));
            }
        }
    }

    /// <summary>In the place of the very one that is known. Null where that is gone, or another took its place: nothing was written.</summary>
    public async Task<Kept?> ReplaceAsync(Kept before, SlackInstallation installation, CancellationToken stop)
    {
        var row = Close(installation);
        var isWritten = await store.Installations.ReplaceAsync(before.Id, row, stop);
        Forget();
        return isWritten ? new Kept(row.Id, installation) : null;
    }

    /// <summary>Nothing calls in its name any more, and no byte of it is left. False where another one has taken its place: that stays.</summary>
    public Task<bool> RemoveAsync(Kept installation, CancellationToken stop) => RemoveAsync(installation.What.Workspace, installation.Id, stop);

    /// <summary>
    /// The same for what cannot be read, and for the bytes that are left from a try before. Where servers share the store, what this one cannot read another
    /// one may: it stays, and nobody needs to ask again.
    /// </summary>
    public async Task<bool> RemoveUnreadableAsync(string workspace, CancellationToken stop)
    {
        var row = await store.Installations.FindAsync(workspace, stop) is { } found && found.Workspace == workspace ? found : null;
        if (row is not null && servers.OutlivesServer && Open(row) is null)
        {
            return true;
        }

        return (row is null || Open(row) is null) && await RemoveAsync(workspace, row?.Id, stop);
    }

    async Task<bool> RemoveAsync(string workspace, Guid? id, CancellationToken stop)
    {
        Forget();
        var isRemoved = await store.Installations.RemoveAsync(workspace, id, stop);
        Forget(); // somebody may have read it meanwhile
        return isRemoved;
    }

    public async Task ServeAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop)
    {
        await store.Installations.ServeAsync(organisation, workspaces, stop);
        Forget();
    }

    /// <summary>A request from there says that it has the bot by this organisation; it takes it from no other.</summary>
    public async Task LearnAsync(string organisation, string workspace, CancellationToken stop)
    {
        var before = await store.Installations.OrganisationOfAsync(workspace, stop);
        if (before is null)
        {
            await store.Installations.LearnAsync(organisation, workspace, CancellationToken.None);
        }

        if (before is null || before == organisation) // another server may have learned it
        {
            Forget();
        }
    }

    public async Task LeaveAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop)
    {
        await store.Installations.LeaveAsync(organisation, workspaces, stop);
        Forget();
    }

    bool IsOld(long at) => servers.Servers > 1 && time.GetElapsedTime(at) > KnownFor;

    // Seldom enough that all are read again: which workspaces one of them serves is not known here.
    void Forget()
    {
        lock (gate)
        {
            generation++;
            known.Clear();
            served.Clear();
        }
    }

    Installation Close(SlackInstallation installation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(installation, SlackInstallationJson.Default.SlackInstallation);
        return new(installation.Workspace, Guid.NewGuid(), Protector(installation.Workspace).Protect(json));
    }

    Kept? Open(Installation row)
    {
        try
        {
            var json = Protector(row.Workspace).Unprotect(row.Secret.ToArray());
            return JsonSerializer.Deserialize(json, SlackInstallationJson.Default.SlackInstallation) is { } what ? new Kept(row.Id, what) : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            LogUnreadable(log, row.Workspace);
            return null;
        }
    }

    IDataProtector Protector(string workspace) => protection.CreateProtector(Purpose, workspace);

    [LoggerMessage(
        LogLevel.Error,
        "The installation in {Workspace} cannot be read: the keys in Slack:KeysPath are not those it was protected with. Bring them back, or install again")]
    static partial void LogUnreadable(ILogger log, string workspace);
}
