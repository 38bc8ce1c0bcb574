using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot;

/// <summary>What keeps the program from starting is said in a sentence, and the exit code tells a service manager.</summary>
public sealed class StartTest
{
    static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Bad_settings_are_said_a_sentence_each()
    {
        var (code, lines) = await RunAsync("--Bot:Language=xx", "--Storage:PagesMax=3");

        Assert.Equal(2, code);
        Assert.Collection(lines, line => Assert.StartsWith("Bot:Language", line), line => Assert.StartsWith("Storage:PagesMax", line));
    }

    [Fact]
    public async Task A_mistyped_setting_stops_the_start_and_is_named()
    {
        var (code, lines) = await RunAsync("--Slack:SigningSecrt=abc");

        Assert.Equal(2, code);
        Assert.StartsWith("Slack:SigningSecrt is no setting", Assert.Single(lines));
    }

    [Theory]
    [InlineData("docter", 2)]
    [InlineData("--help", 0)]
    [InlineData("help", 0)]
    public async Task A_word_that_it_does_not_know_starts_nothing_and_what_it_knows_is_listed(string word, int expected)
    {
        var (code, lines) = await RunAsync(word, "--urls=http://127.0.0.1:0");

        Assert.Equal(expected, code);
        Assert.Contains(lines, line => line.TrimStart().StartsWith("doctor ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_word_is_found_behind_settings_too()
    {
        using var folder = new TestFolder();

        var (code, lines) = await RunAsync("--Storage:Path", folder.File("none.db"), "backup", "--to", folder.File("copy.db"));

        Assert.Equal(2, code);
        Assert.StartsWith("There is nothing to copy in", Assert.Single(lines));
    }

    [Theory]
    [InlineData("\"frobnicate\" is nothing this program does.", "--urls", "http://127.0.0.1:0", "frobnicate")]
    [InlineData("--Storage:Path has no value.", "--urls=http://127.0.0.1:0", "--Storage:Path")]
    [InlineData("--Storage:Path has no value.", "--Storage:Path", "--urls=http://127.0.0.1:0")]
    [InlineData("--Storage:Path has no value, as backup is a word", "--Storage:Path", "backup", "--to", "y.db")]
    [InlineData("--Storage:Path has no value.", "backup", "--to", "y.db", "--Storage:Path")]
    [InlineData("--Storage:Path has no value.", "doctor", "--Storage:Path")]
    [InlineData("-x is no setting.", "-x", "1")]
    public async Task What_cannot_be_meant_starts_nothing_and_is_named(string sentence, params string[] args)
    {
        var (code, lines) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.StartsWith(sentence, lines[0]);
    }

    [Theory]
    [InlineData("--Slack:SigningSecret=", "0f1e2d3c4b5a69788796a5b4c3d2e1f0")]
    [InlineData("--Slack:SigningSecret", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "0f1e2d3c4b5a69788796a5b4c3d2e1f0")]
    public async Task What_may_be_a_secret_without_its_setting_is_not_repeated(params string[] args)
    {
        var (code, lines) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.StartsWith("What stands behind --Slack:SigningSecret", lines[0]);
        Assert.DoesNotContain(lines, line => line.Contains("0f1e2d", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_where_nothing_can_be_kept_is_said_in_one_sentence()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("a-file"), "");

        var (code, lines) = await RunAsync($"--Storage:Path={folder.File("a-file")}/cocreate.db");

        Assert.Equal(2, code);
        Assert.Contains("a-file", Assert.Single(lines));
    }

    [Fact]
    public async Task An_address_that_is_taken_is_said_in_one_sentence()
    {
        using var folder = new TestFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, lines) = await RunAsync($"--Storage:Path={folder.File("cocreate.db")}", $"--urls=http://127.0.0.1:{port}");

        Assert.Equal(2, code);
        Assert.Contains(port, Assert.Single(lines));
    }

    [Theory]
    [InlineData("here", "here")]
    [InlineData("http://127.0.0.1:99999", "--urls")]
    public async Task An_address_that_is_none_is_said_in_one_sentence(string address, string said)
    {
        using var folder = new TestFolder();

        var (code, lines) = await RunAsync($"--Storage:Path={folder.File("cocreate.db")}", $"--urls={address}");

        Assert.Equal(2, code);
        Assert.Contains(said, Assert.Single(lines));
    }

    /// <summary>All that it says, wherever it says it.</summary>
    static async Task<(int Code, string[] Said)> RunAsync(params string[] args)
    {
        // The runtime that runs the tests runs the program.
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        using var program = new Process
        {
            StartInfo = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "CoCreateBot.dll"), .. args])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            },
        };
        program.Start();
        try
        {
            var said = program.StandardError.ReadToEndAsync();
            var logged = program.StandardOutput.ReadToEndAsync();
            await program.WaitForExitAsync().WaitAsync(Within, TimeProvider.System);
            return (program.ExitCode, (await said + await logged).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            program.Kill(); // where it runs on against all expectation
        }
    }
}
