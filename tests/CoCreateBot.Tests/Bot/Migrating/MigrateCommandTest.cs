using CoCreateBot.Bot.Migrating;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Storage.Moving;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Bot.Migrating;

/// <summary><c>migrate</c>: what is typed, what it says, and that it says nothing that is secret.</summary>
public sealed class MigrateCommandTest : IDisposable
{
    readonly TestFolder folder = new();
    readonly StrictTables tables = new();
    readonly Hasty clock = new();

    string Here => folder.File("here.db");

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_file_goes_to_tables_and_the_tables_to_another_file()
    {
        await FillAsync();

        var (code, said, told) = await RunAsync("--to", StrictTables.ConnectionString, "--to-prefix", "Garden", "--Storage:Path", Here);
        Assert.Equal((0, Filled.Kinds.Length), (code, said.Split("  same").Length - 1));
        Assert.Contains("to   the tables Garden* at https://garden.table.tables.example/. No server may work on either meanwhile.", said, StringComparison.Ordinal);
        Assert.Contains("Both hold the same. Set Storage:ConnectionString and Storage:TablePrefix", said, StringComparison.Ordinal);
        NothingSecret(said + told);

        (code, said, told) = await RunAsync(
            "--to", folder.File("there.db"), "--Storage:ConnectionString", StrictTables.ConnectionString, "--Storage:TablePrefix=Garden");
        Assert.Equal(0, code);
        Assert.Contains("Both hold the same. Set Storage:Path", said, StringComparison.Ordinal);
        NothingSecret(said + told);
        await using var there = await SqliteStore.OpenAsync(folder.File("there.db"), new());
        Assert.Equal(70, (await there.Log.ReadAsync(Filled.Open, 0, 100, default)).Length);
    }

    [Fact]
    public async Task Where_it_breaks_off_it_says_so_and_goes_on_when_it_is_started_again()
    {
        await FillAsync();
        var left = 60;
        tables.Fate = one => one.Method is "GET" || Interlocked.Decrement(ref left) >= 0 ? Trouble.None : Trouble.Unreached;

        var (code, said, told) = await ToTablesAsync();
        Assert.Equal(1, code);
        Assert.Contains("It broke off: https://garden", told, StringComparison.Ordinal);
        Assert.Contains("Start the same again, and it goes on.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Both hold the same", said, StringComparison.Ordinal);
        NothingSecret(said + told);

        tables.Fate = null;
        Assert.Equal(0, (await ToTablesAsync()).Code);
    }

    [Fact]
    public async Task A_place_that_holds_something_else_is_refused_before_anything_is_written()
    {
        await FillAsync();
        await using (var other = await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options }))
        {
            await other.Rooms.CreateAsync(new(new("web:other"), "en", "Etc/UTC", Filled.Noon), default);
        }

        var before = tables.RowCount;
        var (code, said, told) = await ToTablesAsync();

        Assert.Equal((2, before), (code, tables.RowCount));
        Assert.Contains("--to holds something else already (1 of rooms). Nothing was written.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("same", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--to AccountName=garden;AccountKey=half-a-key", "--to cannot be used")]
    [InlineData("--to AccountKey=half-a-key", "--to cannot be used")]
    [InlineData("--to https://garden.table.core.windows.net/?sv=1&sig=half-a-key", "--to cannot be used")]
    [InlineData("--to UseDevelopmentStorage=true --to-prefix 1st", "--to-prefix must be")]
    [InlineData("", "--to is missing")]
    [InlineData("--to", "--to")]
    [InlineData("--to HERE", "where everything is already")]
    [InlineData("--to there.db --two-prefix half-a-key", "--two-prefix is no option")]
    [InlineData("there.db", "What is typed is no option")]
    [InlineData("--to there.db --Storage:Pth half-a-key", "the nearest is Storage:Path")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string typed, string told)
    {
        await FillAsync();

        var (code, said, problem) = await RunAsync(
            [.. typed.Replace("HERE", Here, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries), "--Storage:Path", Here]);

        Assert.Equal((2, ""), (code, said));
        Assert.Contains(told, Assert.Single(problem.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("half-a-key", problem, StringComparison.Ordinal);
        Assert.False(File.Exists("there.db"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_holds_nothing_is_not_copied()
    {
        var (code, _, told) = await ToTablesAsync();
        Assert.Equal(2, code);
        Assert.Contains("there is no such file", told, StringComparison.Ordinal);
        Assert.False(File.Exists(Here));

        await (await SqliteStore.OpenAsync(Here, new())).DisposeAsync();
        (code, _, told) = await ToTablesAsync();
        Assert.Equal(2, code);
        Assert.Contains("is empty", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_server_works_on_the_file_nothing_is_copied()
    {
        await using var server = await Filled.WithAllAsync(await SqliteStore.OpenAsync(Here, new()));

        var (code, _, told) = await ToTablesAsync();

        Assert.Equal(2, code);
        Assert.Contains("Stop it first", told, StringComparison.Ordinal);
        Assert.Equal(0, tables.RowCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_servers_work_on_the_tables_nothing_is_copied_from_them_or_to_them(bool isFrom)
    {
        await FillAsync();
        await ToTablesAsync();
        await LiveOnTablesAsync();
        var before = tables.RowCount;
        clock.Meanwhile = () => tables.Spoil("CoCreateNodes", "", row => row["Beat"] = "8");

        var (code, said, told) = isFrom ? await FromTablesAsync() : await ToTablesAsync();

        Assert.Equal((2, "", before), (code, said, tables.RowCount));
        Assert.StartsWith("Servers work on the tables CoCreate* at https://garden", told, StringComparison.Ordinal);
        Assert.Contains("Stop them first", told, StringComparison.Ordinal);
        Assert.True(clock.Waited > Neighbours.BeatEvery);
    }

    [Fact]
    public async Task The_row_that_a_dead_server_left_in_the_tables_keeps_nobody_from_copying_them()
    {
        await FillAsync();
        await ToTablesAsync();
        await LiveOnTablesAsync();

        Assert.Equal(0, (await FromTablesAsync()).Code);
    }

    [Fact]
    public async Task A_wrong_key_is_said_and_the_key_is_not()
    {
        await FillAsync();

        var (code, said, told) = await RunAsync(
            "--to", StrictTables.ConnectionString.Replace(StrictTables.Key, "d3Jvbmcga2V5", StringComparison.Ordinal), "--Storage:Path", Here);

        Assert.Equal(2, code);
        Assert.Contains("refuses what --to says", told, StringComparison.Ordinal);
        Assert.DoesNotContain("d3Jvbmcga2V5", said + told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_one_line_says_how_far_it_is_and_elsewhere_a_line_now_and_then()
    {
        await FillAsync();

        var terminal = (await RunAsync(isTerminal: true, "--to", folder.File("a.db"), "--Storage:Path", Here)).Told;
        var lines = (await RunAsync("--to", folder.File("b.db"), "--Storage:Path", Here)).Told;

        Assert.Equal(1, terminal.Count(letter => letter == '\n'));
        Assert.Matches(@"\rCopies   \[#{20}\] 100 %  (\d+) of \1 *\r", terminal);
        Assert.Matches(@"\rCompares \[#{20}\] 100 %  (\d+) of \1 *\r?\n$", terminal);
        Assert.DoesNotContain('\r', lines.ReplaceLineEndings("\n"));
        Assert.InRange(lines.Split('\n').Length, 10, 25);
    }

    [Fact]
    public async Task Help_says_what_to_stop_and_what_to_give()
    {
        var (code, said, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("Stop the server first.", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("--to-prefix", said, StringComparison.Ordinal);
    }

    static void NothingSecret(string said)
    {
        foreach (var secret in (string[])[StrictTables.Key, Filled.Words, Filled.Secret, "slack:T1", "Ann"])
        {
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
        }
    }

    async Task FillAsync() => await (await Filled.WithAllAsync(await SqliteStore.OpenAsync(Here, new()))).DisposeAsync();

    Task<(int Code, string Said, string Told)> ToTablesAsync() => RunAsync("--to", StrictTables.ConnectionString, "--Storage:Path", Here);

    Task<(int Code, string Said, string Told)> FromTablesAsync() =>
        RunAsync("--to", folder.File("there.db"), "--Storage:ConnectionString", StrictTables.ConnectionString);

    async Task LiveOnTablesAsync()
    {
        await using var store = await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options });
        await store.Nodes!.BeatAsync(7, "0", default); // ! tables have them
    }

    Task<(int Code, string Said, string Told)> RunAsync(params string[] args) => RunAsync(isTerminal: false, args);

    async Task<(int Code, string Said, string Told)> RunAsync(bool isTerminal, params string[] args)
    {
        using var output = new StringWriter();
        using var problems = new StringWriter();
        var code = await MigrateCommand.RunAsync(args, output, problems, isTerminal, one => one with { Client = tables.Options }, clock);
        return (code, output.ToString(), problems.ToString());
    }

    /// <summary>Whoever waits by it does so for no time; what happens meanwhile happens at once.</summary>
    sealed class Hasty : TimeProvider
    {
        public Action Meanwhile { get; set; } = () => { };

        public TimeSpan Waited { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited += dueTime;
            Meanwhile();
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
