using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// What a channel gets to see: of 5,000 people who press a button within a minute Slack takes 50 edits a minute in the whole workspace, so that few are made,
/// and the last must show the final tally; of nine people each press has to be on the card soon.
/// </summary>
static partial class SlackBurstRun
{
    const int People = 5_000;
    const int UpdatesAMinuteMax = 30;
    const int FewPeople = 9;
    const int FewSessions = 5;
    const double ShownMsMax = 2_000;

    /// <summary>The choice of moments is the same in each run.</summary>
    const int Seed = 20_261_123;

    static readonly TimeSpan BurstFor = TimeSpan.FromSeconds(60);
    static readonly TimeSpan FewFor = TimeSpan.FromSeconds(30);
    static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        await using var bot = BotProcess.StartBot(folder, slack.Settings);
        await bot.ReadyAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        using var user = new SlackUser(bot, slack, signer);
        Report.Machine();
        var isRight = await BurstAsync(bot, user, slack, options);
        var shown = await FewAsync(user, slack);
        Report.Table(
            $"From the answer to a press to the card that shows it, {FewPeople} people in each of {FewSessions} sessions, {FewFor.TotalSeconds} s",
            ["", .. Report.SpreadColumns], [["shown", .. Report.Spread(shown, ShownMsMax)]]);
        return isRight && Report.P95(shown) <= ShownMsMax ? 0 : 1;
    }

    static async Task<bool> BurstAsync(BotProcess bot, SlackUser user, PretendSlack slack, LoadOptions options)
    {
        var channel = Channel.Number(1);
        var traffic = await Taps.InNewSessionsAsync(user, firstChannel: 1, sessions: 1, People);
        var begun = Stopwatch.GetTimestamp();
        var outcome = await new Generator(bot.Address, options.Connections)
            .RunAsync(new Once(traffic, People), BurstFor, People / BurstFor.TotalSeconds);
        var last = await UntilAsync(slack, channel, People);
        var edits = slack.EditsOf(channel.Id).Where(edit => edit.At >= begun).ToList();
        var most = edits.Max(edit => edits.Count(other => other.At >= edit.At && Stopwatch.GetElapsedTime(edit.At, other.At) < TimeSpan.FromMinutes(1)));
        var isRight = outcome.IsClean && outcome.Requests == People && last is not null && most <= UpdatesAMinuteMax;
        Report.Table($"{Report.Whole(People)} presses in one channel within {BurstFor.TotalSeconds} s", ["", "", "to reach", ""],
        [
            ["presses answered 200", Report.Whole(outcome.Requests), Report.Whole(People), Report.Verdict(outcome.IsClean && outcome.Requests == People)],
            ["p99 of such an answer, ms", Report.Ms(outcome.Latencies.Percentile(99)), "", ""],
            ["edits in the fullest minute", Report.Whole(most), $"≤ {UpdatesAMinuteMax}", Report.Verdict(most <= UpdatesAMinuteMax)],
            ["edits in all", Report.Whole(edits.Count), "", ""],
            ["the last card shows all", last is null ? "no" : "yes", "yes", Report.Verdict(last is not null)],
            ["from the last answer to it, s", last is { } at ? Report.Ms((Stopwatch.GetElapsedTime(begun, at) - outcome.Took).TotalSeconds) : "", "", ""],
        ]);
        return isRight;
    }

    // At moments drawn by lot, in workspaces of their own.
    static async Task<List<double>> FewAsync(SlackUser user, PretendSlack slack)
    {
        var chance = new Random(Seed);
        var (pressed, presses) = (new List<(Channel Channel, int Number, long At)>(), new List<(TimeSpan At, Channel Channel, PostedMessage Card)>());
        foreach (var number in Enumerable.Range(2, FewSessions))
        {
            var channel = Channel.Number(number);
            var card = await user.StartAsync(channel, "checkin");
            presses.AddRange(Enumerable.Range(0, FewPeople).Select(_ => (FewFor * chance.NextDouble(), channel, card)));
        }

        var begun = Stopwatch.GetTimestamp();
        foreach (var (at, channel, card) in presses.OrderBy(press => press.At))
        {
            var wait = at - Stopwatch.GetElapsedTime(begun);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, TimeProvider.System);
            var number = pressed.Count(one => one.Channel == channel) + 1;
            await user.PressAsync(channel, card, Button.Of(card.Blocks).First(button => button.Value.Contains("|answer|", StringComparison.Ordinal)), number);
            pressed.Add((channel, number, Stopwatch.GetTimestamp()));
        }

        var shown = new List<double>();
        foreach (var (channel, number, at) in pressed)
        {
            var seen = await UntilAsync(slack, channel, number) ?? throw new InvalidOperationException($"Press {number} in {channel.Id} is not on its card.");
            shown.Add(Math.Max(0, Stopwatch.GetElapsedTime(at, seen).TotalMilliseconds));
        }

        return shown;
    }

    /// <summary>When the card first said that so many have answered; null where it does not.</summary>
    static async Task<long?> UntilAsync(PretendSlack slack, Channel channel, int people)
    {
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < ShownWithin;)
        {
            foreach (var edit in slack.EditsOf(channel.Id).Where(edit => Answered(edit.Json) >= people))
            {
                return edit.At;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return null;
    }

    static int Answered(string json) => Said.Match(json) is { Success: true } said
        ? int.Parse(said.Groups["people"].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        : 0;

    [GeneratedRegex("(?<people>[0-9,]+) (person has|people have) answered", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    static partial Regex Said { get; }
}
