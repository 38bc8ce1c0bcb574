using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Moving;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Moving;

/// <summary>All of a store is copied into another one, and nothing else is ever said to be the same.</summary>
public sealed class StoreMoveTest(Azurite azurite) : IDisposable
{
    /// <summary>Between the requests at which a move is broken off.</summary>
    const int Stride = 7;

    static readonly ImmutableArray<StoreCall> Puts =
    [
        StoreCall.KeysKeep, StoreCall.KeysDestroy, StoreCall.LogAppend, StoreCall.ArtifactsReplace, StoreCall.PostsPut, StoreCall.MembersPut,
        StoreCall.PicturesPut, StoreCall.LinksPut, StoreCall.InvitationsPut, StoreCall.RoomsCreate, StoreCall.GuestsPut, StoreCall.RecipesPut,
        StoreCall.DirectoryPut, StoreCall.PeoplePut, StoreCall.ErasingsPut, StoreCall.AddressesPut, StoreCall.InstallationsPut, StoreCall.DuePut,
    ];

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(StrictTables.ConnectionString)]
    [InlineData(StrictTables.Cosmos)]
    public async Task All_of_it_goes_from_store_to_store_and_stays_the_same(string connection)
    {
        using var service = new StrictTables { PageRows = 10 };
        var memory = await Filled.WithAllAsync(new MemoryStore());
        await using var file = await SqliteAsync("first.db");
        await using var tables = await TablesAsync(service, connection);
        await using var last = await SqliteAsync("last.db");

        var first = await MoveAsync(memory, file);
        var second = await MoveAsync(file, tables);
        var third = await MoveAsync(tables, last);

        Assert.All([first, second, third], moved => Assert.Equal(MoveEnd.Same, moved.End));
        Assert.Equal(Filled.Kinds, first.Kinds.Select(kind => kind.Name));
        Assert.All(first.Kinds, kind => Assert.True(kind.From.Rows > 0));
        Assert.Equal(first.Kinds, third.Kinds);
        await IsAllThereAsync(memory, tables);
        await IsAllThereAsync(memory, last);
    }

    [Fact]
    public async Task It_goes_through_Microsofts_emulator_and_stays_the_same()
    {
        var memory = await Filled.WithAllAsync(new MemoryStore());
        var last = new MemoryStore();
        await using var tables = await TableStore.OpenAsync(new()
        {
            Connection = await azurite.ConnectionStringAsync(),
            Prefix = $"t{Guid.NewGuid():n}",
            Client = Azurite.Patient,
        });

        Assert.Equal(MoveEnd.Same, (await MoveAsync(memory, tables)).End);
        Assert.Equal(MoveEnd.Same, (await MoveAsync(tables, last)).End);
        await IsAllThereAsync(memory, last);
    }

    [Fact]
    public async Task What_was_deleted_in_a_file_is_not_brought_back()
    {
        await using var file = await Filled.WithAllAsync(await SqliteAsync("first.db"));
        var memory = new MemoryStore();

        Assert.Equal(MoveEnd.Same, (await MoveAsync(file, memory)).End);

        Assert.Empty(await memory.Log.ReadAsync(Filled.Gone, 0, 10, default));
        Assert.Equal([new(0, null)], await memory.Keys.ReadAsync(Filled.Gone, default)); // that it was destroyed
        Assert.Equal(Filled.Kinds.Length, (await MoveAsync(file, memory)).Kinds.Length);
    }

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.LostAnswer))]
    public async Task Broken_off_anywhere_it_is_started_again_and_comes_to_the_same_end(string trouble)
    {
        var memory = await Filled.WithAllAsync(new MemoryStore());
        var hasBrokenOff = true;
        for (var last = 0; hasBrokenOff; last += Stride)
        {
            using var service = new StrictTables();
            var left = last;
            var store = await TablesAsync(service);
            service.Fate = one => one.Method is "GET" ? Trouble.None
                : Interlocked.Decrement(ref left) switch { >= 0 => Trouble.None, -1 => Enum.Parse<Trouble>(trouble), _ => Trouble.Unreached };
            hasBrokenOff = await Record.ExceptionAsync(() => MoveAsync(memory, store)) is StoreUnavailableException;
            service.Fate = null;

            var again = await TablesAsync(service);
            Assert.Equal(MoveEnd.Same, (await MoveAsync(memory, again)).End);
            await IsAllThereAsync(memory, again);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Broken_off_in_the_middle_of_any_kind_it_goes_on_into_a_file(bool isDone)
    {
        var memory = await Filled.WithAllAsync(new MemoryStore());
        foreach (var call in Puts)
        {
            await using var file = await SqliteAsync($"{call}.db");
            var bad = new MisbehavingStore(file);
            (isDone ? (Action<StoreCall>)bad.LoseNextAnswer : one => bad.FailNext(one))(call);

            await Assert.ThrowsAsync<StoreUnavailableException>(() => MoveAsync(memory, bad));

            Assert.Equal(MoveEnd.Same, (await MoveAsync(memory, file)).End);
        }
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_again()
    {
        using var service = new StrictTables();
        var memory = await Filled.WithAllAsync(new MemoryStore());
        await using var tables = await TablesAsync(service);
        await MoveAsync(memory, tables);
        var before = service.Everything;

        Assert.Equal(MoveEnd.Same, (await MoveAsync(memory, tables)).End);

        Assert.Equal(before, service.Everything); // not even an ETag is another one
    }

    [Fact]
    public async Task A_store_that_holds_something_else_is_left_as_it_is()
    {
        using var service = new StrictTables();
        var memory = await Filled.WithAllAsync(new MemoryStore());
        await using var tables = await TablesAsync(service);
        await tables.Recipes.PutAsync(Filled.Channel, new("ours", ["another line"]), default); // under a key that is to be copied
        await tables.Rooms.CreateAsync(new(new("web:other"), "en", "Etc/UTC", Filled.Noon), default);
        var before = service.Everything;

        var moved = await MoveAsync(memory, tables);

        Assert.Equal(MoveEnd.Refused, moved.End);
        Assert.Equal(["rooms 1", "recipes 1"], moved.Kinds.Where(kind => kind.Strange > 0).Select(kind => $"{kind.Name} {kind.Strange}"));
        Assert.Equal(before, service.Everything);
    }

    [Fact]
    public async Task A_key_that_was_destroyed_in_the_other_store_never_comes_back()
    {
        var memory = await Filled.WithAllAsync(new MemoryStore());
        await using var file = await SqliteAsync("first.db");
        await file.Keys.DestroyAsync(Filled.Open, 0, default);

        Assert.Equal(MoveEnd.Refused, (await MoveAsync(memory, file)).End);

        Assert.Equal([new(0, null)], await file.Keys.ReadAsync(Filled.Open, default));
    }

    [Fact]
    public async Task A_store_that_loses_what_it_took_is_found_out()
    {
        var memory = await Filled.WithAllAsync(new MemoryStore());

        var moved = await MoveAsync(memory, new Forgetful(new MemoryStore()));

        Assert.Equal(MoveEnd.Different, moved.End);
        var lost = Assert.Single(moved.Kinds, kind => !kind.IsSame);
        Assert.Equal(("recipes", 1, 0), (lost.Name, lost.From.Rows, lost.To.Rows));
    }

    [Fact]
    public async Task Of_nothing_nothing_is_copied() =>
        Assert.Equal(MoveEnd.Nothing, (await MoveAsync(new MemoryStore(), await Filled.WithAllAsync(new MemoryStore()))).End);

    [Fact]
    public async Task How_far_it_is_only_grows_and_comes_to_the_end()
    {
        var said = new List<MoveProgress>();

        await StoreMove.RunAsync(await Filled.WithAllAsync(new MemoryStore()), new MemoryStore(), said.Add, default);

        Assert.Equal(said.Select(one => (one.Step, one.Rows)).Order(), said.Select(one => (one.Step, one.Rows)));
        Assert.All([MoveStep.Copies, MoveStep.Compares], step => Assert.Equal(said.Last(one => one.Step == step).Of, said.Last(one => one.Step == step).Rows));
    }

    /// <summary>By what the server itself reads and does.</summary>
    static async Task IsAllThereAsync(MemoryStore of, IStore store)
    {
        Assert.Equal(
            (await of.Log.ReadAsync(Filled.Open, 0, 100, default)).Select(one => (one.Number, one.Id, Convert.ToHexString(one.Events.Span))),
            (await store.Log.ReadAsync(Filled.Open, 0, 100, default)).Select(one => (one.Number, one.Id, Convert.ToHexString(one.Events.Span))));
        Assert.Equal(await of.Posts.ReadAsync(Filled.Open, default), await store.Posts.ReadAsync(Filled.Open, default));
        Assert.Equal(await of.Directory.InVenueAsync(Filled.Channel, 10, default), await store.Directory.InVenueAsync(Filled.Channel, 10, default));
        Assert.Equal([.. await TextsAsync(of)], await TextsAsync(store));
        Assert.Equal(await of.Schedules.DueAsync(Filled.Noon, 9, default), await store.Schedules.DueAsync(Filled.Noon, 9, default));
        Assert.Equal(await of.Due.UpToAsync(Filled.Noon.AddDays(1), 9, default), await store.Due.UpToAsync(Filled.Noon.AddDays(1), 9, default));
        Assert.Equal(await of.Members.ZonesAsync(Filled.Open, default), await store.Members.ZonesAsync(Filled.Open, default));
        Assert.Equal(await of.Pictures.BytesAsync(default), await store.Pictures.BytesAsync(default));
        Assert.Equal(4, await store.Links.CountAsync(Filled.Open, default));
        Assert.Equal("a mark", (await store.Links.TakeAsync(Filled.Room, "a", "another", default))?.Taker);
        Assert.True((await store.Links.TakeAsync(Filled.Room, "b", "another", default))?.IsWithdrawn);
        Assert.True((await store.Invitations.FindAsync("a", default)) is { IsWithdrawn: true, Taker: not null });
        Assert.Equal("E1", (await store.Installations.FindAsync("T2", default))?.Workspace);
        Assert.Equal(["T3"], await store.Installations.ServedAsync(Installation.LeftOf("E1"), null, default));
        Assert.Equal(await of.People.FindAsync("slack:T1/ann", default), await store.People.FindAsync("slack:T1/ann", default));
        Assert.Equal(new(1, null), await store.Keys.KeepAsync(Filled.Closed, 1, new byte[] { 1 }, default));
    }

    static async Task<IEnumerable<string>> TextsAsync(IStore store) =>
        (await store.Artifacts.ReadAsync(Filled.Closed, default)).Select(row => $"{row.Activity} {row.Text} {row.Value} {row.Author}").Order(StringComparer.Ordinal);

    static Task<Moved> MoveAsync(IStore from, IStore to) => StoreMove.RunAsync(from, to, _ => { }, default);

    async Task<SqliteStore> SqliteAsync(string name) => await SqliteStore.OpenAsync(folder.File(name), new());

    static Task<TableStore> TablesAsync(StrictTables service, string connection = StrictTables.ConnectionString) =>
        TableStore.OpenAsync(new() { Connection = connection, Client = service.Options });

    sealed class Forgetful(IStore inner) : PassingStore(inner)
    {
        public override IRecipes Recipes { get; } = new Nowhere();

        sealed class Nowhere : IRecipes
        {
            public Task PutAsync(VenueId venue, Recipe recipe, CancellationToken stop) => Task.CompletedTask;

            public Task<ImmutableArray<Recipe>> ReadAsync(VenueId venue, CancellationToken stop) =>
                Task.FromResult<ImmutableArray<Recipe>>([]);
        }
    }
}
