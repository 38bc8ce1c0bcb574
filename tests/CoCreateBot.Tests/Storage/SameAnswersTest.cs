using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Storage.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Storage;

/// <summary>Whatever is asked of them in whatever order, the file, the tables and the memory give the same answers.</summary>
public sealed partial class SameAnswersTest
{
    const int Tries = 50;
    const int TableTries = 30;
    const int Max = 3;

    static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_file_and_the_memory_give_the_same_answers()
    {
        using var folder = new TestFolder();
        await using var file = await SqliteStore.OpenAsync(folder.File("cocreate.db"), new());
        await SameAsync(file, Tries);
    }

    [Fact]
    public async Task The_tables_and_the_memory_give_the_same_answers()
    {
        using var tables = new StrictTables();
        await SameAsync(await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options }), TableTries);
    }

    /// <summary>One request of three: its answer is lost, it is not done, or it is done and said not to be. The next try of it works.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Also_where_answers_are_lost_and_the_tables_are_busy(int seed)
    {
        Trouble[] bad = [Trouble.LostAnswer, Trouble.DoneButTimedOut, Trouble.Busy, Trouble.TooMany, Trouble.Unreached];
        using var tables = new StrictTables();
        var store = await TableStore.OpenAsync(new() { Connection = StrictTables.Cosmos, Client = tables.Options });
        var (random, failed) = (new Random(seed), new HashSet<string>(StringComparer.Ordinal));
        tables.Fate = request =>
        {
            lock (failed)
            {
                var one = request.Headers["x-ms-client-request-id"]; // the same for all tries of a call
                return failed.Remove(one) || random.Next(3) > 0 || !failed.Add(one) ? Trouble.None : bad[random.Next(bad.Length)];
            }
        };

        await SameAsync(new ReadsOn(store), TableTries);
    }

    /// <summary>As the host does: whoever is told that a number is taken looks whether the commit there is their own.</summary>
    sealed class ReadsOn(IStore store) : PassingStore(store), ISessionLog
    {
        public override ISessionLog Log => this;

        public async Task<Append> AppendAsync(SessionId session, StoredCommit commit, CancellationToken stop) =>
            await Inner.Log.AppendAsync(session, commit, stop) == Append.Written
            || (await Inner.Log.ReadAsync(session, commit.Number - 1, 1, stop)).Any(there => there.Id == commit.Id) ? Append.Written : Append.NumberTaken;

        public Task<bool> RewriteAsync(SessionId session, StoredCommit commit, CancellationToken stop) => Inner.Log.RewriteAsync(session, commit, stop);

        public Task<ImmutableArray<StoredCommit>> ReadAsync(SessionId session, long after, int max, CancellationToken stop) =>
            Inner.Log.ReadAsync(session, after, max, stop);
    }

    static async Task SameAsync(IStore other, int tries)
    {
        var call =
            from what in Gen.Choose(0, 22 + World.Further)
            from which in Gen.Choose(1, 3)
            from n in Gen.Choose(0, 4)
            select (what, which, n);
        var same = Prop.ForAll(call.ArrayOf(60).ToArbitrary(), async calls =>
        {
            var (memory, world) = (new MemoryStore(), new World());
            foreach (var (what, which, n) in calls)
            {
                var id = Guid.NewGuid();
                Assert.Equal(await world.AskAsync(memory, what, which, n, id), await world.AskAsync(other, what, which, n, id));
            }
        });

        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(tries).WithQuietOnSuccess(true), same)); // it blocks its thread
    }

    /// <summary>Three sessions and three venues that no other run knows.</summary>
    sealed partial class World
    {
        readonly SessionId[] sessions = [.. Enumerable.Range(0, 4).Select(_ => SessionId.New()).OrderBy(id => id.Value, StringComparer.Ordinal)];
        readonly Guid[] heads = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid())];
        readonly VenueId[] venues = [.. Enumerable.Range(0, 4).Select(n => new VenueId($"web:{Guid.NewGuid()}-{n}"))];

        public Task<string> AskAsync(IStore store, int what, int which, int n, Guid id)
        {
            var (session, venue) = (sessions[which], venues[which]);
            return what switch
            {
                0 or 1 => AppendAsync(store.Log, which, n, id),
                2 => Listed(store.Log.ReadAsync(session, n, Max, default), c => $"{c.Number} {c.Id} {c.Marks[0]} {c.Events.Span[0]}"),
                3 or 4 => Done(store.Directory.PutAsync(new(sessions[n % 4], venue, $"{id}", Noon.AddHours(n), which == 1 ? null : Noon), default)),
                5 => Listed(store.Directory.InVenueAsync(venue, Max, default)),
                6 or 7 => Done(store.Due.PutAsync(session, Noon.AddHours(n), default)),
                8 => Done(store.Due.RemoveAsync(session, default)),
                9 => DueAsync(store, Noon.AddHours(n)),
                10 => Done(store.Posts.PutAsync(new(session, venues[n % 4], $"slot{n}", id, n == 0 ? null : "m", "", null), default)),
                11 => Listed(store.Posts.ReadAsync(session, default)),
                12 => KeyAsync(store.Keys.KeepAsync(session, n, new[] { (byte)n }, default)),
                13 => n == 0 ? Done(store.Keys.DestroyAsync(session, which, default)) : Listed(store.Keys.ReadAsync(session, default), Key),
                14 => Done(store.Artifacts.ReplaceAsync(
                    session, n, [.. Enumerable.Range(0, n).Select(row => new Artifact(n, $"{9 - row}", "tally", $"{id}", row, "Ann"))], default)),
                15 => Listed(store.Artifacts.ReadAsync(session, default)),
                16 => n == 0 ? Done(store.Rooms.CreateAsync(new(venue, "de", $"{id}", Noon), default)) : Said(store.Rooms.FindAsync(venue, default)),
                17 => n > 0
                    ? Done(store.Pictures.PutAsync(session, new(Picture(n), $"{id}", new[] { (byte)n }), default))
                    : Done(store.Pictures.KeepOnlyAsync(session, [Picture(1), Picture(2)], default)),
                18 => PictureAsync(store.Pictures.FindAsync(session, Picture(n), default)),
                19 => InstalledAsync(store.Installations, $"{venue}", $"{venues[n % 4]}", n, id),
                > 22 => FurtherAsync(store, what - 22, which, n, id),
                20 => InstallationAsync(store.Installations.FindAsync($"{venue}", default)),
                _ => n < 3 ? Done(store.Rooms.PutGuestAsync(venue, new($"{n}", $"{id}"), default)) : Said(store.Rooms.CountGuestsAsync(venue, default)),
            };
        }

        // A log has a beginning; without it a session is being deleted.
        async Task<string> AppendAsync(ISessionLog log, int which, int n, Guid id)
        {
            await log.AppendAsync(sessions[which], new(1, heads[which], [heads[which]], new byte[] { 1 }), default);
            return await Said(log.AppendAsync(sessions[which], new(n + 2, id, [id], new[] { (byte)n }), default));
        }

        async Task<string> DueAsync(IStore store, DateTimeOffset now) =>
            string.Join(' ', (await store.Due.UpToAsync(now, int.MaxValue, default)).Where(entry => sessions.Contains(entry.Session)));

        static Task<string> InstalledAsync(IInstallations installations, string one, string other, int n, Guid id) => n switch
        {
            0 => Done(installations.RemoveAsync(one, default)),
            1 => Done(installations.ServeAsync(other, [one], default)),
            2 => Done(installations.LeaveAsync(other, [one], default)),
            _ => Done(installations.PutAsync(new(one, id, new[] { (byte)n }), default)),
        };

        static async Task<string> InstallationAsync(Task<Installation?> found) => $"{(await found)?.Id}";

        static string Picture(int n) => n.ToString("x32", null);

        static async Task<string> PictureAsync(Task<StoredPicture?> picture) =>
            await picture is { } kept ? $"{kept.Id} {kept.Type} {Convert.ToHexString(kept.Bytes.Span)}" : "none";

        static async Task<string> KeyAsync(Task<KeptKey> key) => Key(await key);

        static string Key(KeptKey key) => $"{key.Scope} {(key.Key is { } bytes ? Convert.ToHexString(bytes.Span) : "destroyed")}";

        static async Task<string> Said<T>(Task<T> answer) => $"{await answer}";

        static async Task<string> Done(Task work)
        {
            await work;
            return "";
        }

        static async Task<string> Listed<T>(Task<ImmutableArray<T>> list, Func<T, string>? say = null) =>
            string.Join('\n', (await list).Select(row => say is null ? $"{row}" : say(row)));
    }
}
