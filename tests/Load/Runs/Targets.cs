namespace CoCreateBot.Load.Runs;

/// <summary>What a run of <c>votes</c> has to reach, by the medians of its rounds.</summary>
sealed record Targets(Target Rate, Target TapCost, Target ParseCost, Target P99)
{
    const double RateMin = 12_000;
    const double TapCostMax = 3;
    const double ParseCostMax = 1.6;
    const double P99MsMax = 10;

    // What is no number, as nothing was measured, reaches nothing.
    public static Targets Of(double rate, double tapCost, double parseCost, double p99Ms) => new(
        new Target("taps/s in one session", "≥ 12,000", rate >= RateMin),
        new Target("CPU of a durable tap, times empty", "≤ 3", tapCost <= TapCostMax),
        new Target("CPU of check and parse, times empty", "≤ 1.6", parseCost <= ParseCostMax),
        new Target("p99 at half of saturation, ms", "≤ 10", p99Ms <= P99MsMax));

    /// <summary>The exit code of the run, and its last line.</summary>
    public (int ExitCode, string Line) Verdict(bool isClean) => Target.Verdict([Rate, TapCost, ParseCost, P99], isClean);
}

/// <param name="Goal">As it is shown.</param>
sealed record Target(string Name, string Goal, bool IsReached)
{
    /// <summary>A tap was refused or lost.</summary>
    const int ExitUnclean = 1;

    /// <summary>Every tap was taken, and a target was missed.</summary>
    const int ExitMissed = 2;

    /// <summary>The exit code of a run that has these, and its last line.</summary>
    public static (int ExitCode, string Line) Verdict(IEnumerable<Target> all, bool isClean)
    {
        var missed = all.Where(target => !target.IsReached).Select(target => $"{target.Name} ({target.Goal})").ToList();
        var line = missed.Count == 0 ? "All targets were reached." : $"NOT reached: {string.Join("; ", missed)}.";
        return (isClean ? missed.Count == 0 ? 0 : ExitMissed : ExitUnclean, line);
    }
}
