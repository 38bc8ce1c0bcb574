using System.Diagnostics;

namespace CoCreateBot.Load.Runs;

/// <summary>Each recipe in each scenario of a rehearsal, as a process of its own from its start to its end.</summary>
static class RehearseRun
{
    const double SecondsMax = 20;

    static readonly string[] Scenarios = ["mixed6", "live9", "async30", "crowd3000"];
    static readonly string[] Recipes = ["ideas", "prioritise", "check-in", "ask", "root-cause"];

    public static async Task<int> RunAsync()
    {
        Report.Machine();
        var times = new List<(string Scenario, string Recipe, double Seconds)>();
        foreach (var scenario in Scenarios)
        {
            foreach (var recipe in Recipes)
            {
                times.Add((scenario, recipe, await SecondsOfAsync(scenario, recipe)));
            }
        }

        Report.Table("Played by pretend people, from the start of the process to its end, in seconds", ["", .. Recipes], Scenarios.Select(scenario =>
            (string[])[scenario, .. times.Where(one => one.Scenario == scenario).Select(one => Report.Two(one.Seconds))]));
        Console.WriteLine();
        Console.WriteLine($"To reach: {Report.Whole(SecondsMax)} s each: {Report.Verdict(times.TrueForAll(one => one.Seconds <= SecondsMax))}.");
        return 0;
    }

    static async Task<double> SecondsOfAsync(string scenario, string recipe)
    {
        var since = Stopwatch.GetTimestamp();
        var bot = Path.Combine(AppContext.BaseDirectory, "CoCreateBot.dll");
        using var program = Process.Start(new ProcessStartInfo("dotnet", [bot, "rehearse", "--scenario", scenario, "--recipe", recipe, "--seed", "7"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("The program did not start.");
        var minutes = program.StandardOutput.ReadToEndAsync();
        var progress = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return program.ExitCode == 0 && (await minutes).Length > 0
            ? Stopwatch.GetElapsedTime(since).TotalSeconds
            : throw new InvalidOperationException($"{scenario} {recipe} ended with {program.ExitCode}: {await progress}");
    }
}
