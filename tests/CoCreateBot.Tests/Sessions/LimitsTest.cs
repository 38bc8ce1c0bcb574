using System.Collections.Immutable;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Each limit at its bound and one beyond.</summary>
public sealed class LimitsTest
{
    [Fact]
    public void A_session_holds_so_many_activities_and_no_more()
    {
        Assert.Null(Start(Limits.ActivitiesMax).Refusal);
        Assert.Equal("Session.TooManyActivities", Start(Limits.ActivitiesMax + 1).Refusal?.Key);

        static Decision Start(int activities) => Nothing().When(
            new Command.Open(
                new VenueId("web:room"), "en", "Etc/UTC", IsLive: true, [.. Enumerable.Repeat(Plan("checkin"), activities)]), Ann).Last;
    }

    [Fact]
    public void A_run_off_finds_no_room_in_a_full_agenda()
    {
        Tied(Limits.ActivitiesMax - 1).Types(Ann, "runoff").Happened();
        Tied(Limits.ActivitiesMax).Types(Ann, "runoff").ThenRefused("Session.TooManyActivities", Limits.ActivitiesMax);

        static Story Tied(int activities) => Given([.. Enumerable.Repeat("checkin", activities - 1).Prepend("vote A | B")])
            .Types(Bob, "vote A").Types(Cem, "vote B").When(new Command.Close(), Ann);
    }

    [Fact]
    public void A_full_session_takes_nobody_more_and_keeps_whom_it_has()
    {
        var full = Given("checkin").And([.. Enumerable.Range(2, Limits.ParticipantsMax - 1)
            .Select(n => new SessionEvent.PersonJoined(Number(n).Person, null))]);
        Assert.Equal(Limits.ParticipantsMax, full.Session.People.Count);

        full.When(new Command.Join(), Bob).ThenRefused("Session.Full", Limits.ParticipantsMax);
        full.Types(Bob, "checkin green").ThenRefused("Session.Full", Limits.ParticipantsMax);
        full.Types(Number(2), "checkin green").Happened();
        var others = full.Session.People.Keys.Skip(1).Take(Limits.ParticipantsMax - 2);
        Given("checkin").And([.. others.Select(who => new SessionEvent.PersonJoined(who, null))])
            .When(new Command.Join(), Bob).Happened();
    }

    [Fact]
    public void A_full_vote_takes_no_new_voter_but_lets_its_voters_change_their_minds_and_the_facilitator_go_on()
    {
        var almost = Given("vote A | B").And([.. Enumerable.Range(1, Limits.ParticipantsMax - 1).Select(n => (SessionEvent)
            new SessionEvent.Contributed(1, new DotVoteEvent.BallotSet(Number(n).Voice, [new(n % 2, 1)])))]);
        var full = almost.Types(Bob, "vote A").Happened();
        Assert.Equal(Limits.ParticipantsMax, full.Item.State.Contributors);

        full.Types(Cem, "vote A").ThenRefused("Session.Full", Limits.ParticipantsMax);
        full.Types(Bob, "vote B").Happened();
        full.Types(Bob, "vote none").Happened();
        full.When(new Command.Close(), Ann).Types(Ann, "runoff").Happened();
    }

    [Theory]
    [InlineData("A question", Limits.QuestionMax)]
    public void A_question_fits_or_is_refused_with_its_length(string name, int max)
    {
        Assert.NotEmpty(name);
        foreach (var start in (ImmutableArray<string>)["vote \"{0}\" A | B", "checkin \"{0}\""])
        {
            Assert.NotNull(Planned(Line(start, max)).Value);
            var refusal = Planned(Line(start, max + 1)).Refusal;
            Assert.Equal(("Session.TooLong", max + 1, max), (refusal?.Key, refusal?.Args[0], refusal?.Args[1]));
        }

        static string Line(string start, int length) => start.Replace("{0}", new string('x', length), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30s", true)]
    [InlineData("29s", false)]
    [InlineData("31d", true)]
    [InlineData("31d1s", false)]
    [InlineData("10", false)]
    [InlineData("0m", false)]
    [InlineData("99999999999999999999m", false)]
    public void A_duration_is_between_half_a_minute_and_a_month(string length, bool isOne)
    {
        Assert.Equal(isOne ? null : "Session.BadDuration", Planned($"vote A | B for {length}").Refusal?.Key);
        Assert.Equal(isOne ? null : "Session.BadDuration", Planned($"checkin for {length}").Refusal?.Key);
    }
}
