using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Mistakes are cheap: next and close can be taken back for a minute.</summary>
public sealed class UndoTest
{
    const string Vote = "vote A | B for 10m";

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_close_can_be_undone_at_59_seconds_and_not_at_60()
    {
        var closed = Given(Vote).At(Minute).When(new Command.Close(), Ann);

        closed.After(59 * Second).When(new Command.Undo(), Ann).Then(new SessionEvent.Undone(1, Noon + Minute + (59 * Second)));
        closed.After(60 * Second).When(new Command.Undo(), Ann).ThenRefused("Session.NothingToUndo", 60);
    }

    [Theory]
    [InlineData(Vote, "vote A")]
    [InlineData("vote A | B | C | D", "vote A B")]
    [InlineData("checkin roti", "checkin 4")]
    [InlineData("checkin anonymous", "checkin green")]
    public void Where_nobody_is_named_a_result_that_was_seen_is_not_opened_again_as_a_second_would_tell_what_one_person_gave(string start, string answer)
    {
        var seen = Given(start, "steps").Types(Bob, answer).Happened();

        seen.When(new Command.Next(), Ann).When(new Command.Undo(), Ann).ThenRefused("Session.ResultSeen");
        seen.When(new Command.Close(), Ann).When(new Command.Undo(), Ann).ThenRefused("Session.ResultSeen");
        Given(start).Types(Bob, answer).When(new Command.Close(), Ann).When(new Command.Reopen(), Ann).ThenRefused("Session.ResultSeen");
    }

    [Theory]
    [InlineData("vote A | B named", "vote A")]
    [InlineData("checkin", "checkin green")]
    public void Where_people_are_named_it_is(string start, string answer) =>
        Given(start).Types(Bob, answer).When(new Command.Close(), Ann).When(new Command.Undo(), Ann).Happened().Types(Cem, answer).Happened();

    [Fact]
    public void What_is_undone_is_open_for_as_long_as_it_still_had()
    {
        var undone = Given(Vote).At(Minute).When(new Command.Close(), Ann).After(Minute / 2).When(new Command.Undo(), Ann);

        Assert.True(undone.Session.IsOpen);
        Assert.Equal(ActivityStatus.Open, undone.Item.Status);
        Assert.Equal(Noon + (10.5 * Minute), undone.Item.Deadline);
        undone.Types(Bob, "vote A").Happened();
    }

    [Fact]
    public void Undoing_next_plans_again_what_had_opened()
    {
        var undone = Given(Vote, "checkin for 5m").When(new Command.Next(), Ann).After(Second).When(new Command.Undo(), Ann);

        Assert.Equal(1, undone.Item.Number);
        undone.When(new Command.Next(), Ann).Then(
            new SessionEvent.ActivityClosed(1, undone.Now, CloseCause.Facilitator),
            new SessionEvent.ActivityOpened(2, undone.Now, undone.Now + (5 * Minute)));
    }

    [Fact]
    public void Next_cannot_be_undone_once_somebody_answered_what_followed() => Given(Vote, "checkin").When(new Command.Next(), Ann)
        .Types(Bob, "checkin green")
        .When(new Command.Undo(), Ann).ThenRefused("Session.UndoTooLate");

    [Fact]
    public void Nor_once_an_answer_was_given_and_taken_back_since_its_key_has_to_go_with_a_close() => Given(Vote, Vote)
        .When(new Command.Next(), Ann)
        .Types(Bob, "vote A").Types(Bob, "vote none").Happened()
        .When(new Command.Undo(), Ann).ThenRefused("Session.UndoTooLate");

    [Fact]
    public void What_the_clock_closed_is_not_undone() =>
        Given(Vote, "checkin").At(11 * Minute).Ticks().When(new Command.Undo(), Ann).ThenRefused("Session.NothingToUndo");

    [Fact]
    public void A_close_after_the_clock_had_closed_the_activity_can_be_undone_all_the_same() =>
        Given(Vote, "checkin").At(11 * Minute).Ticks().After(5 * Minute)
            .When(new Command.Close(), Ann).Then(new SessionEvent.Closed(Noon + (16 * Minute)))
            .After(59 * Second).When(new Command.Undo(), Ann).Then(new SessionEvent.Reopened(Noon + (16 * Minute) + (59 * Second)))
            .When(new Command.Next(), Ann).Happened();

    [Fact]
    public void Nothing_is_undone_whose_key_is_gone() =>
        Given(Vote).When(new Command.Close(), Ann).When(new Command.NoteKeyDestroyed(1), by: null).Happened()
            .When(new Command.NoteKeyDestroyed(1), by: null).ThenNothing()
            .When(new Command.Undo(), Ann).ThenRefused("Session.NothingToUndo");

    [Fact]
    public void A_key_is_due_when_its_closing_can_no_longer_be_undone()
    {
        Assert.Equal(Noon + Limits.UndoWindow, Given(Vote).When(new Command.Close(), Ann).Session.NextDue);
        Assert.Null(Given("checkin").When(new Command.Close(), Ann).Session.NextDue);
    }

    [Fact]
    public void A_run_off_that_is_undone_never_opens_again()
    {
        var tied = Given("vote A | B named for 10m", "checkin").Types(Bob, "vote A").Types(Cem, "vote B").When(new Command.Close(), Ann);
        var undone = tied.Types(Ann, "runoff").Happened().When(new Command.Undo(), Ann).Happened();
        Assert.Equal(1, undone.Item.Number);

        var next = undone.Types(Cem, "vote A").When(new Command.Next(), Ann);
        Assert.Equal("check-in", next.Item.Activity.Kind);
        next.When(new Command.Next(), Ann).Then(
            new SessionEvent.ActivityClosed(2, Noon, CloseCause.Facilitator), new SessionEvent.Closed(Noon));
        undone.Contributes(Bob, new DotVoteCommand.SetDots(0, 1), activity: 3).ThenRefused("Session.OldCard");
    }

    [Fact]
    public void After_a_run_off_the_agenda_goes_on_where_it_was()
    {
        var runOff = Given(Vote, "checkin for 5m").Types(Bob, "vote A").Types(Cem, "vote B").At(11 * Minute).Ticks()
            .Types(Ann, "runoff").Happened();
        Assert.Equal(3, runOff.Item.Number);

        var next = runOff.When(new Command.Next(), Ann);
        Assert.Equal(2, next.Item.Number);
        Assert.Equal(ActivityStatus.Open, next.Item.Status);
        Assert.Equal(Noon + (17 * Minute), next.Item.ClosesAt);
        var undone = next.After(Second).When(new Command.Undo(), Ann);
        Assert.Equal(3, undone.Item.Number);
    }

    [Fact]
    public void A_skip_of_what_was_planned_can_be_undone_at_59_seconds_and_not_at_60()
    {
        var skipped = Given(Vote, "checkin", "steps").At(Minute).When(new Command.Skip(2), Ann).Happened();

        Assert.Equal(2, skipped.Session.Undoable);
        var undone = skipped.After(59 * Second).When(new Command.Undo(2), Ann).Then(new SessionEvent.Undone(2, Noon + Minute + (59 * Second)));
        Assert.Equal(ActivityStatus.Planned, undone.Session.Agenda[1].Status);
        Assert.Equal(1, undone.Item.Number);
        undone.When(new Command.Next(), Ann).Happened();
        Assert.Equal(2, undone.When(new Command.Next(), Ann).Item.Number);
        skipped.After(60 * Second).When(new Command.Undo(), Ann).ThenRefused("Session.NothingToUndo", 60);
    }

    [Fact]
    public void Undo_takes_back_the_skip_and_then_the_next_before_it()
    {
        var skipped = Given(Vote, "checkin", "steps").When(new Command.Next(), Ann).When(new Command.Skip(3), Ann).Happened();
        var once = skipped.When(new Command.Undo(), Ann).Then(new SessionEvent.Undone(3, Noon));
        Assert.Equal((2, ActivityStatus.Planned), (once.Item.Number, once.Session.Agenda[2].Status));

        var twice = once.When(new Command.Undo(), Ann).Then(new SessionEvent.Undone(1, Noon));
        Assert.Equal((1, ActivityStatus.Planned), (twice.Item.Number, twice.Session.Agenda[1].Status));
    }

    [Fact]
    public void A_skip_before_the_last_next_is_not_what_an_undo_takes_back() => Given(Vote, "checkin", "steps")
        .When(new Command.Skip(3), Ann).When(new Command.Next(), Ann)
        .When(new Command.Undo(), Ann).Then(new SessionEvent.Undone(1, Noon));

    [Fact]
    public void A_button_drawn_before_the_skip_does_not_undo_it() => Given(Vote, "checkin", "steps")
        .When(new Command.Next(), Ann).When(new Command.Skip(3), Ann)
        .When(new Command.Undo(1), Ann).ThenNothing();

    [Fact]
    public void The_console_offers_to_take_back_a_skip_while_the_first_activity_is_open() => Assert.Contains(
        "|0|undo|2",
        Said.In(SessionCards.Console(Given(Vote, "checkin").When(new Command.Skip(2), Ann).Session, English)), StringComparison.Ordinal);

    [Fact]
    public void To_cancel_is_asked_about_first_and_then_not_undone()
    {
        var between = Given(Vote, "checkin").At(11 * Minute).Ticks();

        between.When(new Command.Cancel(IsSure: false), Ann).ThenRefused("Session.CancelAsks");
        between.When(new Command.Cancel(IsSure: true), Ann).When(new Command.Undo(), Ann).ThenRefused("Session.CancelledStays");
    }

    [Fact]
    public void A_vote_that_is_reopened_keeps_its_key_and_owes_it_again_with_its_next_close()
    {
        var reopened = Given(Vote).When(new Command.Close(), Ann).After(59 * Second).When(new Command.Reopen(), Ann).Happened();
        Assert.Null(reopened.Item.KeyDueAt);

        var again = reopened.After(Minute).When(new Command.Close(), Ann);
        Assert.Equal(again.Now + Limits.UndoWindow, again.Item.KeyDueAt);
        again.When(new Command.NoteKeyDestroyed(1), by: null).When(new Command.Reopen(), Ann).ThenRefused("Session.ReopenTooLate");
    }
}
