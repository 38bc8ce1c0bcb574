using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions.Schedules;

/// <summary>What people type about when something comes again, in both languages, and what they are told where it cannot be.</summary>
public sealed class ScheduledLineTest
{
    static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("every weekday at 09:30", "weekly:31 09:30 Europe/Vienna")]
    [InlineData("Every Weekday at 9.30", "weekly:31 09:30 Europe/Vienna")]
    [InlineData("every weekday at 9:30 pm", "weekly:31 21:30 Europe/Vienna")]
    [InlineData("every weekday at 9", "weekly:31 09:00 Europe/Vienna")]
    [InlineData("every day at 17:00", "weekly:127 17:00 Europe/Vienna")]
    [InlineData("every mon wed fri at 9:30", "weekly:21 09:30 Europe/Vienna")]
    [InlineData("every Monday, Wednesday and Friday at 9:30", "weekly:21 09:30 Europe/Vienna")]
    [InlineData("every sunday at 9:30", "weekly:64 09:30 Europe/Vienna")]
    [InlineData("every week on mondays at 9:30", "weekly:1 09:30 Europe/Vienna")]
    [InlineData("every month on the 3rd at 9:30", "monthly:3 09:30 Europe/Vienna")]
    [InlineData("every month on 31 at 9:30", "monthly:31 09:30 Europe/Vienna")]
    [InlineData("every 3rd of the month at 9:30", "monthly:3 09:30 Europe/Vienna")]
    [InlineData("every first monday at 9:30", "monthly:1:1 09:30 Europe/Vienna")]
    [InlineData("every last friday of the month at 9:30", "monthly:5:5 09:30 Europe/Vienna")]
    [InlineData("every month on the second tuesday at 9:30", "monthly:2:2 09:30 Europe/Vienna")]
    [InlineData("jeden Werktag um 9:30", "weekly:31 09:30 Europe/Vienna")]
    [InlineData("jeden Tag um 9:30 Uhr", "weekly:127 09:30 Europe/Vienna")]
    [InlineData("jeden Mo Mi Fr um 9:30", "weekly:21 09:30 Europe/Vienna")]
    [InlineData("jede Woche am Dienstag um 9:30", "weekly:2 09:30 Europe/Vienna")]
    [InlineData("jeden Monat am 3. um 9:30", "monthly:3 09:30 Europe/Vienna")]
    [InlineData("jeden ersten Montag im Monat um 9:30", "monthly:1:1 09:30 Europe/Vienna")]
    [InlineData("jeden letzten Freitag um 9:30 bis 1.3.2027", "monthly:5:5 09:30 Europe/Vienna 2027-03-01")]
    [InlineData("every weekday at 09:30 in Europe/Berlin", "weekly:31 09:30 Europe/Berlin")]
    [InlineData("every weekday at 09:30 in europe/berlin until 2027-03-01", "weekly:31 09:30 Europe/Berlin 2027-03-01")]
    [InlineData("every weekday at 09:30 until 1 Mar 2027 in Europe/Berlin", "weekly:31 09:30 Europe/Berlin 2027-03-01")]
    public void A_rule_is_read(string when, string rule)
    {
        var read = Read($"checkin \"How?\" {when}");

        Assert.Equal(("checkin \"How?\"", rule), (read?.Value?.Line, read?.Value?.Rule.Written()));
    }

    [Theory]
    [InlineData("checkin every weekday at 9:30", "checkin")]
    [InlineData("checkin word every weekday at 9:30", "checkin word")]
    [InlineData("/cocreate checkin “How?” every weekday at 9:30", "checkin \"How?\"")]
    [InlineData("vote \"Which?\" A | B every friday at 9:30", "vote \"Which?\" A | B")]
    [InlineData("vote \"Which?\" A | B dots 3 every friday at 9:30 for 2h", "vote \"Which?\" A | B dots 3 for 2h")]
    [InlineData("checkin \"every day at 9:00?\" every friday at 9:30", "checkin \"every day at 9:00?\"")]
    public void What_stands_before_it_is_what_starts(string text, string line) => Assert.Equal(line, Read(text)?.Value?.Line);

    [Theory]
    [InlineData("checkin \"How was every day at 9:30\"")]
    [InlineData("ask We should meet every day at 9:30")]
    [InlineData("why The press stops every monday at 9:30")]
    [InlineData("checkin every day is good")]
    [InlineData("vote \"How often?\" every month | every week")]
    [InlineData("vote \"How often?\" never | every day at 9:00")]
    [InlineData("vote \"Stand-up?\" never | short daily at 9")]
    [InlineData("vote \"Stand-up?\" never | short weekdays at 9")]
    [InlineData("ask daily at 9")]
    [InlineData("ask every day at 9")]
    [InlineData("ask Standup daily at 9")]
    [InlineData("why täglich um 9")]
    [InlineData("ask \"Is every voice heard?\"")]
    [InlineData("checkin \"Is it\" every")]
    [InlineData("")]
    public void A_text_is_no_schedule(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("every minute", "Session.ScheduleTooOften")]
    [InlineData("every 5 minutes", "Session.ScheduleTooOften")]
    [InlineData("every hour", "Session.ScheduleTooOften")]
    [InlineData("every 2h", "Session.ScheduleTooOften")]
    [InlineData("every hour at 9:30", "Session.ScheduleTooOften")]
    [InlineData("jede Stunde", "Session.ScheduleTooOften")]
    [InlineData("every weekday", "Session.ScheduleWhen")]
    [InlineData("every weekday at noonish", "Session.ScheduleHow")]
    [InlineData("every weekday at 25:00", "Session.ScheduleTime")]
    [InlineData("every weekday at 9:75", "Session.ScheduleTime")]
    [InlineData("every weekday at 14 pm", "Session.ScheduleTime")]
    [InlineData("every month on the 32nd at 9:30", "Session.ScheduleNever")]
    [InlineData("every month on the 0th at 9:30", "Session.ScheduleNever")]
    [InlineData("every year on 30 Feb at 9:30", "Session.ScheduleHow")]
    [InlineData("every 2 weeks at 9:30", "Session.ScheduleHow")]
    [InlineData("every other week at 9:30", "Session.ScheduleHow")]
    [InlineData("every mon xyz at 9:30", "Session.ScheduleHow")]
    [InlineData("every weekday at 9:30 in Mars/Base", "Session.ScheduleZone")]
    [InlineData("every weekday at 9:30 in ../etc/passwd", "Session.ScheduleZone")]
    [InlineData("every weekday at 9:30 until 2026-11-21", "Session.SchedulePast")]
    [InlineData("every monday at 9:30 until 2026-11-22", "Session.SchedulePast")]
    [InlineData("every weekday at 9:30 until 2027-02-30", "Session.BadMoment")]
    [InlineData("every weekday at 9:30 until doomsday", "Session.BadMoment")]
    [InlineData("every weekday at 9:30 or so", "Session.ScheduleHow")]
    [InlineData("every weekday at 9:30 for everyone", "Session.ScheduleHow")]
    [InlineData("every weekday at 9:30 for each", "Session.ScheduleHow")]
    [InlineData("jeden Werktag um 9:30 für alle", "Session.ScheduleHow")]
    [InlineData("until Fri 17:00 every weekday at 9:30", "Session.ScheduleOwnUntil")]
    public void What_cannot_be_is_told_in_a_sentence(string when, string key)
    {
        var words = new Lexicon(Activities.BuiltIn).In("en");
        var read = Read($"checkin \"How?\" {when}");

        Assert.Equal(key, read?.Refusal?.Key);
        Assert.NotEqual(key, words.Say(read!.Value.Refusal!)); // ! just seen
    }

    [Theory]
    [InlineData("every weekday at 9:30 for each in their zone", "Europe/Vienna", null)]
    [InlineData("every weekday at 9:30 for each in their own time zone", "Europe/Vienna", null)]
    [InlineData("every weekday at 9:30 in each person's own zone", "Europe/Vienna", null)]
    [InlineData("every weekday at 9:30 in each person’s own zone until 2027-03-01", "Europe/Vienna", "2027-03-01")]
    [InlineData("every weekday at 9:30 own time in Asia/Tokyo", "Asia/Tokyo", null)]
    [InlineData("every weekday at 9:30 in their own zone", "Europe/Vienna", null)]
    [InlineData("every weekday at 9:30 for everyone in their own time", "Europe/Vienna", null)]
    [InlineData("jeden Werktag um 9:30 für jeden in seiner Zone", "Europe/Vienna", null)]
    [InlineData("jeden Werktag um 9:30 für alle in ihrer Zone bis 2027-03-01", "Europe/Vienna", "2027-03-01")]
    public void For_each_in_their_zone_it_comes_by_the_clock_of_each(string when, string zone, string? until)
    {
        var rule = Read($"checkin \"How?\" {when}")!.Value.Value!.Rule; // ! it is one

        Assert.Equal((true, zone, until is null ? null : DateOnly.Parse(until, null)), (rule.IsOwnTime, rule.Zone, rule.Until));
        Assert.Equal(rule, Recurrence.Of(rule.Written()));
        Assert.False(Read("checkin \"How?\" every weekday at 9:30")!.Value.Value!.Rule.IsOwnTime); // ! it is one
    }

    [Fact]
    public void Anything_may_be_typed_and_nothing_breaks_or_takes_long()
    {
        Assert.Null(Read(string.Concat(Enumerable.Repeat("every ", 600))));
        Assert.NotNull(Read("checkin \"?\" " + string.Concat(Enumerable.Repeat("every mon ", 300)))?.Refusal);
        Assert.NotNull(Read("checkin \"?\" every " + new string('9', 3000) + " at 9:30")?.Refusal);
        Assert.NotNull(Read("checkin \"?\" every mon at 9:30 until " + new string('9', 3000))?.Refusal);
    }

    static Parsed<ScheduledLine>? Read(string text) => ScheduledLine.Read(text, Now, "Europe/Vienna", Starts);

    static bool Starts(TypedLine head) => Activities.BuiltIn.ForVerb(head.Verb)?.Plan(head).Value is not null;
}
