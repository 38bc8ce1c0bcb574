using System.Globalization;
using CoCreateBot.Load.Servers;

namespace CoCreateBot.Load;

/// <summary>What can be set on a run; the defaults are what docs/performance.md shows.</summary>
sealed record LoadOptions
{
    public int Connections { get; init; } = 32;

    public int Rounds { get; init; } = 5;

    public double Seconds { get; init; } = 3;

    /// <summary>Of the random moments at which the server is killed.</summary>
    public int Seed { get; init; } = 20_261_122;

    /// <summary>The folder of another published build, which takes turns with this one; null where none does.</summary>
    public string? With { get; init; }

    /// <summary>Null where something is no option or no number.</summary>
    public static LoadOptions? Read(string[] args)
    {
        LoadOptions? options = new();
        for (var i = 0; i < args.Length && options is not null; i += 2)
        {
            var value = i + 1 < args.Length && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) ? number : -1;
            options = (args[i], value) switch
            {
                ("--connections", >= 1 and <= 1_000) => options with { Connections = (int)value },
                ("--rounds", >= 1 and <= 100) => options with { Rounds = (int)value },
                ("--seconds", > 0 and <= 60) => options with { Seconds = value },
                ("--seed", >= 0) => options with { Seed = (int)value },
                ("--with", _) when i + 1 < args.Length && File.Exists(Path.Combine(args[i + 1], BotProcess.Program)) =>
                    options with { With = Path.GetFullPath(args[i + 1]) },
                _ => null,
            };
        }

        return options;
    }
}
