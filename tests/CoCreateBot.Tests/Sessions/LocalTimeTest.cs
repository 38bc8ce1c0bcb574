using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

public sealed class LocalTimeTest
{
    static readonly TimeZoneInfo Vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");

    // A Monday, 13:00 in Vienna.
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("17:00", "2026-03-02T17:00+01:00")]
    [InlineData("9:30", "2026-03-03T09:30+01:00")] // today it is past
    [InlineData("5pm", "2026-03-02T17:00+01:00")]
    [InlineData("17 Uhr", "2026-03-02T17:00+01:00")]
    [InlineData("Fri 17:00", "2026-03-06T17:00+01:00")]
    [InlineData("Freitag um 17:00", "2026-03-06T17:00+01:00")]
    [InlineData("friday", "2026-03-06T17:00+01:00")]
    [InlineData("Mon 9:00", "2026-03-09T09:00+01:00")]
    [InlineData("mo 17:00", "2026-03-02T17:00+01:00")]
    [InlineData("tomorrow 8:00", "2026-03-03T08:00+01:00")]
    [InlineData("morgen", "2026-03-03T17:00+01:00")]
    [InlineData("2026-03-27 9:30", "2026-03-27T09:30+01:00")]
    [InlineData("31.3. 9:30", "2026-03-31T09:30+02:00")]
    [InlineData("1.2.", "2027-02-01T17:00+01:00")]
    [InlineData("27 Nov", "2026-11-27T17:00+01:00")]
    [InlineData("27. November 9:30", "2026-11-27T09:30+01:00")]
    [InlineData("6 mar 2026 at 5pm", "2026-03-06T17:00+01:00")]
    [InlineData("1 März", "2027-03-01T17:00+01:00")]
    [InlineData("29.2.2028", "2028-02-29T17:00+01:00")]
    [InlineData("12am", "2026-03-03T00:00+01:00")]
    [InlineData("12pm", "2026-03-03T12:00+01:00")] // today it is past
    [InlineData("12:30 am", "2026-03-03T00:30+01:00")]
    [InlineData("1.1.2126", "2126-01-01T17:00+01:00")]
    public void It_is_read_as_people_mean_it(string text, string meant) =>
        Assert.Equal(DateTimeOffset.Parse(meant, System.Globalization.CultureInfo.InvariantCulture), LocalTime.Read(text, Now, Vienna));

    [Theory]
    [InlineData("31.2.")]
    [InlineData("31 February")]
    [InlineData("29 Feb")]
    [InlineData("3 blue")]
    [InlineData("29.2.2026")]
    [InlineData("25:00")]
    [InlineData("17:60")]
    [InlineData("Blursday")]
    [InlineData("2026-13-01")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("0am")]
    [InlineData("13pm")]
    [InlineData("1.1.2127")]
    [InlineData("9999-12-31 23:59")]
    [InlineData("0001-01-01 0:00")]
    public void What_is_on_no_calendar_is_none(string text) => Assert.Null(LocalTime.Read(text, Now, Vienna));

    [Fact]
    public void An_hour_that_is_left_out_is_the_one_after_it_and_one_that_comes_twice_its_first()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), LocalTime.Read("29.3.2026 2:30", Now, Vienna));
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), LocalTime.Read("25.10.2026 2:30", Now, Vienna));
    }

    [Theory]
    [InlineData("vote A | B until Fri 17:00", "4d4h0m0s")]
    [InlineData("vote A | B until 17:00", "0d4h0m0s")]
    [InlineData("vote until Friday A | B", "4d4h0m0s")]
    [InlineData("vote A | B until 6 March", "4d4h0m0s")]
    [InlineData("vote A | B until 6 March 2026 17:00", "4d4h0m0s")]
    [InlineData("vote until 6 Mar 17:00 A | B", "4d4h0m0s")]
    public void A_line_may_say_until_when(string text, string length) =>
        Assert.Equal(length, TypedLine.Parse(text).Timed(Now, Vienna).Value?.Settings["for"]);

    [Fact]
    public void A_moment_that_is_past_or_on_no_calendar_is_refused()
    {
        Assert.Equal("Session.MomentOutOfBounds", TypedLine.Parse("vote A | B until 1.1.2026").Timed(Now, Vienna).Refusal?.Key);
        Assert.Equal("Session.BadMoment", TypedLine.Parse("vote A | B until 31.2. 17:00").Timed(Now, Vienna).Refusal?.Key);
    }
}
