using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Deadlines, the grace for handing in, pauses: also where nobody was awake at the moment.</summary>
public sealed class ClockTest
{
    const string Vote = "vote Paint | Garden | Bus stop | Bench for 10m";

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Bell = 10 * Minute;
    static readonly TimeSpan Grace = Limits.HandInGrace;

    [Fact]
    public void A_vote_handed_in_within_the_grace_counts() =>
        Given(Vote).At(Bell + Grace - Second).Types(Bob, "vote A").Then(new DotVoteEvent.BallotSet(Bob.Voice, [new(0, 1)]));

    [Fact]
    public void A_vote_at_the_end_of_the_grace_finds_it_closed()
    {
        var late = Given(Vote).At(Bell + Grace).Types(Bob, "vote A");

        Assert.Equal("Session.ActivityClosed", late.Last.Refusal?.Key);
        Assert.Equal(ActivityStatus.Closed, late.Item.Status);
    }

    [Fact]
    public void Whoever_comes_first_after_the_process_was_down_finds_it_closed_at_the_instant_it_was_due()
    {
        var late = Given(Vote).At(TimeSpan.FromDays(3)).Types(Bob, "vote A");

        Assert.Equal(
            Json(
            [
                new SessionEvent.ActivityClosed(1, Noon + Bell + Grace, CloseCause.Deadline),
                new SessionEvent.Closed(Noon + Bell + Grace),
            ]),
            Json(late.Last.Events));
        Assert.Equal("Session.ActivityClosed", late.Last.Refusal?.Key);
    }

    [Fact]
    public void The_clock_says_when_it_wants_to_be_woken_and_then_closes()
    {
        var story = Given(Vote);
        Assert.Equal(Noon + Bell + Grace, story.Session.NextDue);

        story.At(Bell + Grace - Second).Ticks().ThenNothing()
            .At(Bell + Grace).Ticks().Then(
                new SessionEvent.ActivityClosed(1, Noon + Bell + Grace, CloseCause.Deadline), new SessionEvent.Closed(Noon + Bell + Grace))
            .Ticks().ThenNothing();
    }

    [Fact]
    public void Asynchronous_activities_open_by_themselves_one_after_the_other_even_after_days() =>
        GivenAsynchronous(Vote, "checkin for 1h", "checkin roti for 2h").At(TimeSpan.FromDays(2)).Ticks().Then(
            new SessionEvent.ActivityClosed(1, Noon + (11 * Minute), CloseCause.Deadline),
            new SessionEvent.ActivityOpened(2, Noon + (11 * Minute), Noon + (71 * Minute)),
            new SessionEvent.Reminded(2, Reminder.HalfTime, Noon + (41 * Minute)),
            new SessionEvent.Reminded(2, Reminder.Silent, Noon + (59 * Minute)),
            new SessionEvent.ActivityClosed(2, Noon + (72 * Minute), CloseCause.Deadline),
            new SessionEvent.ActivityOpened(3, Noon + (72 * Minute), Noon + (192 * Minute)),
            new SessionEvent.Reminded(3, Reminder.HalfTime, Noon + (132 * Minute)),
            new SessionEvent.Reminded(3, Reminder.Silent, Noon + (168 * Minute)),
            new SessionEvent.ActivityClosed(3, Noon + (193 * Minute), CloseCause.Deadline),
            new SessionEvent.Closed(Noon + (193 * Minute)));

    [Fact]
    public void Live_activities_wait_for_next() =>
        Given(Vote, "checkin").At(TimeSpan.FromDays(2)).Ticks().Then(
            new SessionEvent.ActivityClosed(1, Noon + Bell + Grace, CloseCause.Deadline));

    [Fact]
    public void Before_the_deadline_only_the_facilitator_may_close() =>
        Given(Vote).At(Bell - Second).When(new Command.Close(), Bob).ThenRefused("Session.NotFacilitator");

    [Fact]
    public void Anyone_may_close_what_is_past_its_deadline() =>
        Given(Vote).At(Bell).When(new Command.Close(), Bob).Then(
            new SessionEvent.ActivityClosed(1, Noon + Bell, CloseCause.Overdue), new SessionEvent.Closed(Noon + Bell));

    [Fact]
    public void What_anyone_closes_past_its_deadline_skips_nothing_that_is_planned() =>
        Given(Vote, "checkin").At(Bell).When(new Command.Close(), Bob).Then(
            new SessionEvent.ActivityClosed(1, Noon + Bell, CloseCause.Overdue))
        .When(new Command.Close(), Bob).ThenNothing();

    [Fact]
    public void What_anyone_closes_past_its_deadline_lets_an_asynchronous_session_go_on() =>
        GivenAsynchronous(Vote, "checkin for 1h").At(Bell).When(new Command.Close(), Bob).Then(
            new SessionEvent.ActivityClosed(1, Noon + Bell, CloseCause.Overdue),
            new SessionEvent.ActivityOpened(2, Noon + Bell, Noon + Bell + TimeSpan.FromHours(1)));

    [Fact]
    public void Extending_moves_the_deadline() =>
        Given(Vote).At(Minute).When(new Command.Extend(2 * Minute), Ann).Then(new SessionEvent.DeadlineSet(1, Noon + (12 * Minute)));

    [Fact]
    public void An_extension_is_as_long_as_any_duration()
    {
        Given(Vote).When(new Command.Extend(Limits.DurationMin), Ann).Happened();
        Given(Vote).When(new Command.Extend(Limits.DurationMin - Second), Ann).ThenRefused("Session.BadDuration");
        Given(Vote).At(Bell).When(new Command.Extend(Limits.DurationMax), Ann).Happened();
        Given(Vote).At(Bell - Second).When(new Command.Extend(Limits.DurationMax), Ann).ThenRefused("Session.BadDuration");
        Given(Vote).At(Bell).When(new Command.Extend(Limits.DurationMax + Second), Ann).ThenRefused("Session.BadDuration");
        Given(Vote).When(new Command.Pause(null), Ann).At(20 * Bell).When(new Command.Extend(Limits.DurationMax), Ann).ThenRefused("Session.BadDuration");
    }

    [Fact]
    public void Nothing_is_extended_where_nothing_is_open() =>
        Given(Vote).When(new Command.Close(), Ann).When(new Command.Extend(Minute), Ann).ThenRefused("Session.NothingOpen");

    [Fact]
    public void A_pause_stops_the_clock_and_what_was_left_is_left_after_it()
    {
        var paused = Given(Vote).At(4 * Minute).When(new Command.Pause(null), Ann).Then(new SessionEvent.Paused(Noon + (4 * Minute), null));

        paused.At(60 * Minute).Ticks().ThenNothing();
        var resumed = paused.At(60 * Minute).When(new Command.Resume(), Ann).Then(new SessionEvent.Resumed(Noon + (60 * Minute)));
        Assert.Equal(Noon + (66 * Minute), resumed.Item.Deadline);
    }

    [Fact]
    public void Pausing_or_resuming_twice_is_once() => Given(Vote)
        .When(new Command.Pause(5 * Minute), Ann).Happened().When(new Command.Pause(5 * Minute), Ann).ThenNothing()
        .When(new Command.Resume(), Ann).Happened().When(new Command.Resume(), Ann).ThenNothing();

    [Fact]
    public void A_pause_with_an_end_ends_by_itself_at_that_instant()
    {
        var paused = Given(Vote).At(4 * Minute).When(new Command.Pause(5 * Minute), Ann);
        Assert.Equal(Noon + (9 * Minute), paused.Session.NextDue);

        var late = paused.At(14 * Minute).Ticks().Then(new SessionEvent.Resumed(Noon + (9 * Minute)));
        Assert.Equal(Noon + (15 * Minute), late.Item.Deadline);
        paused.At(TimeSpan.FromHours(5)).Ticks().Then(
            new SessionEvent.Resumed(Noon + (9 * Minute)),
            new SessionEvent.ActivityClosed(1, Noon + (16 * Minute), CloseCause.Deadline),
            new SessionEvent.Closed(Noon + (16 * Minute)));
    }

    [Fact]
    public void One_can_still_answer_in_a_pause() =>
        Given(Vote).When(new Command.Pause(null), Ann).Types(Bob, "vote A").Then(new DotVoteEvent.BallotSet(Bob.Voice, [new(0, 1)]));

    [Fact]
    public void A_pause_is_as_long_as_any_duration()
    {
        Given(Vote).When(new Command.Pause(Limits.DurationMin), Ann).Happened();
        Given(Vote).When(new Command.Pause(Limits.DurationMin - Second), Ann).ThenRefused("Session.BadDuration");
        Given(Vote).When(new Command.Pause(Limits.DurationMax), Ann).Happened();
        Given(Vote).When(new Command.Pause(Limits.DurationMax + Second), Ann).ThenRefused("Session.BadDuration");
    }

    [Fact]
    public void Going_on_in_a_pause_ends_the_pause() => Given(Vote, "checkin for 5m").At(Minute).When(new Command.Pause(null), Ann)
        .When(new Command.Next(), Ann).Then(
            new SessionEvent.Resumed(Noon + Minute),
            new SessionEvent.ActivityClosed(1, Noon + Minute, CloseCause.Facilitator),
            new SessionEvent.ActivityOpened(2, Noon + Minute, Noon + (6 * Minute)));

    [Fact]
    public void While_a_session_over_days_is_tied_the_next_activity_does_not_open()
    {
        var tied = GivenAsynchronous("vote A | B for 10m", "checkin").Types(Bob, "vote A").Types(Cem, "vote B").At(Minute * 11).Ticks().Happened();
        Assert.Equal((1, ActivityStatus.Closed), (tied.Item.Number, tied.Item.Status));
        tied.After(TimeSpan.FromDays(30)).Ticks();
        Assert.Equal(1, tied.After(TimeSpan.FromDays(30)).Ticks().Item.Number);

        Assert.Equal(3, tied.Types(Ann, "runoff").Happened().Item.Number);
        var settled = GivenAsynchronous("vote A | B for 10m", "checkin").Types(Bob, "vote A").At(Minute * 11).Ticks();
        Assert.Equal(2, settled.Item.Number);
    }
}
