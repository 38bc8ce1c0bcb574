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
sealed class SeededStore(IStore store, int seed) : PassingStore(store), IKeyRing
{
    readonly byte[] secret = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"rehearsal {seed}"));

    public override IKeyRing Keys => this;

    public Task<KeptKey> KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop) =>
        Inner.Keys.KeepAsync(session, scope, HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{session}/{scope}")), stop);

    public Task<ImmutableArray<KeptKey>> ReadAsync(SessionId session, CancellationToken stop) => Inner.Keys.ReadAsync(session, stop);

    public Task DestroyAsync(SessionId session, int scope, CancellationToken stop) => Inner.Keys.DestroyAsync(session, scope, stop);
}
