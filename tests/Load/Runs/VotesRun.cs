using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// What a durable tap costs beside what nothing costs: in turn, in several rounds, an empty address, the check of the signature with the reading, the
/// whole tap in one session, over many sessions, and at half of what was found to be the most. The disk's own rate stands beside them.
/// </summary>
static class VotesRun
{
    const int People = 10_000;
    const int ManySessions = 100;
    const int PeopleOfMany = 200;
    /// <summary>What Slack's own taps weigh, give or take 2 %: a lighter one would make the figures better than they are.</summary>
    const int BodyMin = 3_724;
    const int BodyMax = 3_876;

    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    static readonly TimeSpan DiskProbe = TimeSpan.FromSeconds(0.5);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var folder = new WorkFolder();
        using var yardFolder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        await using var bot = BotProcess.StartBot(folder, slack.Settings);
        await using var yard = BotProcess.StartYardstick(yardFolder, slack.Settings);
        await bot.ReadyAsync();
        await yard.ReadyAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        using var user = new SlackUser(bot, slack, signer);
        var cases = await CasesAsync(user, bot, yard);
        foreach (var one in cases)
        {
            await one.RunAsync(bot, options, WarmUp);
        }

        if (cases[2].BodyLength is < BodyMin or > BodyMax)
        {
            throw new InvalidOperationException($"A tap's body has {cases[2].BodyLength} bytes, not {BodyMin} to {BodyMax}: see SlackBodies.");
        }

        Report.Machine();
        Console.WriteLine($"{options.Connections} connections, {options.Rounds} rounds of {options.Seconds} s each, a body of {cases[2].BodyLength} bytes.");
        var rounds = new List<Round>();
        var whispersBefore = slack.Whispers.Count;
        for (var number = 1; number <= options.Rounds; number++)
        {
            rounds.Add(await RoundAsync(bot, options, cases, folder));
            Show(number, rounds[^1]);
        }

        var targets = Targets.Of(
            rate: Median(rounds, round => round.One.Outcome.Rate),
            tapCost: Median(rounds, round => round.One.ServerCpuUs / round.Empty.ServerCpuUs),
            parseCost: Median(rounds, round => round.Parse.ServerCpuUs / round.Empty.ServerCpuUs),
            p99Ms: Median(rounds, round => round.Half.Outcome.Latencies.Percentile(99)));
        Summarize(rounds, targets);
        Console.WriteLine();
        Console.WriteLine($"The pretend Slack took {slack.Posts} posts, {slack.Updates} edits.");
        var refused = slack.Whispers.Skip(whispersBefore).ToList(); // a refusal is told to its person alone
        var isClean = rounds.TrueForAll(round => round.All.All(measured => measured.Outcome.IsClean)) && refused.Count == 0;
        Console.WriteLine(isClean ? "Every tap was taken." : $"NOT every tap was taken: see above; {refused.Count} were refused: {refused.FirstOrDefault()}");
        var (code, line) = targets.Verdict(isClean);
        Console.WriteLine(line);
        return code;
    }

    static double Median(List<Round> rounds, Func<Round, double> of) => Report.Median(rounds.ConvertAll(round => of(round)));

    sealed record Case(string Name, BotProcess Server, Taps Traffic)
    {
        public int BodyLength => Traffic.BodyLength;

        public async Task<Measured> RunAsync(BotProcess bot, LoadOptions options, TimeSpan length, double? pace = null)
        {
            await bot.RestAsync();
            return await Measured.RunAsync(Server, new Generator(Server.Address, options.Connections), Traffic, length, pace);
        }
    }

    sealed record Round(Measured Empty, Measured Parse, Measured One, Measured Many, Measured Half, DiskSpeed Disk, string LoadAverage)
    {
        public Measured[] All => [Empty, Parse, One, Many, Half];
    }

    static async Task<Case[]> CasesAsync(SlackUser user, BotProcess bot, BotProcess yard)
    {
        var one = await Taps.InNewSessionsAsync(user, firstChannel: 1, sessions: 1, People);
        var many = await Taps.InNewSessionsAsync(user, firstChannel: 2, ManySessions, PeopleOfMany);
        return
        [
            new Case("empty endpoint", yard, one.At(Yardstick.EmptyPath, yard)),
            new Case("signature check and parse", yard, one.At(Yardstick.ParsePath, yard)),
            new Case("durable tap, one session", bot, one),
            new Case($"durable tap, {ManySessions} sessions", bot, many),
        ];
    }

    static async Task<Round> RoundAsync(BotProcess bot, LoadOptions options, Case[] cases, WorkFolder folder)
    {
        var length = TimeSpan.FromSeconds(options.Seconds);
        var loadAverage = Report.LoadAverage();
        var disk = Disk.Measure(folder, DiskProbe);
        var all = new List<Measured>();
        foreach (var one in cases)
        {
            all.Add(await one.RunAsync(bot, options, length));
        }

        var half = await cases[2].RunAsync(bot, options, length, all[2].Outcome.Rate / 2);
        return new Round(all[0], all[1], all[2], all[3], half, disk, loadAverage);
    }

    static void Show(int number, Round round) => Report.Table(Rounds.Title(number, round.LoadAverage, round.Disk), Rounds.Columns,
    [
        Rounds.Line("empty endpoint", round.Empty, round.Empty),
        Rounds.Line("signature check and parse", round.Parse, round.Empty),
        Rounds.Line("durable tap, one session", round.One, round.Empty),
        Rounds.Line($"durable tap, {ManySessions} sessions", round.Many, round.Empty),
        Rounds.Line("the same in one session at half the rate", round.Half, round.Empty),
    ]);

    static void Summarize(List<Round> rounds, Targets targets) => Report.Table($"Over {rounds.Count} rounds", Rounds.SummaryColumns,
    [
        Rounds.Line("empty endpoint, requests/s", rounds.Select(round => round.Empty.Outcome.Rate), Report.Whole),
        Rounds.Line("check and parse, requests/s", rounds.Select(round => round.Parse.Outcome.Rate), Report.Whole),
        Rounds.Line(targets.Rate.Name, rounds.Select(round => round.One.Outcome.Rate), Report.Whole, targets.Rate),
        Rounds.Line($"taps/s over {ManySessions} sessions", rounds.Select(round => round.Many.Outcome.Rate), Report.Whole),
        Rounds.Line(targets.TapCost.Name, rounds.Select(round => round.One.ServerCpuUs / round.Empty.ServerCpuUs), Report.Two, targets.TapCost),
        Rounds.Line(targets.ParseCost.Name, rounds.Select(round => round.Parse.ServerCpuUs / round.Empty.ServerCpuUs), Report.Two, targets.ParseCost),
        Rounds.Line(targets.P99.Name, rounds.Select(round => round.Half.Outcome.Latencies.Percentile(99)), Report.Ms, targets.P99),
        Rounds.Line("appends/s confirmed by the disk", rounds.Select(round => round.Disk.AppendsPerSecond), Report.Whole),
        Rounds.Line("p99 of such an append, ms", rounds.Select(round => round.Disk.P99Ms), Report.Ms),
    ]);
}
