using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What was cancelled, deleted, skipped or brought in from a file: what can still be done, and what is said of it.</summary>
public sealed class NeverAgainTest
{
    static readonly ExportCodec Codec = new(Activities.BuiltIn, new Lexicon(Activities.BuiltIn));

    [Theory]
    [InlineData("checkin")]
    [InlineData("checkin anonymous")]
    public void What_was_cancelled_stays_so_and_the_true_cause_is_said(string start)
    {
        var cancelled = Given(start, "steps").Types(Bob, "checkin red").When(new Command.Cancel(IsSure: true), Ann).Happened();

        cancelled.When(new Command.Undo(), Ann).ThenRefused("Session.CancelledStays");
        cancelled.When(new Command.Reopen(), Ann).ThenRefused("Session.CancelledStays");
        Assert.Empty(Buttons(cancelled));
    }

    [Fact]
    public void A_vote_that_was_cancelled_level_offers_no_run_off() =>
        Assert.Empty(Buttons(Given("vote A | B", "steps").Types(Bob, "vote A").Types(Cem, "vote B").When(new Command.Next(), Ann).When(new Command.Cancel(true), Ann)));

    [Fact]
    public void Of_what_was_deleted_there_is_no_console_any_more()
    {
        var closed = Given("checkin").Types(Bob, "checkin red").When(new Command.Close(), Ann);

        Assert.NotEmpty(Buttons(closed));
        Assert.Empty(Buttons(closed.When(new Command.Delete(IsSure: true), Ann).Happened()));
    }

    [Fact]
    public void What_was_skipped_after_somebody_wrote_says_so_and_no_file_has_the_words()
    {
        var skipped = Given("checkin word", "checkin roti").Types(Bob, "checkin secretword").When(new Command.Skip(null), Ann).When(new Command.Close(), Ann);

        Assert.Contains("Check-in: skipped; 1 person had answered", Said.In(skipped.Minutes()), StringComparison.Ordinal);
        Assert.Contains("Check-in: übersprungen; 1 Person hatte geantwortet", Said.In(skipped.Minutes("de")), StringComparison.Ordinal);
        var file = Codec.Write(skipped.Session);
        Assert.DoesNotContain("secretword", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.Contains("{\"activity\":1,\"people\":1}", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.Contains("Check-in: skipped; 1 person had answered", Said.In(SessionCards.MinutesSoFar(Brought(file, Noon), English)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_from_a_file_says_so_wherever_it_shows()
    {
        var brought = Brought(Codec.Write(Given("vote A | B").Types(Bob, "vote A").When(new Command.Close(), Ann).Session), Noon);
        const string Said1 = "Brought in from a file on 2026-03-02 12:00:00Z; nobody here vouches for what it says.";

        Assert.Contains(Said1, Said.In(SessionCards.Root(brought, English)), StringComparison.Ordinal);
        Assert.Contains(Said1, Said.In(SessionCards.MinutesSoFar(brought, English)), StringComparison.Ordinal);
        Assert.Contains("Brought in from a file on 2026-03-02", ExportText.Markdown(brought, English), StringComparison.Ordinal);
        Assert.Contains("origin,Brought in from a file on 2026-03-02; nobody here vouches for what it says.", ExportText.Csv(brought, English), StringComparison.Ordinal);
        Assert.EndsWith("(brought in from a file)", SessionCards.TitleOf(new ActivityView(brought, brought.Agenda[0], English)), StringComparison.Ordinal);
        new Story(brought, Noon).When(new Command.Reopen(), Ann).ThenRefused("Session.RestoredStays");
    }

    [Fact]
    public void A_file_that_says_itself_when_it_came_in_is_not_believed()
    {
        var file = Encoding.UTF8.GetString(Codec.Write(Given("checkin").Types(Bob, "checkin red").When(new Command.Close(), Ann).Session));
        var forged = file.Replace("{\"k\":\"restored\"", "{\"k\":\"restored\",\"broughtAt\":\"2001-01-01T00:00:00+00:00\"", StringComparison.Ordinal);

        Assert.NotEqual(file, forged);
        Assert.Equal(Noon, Brought(Encoding.UTF8.GetBytes(forged), Noon).BroughtAt);
    }

    static Session Brought(byte[] file, DateTimeOffset now)
    {
        var read = Codec.Read(file, new SessionId("zyxwvutsrqponmlk"), new VenueId("web:other")).Value;
        Assert.NotNull(read);
        var session = Import.Parts(read).Aggregate(new Session(new SessionId("zyxwvutsrqponmlk"), Activities.BuiltIn), (state, part) => state.Evolve(part));
        return session.Evolve(SessionDecider.Decide(new Command.Bring(read), session, new Turn(Ann.ActorIn(session), now)).Events);
    }

    static CardAction[] Buttons(Story story) => [.. SessionCards.Console(story.Session, English).Body.OfType<ActionSet>().SelectMany(set => set.Actions)];
}
