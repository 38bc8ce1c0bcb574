using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How the steps of a check-in that comes again went over time. Few answers are a gap: an average of them would tell what one of them said.</summary>
public static class CheckInTrend
{
    /// <summary>Occurrences that a picture has room for.</summary>
    public const int OccurrencesMax = 12;

    /// <summary>Of so many the average is said.</summary>
    const int AveragedMax = 6;

    /// <summary>Null where the newest is no check-in with steps, or none has closed.</summary>
    /// <param name="series">The sessions of one schedule, in any order. What is still open is left out, as its result may be blind.</param>
    public static TrendFigure? Of(IEnumerable<Session> series, Words words)
    {
        var closed = series.Select(session => (session.OpenedAt, CheckIn: Closed(session))).Where(one => one.CheckIn is not null)
            .OrderByDescending(one => one.OpenedAt).ToList();
        if (closed is not [{ CheckIn: { IsSteps: true, Format: var format } }, ..])
        {
            return null;
        }

        var points = closed.Where(one => one.CheckIn?.Format == format).Take(OccurrencesMax).Reverse()
            .Select(one => Point(one.OpenedAt, one.CheckIn!, words)); // ! see above
        return new TrendFigure(
            words["CheckIn.TrendTitle"], Number(CheckIn.Steps[0]), Number(CheckIn.Steps[^1]), [.. points]);
    }

    /// <summary>"Average of the last 6: 3.8", of those that have one; null where none has.</summary>
    public static string? Average(TrendFigure trend, Words words)
    {
        var values = trend.Points.Select(point => point.Value).OfType<double>().TakeLast(AveragedMax).ToList();
        return values.Count == 0 ? null : words.Say("CheckIn.TrendAverage", values.Count, values.Average());
    }

    static CheckIn? Closed(Session session) => session.Agenda
        .Where(item => item.Status == ActivityStatus.Closed)
        .Select(item => item.State).OfType<CheckIn>().FirstOrDefault();

    static TrendPoint Point(DateTimeOffset at, CheckIn state, Words words)
    {
        if (state.Contributors < Limits.MinimumAnswers)
        {
            return new TrendPoint(at, null, words["CheckIn.TrendFew"]);
        }

        var average = state.Answers.Values.Average(answer => Number(answer.Value));
        return new TrendPoint(at, average, words.Say("CheckIn.TrendPoint", average, state.Contributors));
    }

    static int Number(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
