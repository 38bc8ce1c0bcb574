using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A session with a charter and several activities: what its facilitators may change, and what the card then says.</summary>
public sealed class AgendaTest
{
    static readonly string[] Three = ["checkin for 5m", "vote A | B for 5m", "checkin roti for 5m"];

    static Story Workshop(bool isLive = true)
    {
        var command = new Command.Open(
            new VenueId("web:room"), "en", "Europe/Vienna", isLive, [.. Three.Select(Story.Plan)], new Charter("How might we meet?"));
        return Story.Nothing().When(command, Ann).Happened();
    }

    [Fact]
    public void The_card_says_why_it_is_held_and_where_on_the_agenda_it_is()
    {
        var card = Said.In(Workshop().Root());

        Assert.Contains("How might we meet?", card, StringComparison.Ordinal);
        Assert.Contains("1 = Check-in: now", card, StringComparison.Ordinal);
        Assert.Contains("2 = Dot-vote: planned, 5 min", card, StringComparison.Ordinal);
        Assert.Contains("Not yet said", card, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_charter_leaves_open_is_said_until_it_is_told()
    {
        var story = Workshop()
            .When(new Command.SetCharter(CharterField.Influence, "The plan for May"), Ann).Happened()
            .When(new Command.SetCharter(CharterField.Decider, "The council"), Ann).Happened();

        Assert.DoesNotContain("Not yet said", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("This will influence: The plan for May", Said.In(story.Root()), StringComparison.Ordinal);
        story.When(new Command.SetCharter(CharterField.Decider, "The council"), Ann).ThenNothing();
    }

    [Fact]
    public void Skipping_what_is_open_goes_on_to_the_next_and_can_be_undone()
    {
        var story = Workshop().When(new Command.Skip(null), Ann).Happened();
        Assert.Equal((2, ActivityStatus.Skipped), (story.Item.Number, story.Session.Agenda[0].Status));

        var undone = story.When(new Command.Undo(), Ann).Happened();
        Assert.Equal((1, ActivityStatus.Planned), (undone.Item.Number, undone.Session.Agenda[1].Status));
        Assert.Equal(ActivityStatus.Open, undone.Item.Status);
    }

    [Fact]
    public void What_is_skipped_ahead_never_opens()
    {
        var story = Workshop().When(new Command.Skip(2), Ann).Happened().When(new Command.Skip(2), Ann).ThenNothing();
        Assert.Equal(3, story.When(new Command.Next(), Ann).Item.Number);
        Assert.Contains("Dot-vote: skipped", Said.In(story.When(new Command.Close(), Ann).Minutes()), StringComparison.Ordinal);
        story.When(new Command.Skip(9), Ann).ThenRefused("Session.NoSuchActivity", 9);
    }

    [Fact]
    public void An_added_activity_comes_last_and_may_be_moved_to_the_front()
    {
        var story = Workshop().When(new Command.Add(Story.Plan("checkin word for 5m")), Ann).Happened();
        var moved = story.When(new Command.Order([4, 3]), Ann).Then(new SessionEvent.AgendaOrdered([4, 3, 2]));

        Assert.Equal(4, moved.When(new Command.Next(), Ann).Item.Number);
        moved.When(new Command.Order([1]), Ann).ThenRefused("Session.NotPlanned", 1);
        moved.When(new Command.Order([4, 3, 2]), Ann).ThenNothing();
    }

    [Fact]
    public void Another_wording_keeps_the_old_one_in_the_minutes()
    {
        var story = Workshop()
            .When(new Command.Reword(0, "How might we meet more often?"), Ann).Happened()
            .When(new Command.Reword(2, "Which of the two?"), Ann).Happened()
            .When(new Command.Next(), Ann);
        Assert.Contains("Which of the two?", Said.In(story.Root()), StringComparison.Ordinal);

        var minutes = Said.In(story.When(new Command.Close(), Ann).Minutes());
        Assert.Contains("How might we meet more often?", minutes, StringComparison.Ordinal);
        Assert.Contains("Formerly: How might we meet?", minutes, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_asks_first_and_leaves_no_result()
    {
        var story = Workshop().When(new Command.Cancel(IsSure: false), Ann).ThenRefused("Session.CancelAsks");
        var cancelled = story.When(new Command.Cancel(IsSure: true), Ann).Happened();

        Assert.False(cancelled.Session.IsOpen);
        Assert.Null(SessionCards.MinutesCard(cancelled.Session, Story.English));
        Assert.Contains("Cancelled", Said.In(cancelled.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_gave_anything_nobody_is_promised_to_hear_what_became_of_it()
    {
        const string Promise = "You will hear what became of it";
        var (empty, given) = (Workshop().When(new Command.Close(), Ann), Workshop().Types(Bob, "checkin green").When(new Command.Close(), Ann));

        Assert.DoesNotContain(Promise, Said.In(empty.Minutes()) + Said.In(empty.Root()), StringComparison.Ordinal);
        Assert.Contains(Promise, Said.In(given.Minutes()), StringComparison.Ordinal);
        Assert.Contains(Promise, Said.In(given.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_co_facilitator_steers_and_anybody_else_does_not()
    {
        var story = Workshop().When(new Command.Join(), Bob).When(new Command.Next(), Bob).ThenRefused("Session.NotFacilitator");
        story = story.When(new Command.CoFacilitate("bob"), Ann).Happened().When(new Command.CoFacilitate("Bob"), Ann).ThenNothing();

        Assert.Equal(2, story.When(new Command.Next(), Bob).Happened().Item.Number);
        story.When(new Command.CoFacilitate("Zoe"), Ann).ThenRefused("Session.NobodyOfThatName", "Zoe");
    }

    [Fact]
    public void Co_facilitators_are_bounded()
    {
        var story = Enumerable.Range(1, Limits.CoFacilitatorsMax + 1).Aggregate(Workshop(), (s, n) => s.When(new Command.Join(), Number(n)));
        story = Enumerable.Range(1, Limits.CoFacilitatorsMax)
            .Aggregate(story, (s, n) => s.When(new Command.CoFacilitate(Number(n).Name), Ann).Happened());

        story.When(new Command.CoFacilitate(Number(Limits.CoFacilitatorsMax + 1).Name), Ann)
            .ThenRefused("Session.TooManyFacilitators", Limits.CoFacilitatorsMax);
    }

    [Fact]
    public void Whoever_joined_takes_over_five_minutes_after_the_facilitator_should_have_gone_on()
    {
        var waiting = Workshop().When(new Command.Join(), Bob).After(TimeSpan.FromMinutes(6)).Ticks().Happened(); // 5 minutes and the grace
        Assert.Null(waiting.Session.OpenItem);

        waiting.After(Limits.TakeOverLive - TimeSpan.FromSeconds(1)).When(new Command.TakeOver(), Bob).ThenRefused("Session.TakeOverTooEarly");
        var taken = waiting.After(Limits.TakeOverLive).When(new Command.TakeOver(), Bob).Then(new SessionEvent.FacilitatorAdded(Bob.Person));
        Assert.Equal(2, taken.When(new Command.Next(), Bob).Happened().Item.Number);
        waiting.After(Limits.TakeOverLive).When(new Command.TakeOver(), Cem).ThenRefused("Session.JoinFirst");
    }

    [Fact]
    public void The_minutes_are_a_draft_for_a_day_in_which_people_may_say_what_they_meant()
    {
        var closed = Workshop().When(new Command.Join(), Bob).When(new Command.Close(), Ann)
            .When(new Command.Correct("I meant the other garden"), Bob).Happened();
        Assert.Contains("Remark by Bob: I meant the other garden", Said.In(closed.Minutes()), StringComparison.Ordinal);
        Assert.Contains("Draft", Said.In(closed.Minutes()), StringComparison.Ordinal);

        var final = closed.After(Limits.MinutesDraftFor).Ticks().Then(new SessionEvent.MinutesFinalised(Story.Noon + Limits.MinutesDraftFor));
        Assert.Contains("Final since", Said.In(final.Minutes()), StringComparison.Ordinal);
        final.When(new Command.Correct("too late"), Bob).ThenRefused("Session.MinutesAreFinal");
        Assert.Null(final.Session.MinutesDueAt);
    }

    [Fact]
    public void What_closed_can_be_reopened_for_its_whole_length_after_the_undo_window()
    {
        var story = Workshop().When(new Command.Next(), Ann).When(new Command.Close(), Ann);
        var later = story.After(TimeSpan.FromSeconds(59)).When(new Command.Reopen(), Ann).Happened();

        Assert.Equal((2, ActivityStatus.Open), (later.Item.Number, later.Item.Status));
        Assert.Equal(later.Now + TimeSpan.FromMinutes(5), later.Item.Deadline);
        later.When(new Command.Reopen(), Ann).ThenRefused("Session.NothingToReopen");
    }

    [Fact]
    public void The_facilitator_hears_by_how_much_the_agenda_is_too_long()
    {
        var command = new Command.Open(
            new VenueId("web:room"), "en", "Europe/Vienna", IsLive: true, [.. Three.Select(Story.Plan)],
            new Charter("How might we meet?", EndsAt: Story.Noon + TimeSpan.FromMinutes(12)));
        var story = Story.Nothing().When(command, Ann).Happened();

        Assert.Contains("Over by 3 min", Said.In(SessionCards.Console(story.Session, Story.English)), StringComparison.Ordinal);
        var skipped = story.When(new Command.Skip(2), Ann);
        Assert.DoesNotContain("Over by", Said.In(SessionCards.Console(skipped.Session, Story.English)), StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_a_locked_door_those_who_are_in_go_on_and_nobody_else_comes_in()
    {
        var story = Workshop().When(new Command.Join(), Bob).When(new Command.SetDoor(IsLocked: true), Ann).Happened();

        story.When(new Command.Join(), Cem).ThenRefused("Session.DoorLocked");
        story.Types(Cem, "checkin green").ThenRefused("Session.DoorLocked");
        story.Types(Bob, "checkin green").Happened();
        story.When(new Command.SetDoor(IsLocked: false), Ann).When(new Command.Join(), Cem).Happened();
    }

    [Fact]
    public void A_locked_door_holds_where_nobody_is_named()
    {
        var story = Workshop().When(new Command.Join(), Bob).When(new Command.Next(), Ann);
        story = story.Types(Dora, "vote A").Happened().When(new Command.SetDoor(IsLocked: true), Ann);

        story.Types(Cem, "vote A").ThenRefused("Session.DoorLocked");
        story.Types(Bob, "vote A").Happened();
        story.Types(Dora, "vote B").Happened(); // she was in, and may change her mind
    }

    [Fact]
    public void How_evenly_people_spoke_is_said_of_a_group_and_never_of_a_few()
    {
        Assert.Null(Balance(4, 3, 2, 1));
        Assert.Equal("The third who gave most gave 70 % of it; something of 1 of 5 people was built on or starred.", Balance(4, 3, 1, 1, 1));

        static string? Balance(params int[] each) => VoiceBalance.Of(
            each.SelectMany((count, who) => Enumerable.Range(0, count).Select(i => (Who: Number(who).Person, IsEchoed: who + i == 0)))
                .GroupBy(one => one.Who, one => one.IsEchoed)).Sentence(Story.English);
    }

    [Fact]
    public void Whoever_joined_takes_over_a_session_over_days_after_one_working_day_and_not_a_second_sooner()
    {
        var waiting = Workshop(isLive: false).When(new Command.Join(), Bob).When(new Command.Pause(null), Ann);
        Assert.Equal(TimeSpan.FromHours(8), Limits.TakeOverAsynchronous);
        Assert.Equal(TimeSpan.FromMinutes(5), Limits.TakeOverLive);

        waiting.After(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1)).When(new Command.TakeOver(), Bob).ThenRefused("Session.TakeOverTooEarly");
        waiting.After(TimeSpan.FromDays(1)).When(new Command.TakeOver(), Bob).Then(new SessionEvent.FacilitatorAdded(Bob.Person));
    }

    [Fact]
    public void What_runs_as_planned_is_not_taken_over() => Workshop(isLive: false).When(new Command.Join(), Bob).After(TimeSpan.FromMinutes(4))
        .When(new Command.TakeOver(), Bob).ThenRefused("Session.TakeOverTooEarly");

    [Fact]
    public void What_is_still_planned_is_not_called_skipped_while_the_session_goes_on()
    {
        var open = Said.In(SessionCards.MinutesSoFar(Workshop().Session, Story.English));
        Assert.Contains("still planned", open, StringComparison.Ordinal);
        Assert.DoesNotContain("skipped", open, StringComparison.Ordinal);

        var closed = Said.In(SessionCards.MinutesSoFar(Workshop().When(new Command.Close(), Ann).Session, Story.English));
        Assert.Contains("skipped", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("still planned", closed, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_asked_to_join_by_name_while_something_is_open_in_which_nobody_is_named()
    {
        var named = Workshop();
        Assert.Contains("Take part", Said.In(named.Root()), StringComparison.Ordinal);

        var secret = named.When(new Command.Next(), Ann);
        Assert.Equal(AnonymityLevel.AnonymousToEveryone, secret.Item.Level);
        Assert.DoesNotContain("Take part", Said.In(secret.Root()), StringComparison.Ordinal);
        Assert.Contains("Take part", Said.In(secret.After(TimeSpan.FromMinutes(6)).Ticks().Happened().Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_finds_the_door_locked_is_told_whom_to_ask()
    {
        var refused = Workshop().When(new Command.SetDoor(IsLocked: true), Ann).When(new Command.Join(), Cem).ThenRefused("Session.DoorLocked");
        Assert.Equal(
            "The door of this session is locked: only those who are in already can take part. Ask the facilitator to open it (unlock).",
            Story.English.Say(refused.Last.Refusal!)); // ! see above
    }

    [Fact]
    public void The_promise_says_in_how_many_other_places_names_show_and_never_in_which()
    {
        var story = Workshop().When(new Command.AddVenue(new VenueId("slack:T0SECRET/C0PLACE")), Ann).Happened();
        var promise = Receipt.For(story.View());

        Assert.EndsWith("The session is also shown in 1 other place, to the people there.", promise, StringComparison.Ordinal);
        Assert.DoesNotContain("C0PLACE", Shown.To(story, Bob), StringComparison.Ordinal);
        Assert.DoesNotContain("T0SECRET", Shown.To(story, Bob), StringComparison.Ordinal);
    }
}
