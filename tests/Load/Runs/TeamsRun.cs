using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Teams;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// What a durable tap in Teams costs beside what nothing costs: in turn, in several rounds, an empty address, the check of the token with the reading, the
/// whole tap with its fresh card in one session, over many sessions, at half of what was found to be the most, and from many sides at once. Then what a
/// channel sees of thousands.
/// </summary>
static class TeamsRun
{
    const int People = 10_000;
    const int ManySessions = 100;
    const int PeopleOfMany = 200;
    const int Wide = 64;
    const int Widest = 256;

    /// <summary>What Teams' own taps weigh, without their cards, which Teams does not send along; a lighter one would make the figures better than they are.</summary>
    const int BodyMin = 1_300;
    const int BodyMax = 1_600;

    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    static readonly TimeSpan DiskProbe = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan BurstFor = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var folder = new WorkFolder();
        using var yardFolder = new WorkFolder();
        await using var teams = await PretendTeams.StartAsync();
        await using var bot = BotProcess.StartBot(folder, teams.Settings);
        await using var yard = BotProcess.StartYardstick(yardFolder, teams.Settings);
        await bot.ReadyAsync();
        await yard.ReadyAsync();
        using var user = new TeamsUser(bot, teams);
        var one = await TeamsTaps.InNewSessionsAsync(user, firstPlace: 1, sessions: 1, People);
        var many = await TeamsTaps.InNewSessionsAsync(user, firstPlace: 2, ManySessions, PeopleOfMany);
        if (one.BodyLength is < BodyMin or > BodyMax)
        {
            throw new InvalidOperationException($"A tap's body has {one.BodyLength} bytes, not {BodyMin} to {BodyMax}: see TeamsBodies.");
        }

        Report.Machine();
        Console.WriteLine($"{options.Connections} connections, {options.Rounds} rounds of {options.Seconds} s each, a body of {one.BodyLength} bytes, "
            + $"with its headers {one.Length}; {TeamsTaps.TokensAtOnce} tokens in use at once.");
        var rounds = await RoundsAsync(bot, yard, options, one, many, folder);
        var steady = await TeamsBurst.RunAsync(bot, user, teams, ManySessions + 2, options, BurstFor);
        var quick = await TeamsBurst.RunAsync(bot, user, teams, ManySessions + 3, options, null);
        var targets = TargetsOf(rounds, [steady, quick]);
        Summarize(rounds, targets);
        TeamsBurst.Show(steady, quick, targets);
        Console.WriteLine();
        Console.WriteLine($"The pretend Teams took {teams.Posts} posts, {teams.Edits} edits, and refused {teams.TooSoon} calls.");
        var trouble = one.Trouble ?? many.Trouble;
        var isClean = trouble is null && rounds.TrueForAll(round => round.All.All(measured => measured.Outcome.IsClean)) && steady.IsRight && quick.IsRight;
        Console.WriteLine(isClean ? "Every tap was answered with a card that has it." : $"NOT every tap was answered as it should be: {trouble ?? "see above"}.");
        var (code, line) = targets.Verdict(isClean);
        Console.WriteLine(line);
        return code;
    }

    sealed record Round(
        Measured Empty, Measured Parse, Measured One, Measured Many, Measured Half, Measured Wide, Measured Widest, DiskSpeed Disk, string LoadAverage)
    {
        public Measured[] All => [Empty, Parse, One, Many, Half, Wide, Widest];
    }

    static async Task<List<Round>> RoundsAsync(BotProcess bot, BotProcess yard, LoadOptions options, TeamsTaps one, TeamsTaps many, WorkFolder folder)
    {
        var (empty, parse) = (one.At(Yardstick.EmptyPath, yard), one.At(Yardstick.ParseTeamsPath, yard));
        foreach (var (server, traffic) in new (BotProcess, ITraffic)[] { (yard, empty), (yard, parse), (bot, one), (bot, many) })
        {
            await MeasureAsync(server, traffic, options.Connections, WarmUp);
        }

        var rounds = new List<Round>();
        for (var number = 1; number <= options.Rounds; number++)
        {
            rounds.Add(await RoundAsync());
            Show(number, rounds[^1]);
        }

        return rounds;

        async Task<Round> RoundAsync()
        {
            var length = TimeSpan.FromSeconds(options.Seconds);
            var (loadAverage, disk) = (Report.LoadAverage(), Disk.Measure(folder, DiskProbe));
            var nothing = await MeasureAsync(yard, empty, options.Connections, length);
            var parsed = await MeasureAsync(yard, parse, options.Connections, length);
            var most = await MeasureAsync(bot, one, options.Connections, length);
            var spread = await MeasureAsync(bot, many, options.Connections, length);
            var half = await MeasureAsync(bot, one, options.Connections, length, most.Outcome.Rate / 2);
            var wide = await MeasureAsync(bot, one, Wide, length);
            var widest = await MeasureAsync(bot, one, Widest, length);
            return new Round(nothing, parsed, most, spread, half, wide, widest, disk, loadAverage);
        }

        async Task<Measured> MeasureAsync(BotProcess server, ITraffic traffic, int connections, TimeSpan length, double? pace = null)
        {
            await bot.RestAsync();
            return await Measured.RunAsync(server, new Generator(server.Address, connections), traffic, length, pace);
        }
    }

    static TeamsTargets TargetsOf(List<Round> rounds, TeamsBurst[] bursts) => TeamsTargets.Of(
        cpuMs: Report.Median(rounds.Select(round => round.One.ServerCpuUs / 1_000)),
        p99Ms: Report.Median(rounds.Select(round => round.One.Outcome.Latencies.Percentile(99))),
        p99HalfMs: Report.Median(rounds.Select(round => round.Half.Outcome.Latencies.Percentile(99))),
        gapMs: rounds.SelectMany(FromManySides).Max(measured => measured.Outcome.LongestGap.TotalMilliseconds),
        slowestMs: rounds.SelectMany(FromManySides).Max(measured => measured.Outcome.Latencies.Percentile(100)),
        inSecond: bursts.Max(burst => burst.InSecond),
        inHalfMinute: bursts.Max(burst => burst.InHalfMinute));

    static Measured[] FromManySides(Round round) => [round.Wide, round.Widest];

    static void Show(int number, Round round) => Report.Table(Rounds.Title(number, round.LoadAverage, round.Disk), Rounds.Columns,
    [
        Rounds.Line("empty endpoint", round.Empty, round.Empty),
        Rounds.Line("token check and parse", round.Parse, round.Empty),
        Rounds.Line("durable tap, one session", round.One, round.Empty),
        Rounds.Line($"durable tap, {ManySessions} sessions", round.Many, round.Empty),
        Rounds.Line("the same in one session at half the rate", round.Half, round.Empty),
        Rounds.Line($"the same over {Wide} connections", round.Wide, round.Empty),
        Rounds.Line($"the same over {Widest} connections", round.Widest, round.Empty),
    ]);

    static void Summarize(List<Round> rounds, TeamsTargets targets) => Report.Table($"Over {rounds.Count} rounds", Rounds.SummaryColumns,
    [
        Rounds.Line("empty endpoint, requests/s", rounds.Select(round => round.Empty.Outcome.Rate), Report.Whole),
        Rounds.Line("taps/s in one session", rounds.Select(round => round.One.Outcome.Rate), Report.Whole),
        Rounds.Line($"taps/s over {ManySessions} sessions", rounds.Select(round => round.Many.Outcome.Rate), Report.Whole),
        Rounds.Line(targets.Cpu.Name, rounds.Select(round => round.One.ServerCpuUs / 1_000), Report.Three, targets.Cpu),
        Rounds.Line("times empty", rounds.Select(round => round.One.ServerCpuUs / round.Empty.ServerCpuUs), Report.Two),
        Rounds.Line($"the same over {ManySessions} sessions, ms", rounds.Select(round => round.Many.ServerCpuUs / 1_000), Report.Three),
        Rounds.Line("times empty", rounds.Select(round => round.Many.ServerCpuUs / round.Empty.ServerCpuUs), Report.Two),
        Rounds.Line("CPU of check and parse, times empty", rounds.Select(round => round.Parse.ServerCpuUs / round.Empty.ServerCpuUs), Report.Two),
        Rounds.Line(targets.P99.Name, rounds.Select(round => round.One.Outcome.Latencies.Percentile(99)), Report.Ms, targets.P99),
        Rounds.Line(targets.P99Half.Name, rounds.Select(round => round.Half.Outcome.Latencies.Percentile(99)), Report.Ms, targets.P99Half),
        .. new (int Connections, Func<Round, Measured> Of)[] { (Wide, round => round.Wide), (Widest, round => round.Widest) }.SelectMany(many => new[]
        {
            Rounds.Line(
                $"{targets.Gap.Name}, {many.Connections} connections", rounds.Select(round => many.Of(round).Outcome.LongestGap.TotalMilliseconds), Report.Ms,
                targets.Gap),
            Rounds.Line(
                $"{targets.Slowest.Name}, {many.Connections} connections", rounds.Select(round => many.Of(round).Outcome.Latencies.Percentile(100)),
                Report.Ms, targets.Slowest),
        }),
        Rounds.Line("appends/s confirmed by the disk", rounds.Select(round => round.Disk.AppendsPerSecond), Report.Whole),
    ]);
}
