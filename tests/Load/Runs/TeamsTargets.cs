namespace CoCreateBot.Load.Runs;

/// <summary>What a run of <c>teams</c> has to reach: costs and delays by the medians of its rounds, stalls by the worst there was.</summary>
sealed record TeamsTargets(Target Cpu, Target P99, Target P99Half, Target Gap, Target Slowest, Target Second, Target HalfMinute)
{
    const double CpuMsMax = 0.35;
    const double P99MsMax = 40;

    /// <summary>Under load from all sides something is answered all the time; what waits for longer than this stands still.</summary>
    const double GapMsMax = 250;

    /// <summary>The bot is to answer within three seconds (what Teams waits for is nowhere said).</summary>
    const double SlowestMsMax = 1_000;

    // What Teams documents for a conversation.
    const int InSecondMax = 7;
    const int InHalfMinuteMax = 60;

    // What is no number, as nothing was measured, reaches nothing.
    public static TeamsTargets Of(
        double cpuMs, double p99Ms, double p99HalfMs, double gapMs, double slowestMs, int inSecond, int inHalfMinute) => new(
        new Target("CPU of a durable tap, ms", "≤ 0.35", cpuMs <= CpuMsMax),
        new Target("p99 at saturation, ms", "≤ 40", p99Ms <= P99MsMax),
        new Target("p99 at half of saturation, ms", "≤ 40", p99HalfMs <= P99MsMax),
        new Target("longest time without an answer, ms", "≤ 250", gapMs <= GapMsMax),
        new Target("slowest answer, ms", "≤ 1,000", slowestMs <= SlowestMsMax),
        new Target("calls in the fullest second", "≤ 7", inSecond <= InSecondMax),
        new Target("calls in the fullest 30 s", "≤ 60", inHalfMinute <= InHalfMinuteMax));

    /// <summary>The exit code of the run, and its last line.</summary>
    public (int ExitCode, string Line) Verdict(bool isClean) =>
        Target.Verdict([Cpu, P99, P99Half, Gap, Slowest, Second, HalfMinute], isClean);
}
