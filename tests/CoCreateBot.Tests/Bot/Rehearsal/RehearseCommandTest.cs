using System.Diagnostics;
using System.Runtime.InteropServices;
using CoCreateBot.Bot.Rehearsal;

namespace CoCreateBot.Tests.Bot.Rehearsal;

/// <summary>What is typed behind the program's name, and what it says where.</summary>
public sealed class RehearseCommandTest
{
    static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("--people 0", "from 1 to 3000")]
    [InlineData("--people 5000", "from 1 to 3000")]
    [InlineData("--people -1", "from 1 to 3000")]
    [InlineData("--people many", "many")]
    [InlineData("--recipe nonsense", "no recipe \"nonsense\"")]
    [InlineData("--scenario nonsense", "no scenario \"nonsense\"")]
    [InlineData("--language xx", "--language is \"xx\"")]
    [InlineData("--seed x", "x")]
    [InlineData("--seed", "--seed")]
    [InlineData("--nonsense 3", "--nonsense")]
    [InlineData("nonsense", "nonsense")]
    public async Task What_cannot_be_played_is_said_in_one_sentence(string typed, string said)
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();

        Assert.Equal(2, await RehearseCommand.RunAsync(typed.Split(' '), output, progress));

        Assert.Equal("", output.ToString());
        Assert.Contains(said, Assert.Single(progress.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_minutes_alone_stand_on_standard_output_and_are_the_same_in_another_process()
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();
        string[] args = ["--recipe", "ideas", "--people", "6", "--seed", "7"];
        Assert.Equal(0, await RehearseCommand.RunAsync(args, output, progress));

        var (code, said, told) = await RunAsync(["rehearse", .. args]);

        Assert.Equal((0, output.ToString()), (code, said));
        Assert.Equal(progress.ToString(), told);
        Assert.StartsWith("# Minutes\n", said, StringComparison.Ordinal);
        Assert.Equal(10, told.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length); // five activities open and close
    }

    [Fact]
    public async Task Without_a_place_to_play_it_in_it_says_so_in_one_sentence()
    {
        var (code, said, told) = await RunAsync(["rehearse", "--recipe", "check-in"], temp: "/nowhere/at-all");

        Assert.Equal((2, ""), (code, said));
        Assert.Contains("/nowhere/at-all", Assert.Single(told.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_each_recipe_and_each_scenario()
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();

        Assert.Equal(0, await RehearseCommand.RunAsync(["--help"], output, progress));

        Assert.All(Scenario.All, scenario => Assert.Contains(scenario.Name, output.ToString(), StringComparison.Ordinal));
    }

    static async Task<(int Code, string Output, string Error)> RunAsync(string[] args, string? temp = null)
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
        if (temp is not null)
        {
            program.StartInfo.Environment["TMPDIR"] = temp;
        }

        program.Start();
        try
        {
            var output = program.StandardOutput.ReadToEndAsync();
            var error = program.StandardError.ReadToEndAsync();
            await program.WaitForExitAsync().WaitAsync(Within, TimeProvider.System);
            return (program.ExitCode, await output, await error);
        }
        finally
        {
            program.Kill(); // where it runs on against all expectation
        }
    }
}
