using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Without bells: one pool, sheets are lent.</summary>
public sealed class BrainwritingPoolTest
{
    static Story Opened() => Writing.Opened("brainwrite", people: 3, isLive: false);

    [Fact]
    public void It_is_open_for_two_days_and_closes_by_itself()
    {
        var story = Opened();

        Assert.Equal(story.Now + TimeSpan.FromHours(48), story.Item.Deadline);
        Assert.Equal(ActivityStatus.Closed, story.After(TimeSpan.FromHours(48) + Limits.HandInGrace).Ticks().Item.Status);
    }

    [Fact]
    public void Each_begins_with_an_own_sheet_and_goes_on_with_those_of_others_the_emptiest_first()
    {
        var story = Opened().Takes(Ann).Takes(Bob).Takes(Cem).Writes(Ann, "a").Writes(Bob, "b");
        story = story.Takes(Bob).Happened();
        Assert.Equal(story.State().Writers[Ann.Voice].Held[0].Sheet, story.Holds(Bob).Sheet);
        Assert.Contains("a", story.Said(Bob), StringComparison.Ordinal);
        story.Takes(Bob).ThenNothing();

        story = story.Takes(Ann).Happened();
        Assert.Equal(story.State().Writers[Bob.Voice].Held[0].Sheet, story.Holds(Ann).Sheet);
        story.Writes(Ann, "a on b").Takes(Ann).ThenRefused("Brainwriting.NoFreeSheet"); // Cem still has the third
    }

    [Fact]
    public void Three_sheets_a_person_are_enough()
    {
        var story = new[] { Ann, Bob, Cem, Dora }.Aggregate(Opened(), (now, who) => now.Takes(who).Writes(who, who.Name + " 1"));
        story = story.Takes(Ann).Writes(Ann, "2").Takes(Ann).Writes(Ann, "3");

        story.Takes(Ann).ThenNothing();
        Assert.Contains("You have written on all your sheets", story.Said(Ann), StringComparison.Ordinal);
        Assert.Equal(3, story.State().Writers[Ann.Voice].Held.Length);
    }

    [Fact]
    public void A_sheet_is_lent_for_four_hours_then_the_next_may_have_it_and_what_comes_later_is_kept_beside_it()
    {
        var story = Opened().Takes(Ann).Takes(Bob).Writes(Bob, "b");
        var anns = story.Holds(Ann);
        story.After(SheetTaking.Lease - TimeSpan.FromTicks(1)).Takes(Bob).ThenRefused("Brainwriting.NoFreeSheet");

        var gone = story.After(SheetTaking.Lease).Takes(Bob).Happened();
        Assert.Equal(anns.Sheet, gone.Holds(Bob).Sheet);
        var late = gone.WritesOn(anns, Ann, "too late").Happened();
        Assert.True(late.State().Ideas[late.Number("too late")].IsLate);

        var kept = story.After(SheetTaking.Lease * 2).WritesOn(anns, Ann, "nobody wanted it").Happened();
        Assert.False(kept.State().Ideas[kept.Number("nobody wanted it")].IsLate);
        var renewed = story.After(SheetTaking.Lease).Takes(Ann).Happened();
        Assert.Equal(anns.Sheet, renewed.Holds(Ann).Sheet);
        renewed.Takes(Bob).ThenRefused("Brainwriting.NoFreeSheet");
    }

    [Fact]
    public void While_the_clocks_stand_still_no_sheet_is_taken_away()
    {
        var story = Opened().Takes(Ann).Takes(Bob).Writes(Bob, "b").When(new Command.Pause(null), Ann)
            .After(TimeSpan.FromHours(3)).When(new Command.Resume(), Ann);

        var left = TimeSpan.FromHours(20); // an hour of this afternoon, in Vienna, and three of the next morning
        story.After(left - TimeSpan.FromTicks(1)).Ticks().Takes(Bob).ThenRefused("Brainwriting.NoFreeSheet");
        story.After(left).Ticks().Takes(Bob).Happened();
    }

    [Fact]
    public void A_sheet_that_is_lent_in_working_time_has_as_much_of_it_left_after_a_pause()
    {
        var friday = TimeSpan.FromDays(4) + TimeSpan.FromHours(2); // from Monday noon: 15:00 in Vienna
        var monday = TimeSpan.FromDays(6) + TimeSpan.FromHours(20); // 9:00 there
        var story = Writing.Opened("brainwrite for 14d", people: 3, isLive: false).At(friday).Takes(Ann).Takes(Bob).Writes(Bob, "b");
        story = story.At(friday + TimeSpan.FromMinutes(30)).When(new Command.Pause(null), Ann).At(monday).When(new Command.Resume(), Ann).Happened();

        var until = monday + TimeSpan.FromHours(3.5);
        story.At(until - TimeSpan.FromTicks(1)).Ticks().Takes(Bob).ThenRefused("Brainwriting.NoFreeSheet");
        story.At(until).Ticks().Takes(Bob).Happened();
    }

    [Fact]
    public void Where_all_ends_before_the_next_working_day_a_pause_is_made_up_for_by_the_clock()
    {
        var story = Writing.Opened("brainwrite for 6h", people: 3, isLive: false).Takes(Ann).Takes(Bob).Writes(Bob, "b"); // until 19:00 in Vienna
        story = story.After(TimeSpan.FromHours(1)).When(new Command.Pause(null), Ann).After(TimeSpan.FromHours(4)).When(new Command.Resume(), Ann);

        story.After(TimeSpan.FromHours(3) - TimeSpan.FromTicks(1)).Ticks().Takes(Bob).ThenRefused("Brainwriting.NoFreeSheet");
        story.After(TimeSpan.FromHours(3)).Ticks().Takes(Bob).Happened();
    }

    [Fact]
    public void What_was_handed_in_can_still_be_changed_when_the_sheet_has_gone_on()
    {
        var story = Opened().Takes(Ann).Takes(Bob).Writes(Ann, "a").Writes(Bob, "b");
        var anns = story.Holds(Ann);
        story = story.Takes(Bob).Writes(Bob, "b on a");
        var changed = story.WritesOn(anns, Ann, "a, said better").Happened();

        Assert.Equal(["a, said better", "b", "b on a"], changed.State().Ideas.Values.Select(idea => idea.Text).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(changed.State().Ideas.Values, idea => idea.IsLate);
    }

    [Fact]
    public void Whoever_writes_the_last_row_stars_the_best()
    {
        var story = Opened().Takes(Ann).Writes(Ann, "a").Takes(Bob).Writes(Bob, "b").Takes(Bob).Writes(Bob, "b on a");
        story = story.Takes(Cem).Writes(Cem, "c").Takes(Cem);

        Assert.False(story.State().IsHarvest(story.Holds(Cem), Cem.Voice)); // the sheet with the fewest rows
        story = story.Writes(Cem, "c2").Takes(Cem).Happened();
        Assert.Equal(story.State().Writers[Ann.Voice].Held[0].Sheet, story.Holds(Cem).Sheet);
        Assert.True(story.State().IsHarvest(story.Holds(Cem), Cem.Voice));
    }
}
