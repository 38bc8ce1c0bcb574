using System.Diagnostics;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Teams;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// What a channel gets to see of 5,000 people who tap: Teams takes 7 calls in a second and 60 in 30 seconds of one conversation, so that few edits are made,
/// and the last must show the final tally.
/// </summary>
/// <param name="ShownAfter">From the last answer to the card that shows all; null where none came.</param>
sealed record TeamsBurst(Outcome Outcome, PretendConversation Conversation, int TooSoon, TimeSpan? ShownAfter)
{
    const int People = 5_000;

    static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(60);
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>After the last card nothing comes that takes from it again.</summary>
    static readonly TimeSpan StaysFor = TimeSpan.FromSeconds(3);

    public int InSecond => Conversation.Fullest(TimeSpan.FromSeconds(1));

    public int InHalfMinute => Conversation.Fullest(TimeSpan.FromSeconds(30));

    public bool IsRight => Outcome.IsClean && Outcome.Requests == People && ShownAfter is not null && TooSoon == 0;

    /// <param name="length">The taps come evenly in so long; null: as fast as they are answered.</param>
    public static async Task<TeamsBurst> RunAsync(BotProcess bot, TeamsUser user, PretendTeams teams, int place, LoadOptions options, TimeSpan? length)
    {
        var taps = await TeamsTaps.InNewSessionsAsync(user, place, sessions: 1, People);
        var conversation = teams.In(TeamsPlace.Number(place));
        await bot.RestAsync();
        var (before, begun) = (teams.TooSoon, Stopwatch.GetTimestamp());
        var outcome = await new Generator(bot.Address, options.Connections)
            .RunAsync(new Once(taps, People), length ?? TimeSpan.FromMinutes(1), People / length?.TotalSeconds);
        var answered = begun + (long)(outcome.Took.TotalSeconds * Stopwatch.Frequency);
        var shown = await UntilAsync(conversation, taps);
        await Task.Delay(StaysFor, TimeProvider.System);
        var isLast = conversation.Edits is [.., var last] && taps.IsFinal(last);
        return new TeamsBurst(outcome, conversation, teams.TooSoon - before, isLast && shown is { } at ? Stopwatch.GetElapsedTime(answered, at) : null);
    }

    public static void Show(TeamsBurst steady, TeamsBurst quick, TeamsTargets targets)
    {
        string[] Line(string name, Func<TeamsBurst, string> show, Target? target = null) =>
            [name, show(steady), show(quick), target?.Goal ?? "", target is null ? "" : Report.Verdict(target.IsReached)];

        Report.Table(
            $"{Report.Whole(People)} people tap in one channel",
            ["", $"in {Report.Whole(steady.Outcome.Took.TotalSeconds)} s", $"in {Report.Two(quick.Outcome.Took.TotalSeconds)} s", "to reach", ""],
            [
                Line("taps answered with the fresh card", burst => Report.Whole(burst.Outcome.Requests - burst.Outcome.Refused)),
                Line("p99 of such an answer, ms", burst => Report.Ms(burst.Outcome.Latencies.Percentile(99))),
                Line(targets.Second.Name, burst => Report.Whole(burst.InSecond), targets.Second),
                Line(targets.HalfMinute.Name, burst => Report.Whole(burst.InHalfMinute), targets.HalfMinute),
                Line("calls refused with 429", burst => Report.Whole(burst.TooSoon)),
                Line("edits of the card", burst => Report.Whole(burst.Conversation.Edits.Count)),
                Line("the last card has the final tally", burst => burst.ShownAfter is null ? "no" : "yes"),
                Line("from the last answer to it, s", burst => burst.ShownAfter is { } after ? Report.Two(after.TotalSeconds) : ""),
            ]);
    }

    /// <summary>When the card first showed everything; null where it does not.</summary>
    static async Task<long?> UntilAsync(PretendConversation conversation, TeamsTaps taps)
    {
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < ShownWithin;)
        {
            if (conversation.Edits.FirstOrDefault(taps.IsFinal) is { } card)
            {
                return card.At;
            }

            await Task.Delay(LookEvery, TimeProvider.System);
        }

        return null;
    }
}
