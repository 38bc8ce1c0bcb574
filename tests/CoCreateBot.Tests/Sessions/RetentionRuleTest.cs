using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A closed session is kept for so many days, to the tick; an open one for as long as it is open.</summary>
public sealed class RetentionRuleTest
{
    const int Days = 30;

    static readonly DateTimeOffset Noon = Story.Noon;
    static readonly DateTimeOffset End = Noon.AddDays(Days);
    static readonly Lexicon Lexicon = new(Activities.BuiltIn);

    [Fact]
    public void It_goes_at_the_end_of_the_last_day_and_not_a_tick_before()
    {
        var closed = Story.Given("checkin").Session with { ClosedAt = Noon };

        Assert.Empty(Expire(closed, End.AddTicks(-1)).Events);
        Assert.Equal([new SessionEvent.SessionDeleted(End, Days)], Expire(closed, End).Events);
    }

    [Fact]
    public void What_is_open_or_was_opened_again_stays()
    {
        var open = Story.Given("checkin").Session;
        var again = (open with { ClosedAt = Noon }).Evolve([new SessionEvent.Reopened(Noon)]);

        Assert.Empty(Expire(open, End.AddYears(9)).Events);
        Assert.Empty(Expire(again, End.AddYears(9)).Events);
    }

    [Fact]
    public void Of_what_came_in_as_a_file_the_day_counts_on_which_it_came()
    {
        var brought = Story.Given("checkin").Session with { ClosedAt = Noon.AddYears(-1), BroughtAt = Noon };

        Assert.Empty(Expire(brought, End.AddTicks(-1)).Events);
        Assert.Single(Expire(brought, End).Events);
    }

    [Fact]
    public void Twice_is_once()
    {
        var closed = Story.Given("checkin").Session with { ClosedAt = Noon };

        Assert.NotNull(Expire(closed.Evolve(Expire(closed, End).Events), End).Refusal);
    }

    [Theory]
    [InlineData("en", 1, "This session was deleted: here sessions are kept for 1 day after their close.")]
    [InlineData("en", 30, "This session was deleted: here sessions are kept for 30 days after their close.")]
    [InlineData("de", 30, "Diese Sitzung wurde gelöscht: Sitzungen werden hier nach ihrem Ende 30 Tage aufbewahrt.")]
    public void Its_card_says_why_it_is_gone_and_nothing_else(string language, int days, string said)
    {
        var gone = (Story.Given("checkin \"Qwertzuiop?\"").Session with { ClosedAt = Noon }).Evolve([new SessionEvent.SessionDeleted(End, days)]);

        var card = SessionCards.Root(gone, Lexicon.In(language));
        Assert.Equal((said, said), (card.FallbackText, Said.In(card.Body).Trim()));
    }

    static Decision Expire(Session session, DateTimeOffset now) => SessionDecider.DecideAt(new Command.Expire(Days), session, new Turn(null, now));
}
