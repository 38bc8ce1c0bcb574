using System.Collections.Immutable;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;

namespace CoCreateBot.Load.Runs;

/// <summary>What a stopped server left in its store: read from there, not from anything that the server says.</summary>
sealed class StoredLog(IStore store) : IAsyncDisposable
{
    const int PageMax = 256;
    const int SessionsMax = 10;

    readonly EventCodec codec = new(Activities.BuiltIn);

    public static Task<StoredLog> OpenAsync(WorkFolder folder) => OpenAsync(folder.Database);

    public static async Task<StoredLog> OpenAsync(string database) => new(await SqliteStore.OpenAsync(database, new SqliteOptions()));

    /// <summary>The only session of a channel.</summary>
    public async Task<SessionId> SessionAsync(Channel channel) =>
        await FindSessionAsync(channel) ?? throw new InvalidOperationException($"{channel.Id} has no session.");

    /// <summary>The only session of a channel; null where it has none.</summary>
    public async Task<SessionId?> FindSessionAsync(Channel channel)
    {
        var sessions = await store.Directory.InVenueAsync(new VenueId($"slack:{channel.Team}/{channel.Id}"), SessionsMax, CancellationToken.None);
        return sessions.Length > 1 ? throw new InvalidOperationException($"{channel.Id} has {sessions.Length} sessions.")
            : sessions is [var only] ? only.Session
            : null;
    }

    public async Task<List<SessionEvent>> EventsAsync(SessionId session)
    {
        var events = new List<SessionEvent>();
        ImmutableArray<StoredCommit> page;
        var last = 0L;
        do
        {
            page = await store.Log.ReadAsync(session, last, PageMax, CancellationToken.None);
            foreach (var commit in page)
            {
                events.AddRange(codec.Read(commit.Events));
                last = commit.Number;
            }
        }
        while (page.Length == PageMax);
        return events;
    }

    public Task<ImmutableArray<Artifact>> ArtifactsAsync(SessionId session) => store.Artifacts.ReadAsync(session, CancellationToken.None);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
