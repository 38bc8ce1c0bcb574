using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>When turns begin, and what becomes of them as people come, go, are silent, or stand still.</summary>
public sealed class WarmUpTurnsTest
{
    static readonly TimeSpan Turn = TimeSpan.FromHours(2);
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Turns_begin_when_the_second_person_joins_and_the_card_says_so()
    {
        var alone = GivenAsynchronous("warmup story");
        Assert.Null(State(alone).WhoseTurn);
        Assert.Equal(Noon + TimeSpan.FromDays(1), alone.Item.Deadline);
        Assert.Contains("As soon as a second person comes, you take turns.", Said.In(alone.Root()), StringComparison.Ordinal);
        alone.Types(Ann, "warmup pass").ThenRefused("WarmUp.NoTurns");

        var two = alone.After(Hour).When(new Command.Join(), Bob).Then(
            new SessionEvent.PersonJoined(Bob.Person, "Bob"),
            new SessionEvent.Supplied(1, new WarmUpEvent.Came([Bob.Person])),
            new SessionEvent.DeadlineSet(1, Noon + Hour + Turn));
        Assert.Equal(Ann.Person, State(two).WhoseTurn);
        Assert.Contains("It is Ann’s turn, until", Said.In(two.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_before_turns_began_was_a_turn_and_whoever_speaks_second_begins_them()
    {
        var story = Given("warmup story turns rounds 2").Types(Ann, "warmup Once.").Types(Bob, "warmup Then.").Happened();

        Assert.Equal([Ann.Person, Bob.Person], State(story).Order);
        Assert.Equal((Ann.Person, TimeSpan.FromSeconds(90)), (State(story).WhoseTurn, story.Item.Deadline - story.Now));
        Assert.Equal(Bob.Person, State(Given("warmup story turns").Types(Ann, "warmup Once.").When(new Command.Join(), Bob)).WhoseTurn);
    }

    [Fact]
    public void One_that_opened_before_the_others_came_waits_for_them_one_turn_longer()
    {
        var story = Given("warmup story turns").Types(Ann, "warmup Once.").Types(Bob, "warmup Then.");
        Assert.Equal(story.Now + TimeSpan.FromSeconds(90), story.Session.OpenItem?.Deadline);
        Assert.Contains("All have had their turn. Whoever still comes has one too.", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Null(story.Dialog(Ann).Submit);
        story.Types(Ann, "warmup So.").ThenRefused("WarmUp.TurnsOver");

        var third = story.After(TimeSpan.FromMinutes(1)).Types(Cem, "warmup So.").Happened();
        Assert.Equal(third.Now + TimeSpan.FromSeconds(90), third.Item.Deadline);
        Assert.Equal(Cem.Person, State(story.When(new Command.Join(), Cem)).WhoseTurn);
        Assert.Null(third.After(TimeSpan.FromSeconds(90)).Ticks().Session.OpenItem);
    }

    [Fact]
    public void It_waits_for_them_also_where_nothing_was_said_in_the_last_turn()
    {
        var each = TimeSpan.FromSeconds(90);
        var begun = Given("warmup story turns").Types(Ann, "warmup Once.").When(new Command.Join(), Bob).Happened();
        Assert.Equal((Bob.Person, begun.Now + (2 * each)), (State(begun).WhoseTurn, begun.Item.Activity.EndOf(begun.Item, begun.Session)));

        var over = begun.After(each).Ticks();
        Assert.Equal(over.Now + each, over.Session.OpenItem?.Deadline);
        Assert.Contains("All have had their turn. Whoever still comes has one too.", Said.In(over.Root()), StringComparison.Ordinal);
        Assert.Equal(Cem.Person, State(over.When(new Command.Join(), Cem)).WhoseTurn);
        Assert.Null(over.After(each).Ticks().Session.OpenItem);
    }

    [Fact]
    public void While_the_session_is_paused_the_turn_moves_on_and_counts_from_the_resume()
    {
        var paused = InTurns("warmup story").When(new Command.Pause(null), Ann).After(Hour).Types(Ann, "warmup Once.").Happened();
        Assert.True(paused.Session.IsPaused);
        Assert.Equal(Bob.Person, State(paused).WhoseTurn);
        Assert.DoesNotContain("until", Said.In(SessionCards.Turns(paused.Item, paused.Session, English)!), StringComparison.Ordinal); // ! there are turns

        var resumed = paused.After(Hour).When(new Command.Resume(), Ann);
        Assert.Equal(resumed.Now + Turn, resumed.Item.Deadline);
        Assert.Contains(SessionCards.Reminders(resumed.Ticks().Session, English), one => one.What.To == Bob.Person);

        var removed = paused.After(Hour).When(new Command.Remove("Bob", IsSure: true), Ann).Happened();
        Assert.Equal((true, Cem.Person), (removed.Session.IsPaused, State(removed).WhoseTurn));
        var after = removed.After(Hour).When(new Command.Resume(), Ann);
        Assert.Equal(after.Now + Turn, after.Item.Deadline);
    }

    [Fact]
    public void Whose_turn_comes_is_told_so_and_nobody_else()
    {
        var story = InTurns("warmup story");
        story.Types(Bob, "warmup Once.").ThenRefused("WarmUp.TurnOf", "Ann");
        story.Types(Number(7), "warmup Once.").ThenRefused("WarmUp.TurnIfJoined");
        story.When(new Command.Join(), Number(7)).Types(Number(7), "warmup Once.").ThenRefused("WarmUp.TurnOf", "Ann");
        story.Types(Ann, "warmup Once.").Ticks().Types(Ann, "warmup Then.").ThenRefused("WarmUp.HadYours");
        Crowd(WarmUp.OrderMax, "warmup story").When(new Command.Join(), Number(77)).Ticks().Types(Number(77), "warmup Once.")
            .ThenRefused("WarmUp.PlacesTaken", WarmUp.OrderMax);
    }

    [Fact]
    public void Guests_take_turns_once_they_count()
    {
        var story = GivenAsynchronous("checkin", "warmup story").OpensToGuests().When(new Command.Join(), Bob).When(new Command.Join(), Dora)
            .When(new Command.Next(1), Ann).When(new Command.Join(), Cem);
        Assert.Equal([Ann.Person, Bob.Person, Cem.Person], State(story).Order);
        story.Types(Dora, "warmup Once.").ThenRefused("Session.GuestsWait");

        Assert.Equal([Ann.Person, Bob.Person, Cem.Person, Dora.Person], State(story.When(new Command.CountGuests(), Ann)).Order);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whoever_goes_holds_nobody_up_and_the_next_has_a_whole_turn(bool isForgotten)
    {
        var story = InTurns("warmup story rounds 2").Types(Ann, "warmup Once.").Ticks().After(Hour);
        Assert.Equal(Bob.Person, State(story).WhoseTurn);
        Story Goes(Story before) =>
            (isForgotten ? before.When(new Command.ForgetMe(), Bob) : before.When(new Command.Remove("Bob", IsSure: true), Ann)).Happened();

        var gone = Goes(story);
        Assert.Equal([Ann.Person, Cem.Person], State(gone).Order);
        Assert.Equal((Cem.Person, gone.Now + Turn), (State(gone).WhoseTurn, gone.Item.Deadline));
        Assert.Contains(SessionCards.Reminders(gone.Ticks().Session, English), one => one.What.To == Cem.Person);

        var before = Goes(GivenAsynchronous("checkin", "warmup story").When(new Command.Join(), Bob).When(new Command.Join(), Cem));
        Assert.Equal([Ann.Person, Cem.Person], State(before.When(new Command.Next(1), Ann)).Order);
        var last = Goes(InTurns("warmup story").Types(Ann, "warmup Once.").When(new Command.Remove("Cem", IsSure: true), Ann));
        Assert.Contains("As soon as a second person comes", Said.In(last.Root()), StringComparison.Ordinal);
        Assert.Equal(Cem.Person, State(Goes(InTurns("warmup story"))).Order[^1]);
    }

    [Fact]
    public void When_the_last_turn_goes_with_its_person_it_is_over() => Assert.Contains(
        InTurns("warmup story").Types(Ann, "warmup Once.").Types(Bob, "warmup Then.").When(new Command.Remove("Cem", IsSure: true), Ann).Last.Events,
        what => what is SessionEvent.ActivityClosed { Cause: CloseCause.Complete });

    [Fact]
    public void Of_more_than_thirty_nobody_waits_for_a_turn()
    {
        Assert.Equal(WarmUp.OrderMax, State(Crowd(WarmUp.OrderMax, "warmup story turns")).Order.Length);

        var free = Crowd(WarmUp.OrderMax + 1, "warmup story turns");
        Assert.False(State(free).KeepsTurns);
        Assert.Equal(TimeSpan.FromMinutes(4), Crowd(WarmUp.OrderMax + 1, "warmup story turns for 1m live").Item.Deadline - Noon);
        Assert.Contains("Of more than 30 people nobody waits for a turn.", Said.In(free.Root()), StringComparison.Ordinal);
        Assert.Null(SessionCards.Turns(free.Item, free.Session, English));
    }

    [Fact]
    public void A_silent_round_is_the_last_and_a_long_standstill_fits_one_commit()
    {
        var story = Crowd(WarmUp.OrderMax, "warmup story rounds 2").Types(Ann, "warmup Once.").At(TimeSpan.FromDays(100)).Ticks();

        Assert.Equal(WarmUp.OrderMax - 1, story.Last.Events.Count(what => what is SessionEvent.Supplied { What: WarmUpEvent.Passed }));
        Assert.InRange(story.Last.Events.Length, 1, Batch.EventsMax);
        Assert.Equal(ActivityStatus.Closed, story.Session.Agenda[1].Status);
        var passed = InTurns("warmup story rounds 2").Types(Ann, "warmup pass").Types(Bob, "warmup pass").Types(Cem, "warmup pass");
        Assert.Contains(passed.Last.Events, what => what is SessionEvent.ActivityClosed { Cause: CloseCause.Complete });
    }

    [Fact]
    public void The_same_words_in_another_round_are_another_turn()
    {
        var story = InTurns("warmup yesand rounds 2").Types(Ann, "warmup Yes").Ticks()
            .Types(Ann, "warmup Yes").ThenNothing().Types(Bob, "warmup Yes").Types(Cem, "warmup Yes");

        Assert.Equal(Bob.Person, State(story.Types(Ann, "warmup Yes").Happened()).WhoseTurn);
    }

    [Fact]
    public void Only_in_a_chain_do_open_forms_grow_old_with_another_line()
    {
        Assert.Equal(State(Given("warmup uses")).FormsOf, State(Given("warmup uses").Types(Bob, "warmup A hook")).FormsOf);
        Assert.NotEqual(State(Given("warmup story")).FormsOf, State(Given("warmup story").Types(Bob, "warmup Once.")).FormsOf);
    }

    [Fact]
    public void What_is_foretold_behind_turns_follows_from_them()
    {
        var story = GivenAsynchronous("checkin", "warmup story rounds 2", "ask \"What is missing?\"").And(
            new SessionEvent.CharterSet(new Charter("Why")))
            .When(new Command.Join(), Bob).When(new Command.Join(), Cem);
        var begins = story.Item.RingsAt!.Value; // ! a check-in has an end
        Assert.Equal(begins + (6 * Turn), BellOf(story));

        var open = story.When(new Command.Next(1), Ann).Types(Ann, "warmup Once.");
        Assert.Equal(open.Now + (5 * Turn), BellOf(open));

        static DateTimeOffset BellOf(Story story) => Preview.Of(story.Session, English, story.Now)
            .Single(post => post.For == PreviewFor.Thread && post.Text.Plain().Contains("What is missing?", StringComparison.Ordinal)).At;
    }

    [Fact]
    public void A_skipped_one_is_exported_as_if_it_had_never_opened()
    {
        var played = GivenAsynchronous("checkin", "warmup rounds 2").When(new Command.Join(), Ann).When(new Command.Join(), Bob)
            .When(new Command.Next(1), Ann).Ticks().Types(Ann, "warmup pass").Types(Bob, "warmup Apples.").Happened();
        var begun = played.When(new Command.Skip(2), Ann);
        var never = GivenAsynchronous("checkin", "warmup rounds 2").When(new Command.Join(), Bob).When(new Command.Skip(2), Ann).When(new Command.Next(1), Ann);

        Assert.NotEmpty(begun.Session.Agenda[1].Reminded);
        Assert.Equal(Told(never), Told(begun));
        Assert.Contains("\"heldBack\":[]", Export(begun), StringComparison.Ordinal);

        static string Told(Story story) => string.Join('\n', CoCreateBot.Sessions.Export.Retell(story.Session).SelectMany(what => what switch
        {
            SessionEvent.ActivityPlanned { Activity: 2 } => (string[])[Json([what])],
            SessionEvent.Contributed { Activity: 2 } => [Json([what])],
            SessionEvent.Restored frame =>
                [Json([frame with { Agenda = [frame.Agenda[1]], ClosedAt = null, Corrections = [] }])],
            _ => [],
        }));
    }

    static string Export(Story story) => Encoding.UTF8.GetString(new ExportCodec(Known, new Lexicon(Known)).Write(story.Session));

    [Fact]
    public void The_thread_says_who_is_next_and_at_the_end_that_it_is_over()
    {
        var story = InTurns("warmup story");
        Assert.Contains("It is Ann’s turn, until", Line(story), StringComparison.Ordinal);
        Assert.Contains("It is Bob’s turn, until", Line(story.Types(Ann, "warmup Once.")), StringComparison.Ordinal);
        Assert.Contains("The turns are over.", Line(story.When(new Command.Close(), Ann)), StringComparison.Ordinal);
        Assert.Null(SessionCards.Turns(Given("warmup story").Item, Given("warmup story").Session, English));
        Assert.Null(SessionCards.Turns(Given("warmup story turns").Item, Given("warmup story turns").Session, English));

        static string Line(Story story) => Said.In(SessionCards.Turns(story.Session.Agenda[1], story.Session, English)!); // ! there are turns
    }

    static WarmUp State(Story story) => WarmUpTest.State(story);

    static Story InTurns(string start) => WarmUpTest.InTurns(start);

    /// <summary>So many have joined, Ann among them, when it opens behind a check-in over days.</summary>
    static Story Crowd(int people, string start) => Enumerable.Range(1, people - 1)
        .Aggregate(GivenAsynchronous("checkin", start), (story, n) => story.When(new Command.Join(), Number(n))).When(new Command.Next(1), Ann).Happened();
}
