using System.Globalization;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;
using CoCreateBot.Sessions;

namespace CoCreateBot.Load.Runs;

/// <summary>10,000 people who have joined set five dots each in one vote, one dot after the other; afterwards every dot is counted.</summary>
static class CrowdRun
{
    const int People = 10_000;
    const int Options = 15;
    const int Dots = 5;
    const int Cap = 3;
    const double SecondsMax = 15;

    static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(100);
    static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        var channel = Channel.Number(1);
        Ballots ballots;
        Measured set;
        await using (var bot = BotProcess.StartBot(folder, slack.Settings))
        {
            await bot.ReadyAsync();
            using var signer = new Signer(PretendSlack.SigningSecret);
            using var user = new SlackUser(bot, slack, signer);
            var card = await user.StartAsync(channel, Command());
            var dialogs = await Ballots.DialogsAsync(user, [(channel, card)]);
            ballots = new Ballots(dialogs, People, Options, Dots, Cap, options.Seed);
            var joined = await RunAsync(options, bot, Joins.Of(user, channel, card, People));
            set = await RunAsync(options, bot, ballots);
            Report.Machine();
            Show(options, joined, set, ballots);
            await user.TypeAsync(channel, "close");
            await ShownAsync(slack, channel);
            Console.WriteLine();
            Console.WriteLine($"The card was edited {slack.Updates} times on the way.");
        }

        var isRight = await CheckAsync(folder, channel, ballots, slack);
        return isRight && set.Outcome.IsClean ? 0 : 1;
    }

    static Task<Measured> RunAsync(LoadOptions options, BotProcess bot, ITraffic traffic) =>
        Measured.RunAsync(bot, new Generator(bot.Address, options.Connections), traffic, TimeMax);

    static string Command() => string.Create(
        CultureInfo.InvariantCulture,
        $"vote \"What shall we do first?\" {string.Join(" | ", Enumerable.Range(0, Options).Select(Text))} dots {Dots} cap {Cap} for 30m");

    static string Text(int option) => string.Create(CultureInfo.InvariantCulture, $"Proposal {option + 1}");

    static void Show(LoadOptions options, Measured joined, Measured set, Ballots ballots)
    {
        Report.Table(
            $"{Report.Whole(People)} people, {Options} options, {options.Connections} connections, a body of {ballots.BodyLength} bytes",
            ["", "requests", "seconds", "requests/s", "p50 ms", "p99 ms", "server CPU µs", "errors"],
            [Line("join", joined), Line($"{Dots} dots each, one after the other", set)]);
        Console.WriteLine();
        Console.WriteLine(
            $"{Report.Whole(People)} × {Dots} dots took {Report.Two(set.Outcome.Took.TotalSeconds)} s; to reach: {SecondsMax} s: "
            + Report.Verdict(set.Outcome.Took.TotalSeconds <= SecondsMax) + ".");
    }

    static string[] Line(string name, Measured measured) =>
    [
        name,
        Report.Whole(measured.Outcome.Requests),
        Report.Two(measured.Outcome.Took.TotalSeconds),
        Report.Whole(measured.Outcome.Rate),
        Report.Ms(measured.Outcome.Latencies.Percentile(50)),
        Report.Ms(measured.Outcome.Latencies.Percentile(99)),
        Report.Ms(measured.ServerCpuUs),
        measured.Outcome.Errors,
    ];

    /// <summary>Until the minutes stand in the channel, which come after the closed card.</summary>
    static async Task ShownAsync(PretendSlack slack, Channel channel)
    {
        using var late = new CancellationTokenSource(ShownWithin, TimeProvider.System);
        while (slack.In(channel.Id).Count() < 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, late.Token);
        }
    }

    static async Task<bool> CheckAsync(WorkFolder folder, Channel channel, Ballots ballots, PretendSlack slack)
    {
        await using var stored = await StoredLog.OpenAsync(folder);
        var session = await stored.SessionAsync(channel);
        var rows = (await stored.ArtifactsAsync(session)).Where(row => row.Kind == "tally").ToDictionary(row => row.Text, row => row.Value ?? -1);
        var last = new Dictionary<PersonAlias, DotVoteEvent.BallotSet>();
        foreach (var ballot in (await stored.EventsAsync(session)).OfType<SessionEvent.Contributed>().Select(one => one.What).OfType<DotVoteEvent.BallotSet>())
        {
            last[ballot.Author] = ballot;
        }

        var card = slack.In(channel.Id).First().Call.GetRawText();
        var lines = ballots.Expected().Select((expected, option) => Line(option, expected, rows, last, card)).ToList();
        Report.Table(
            "Every option",
            ["", "dots sent", "dots in the result", "people sent", "people in the log", "on the card", ""],
            lines.ConvertAll(line => line.Cells));
        var isRight = lines.TrueForAll(line => line.IsRight) && last.Count == People;
        Console.WriteLine();
        Console.WriteLine(isRight ? "Every dot and every person is there, once." : $"WRONG: see above; {last.Count} people have a ballot.");
        return isRight;
    }

    static (string[] Cells, bool IsRight) Line(
        int option, (int Dots, int People) expected, Dictionary<string, int> rows, Dictionary<PersonAlias, DotVoteEvent.BallotSet> last, string card)
    {
        var name = $"{VoteOption.LetterOf(option)}. {Text(option)}";
        var dots = rows.GetValueOrDefault(name, -1);
        var inLog = last.Values.SelectMany(ballot => ballot.Dots).Where(given => given.Option == option).ToList();
        var isOnCard = card.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{expected.Dots} dots from {expected.People} people"), StringComparison.Ordinal);
        var isRight = dots == expected.Dots && inLog.Sum(given => given.Dots) == expected.Dots && inLog.Count == expected.People && isOnCard;
        string[] cells =
        [
            name, Report.Whole(expected.Dots), Report.Whole(dots), Report.Whole(expected.People), Report.Whole(inLog.Count),
            isOnCard ? "yes" : "no", isRight ? "right" : "WRONG",
        ];
        return (cells, isRight);
    }
}
