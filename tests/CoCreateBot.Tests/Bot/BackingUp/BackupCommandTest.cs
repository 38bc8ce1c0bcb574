using System.Text;
using CoCreateBot.Bot.BackingUp;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Storage.Moving;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Bot.BackingUp;

/// <summary><c>backup</c>: what is typed, what it says, and what is in the file.</summary>
public sealed class BackupCommandTest : IDisposable
{
    static readonly byte[] Key = Encoding.UTF8.GetBytes("the key of an activity, 32 bytes");

    readonly TestFolder folder = new();

    string Here => folder.File("here.db");

    string There => folder.File("there.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task While_a_server_works_on_the_file_all_of_it_is_copied()
    {
        await using var server = await Filled.WithAllAsync(await SqliteStore.OpenAsync(Here, new()));

        var (code, said, told) = await RunAsync("--to", There, "--Storage:Path", Here);

        Assert.Equal((0, ""), (code, told));
        Assert.Contains($"to   {There}. The server may go on.", said, StringComparison.Ordinal);
        Assert.Matches("It is there and whole: [0-9]+ commits, [0-9.]+ MiB.", said);
        await server.CheckAsync(default);
        await using var copy = await SqliteStore.OpenAsync(There, new());
        Assert.Equal(70, (await copy.Log.ReadAsync(Filled.Open, 0, 100, default)).Length);
    }

    [Fact]
    public async Task It_is_one_file_that_only_its_owner_may_read()
    {
        await FillAsync();

        Assert.Equal(0, (await RunAsync("--to", There, "--Storage:Path", Here)).Code);

        Assert.Equal([There], Directory.GetFiles(folder.Path, "there*"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(There) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)); // there the folder says who
    }

    [Fact]
    public async Task A_key_that_was_destroyed_before_is_not_in_it_and_one_that_is_destroyed_afterwards_stays_there()
    {
        await using var server = await SqliteStore.OpenAsync(Here, new());
        await server.Keys.KeepAsync(new("session"), 1, Key, default);
        Assert.Equal(0, (await RunAsync("--to", There, "--Storage:Path", Here)).Code);

        await server.Keys.DestroyAsync(new("session"), 1, default);
        Assert.Equal(0, (await RunAsync("--to", folder.File("after.db"), "--Storage:Path", Here)).Code);

        Assert.True(await HoldsKeyAsync(There));
        Assert.False(await HoldsKeyAsync(folder.File("after.db")));
    }

    [Fact]
    public async Task What_is_there_is_never_written_over()
    {
        await FillAsync();
        await File.WriteAllTextAsync(There, "another backup");

        var (code, _, told) = await RunAsync("--to", There, "--Storage:Path", Here);

        Assert.Equal(2, code);
        Assert.Contains("a backup is never written over", told, StringComparison.Ordinal);
        Assert.Equal("another backup", await File.ReadAllTextAsync(There));
    }

    [Fact]
    public async Task What_another_backup_writes_is_left_to_it()
    {
        await FillAsync();
        await File.WriteAllTextAsync($"{There}.part", "half of it");

        var (code, _, told) = await RunAsync("--to", There, "--Storage:Path", Here);

        Assert.Equal(2, code);
        Assert.Contains("another backup runs, or one was cut off", told, StringComparison.Ordinal);
        Assert.Equal("half of it", await File.ReadAllTextAsync($"{There}.part"));
        Assert.False(File.Exists(There));
    }

    [Fact]
    public async Task Of_a_damaged_file_there_is_no_backup()
    {
        await FillAsync();
        await using (var file = new FileStream(Here, FileMode.Open))
        {
            file.Position = 4096;
            await file.WriteAsync(new byte[file.Length - 4096]);
        }

        var (code, _, told) = await RunAsync("--to", There, "--Storage:Path", Here);

        Assert.Equal(1, code);
        Assert.Contains("is damaged", told, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path, "there*"));
    }

    [Fact]
    public async Task A_file_of_another_program_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Here, new string('x', 5000));

        var (code, _, told) = await RunAsync("--to", There, "--Storage:Path", Here);

        Assert.Equal(1, code);
        Assert.Contains("is no file of this server", told, StringComparison.Ordinal);
        Assert.Equal([Here], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("", "--to is missing")]
    [InlineData("--to", "--to")]
    [InlineData("--to THERE --two half-a-key", "--two is no option")]
    [InlineData("THERE", "What is typed is no option")]
    [InlineData("--to THERE --Storage:Pth half-a-key", "the nearest is Storage:Path")]
    [InlineData("--to THERE --Storage:Path nowhere.db", "There is nothing to copy")]
    [InlineData("--to THERE/in/no/folder.db", "its folder is not there")]
    [InlineData("--to THERE --Storage:ConnectionString " + StrictTables.ConnectionString, "use: migrate --to")]
    public async Task What_cannot_be_done_is_said_in_one_line(string typed, string told)
    {
        await FillAsync();

        var (code, said, problem) = await RunAsync(
            ["--Storage:Path", Here, .. typed.Replace("THERE", There, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, code);
        Assert.DoesNotContain("whole", said, StringComparison.Ordinal);
        Assert.Contains(told, Assert.Single(problem.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("half-a-key", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(StrictTables.Key, problem, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path, "there*"));
        Assert.False(File.Exists("nowhere.db"));
    }

    [Fact]
    public async Task Help_says_that_the_server_may_go_on()
    {
        var (code, said, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("The server may go on meanwhile.", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    static async Task<bool> HoldsKeyAsync(string file) => (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Key) >= 0;

    async Task FillAsync() => await (await Filled.WithAllAsync(await SqliteStore.OpenAsync(Here, new()))).DisposeAsync();

    static async Task<(int Code, string Said, string Told)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var problems = new StringWriter();
        var code = await BackupCommand.RunAsync(args, output, problems);
        return (code, output.ToString(), problems.ToString());
    }
}
