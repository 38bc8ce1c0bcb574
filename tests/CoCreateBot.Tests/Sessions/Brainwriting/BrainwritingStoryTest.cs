using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

public sealed class BrainwritingStoryTest
{
    static readonly TimeSpan Bell = TimeSpan.FromMinutes(5);

    [Fact]
    public void Three_people_pass_their_sheets_until_each_has_written_on_each()
    {
        var story = Writing.Opened("brainwrite \"How might we?\" live", people: 3).AllTake(3);
        var first = Sheets(story, Ann, Bob, Cem);

        story = story.Writes(Ann, "ann one", "ann two").Writes(Bob, "bob one").Writes(Cem); // nothing is fine, too
        Assert.Equal(2, story.State().Round);
        var second = Sheets(story, Ann, Bob, Cem);
        Assert.Equal(first.Order(), second.Order());
        Assert.All(first.Zip(second), pair => Assert.NotEqual(pair.First, pair.Second));
        var hasAnns = Array.IndexOf(second, first[0]) == 1 ? Bob : Cem;
        Assert.Contains("ann two", story.Said(hasAnns), StringComparison.Ordinal);
        Assert.DoesNotContain("bob one", story.Said(hasAnns), StringComparison.Ordinal);

        story = story.After(TimeSpan.FromMinutes(1)).Writes(Ann, "a2").Writes(Bob, "b2").Writes(Cem, "c2");
        var third = Sheets(story, Ann, Bob, Cem);
        Assert.All(Enumerable.Range(0, 3), n => Assert.Equal(first.Order(), new[] { first[n], second[n], third[n] }.Order()));
        story = story.Writes(Ann).Writes(Bob).Writes(Cem, "c3");
        Assert.Equal(ActivityStatus.Open, story.Item.Status); // the last round ends by its bell

        var over = story.After(Bell + Limits.HandInGrace).Ticks();
        Assert.Equal(ActivityStatus.Closed, over.Item.Status);
        Assert.Equal(7, over.Item.Activity.HandsOn(over.Item).Length);
    }

    static int[] Sheets(Story story, params Somebody[] people) => [.. people.Select(who => story.Holds(who).Sheet)];

    [Fact]
    public void The_bell_deals_to_those_who_are_there_and_the_sheet_of_who_left_goes_on()
    {
        var taken = Writing.Opened("brainwrite live", people: 4).AllTake(4);
        var story = taken.Writes(Ann, "a").Writes(Bob, "b").Writes(Cem, "c").After(Bell).Ticks();
        Assert.Equal(2, story.State().Round);
        story = story.Writes(Ann).Writes(Bob).Writes(Cem).After(Bell).Ticks(); // Dora neither looks nor writes any more

        Assert.Equal(3, story.State().Round);
        Assert.Null(story.State().CurrentOf(Dora.Voice));
        Assert.Contains(taken.Holds(Dora).Sheet, Sheets(story, Ann, Bob, Cem)); // hers has the fewest rows
        var back = story.Takes(Dora).Happened(); // whoever comes back gets what is free
        Assert.DoesNotContain(back.Holds(Dora).Sheet, Sheets(story, Ann, Bob, Cem));
    }

    [Fact]
    public void The_first_to_hand_in_does_not_end_the_round_for_those_who_have_not_come_yet()
    {
        var story = Writing.Opened("brainwrite live", people: 3).Takes(Ann).Writes(Ann, "a");
        Assert.Equal(1, story.State().Round);
        Assert.Equal(1, Writing.Opened("brainwrite live").Takes(Ann).Takes(Bob).Writes(Ann, "a").Writes(Bob, "b").State().Round);

        Assert.Equal(2, story.Takes(Bob).Takes(Cem).Writes(Bob).Writes(Cem).State().Round);
    }

    [Fact]
    public void A_person_alone_has_one_round_and_more_make_it_longer()
    {
        var alone = Writing.Opened("brainwrite live").Takes(Ann);
        Assert.Equal(1, alone.State().Rounds);
        Assert.Equal(ActivityStatus.Closed, alone.Writes(Ann, "a").After(Bell + Limits.HandInGrace).Ticks().Item.Status);
        Assert.Equal(2, alone.Takes(Bob).State().Rounds);
        Assert.Equal(4, Writing.Opened("brainwrite live", people: 30).State().Rounds);
        Assert.Equal(6, Writing.Opened("brainwrite live rounds 6", people: 30).State().Rounds);
    }

    [Fact]
    public void What_is_handed_in_up_to_a_minute_after_the_bell_is_on_the_old_sheet_and_later_it_is_kept_beside_it()
    {
        var story = Writing.Opened("brainwrite live", people: 4).AllTake(4).Writes(Ann, "a").Writes(Bob, "b").Writes(Cem, "c");
        var sheet = story.Holds(Dora);
        story = story.After(Bell).Ticks();
        Assert.Equal(2, story.State().Round);

        var inTime = story.After(Limits.HandInGrace).WritesOn(sheet, Dora, "dora").Happened();
        Assert.False(inTime.State().Ideas[inTime.Number("dora")].IsLate);
        Assert.Contains(inTime.Number("dora"), inTime.State().Sheets[sheet.Sheet].Ideas);

        var late = story.After(Limits.HandInGrace + TimeSpan.FromTicks(1)).WritesOn(sheet, Dora, "dora").Happened();
        Assert.True(late.State().Ideas[late.Number("dora")].IsLate);
        Assert.Empty(late.State().Sheets[sheet.Sheet].Ideas);
        late.WritesOn(sheet, Dora, "dora").ThenNothing();
        late.WritesOn(sheet, Dora, "dora", "more").Happened();
        Assert.Contains("1 idea of yours came after the bell", late.Said(Dora), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_words_sent_again_late_add_nothing_and_other_words_are_a_late_idea()
    {
        var story = Writing.Opened("brainwrite live", people: 3).AllTake(3).Writes(Ann, "a", "b");
        var sheet = story.Holds(Ann);
        var late = story.After(Bell).Ticks().After(Bell - TimeSpan.FromSeconds(1)).Ticks();

        late.WritesOn(sheet, Ann, "a", "b").ThenNothing();
        var more = late.WritesOn(sheet, Ann, "a", "b changed").Happened();
        Assert.Equal(["a", "b", "b changed"], more.State().Ideas.Values.Select(idea => idea.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_was_handed_in_can_be_changed_until_the_bell_and_is_never_appended()
    {
        var story = Writing.Opened("brainwrite live", people: 3).AllTake(3).Writes(Ann, "one", "two");
        var number = story.Number("one");
        var held = story.Holds(Ann);
        var changed = story.Presses(Ann, "change", $"{held.Sheet}.{held.Round}", ("idea-1", "one, said better"), ("idea-2", ""), ("idea-3", "")).Happened();

        Assert.Equal("one, said better", Assert.Single(changed.State().Ideas.Values).Text);
        Assert.Equal(number, changed.Number("one, said better"));
        story.Presses(Ann, "change").ThenNothing();
        story.Presses(Bob, "change").ThenRefused("Brainwriting.NothingToChange");
    }

    [Fact]
    public void Two_minutes_are_added_once_where_more_than_a_third_is_still_writing()
    {
        var story = Writing.Opened("brainwrite live", people: 3).AllTake(3).Writes(Ann, "a");
        var longer = story.After(Bell).Ticks();
        Assert.Equal(1, longer.State().Round);
        Assert.Equal(story.Item.Deadline + TimeSpan.FromMinutes(2), longer.Item.Deadline);
        Assert.Equal(2, longer.After(TimeSpan.FromMinutes(2)).Ticks().State().Round);

        Assert.Equal(2, story.Writes(Bob).After(Bell).Ticks().State().Round); // a third is not more than a third
    }

    [Fact]
    public void Whoever_opens_a_sheet_only_in_the_minute_after_the_last_bell_does_not_make_the_round_longer()
    {
        var story = Writing.Opened("brainwrite live rounds 1", people: 2).Takes(Ann).Writes(Ann, "a").After(Bell);
        var end = story.Item.ClosesAt;
        story = story.Takes(Bob).Happened();

        Assert.Equal((end, ActivityStatus.Open), (story.Item.RingsAt, story.Ticks().Item.Status));
        Assert.Equal(ActivityStatus.Closed, story.Writes(Bob, "b").After(Limits.HandInGrace).Ticks().Item.Status);
    }

    [Theory]
    [InlineData("brainwrite live")]
    [InlineData("brainwrite gallery live")]
    public void Whoever_comes_only_in_the_minute_after_the_last_bell_is_heard_and_adds_no_round(string line)
    {
        var story = Writing.Opened(line).Takes(Ann).Writes(Ann, "a").After(Bell).Takes(Bob).Happened();
        Assert.Equal(1, story.State().Rounds);
        story.Takes(Bob).ThenNothing(); // no bell either

        var closed = story.Writes(Bob, "b").After(Limits.HandInGrace).Ticks();
        Assert.Equal(ActivityStatus.Closed, closed.Item.Status);
        Assert.Contains(closed.Artifacts, row => row.Text == "b");
    }

    [Fact]
    public void While_the_clocks_stand_still_no_bell_has_rung_for_who_comes()
    {
        var paused = Writing.Opened("brainwrite live").Takes(Ann).When(new Command.Pause(null), Ann).Happened().After(Bell + Bell);

        Assert.Equal(2, paused.Takes(Bob).State().Rounds);
    }

    [Fact]
    public void The_facilitator_rings_once_however_often_the_button_is_pressed_and_the_last_time_it_closes()
    {
        var story = Writing.Opened("brainwrite live rounds 2", people: 2).AllTake(2).Presses(Ann, "bell", "1").Happened();
        Assert.Equal((2, story.Now + Bell), (story.State().Round, story.Item.Deadline));
        story.Presses(Ann, "bell", "1").ThenNothing();
        story.Types(Bob, "bell").ThenRefused("Session.NotFacilitator");

        Assert.Equal((ActivityStatus.Closed, CloseCause.Complete), (story.Types(Ann, "bell").Item.Status, story.Types(Ann, "bell").Item.CloseCause));
        Writing.Opened("brainwrite", isLive: false).Types(Ann, "bell").ThenRefused("Brainwriting.NoBell");
    }

    [Fact]
    public void A_bell_that_nobody_was_awake_for_rings_at_its_time()
    {
        var story = Writing.Opened("brainwrite live", people: 2).AllTake(2).Writes(Ann, "a");
        var after = story.After(TimeSpan.FromHours(3)).Ticks();

        Assert.Equal(ActivityStatus.Closed, after.Item.Status);
        Assert.Equal(story.Item.Deadline + TimeSpan.FromMinutes(2) + Bell + Limits.HandInGrace, after.Item.ClosedAt);
    }

    [Fact]
    public void Whoever_has_a_sheet_last_stars_its_best_two_and_these_are_put_forward()
    {
        var story = Writing.Opened("brainwrite live rounds 2", people: 2).AllTake(2).Writes(Ann, "a1", "a2").Writes(Bob, "b1");
        var a1 = story.Number("a1").ToString(System.Globalization.CultureInfo.InvariantCulture);
        var held = story.Holds(Bob);
        Assert.Contains("star-1", story.Said(Bob), StringComparison.Ordinal);
        story = story.Presses(
            Bob, "hand-in", $"{held.Sheet}.{held.Round}", ("idea-1", "b on a1"), ("on-1", a1), ("idea-2", ""), ("idea-3", ""),
            ("star-1", a1), ("star-2", "own-0"));
        string[] stars = [.. story.Said(Bob).Split('\n').Where(line => line.StartsWith("Star ", StringComparison.Ordinal)).Select(line => line[9..])];
        Assert.Equal(["a1", "b on a1"], stars.Order(StringComparer.Ordinal));
        Assert.Contains("You wrote no idea on this sheet", story.Writes(Ann).Said(Ann), StringComparison.Ordinal);
        var over = story.Types(Ann, "bell");

        var ideas = over.Item.Activity.HandsOn(over.Item).ToLookup(idea => idea.IsProposed, idea => idea.Text);
        Assert.Equal(["a1", "b on a1"], ideas[true].Order(StringComparer.Ordinal));
        Assert.Equal(["a2", "b1"], ideas[false].Order(StringComparer.Ordinal));
        Assert.Contains($"b on a1 (builds on {a1}, starred)", Said.In(over.Root()), StringComparison.Ordinal);
        Assert.Equal(over.Artifacts.Single(row => row.Text == "a1").Key, over.Artifacts.Single(row => row.Text == "b on a1").BuildsOn);
        Assert.Contains("25 % build on an earlier one", Said.In(over.Item.Activity.Minutes(over.View())), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_was_starred_everything_is_put_forward()
    {
        var over = Writing.Opened("brainwrite live").Takes(Ann).Writes(Ann, "a", "b").Types(Ann, "bell");

        Assert.All(over.Item.Activity.HandsOn(over.Item), idea => Assert.True(idea.IsProposed));
        Assert.Equal(2, over.Item.Activity.HandsOn(over.Item).Length);
    }

    [Fact]
    public void A_hidden_idea_vanishes_everywhere_and_the_author_of_a_muted_one_notices_nothing()
    {
        var story = Writing.Opened("brainwrite live", people: 3).AllTake(3).Writes(Ann, "fine").Writes(Bob, "rude").Writes(Cem, "good");
        var number = story.Number("rude");
        Assert.Contains("rude", story.Said(Cem), StringComparison.Ordinal);
        story.Types(Bob, $"hide {number}").ThenRefused("Session.NotFacilitator");
        story.Types(Ann, "hide 7").ThenRefused("Brainwriting.NoSuchIdea", 7);
        story.Types(Ann, "hide").ThenRefused("Brainwriting.WhichIdea");

        var muted = story.Types(Ann, $"mute {number}").Happened();
        Assert.DoesNotContain("rude", muted.Said(Cem), StringComparison.Ordinal);
        muted = muted.Writes(Bob, "rude again").Happened();
        Assert.Contains("rude again", muted.Said(Bob), StringComparison.Ordinal);
        Assert.Contains("4 ideas so far", Said.In(muted.Root()), StringComparison.Ordinal);

        var over = muted.When(new Command.Close(), Ann);
        Assert.DoesNotContain("rude", Shown.ToEverybody(over), StringComparison.Ordinal);
        Assert.Equal(["fine", "good"], over.Item.Activity.HandsOn(over.Item).Select(idea => idea.Text).Order(StringComparer.Ordinal));
        var hidden = over.Types(Ann, $"hide {over.Number("good")}").Happened(); // also after the close
        Assert.DoesNotContain("good", Shown.ToEverybody(hidden), StringComparison.Ordinal);
        hidden.Types(Ann, $"hide {over.Number("good")}").ThenNothing();
    }

    [Fact]
    public void What_a_muted_author_rewrites_is_hidden_too()
    {
        var story = Writing.Opened("brainwrite live", people: 3).AllTake(3).Writes(Bob, "rude", "fine");
        var muted = story.Types(Ann, $"mute {story.Number("rude")}").Writes(Bob, "rude", "fine, but rude");

        Assert.Empty(muted.State().ShownIdeas());
        Assert.False(muted.State().HasResult);
    }

    [Fact]
    public void What_is_typed_is_a_whole_row()
    {
        var story = Writing.Opened("brainwrite live", people: 3);
        Assert.True(story.Item.Activity.IsAnswer(TypedLine.Parse("brainwrite one | two"), story.Item));
        Assert.True(story.Item.Activity.IsAnswer(TypedLine.Parse("brainwrite one idea"), story.Item));
        Assert.False(story.Item.Activity.IsAnswer(TypedLine.Parse("brainwrite \"A question?\" live"), story.Item));

        var typed = story.Types(Bob, "brainwrite a bench | why not a tree?").Happened();
        Assert.Equal(["a bench", "why not a tree?"], typed.State().Ideas.Values.Select(idea => idea.Text).Order(StringComparer.Ordinal));
        typed.Types(Bob, "brainwrite a bench | why not a tree?").ThenNothing();
        Assert.Equal("a lamp", Assert.Single(typed.Types(Bob, "brainwrite a lamp").State().Ideas.Values).Text);
        Assert.Equal(2, story.Types(Bob, "brainwrite Why not a tree? | a bench").State().Ideas.Count);
        story.Types(Bob, "brainwrite a | b | c | d").ThenRefused("Brainwriting.TooManyIdeas", 3, 4);
        Assert.Equal("make it \"live\" for 5m", Assert.Single(story.Types(Bob, "brainwrite make it \"live\" for 5m").State().Ideas.Values).Text);
        Assert.Equal("here", Assert.Single(story.Types(Bob, "brainwrite #2 here").State().Ideas.Values).Text);
        Assert.Equal("quoted", Assert.Single(story.Types(Bob, "brainwrite “quoted” | ").State().Ideas.Values).Text);
    }

    [Fact]
    public void A_typed_line_that_ends_the_round_does_not_fill_the_next_sheet_when_it_comes_twice()
    {
        var story = Writing.Opened("brainwrite live", people: 2).AllTake(2).Writes(Ann, "a").Types(Bob, "brainwrite a bench").Happened();

        Assert.Equal(2, story.State().Round);
        story.Types(Bob, "brainwrite a bench").ThenNothing();
        story.Types(Bob, "brainwrite a lamp").Happened();
    }

    [Fact]
    public void A_latecomer_gets_a_sheet_that_nobody_has_now_else_a_new_one()
    {
        var story = Writing.Opened("brainwrite live", people: 2).AllTake(2).Writes(Ann, "a").Writes(Bob, "b");
        Assert.DoesNotContain(story.Takes(Cem).Holds(Cem).Sheet, story.State().Sheets.Keys); // both are in hands

        var one = Writing.Opened("brainwrite live rounds 3", people: 3).AllTake(2).Writes(Ann, "a").After(Bell).Ticks().After(TimeSpan.FromMinutes(2)).Ticks();
        Assert.Equal(2, one.State().Round);
        var free = one.Presses(Ann, "bell", "2").Takes(Cem); // only who looked is dealt to, so a sheet is free
        Assert.Contains(free.Holds(Cem).Sheet, one.State().Sheets.Keys);
    }

    [Fact]
    public void A_form_of_a_sheet_one_never_had_is_an_old_card()
    {
        var story = Writing.Opened("brainwrite live", people: 2).AllTake(2);
        story.Presses(Bob, "hand-in", $"{story.Holds(Ann).Sheet}.1", ("idea-1", "x")).ThenRefused("Session.OldCard");
        story.Presses(Bob, "hand-in", $"{story.Holds(Bob).Sheet}.1").ThenRefused("Session.NotUnderstood");
        story.Presses(Bob, "hand-in", "2", ("idea-1", "x")).ThenRefused("Session.NotUnderstood");
    }

    [Fact]
    public void Who_is_named_is_named_at_the_close()
    {
        var story = Writing.Opened("brainwrite live named", people: 2).AllTake(2).Writes(Bob, "bob's");
        Assert.Empty(story.Artifacts);
        Assert.Contains("when this closes", story.Said(Ann), StringComparison.Ordinal);
        Assert.DoesNotContain("bob's", Shown.ToEverybody(story), StringComparison.Ordinal);

        var over = story.When(new Command.Close(), Ann);
        Assert.Contains("bob's (Bob)", Said.In(over.Root()), StringComparison.Ordinal);
        Assert.Equal("Bob", Assert.Single(over.Artifacts).Author);
    }

    [Fact]
    public void In_a_gallery_everybody_keeps_to_own_sheets_and_sees_three_ideas_of_others_from_the_second_round_on()
    {
        var story = Writing.Opened("brainwrite gallery live", people: 3).AllTake(3).Writes(Ann, "a1", "a2").Writes(Bob, "b1", "b2").Writes(Cem, "c1");
        Assert.Equal(2, story.State().Round);

        var held = story.Holds(Ann);
        var seen = story.State().Before(held, Ann.Voice);
        Assert.Equal(3, seen.Length);
        Assert.All(seen, idea => Assert.NotEqual(Ann.Voice, idea.Author));
        Assert.Equal(6, story.State().Sheets.Count);
        Assert.Equal(6, new[] { Ann, Bob, Cem }.SelectMany(who => story.State().Writers[who.Voice].Held.Select(one => one.Sheet)).Distinct().Count());
    }

    [Fact]
    public void No_bell_rings_in_a_pause_and_its_round_has_what_was_left_after_it()
    {
        var paused = Writing.Opened("brainwrite live", people: 2).AllTake(2).Writes(Ann, "a").After(TimeSpan.FromMinutes(3))
            .When(new Command.Pause(null), Ann).Happened();
        Assert.Equal(1, paused.After(Bell * 10).Ticks().State().Round);

        var resumed = paused.After(Bell * 10).When(new Command.Resume(), Ann).Happened();
        Assert.Equal(resumed.Now + TimeSpan.FromMinutes(2), resumed.Item.Deadline);
        Assert.Equal(1, resumed.After(TimeSpan.FromSeconds(119)).Ticks().State().Round);
    }

    [Fact]
    public void A_bell_that_is_rung_in_a_pause_ends_the_pause()
    {
        var paused = Writing.Opened("brainwrite live", people: 2).AllTake(2).Writes(Ann, "a").When(new Command.Pause(null), Ann)
            .After(Bell * 10);
        var rung = paused.Presses(Ann, "bell", "1").Happened();

        Assert.False(rung.Session.IsPaused);
        Assert.Equal((2, rung.Now + Bell), (rung.State().Round, rung.Item.Deadline));
    }

    [Fact]
    public void An_idea_that_was_shown_beside_a_sheet_and_is_taken_back_is_gone_from_it()
    {
        var story = Writing.Opened("brainwrite gallery live", people: 2).AllTake(2);
        var bobs = story.Holds(Bob);
        story = story.Writes(Ann, "a1").Writes(Bob, "b1", "b2");
        Assert.Contains("b1", story.Said(Ann), StringComparison.Ordinal);

        var without = story.WritesOn(bobs, Bob, "", "b2").Happened();
        Assert.DoesNotContain("b1", without.Said(Ann), StringComparison.Ordinal);
        Assert.Contains("b2", without.Said(Ann), StringComparison.Ordinal);
        var closed = without.Writes(Ann, "a2").When(new Command.Close(), Ann).Happened();
        Assert.DoesNotContain("b1", Shown.ToEverybody(closed), StringComparison.Ordinal);
    }
}
