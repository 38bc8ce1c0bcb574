using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>
/// A store whose keys come from a seed. All chance that reaches a session comes from its keys: ids, aliases, and with them the order of whatever is drawn
/// by lot. So the same seed plays the same session, and nothing of the real server has a way to such keys.
/// </summary>
sealed class SeededStore(IStore store, int seed) : IStore, IKeyRing
{
    readonly byte[] secret = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"rehearsal {seed}"));

    public ISessionLog Log => store.Log;

    public IDirectory Directory => store.Directory;

    public IDueTable Due => store.Due;

    public IPosts Posts => store.Posts;

    public IKeyRing Keys => this;

    public IArtifacts Artifacts => store.Artifacts;

    public IRooms Rooms => store.Rooms;

    public ILinks Links => store.Links;

    public IMembers Members => store.Members;

    public IRecipes Recipes => store.Recipes;

    public IPictures Pictures => store.Pictures;

    public ISchedules Schedules => store.Schedules;

    public Task DeleteAsync(SessionId session, CancellationToken stop) => store.DeleteAsync(session, stop);

    public Task SweepAsync(CancellationToken stop) => store.SweepAsync(stop);

    public Task CheckAsync(CancellationToken stop) => store.CheckAsync(stop);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    public Task<KeptKey> KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop) =>
        store.Keys.KeepAsync(session, scope, HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{session}/{scope}")), stop);

    public Task<ImmutableArray<KeptKey>> ReadAsync(SessionId session, CancellationToken stop) => store.Keys.ReadAsync(session, stop);

    public Task DestroyAsync(SessionId session, int scope, CancellationToken stop) => store.Keys.DestroyAsync(session, scope, stop);
}
