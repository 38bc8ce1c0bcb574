using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>
/// What comes to each person by their own clock opens where it is that time first, and whoever took part before is told in private when it is with them.
/// A session knows only the moments. Whose zone is which stands beside the people and goes with them.
/// </summary>
/// <param name="Day">The day on which it comes, everywhere.</param>
/// <param name="Moments">Those later than its opening, each once.</param>
/// <param name="Earlier">The sessions before it, the newest first: who joined them is told.</param>
public sealed record OwnTimes(DateOnly Day, TimeOnly At, ImmutableArray<DateTimeOffset> Moments, ImmutableArray<SessionId> Earlier)
{
    /// <summary>Whoever joined none of so many is told no more.</summary>
    public const int EarlierMax = 5;

    /// <summary>There are fewer times of day on earth.</summary>
    public const int MomentsMax = 60;

    /// <summary>When it is that time with somebody.</summary>
    public DateTimeOffset MomentIn(string zone) => Recurrence.MomentOf(Day, At, zone);

    /// <summary>Of a session of this kind. "You have not answered yet" is left out: it would come to some in their night.</summary>
    internal IEnumerable<Reminder> Reminders(AgendaItem item, Session session) => Own(item)
        .Concat(item.Activity.Reminders(item, session).Where(reminder => reminder.Key is not (Reminder.Silent or Reminder.HalfTime)));

    IEnumerable<Reminder> Own(AgendaItem item) => item is { Status: ActivityStatus.Open, OpenedAt: { } opened }
        ? Moments.Where(at => at > opened && !(item.Deadline <= at)).Select(at => new Reminder(KeyOf(at), at) { IsOwnTime = true })
        : [];

    internal ImmutableArray<Run>? Text(ActivityView view)
    {
        ImmutableArray<Run> time = [new TextRun(At.ToString("t", view.Words.Culture))];
        return view.Item switch
        {
            { Status: not ActivityStatus.Open } => null,
            { Deadline: { } until } => view.Words.Sentence("Session.ReminderOwnTime", time, SessionCards.Prompt(view), [new MomentRun(until)]),
            _ => view.Words.Sentence("Session.ReminderOwnTimeOpen", time, SessionCards.Prompt(view)),
        };
    }

    // Stored for ever.
    static string KeyOf(DateTimeOffset at) => "own-" + at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
}
