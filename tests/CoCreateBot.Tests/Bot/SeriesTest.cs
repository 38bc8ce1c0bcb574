using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot;

/// <summary>What comes again has a trend: an average for each time with enough answers, a gap for each with few.</summary>
public sealed class SeriesTest
{
    static readonly DateTimeOffset Monday = new(2026, 11, 2, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_time_with_five_answers_has_its_average_and_each_with_fewer_is_a_gap() => World.Play(async world =>
    {
        await PlanAsync(world, "checkin 1-5 \"How?\" every weekday at 9:30");
        int[][] answers = [[4, 4, 4, 4, 4], [1, 2, 3, 4], [5, 5, 3, 3, 4, 4], [1, 1, 1, 1, 1]];
        foreach (var day in answers)
        {
            await AnswerAsync(world, day);
        }

        var sessions = await LastAsync(world, CheckInTrend.OccurrencesMax);
        var words = world.Here.Lexicon.In("en");
        var trend = Assert.Single(CheckInTrend.Of(sessions, words));

        Assert.Equal([4, null, 4], trend.Points.Select(point => point.Value)); // the last is still open
        Assert.Equal(["4.0 from 5 answers", "too few answers", "4.0 from 6 answers"], trend.Points.Select(point => point.Figure));
        Assert.Equal((1, 5), (trend.Low, trend.High));
        Assert.Equal("Average of the last 2: 4.0", CheckInTrend.Average(trend, words));
        Assert.Equal(2, (await LastAsync(world, 2)).Length);
    }, start: Monday);

    [Fact]
    public void Of_moods_there_are_two_averages_how_pleasant_and_how_much_energy() => World.Play(async world =>
    {
        await PlanAsync(world, "checkin mood \"How?\" every weekday at 9:30");
        string[][] moods = [["1 5", "1 5", "1 5", "1 5", "2 5"], ["3 3", "3 3", "3 3", "3 3"], ["4 1", "4 1", "4 2", "4 2", "4 2", "4 1"], []];
        foreach (var day in moods)
        {
            await SayAsync(world, day);
        }

        var words = world.Here.Lexicon.In("en");
        var trends = CheckInTrend.Of(await LastAsync(world, CheckInTrend.OccurrencesMax), words);

        Assert.Equal(["From one time to the next: how pleasant", "From one time to the next: how much energy"], trends.Select(trend => trend.Title));
        Assert.Equal([1.2, null, 4], trends[0].Points.Select(point => point.Value));
        Assert.Equal([5, null, 1.5], trends[1].Points.Select(point => point.Value));
        Assert.Equal("Average of the last 2: 2.6", CheckInTrend.Average(trends[0], words));
    }, start: Monday);

    [Theory]
    [InlineData("checkin \"How?\"")]
    [InlineData("checkin word \"How?\"")]
    [InlineData("ask \"What?\"")]
    public void Lights_and_words_are_never_averaged(string line) => World.Play(async world =>
    {
        await PlanAsync(world, line + " every weekday at 9:30");
        await AnswerAsync(world, []);
        await AnswerAsync(world, []);

        Assert.Empty(CheckInTrend.Of(await LastAsync(world, 12), world.Here.Lexicon.In("en")));
    }, start: Monday);

    [Fact]
    public void Those_of_another_schedule_or_typed_by_hand_are_none_of_the_series() => World.Play(async world =>
    {
        await PlanAsync(world, "checkin 1-5 \"How?\" every weekday at 9:30");
        await PlanAsync(world, "checkin 1-5 \"Why?\" every weekday at 9:30");
        await world.OpenAsync("checkin 1-5 \"Now?\"");
        await AnswerAsync(world, []);

        Assert.Equal("How?", Assert.Single(await LastAsync(world, 12)).Agenda[0].Prompt);
    }, start: Monday);

    static async Task PlanAsync(World world, string line)
    {
        var reply = await world.SayAsync(World.Ann, line);
        Assert.False(reply.IsProblem, reply.Text);
    }

    // The next weekday's is open then.
    static Task AnswerAsync(World world, int[] answers) => SayAsync(world, answers.Select(answer => $"{answer}"));

    static async Task SayAsync(World world, IEnumerable<string> answers)
    {
        await world.PassAsync(TimeSpan.FromDays(1));
        foreach (var (n, answer) in answers.Index())
        {
            var said = await world.SayAsync(new Person($"slack:T1/p{n}", $"P{n}"), $"checkin {answer}");
            Assert.False(said.IsProblem, said.Text);
        }
    }

    static async Task<System.Collections.Immutable.ImmutableArray<Session>> LastAsync(World world, int max)
    {
        var first = (await world.Inner.Schedules.InVenueAsync(World.Channel, default))[0];
        return await new SeriesSessions(world.Store, world.Hosts).LastAsync(World.Channel, first.Id, max, default);
    }
}
