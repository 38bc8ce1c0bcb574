using System.Collections.Immutable;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rebuilding;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Moving;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Rebuilding;

/// <summary><c>artifacts rebuild</c>: the readable rows are as the logs say, whatever became of them.</summary>
public sealed partial class ArtifactsCommandTest : IDisposable
{
    static readonly SessionId Strange = new("strangestrangest");

    readonly TestFolder folder = new();
    readonly StrictTables tables = new();
    bool isInTables;

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_that_are_gone_or_false_are_as_they_were(bool inTables)
    {
        var before = await FillAsync(inTables);
        Assert.Contains(before, row => row.Contains("Bosword", StringComparison.Ordinal) && row.Contains("Bo|", StringComparison.Ordinal));
        Assert.Contains(before, row => row.Contains("Annsidea", StringComparison.Ordinal) && row.Contains("||", StringComparison.Ordinal));
        await FalsifyAsync();
        Assert.NotEqual(before, await RowsAsync());

        var (code, said, told) = await RunAsync();
        Assert.Equal(0, code);
        Assert.Matches(@"^Drawn anew: \d+ readable rows of 3 sessions in ", said);
        Assert.Matches(@"Draws \[#{20}\] 100 %  (\d+) of \1", told);
        Assert.Equal(before, await RowsAsync());

        Assert.Equal(0, (await RunAsync()).Code);
        Assert.Equal(before, await RowsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_cannot_be_read_is_named_and_the_others_are_drawn(bool inTables)
    {
        var before = await FillAsync(inTables);
        await FalsifyAsync();
        await WithAsync(store => store.Log.AppendAsync(Strange, new(1, Guid.NewGuid(), [], """[{"k":"Bosword"}]"""u8.ToArray()), default));

        var (code, said, told) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains("of 3 sessions", said, StringComparison.Ordinal);
        Assert.Contains($"Session {Strange} cannot be read and is left as it is: ", told, StringComparison.Ordinal);
        Assert.Contains("Sessions that could not be read: 1. All others are drawn.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Bosword", told, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task Where_it_breaks_off_it_says_so_and_is_started_again()
    {
        var before = await FillAsync(inTables: true);
        await FalsifyAsync();
        var left = 12;
        tables.Fate = one => one.Method is "GET" || Interlocked.Decrement(ref left) >= 0 ? Trouble.None : Trouble.Unreached;

        var (code, _, told) = await RunAsync();
        Assert.Equal(1, code);
        Assert.Contains("It broke off: ", told, StringComparison.Ordinal);
        tables.Fate = null;

        Assert.Equal(0, (await RunAsync()).Code);
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task What_happens_meanwhile_is_not_overwritten_by_what_was_before()
    {
        var made = Made();
        var (store, id) = (new MisbehavingStore(made), await FirstAsync(made));
        var (reached, gate) = HoldAll(store);
        var work = RebuildAsync(store);
        await reached;

        foreach (var one in (await made.Whole.KeysAsync(KeyedKind.Session, default)).Select(key => new SessionId(key.First)))
        {
            var last = (await made.Log.ReadAsync(one, 0, 99, default)).LastOrDefault()?.Number ?? 0;
            ImmutableArray<SessionEvent> news = [new SessionEvent.Reworded(1, "Quite another question?")];
            await (last == 0 ? Task.CompletedTask : made.Log.AppendAsync(one, new(last + 1, Guid.NewGuid(), [], new EventCodec(Activities.BuiltIn).Write(news)), default));
        }

        gate.SetResult();
        await work;

        Assert.Contains(await made.Directory.InVenueAsync(World.Channel, 9, default), entry => entry.Session == id && entry.Title == "Quite another question?");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_what_is_deleted_meanwhile_nothing_comes_back(bool isShared)
    {
        var made = Made();
        var store = new MisbehavingStore(isShared ? made.SharedBy("rebuild") : made);
        var (reached, gate) = HoldAll(store);
        var work = RebuildAsync(store);
        await reached;
        foreach (var key in await made.Whole.KeysAsync(KeyedKind.Session, default))
        {
            await made.DeleteAsync(new(key.First), default);
        }

        gate.SetResult();
        await work;

        Assert.Empty(await made.Directory.FromAsync("slack:", null, 9, default));
        foreach (var key in await made.Whole.KeysAsync(KeyedKind.Session, default))
        {
            Assert.Empty(await made.Artifacts.ReadAsync(new(key.First), default));
        }
    }

    [Theory]
    [InlineData("", "artifacts rebuild")]
    [InlineData("tidy", "artifacts rebuild")]
    [InlineData("rebuild there.db", "What is typed is no setting.")]
    [InlineData("rebuild --Storage:Pth half-a-key", "the nearest is Storage:Path")]
    [InlineData("rebuild --Storage:Path there.db", "there is no such file")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string typed, string told)
    {
        var (code, said, problem) = await RunAsync(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (code, said));
        Assert.Contains(told, Assert.Single(problem.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("half-a-key", problem, StringComparison.Ordinal);
        Assert.False(File.Exists("there.db"));
    }

    [Fact]
    public async Task While_a_server_works_on_the_file_nothing_is_drawn()
    {
        await FillAsync(inTables: false);
        await using var server = await OpenAsync();

        var (code, _, told) = await RunAsync();

        Assert.Equal(2, code);
        Assert.Contains("Stop it first", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_whether_the_server_may_run()
    {
        var (code, said, _) = await RunAsync("rebuild", "--help");

        Assert.Equal(0, code);
        Assert.Contains("Of a file the server has to be stopped first", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    /// <summary>A closed check-in with names, an anonymous question that is open in a second place, too, and a closed one.</summary>
    static MemoryStore Made()
    {
        MemoryStore? made = null;
        World.Play(async world =>
        {
            made = world.Inner;
            var named = await world.OpenAsync("checkin word \"How was it?\"");
            await world.AskAsync(named, World.Bo, "checkin Bosword");
            await world.AskAsync(named, World.Ann, "close");
            var anonymous = await world.OpenAsync("ask \"Why?\" anonymous", venue: World.Room);
            await world.AskAsync(anonymous, World.Ann, "ask Annsidea");
            await world.AskAsync(anonymous, World.Bo, "ask Bosidea");
            await world.AskAsync(anonymous, World.Ann, "close");
            var open = await world.OpenAsync("checkin word \"And now?\"");
            await world.AskAsync(open, World.Ann, new Command.AddVenue(new("slack:T1/C2")));
            await world.PassAsync(TimeSpan.FromMinutes(2));
        });
        return made!; // ! it was played
    }

    /// <summary>Nobody writes rows before the gate is open, and so nobody has written them all.</summary>
    static (Task Reached, TaskCompletionSource Gate) HoldAll(MisbehavingStore store)
    {
        var (reached, gate) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        store.Otherwise = async (call, work) =>
        {
            if (call == StoreCall.ArtifactsReplace)
            {
                reached.TrySetResult();
                await gate.Task;
            }

            await work();
        };
        return (reached.Task, gate);
    }

    static async Task<SessionId> FirstAsync(MemoryStore made) =>
        (await made.Directory.InVenueAsync(World.Channel, 9, default)).Single(entry => entry.ClosedAt is not null).Session;

    static async Task RebuildAsync(IStore store)
    {
        var parts = new ServiceCollection();
        parts.AddLogging();
        BotApp.AddCore(parts, new BotOptions { StoragePath = "" }, store);
        await using var services = parts.BuildServiceProvider();
        await new Rebuild(services.GetRequiredService<HostContext>(), (_, _) => { }, (id, why) => Assert.Fail($"{id}: {why}")).RunAsync(default);
    }

    async Task<IStore> OpenAsync() => isInTables
        ? await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options })
        : await SqliteStore.OpenAsync(folder.File("here.db"), new());

    async Task WithAsync(Func<IStore, Task> does)
    {
        await using var store = await OpenAsync();
        await does(store);
    }

    async Task<List<string>> FillAsync(bool inTables)
    {
        isInTables = inTables;
        await WithAsync(async store => Assert.Equal(MoveEnd.Same, (await StoreMove.RunAsync(Made(), store, _ => { }, default)).End));
        return await RowsAsync();
    }

    /// <summary>All that is readable. Rows without a name have keys by chance.</summary>
    async Task<List<string>> RowsAsync()
    {
        var rows = new List<string>();
        await WithAsync(async store =>
        {
            foreach (var venue in await store.Whole.KeysAsync(KeyedKind.Venue, default))
            {
                rows.AddRange((await store.Directory.InVenueAsync(new(venue.First), 99, default)).Select(entry => $"{entry}"));
            }

            foreach (var session in await store.Whole.KeysAsync(KeyedKind.Session, default))
            {
                rows.AddRange((await store.Artifacts.ReadAsync(new(session.First), default)).Select(row =>
                    $"{session.First} {row.Activity} {row.Kind} {row.Text} {row.Value} {row.Author}|{(row.Author is null ? "" : row.Key)}|"));
            }
        });
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    Task FalsifyAsync() => WithAsync(async store =>
    {
        var all = await store.Directory.FromAsync("slack:", null, 99, default);
        foreach (var one in all)
        {
            await store.Directory.PutAsync(new(one.Session, one.Venue, "false", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), default);
            await store.Artifacts.ReplaceAsync(one.Session, 1, [new Artifact(1, "a", "answer", "false", 3, "Nobody")], default);
            await store.Artifacts.ReplaceAsync(one.Session, 9, [new Artifact(9, "a", "answer", "false", 3, null)], default);
        }

        var room = Assert.Single(await store.Directory.FromAsync("web:", null, 9, default));
        await store.Artifacts.ReplaceAsync(room.Session, 1, [], default);
    });

    Task<(int Code, string Said, string Told)> RunAsync() => RunAsync(
        ["rebuild", .. isInTables ? (string[])["--Storage:ConnectionString", StrictTables.ConnectionString] : ["--Storage:Path", folder.File("here.db")]]);

    async Task<(int Code, string Said, string Told)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var problems = new StringWriter();
        var code = await ArtifactsCommand.RunAsync(args, output, problems, isTerminal: false, one => one with { Client = tables.Options });
        return (code, output.ToString(), problems.ToString());
    }
}
