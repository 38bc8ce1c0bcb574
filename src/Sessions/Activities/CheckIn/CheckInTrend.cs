using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How the numbers of a check-in that comes again went. Few answers are a gap: an average of them would tell what one of them said.</summary>
public static class CheckInTrend
{
    /// <summary>Occurrences that a picture has room for.</summary>
    public const int OccurrencesMax = 12;

    /// <summary>Of so many the average is said.</summary>
    const int AveragedMax = 6;

    /// <summary>One figure for steps, two for a mood. None where the newest has no numbers, or none has closed.</summary>
    /// <param name="series">
    /// The sessions of one schedule, in any order. What is still open is left out, as its result may be blind, and so is what was made up.
    /// </param>
    public static ImmutableArray<TrendFigure> Of(IEnumerable<Session> series, Words words)
    {
        var closed = series.Where(session => session.Pretend == 0)
            .Select(session => (session.OpenedAt, CheckIn: Closed(session)))
            .Where(one => one.CheckIn is not null)
            .OrderByDescending(one => one.OpenedAt).ToList();
        if (closed is not [{ CheckIn: { } newest }, ..])
        {
            return [];
        }

        var shown = closed.Where(one => one.CheckIn?.Format == newest.Format).Take(OccurrencesMax).Reverse().ToList();
        return
        [
            .. Scales(newest).Select(scale => new TrendFigure(
                words[scale.Title], Number(CheckIn.Steps[0]), Number(CheckIn.Steps[^1]),
                [.. shown.Select(one => Point(one.OpenedAt, one.CheckIn!, scale.Of, words))])), // ! see above
        ];
    }

    static ImmutableArray<(string Title, Func<string, int> Of)> Scales(CheckIn newest) => newest switch
    {
        { IsSteps: true } => [("CheckIn.TrendTitle", Number)],
        { Format: CheckInFormat.Mood } =>
            [("CheckIn.TrendPleasant", place => MoodPlace.Of(place).Pleasant), ("CheckIn.TrendEnergy", place => MoodPlace.Of(place).Energy)],
        _ => [],
    };

    /// <summary>"Average of the last 6: 3.8", of those that have one; null where none has.</summary>
    public static string? Average(TrendFigure trend, Words words)
    {
        var values = trend.Points.Select(point => point.Value).OfType<double>().TakeLast(AveragedMax).ToList();
        return values.Count == 0 ? null : words.Say("CheckIn.TrendAverage", values.Count, values.Average());
    }

    static CheckIn? Closed(Session session) => session.Agenda
        .Where(item => item.Status == ActivityStatus.Closed)
        .Select(item => item.State).OfType<CheckIn>().FirstOrDefault();

    static TrendPoint Point(DateTimeOffset at, CheckIn state, Func<string, int> of, Words words)
    {
        if (state.Contributors < Limits.MinimumAnswers)
        {
            return new TrendPoint(at, null, words["CheckIn.TrendFew"]);
        }

        var average = state.Answers.Values.Average(answer => of(answer.Value));
        return new TrendPoint(at, average, words.Say("CheckIn.TrendPoint", average, state.Contributors));
    }

    static int Number(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
