using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

public sealed class StepDatesTest
{
    /// <summary>A Monday.</summary>
    static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("31.12.", "2026-12-31")]
    [InlineData("31.12", "2026-12-31")]
    [InlineData("31. 12. 2027", "2027-12-31")]
    [InlineData("1.2.27", "2027-02-01")]
    [InlineData("31 December", "2026-12-31")]
    [InlineData("31. Dezember 2026", "2026-12-31")]
    [InlineData("December 31, 2026", "2026-12-31")]
    [InlineData("Dec 31st", "2026-12-31")]
    [InlineData("3rd of Apr", "2026-04-03")]
    [InlineData("1 März", "2027-03-01")]
    [InlineData("2 March", "2026-03-02")]
    [InlineData("29 February", "2028-02-29")]
    [InlineData("Friday", "2026-03-06")]
    [InlineData("fr.", "2026-03-06")]
    [InlineData("Dienstag", "2026-03-03")]
    [InlineData("Monday", "2026-03-09")]
    [InlineData("today", "2026-03-02")]
    [InlineData("morgen", "2026-03-03")]
    [InlineData("2028-03-02", "2028-03-02")]
    public void A_day_is_read_as_people_write_it(string text, string day) => Assert.Equal(DateOnly.ParseExact(day, "O", null), StepDates.Read(text, Today, out _));

    [Theory]
    [InlineData("31 February", "NextSteps.NoSuchDate")]
    [InlineData("2027-02-29", "NextSteps.NoSuchDate")]
    [InlineData("0.1.", "NextSteps.NoSuchDate")]
    [InlineData("32.1.", "NextSteps.NoSuchDate")]
    [InlineData("1.13.", "NextSteps.NoSuchDate")]
    [InlineData("0000-01-01", "NextSteps.NoSuchDate")]
    [InlineData("2026-03-01", "NextSteps.Past")]
    [InlineData("1.3.2026", "NextSteps.Past")]
    [InlineData("2028-03-03", "NextSteps.TooFar")]
    [InlineData("9999-12-31", "NextSteps.TooFar")]
    [InlineData("12/31", "NextSteps.BadDate")]
    [InlineData("31 Foobar", "NextSteps.BadDate")]
    [InlineData("soon", "NextSteps.BadDate")]
    [InlineData("2026", "NextSteps.BadDate")]
    [InlineData("in two weeks", "NextSteps.BadDate")]
    public void What_is_no_day_to_come_is_refused_with_its_reason(string text, string key)
    {
        Assert.Null(StepDates.Read(text, Today, out var refusal));
        Assert.Equal(key, refusal?.Key);
    }

    [Fact]
    public void A_day_without_its_year_is_the_next_of_that_name() => Prop.ForAll(Arb.From(Gen.Choose(0, 365 * 60)), days =>
    {
        var today = new DateOnly(2020, 1, 1).AddDays(days);
        var read = StepDates.Read($"{today.Day}.{today.Month}.", today, out _);
        return read == today;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_that_is_typed_breaks_it() => Prop.ForAll<string>(text =>
        StepDates.Read(text ?? "", Today, out var refusal) is null == refusal is not null).QuickCheckThrowOnFailure();
}
