using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>When one pretend person looks next: soon where people sit together, in their own working hours where they do not.</summary>
sealed class Diary(PretendPerson person, string zone, bool isLive)
{
    const int From = 9;
    const int Until = 17;

    /// <summary>In a crowd so many seconds are as long as anybody takes to see that there is something new, or to do the next thing.</summary>
    const int NoticeSeconds = 60;
    const int NextSeconds = 30;
    const int RestSeconds = 60;

    /// <summary>At work a private message or a mention is seen within so many minutes, and one thing done after the other.</summary>
    const int NoticeMinutes = 120;
    const int NextMinutes = 10;

    /// <summary>Of the first activity's time so much is over when a latecomer comes.</summary>
    const double LateBy = 0.6;

    readonly TimeZoneInfo here = LocalTime.ZoneOf(zone);
    (int Activity, DateTimeOffset? Until) news;

    public PretendPerson Person => person;

    /// <summary>Null: when there is news.</summary>
    public DateTimeOffset? LooksAt { get; private set; }

    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, here).DateTime);

    public void Notice(Session session, DateTimeOffset now)
    {
        var latest = PretendPerson.NewsOf(session);
        if (latest == news || person.IsGone)
        {
            return;
        }

        var isFirst = news == default;
        news = latest;
        person.ComeBack();
        LooksAt = latest == default ? null : isLive ? now + Seconds(1, NoticeSeconds) : AtWork(now + Minutes(NoticeMinutes));
        if (isFirst && person.Temper == Temper.Latecomer && session.OpenItem is { OpenedAt: { } opened, Deadline: { } end })
        {
            LooksAt = Whole(opened + ((end - opened) * LateBy));
        }
    }

    /// <param name="hasMore">They pressed something, and look again what is there now; else they rest.</param>
    /// <param name="restsFor">How much longer than in a small group: nobody in a crowd asks for news all the time.</param>
    public void Plan(DateTimeOffset now, bool hasMore, int restsFor)
    {
        if (hasMore)
        {
            LooksAt = isLive ? now + Seconds(10, NextSeconds) : AtWork(now + Minutes(NextMinutes));
            return;
        }

        person.ComeBack();
        LooksAt = isLive ? now + (Seconds(RestSeconds, 2 * RestSeconds) * restsFor) : NextMorning(now);
    }

    TimeSpan Seconds(int least, int most) => TimeSpan.FromSeconds(person.Chance.Next(least, most + 1));

    TimeSpan Minutes(int most) => TimeSpan.FromMinutes(person.Chance.Next(1, most + 1));

    // Who is not at work then sees it in the first hour of their next working day.
    DateTimeOffset AtWork(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, here);
        return IsWorkday(local.Date) && local.Hour is >= From and < Until ? moment : NextMorning(moment);
    }

    DateTimeOffset NextMorning(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, here);
        var day = local.Hour < From ? local.Date : local.Date.AddDays(1);
        while (!IsWorkday(day))
        {
            day = day.AddDays(1);
        }

        return LocalTime.At(DateOnly.FromDateTime(day), new TimeOnly(From, 0), here) + Minutes(59);
    }

    static bool IsWorkday(DateTime local) => local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    // Many look at the same second: what they send goes into few commits.
    static DateTimeOffset Whole(DateTimeOffset moment) => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), moment.Offset);
}
