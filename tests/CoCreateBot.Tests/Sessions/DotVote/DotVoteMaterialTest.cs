using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A vote on what was handed on: what is on its table, what is at hand, two rounds, dots that come back.</summary>
public sealed class DotVoteMaterialTest
{
    /// <summary>So many replies, by Bob, Cem and Dora in turn, and then the vote.</summary>
    static Story Voting(int replies, string vote = "vote for 10m", string ask = "ask \"Why?\" for 5m")
    {
        var people = Enumerable.Range(0, (replies + 4) / 5).Select(i => i < 3 ? All[i + 1] : Number(i)).ToList();
        var story = Enumerable.Range(0, replies).Aggregate(Story.Given(ask, vote), (now, i) =>
            now.Contributes(people[i % people.Count], new OpenPromptCommand.Say($"Reply {i + 1}")).Happened());
        return story.When(new Command.Next(), Ann).Happened();
    }

    static DotVote State(Story story) => (DotVote)story.Item.State;

    static VoteOption With(Story story, string text) => State(story).Options.Single(option => option.Text == text);

    [Fact]
    public void Its_options_are_what_was_put_forward_and_dots_follow_from_their_number()
    {
        var story = Voting(7);

        Assert.Equal(7, State(story).Options.Length);
        Assert.Equal((3, 2), (State(story).Dots, State(story).Cap));
        Assert.Contains("7 options: 3 dots each", Said.In(story.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_was_handed_on_it_is_passed_over_and_alone_it_is_refused()
    {
        Story.Nothing().When(new Command.Open(
            new VenueId("web:room"), "en", "Etc/UTC", IsLive: true, [Story.Plan("vote")]), Ann).ThenRefused("Session.NothingToWorkOn");
        var story = Story.Given("ask \"Why?\"", "vote", "checkin").When(new Command.Next(), Ann).Happened();

        Assert.Equal((3, ActivityStatus.Skipped), (story.Item.Number, story.Session.Agenda[1].Status));
    }

    [Fact]
    public void One_option_alone_is_yes_or_no_choice()
    {
        var story = Voting(1);

        Assert.True(State(story).IsOneChoice);
        story.Types(Bob, "vote A").Happened();
        Assert.Contains("1 option: choose it, or make no choice.", Said.In(story.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_picked_is_at_hand_for_the_next_vote_and_anybody_adds_it_once()
    {
        var story = Story.Given("vote A | B | C | D pick 2 for 5m", "vote for 5m")
            .Types(Bob, "vote A B").When(new Command.Next(), Ann).Happened();
        Assert.Equal(["A", "B"], State(story).Options.Select(option => option.Text).Order());
        Assert.Contains("2 more ideas are at hand", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Single(story.Item.Activity.SideDialogs(story.View(), Cem.In(story.Item)));

        var added = State(story).Pool.Single(option => option.Text == "C");
        var more = story.Types(Cem, $"vote add {added.Number}").Then(new DotVoteEvent.Added(added.Id));
        more.Types(Cem, $"vote add {added.Number}").ThenNothing();
        more.Presses(Dora, "add", "", ("add", $"{State(more).Pool.Single().Id}")).Happened();
        more.Types(Cem, $"vote {added.Letter}").Happened();
        more.Types(Cem, "vote add 77").ThenRefused("DotVote.UnknownOption");
    }

    [Fact]
    public void Nobody_votes_for_an_idea_of_their_own_where_that_is_set_and_no_event_tells_whose_it_is()
    {
        var story = Voting(7, "vote noown for 10m");
        var own = With(story, "Reply 1"); // Bob's: the replies come from Bob and Cem in turn
        var others = With(story, "Reply 2");

        story.Types(Bob, $"vote {own.Letter}").ThenRefused("DotVote.OwnIdea", own.Letter);
        var voted = story.Types(Bob, $"vote {others.Letter}").Happened();
        Assert.DoesNotContain("person-", Story.Json(voted.Last.Events), StringComparison.Ordinal);
        story.Types(Dora, $"vote {own.Letter}").Happened();
        Voting(7).Types(Bob, $"vote {With(Voting(7), "Reply 1").Letter}").Happened();
    }

    [Fact]
    public void Where_dots_are_lowered_the_newest_choice_wins_and_the_person_is_told()
    {
        var story = Story.Given("vote A | B | C | D | E dots 4 cap 3 for 10m")
            .Types(Bob, "vote A A B").Types(Bob, "vote A A B C").Happened();

        var lowered = story.Types(Ann, "vote dots 2").Then(new DotVoteEvent.BudgetSet(2, 2));
        Assert.Equal([1, 1], lowered.Item.State is DotVote vote ? vote.BallotOf(Bob.Voice).Select(given => given.Dots) : []);
        Assert.Equal([1, 2], ((DotVote)lowered.Item.State).BallotOf(Bob.Voice).Select(given => given.Option).Order());
        Assert.Contains("2 dots came back to you", Said.In(lowered.Dialog(Bob)), StringComparison.Ordinal);
        Assert.DoesNotContain("came back", Said.In(lowered.Dialog(Cem)) + Said.In(lowered.Root()), StringComparison.Ordinal);
        Assert.DoesNotContain("came back", Said.In(lowered.Types(Bob, "vote A B").Dialog(Bob)), StringComparison.Ordinal);
        lowered.Types(Ann, "vote dots 2").ThenNothing();
        lowered.Types(Bob, "vote dots 3").ThenRefused("Session.NotFacilitator");
    }

    [Fact]
    public void Dots_on_an_option_that_is_removed_come_back_and_the_number_of_voters_tells_nothing()
    {
        var story = Story.Given("vote A | B | C | D for 10m").Types(Bob, "vote B").Types(Cem, "vote A").Types(Ann, "vote remove B");

        story.Then(new DotVoteEvent.Removed(1));
        Assert.Contains("2 people have voted.", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("1 dot came back to you", Said.In(story.Dialog(Bob)), StringComparison.Ordinal);
        story.Types(Bob, "vote B").ThenRefused("DotVote.UnknownOption");
        story.Types(Bob, "vote C").Happened();
    }

    [Fact]
    public void An_option_that_is_edited_keeps_its_votes_and_its_letter()
    {
        var story = Story.Given("vote A | B | C | D for 10m").Types(Bob, "vote B").Types(Ann, "vote edit B \"Bench\"").Then(new DotVoteEvent.Edited(1, "Bench", IsAfterBallot: true));

        Assert.Equal("B", With(story, "Bench").Letter);
        Assert.Contains("Picked: B. Bench.", Said.In(story.When(new Command.Close(), Ann).Root()), StringComparison.Ordinal);
        story.Types(Ann, "vote edit B \"C\"").ThenRefused("DotVote.SameOptions");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Above_fifteen_options_all_one_likes_is_ticked_first_and_the_top_ten_get_dots(bool isTyped)
    {
        Story On(int options, string more = "") => isTyped
            ? Story.Given($"vote {string.Join(" | ", Enumerable.Range(1, options).Select(n => $"Option {n}"))} for 10m{more}")
            : Voting(options);
        Assert.Equal(VoteRound.Only, State(On(15)).Round);
        Assert.Equal(isTyped ? VoteRound.Only : VoteRound.First, State(On(16, " dots 4")).Round); // whoever sets the dots has a typed list voted on as it is
        var story = On(16);
        Assert.Equal(VoteRound.First, State(story).Round);
        Assert.All(story.Dialog(Bob).Inputs, input => Assert.IsType<InputToggle>(input));

        var ticked = State(story).Options[..12].Select(option => option.Letter).ToList();
        story = story.Types(Bob, $"vote {string.Join(' ', ticked)}").Happened().Types(Cem, $"vote {string.Join(' ', ticked[..9])}").Happened();
        story = story.At(TimeSpan.FromMinutes(10.5)).Ticks().ThenNothing().Presses(Dora, "approve", "", ("option-0", "on")).Happened(); // within the minute of grace
        var second = story.At(TimeSpan.FromMinutes(11)).Ticks().Happened();
        Assert.Equal(12, State(second).Options.Length); // the tenth is level with two more
        Assert.Equal((VoteRound.Second, 4, Story.Noon + TimeSpan.FromMinutes(20)), (State(second).Round, State(second).Dots, second.Item.Deadline));
        second.Presses(Dora, "approve", "", ("option-0", "on")).ThenRefused("DotVote.OtherRound");
        second.Types(Dora, $"vote {ticked[0]} {ticked[0]}").Happened();
        story.Types(Ann, "vote second").Happened().Types(Ann, "vote second").ThenNothing();
    }

    [Fact]
    public void Whoever_ticked_something_has_taken_part_and_the_minutes_hold_what_went_no_further()
    {
        var story = Voting(16).Types(Bob, "vote A B").Happened().Types(Cem, "vote A").Happened().Types(Ann, "vote second").Happened();
        Assert.Contains("0 people have voted.", Said.In(story.Root()), StringComparison.Ordinal);
        story = story.Contributes(Bob, new DotVoteCommand.SetBallot([])).ThenNothing().Types(Cem, $"vote {State(story).Options[0].Letter}").Happened();
        var closed = story.When(new Command.Close(), Ann);

        Assert.Equal(2, closed.Item.State.Contributors);
        Assert.Contains("1 person has voted.", Said.In(closed.Root()), StringComparison.Ordinal);
        Assert.Equal(16, closed.Item.Activity.Minutes(closed.View()).OfType<HorizontalBarChart>().Last().Bars.Length);
    }

    [Fact]
    public void Whoever_takes_back_all_of_the_second_round_has_taken_part_and_has_not_voted()
    {
        var story = Voting(16).Types(Bob, "vote A B").Types(Cem, "vote A").Types(Ann, "vote second").Happened();
        Assert.Equal((false, true, false), Says(story, Bob)); // he is reminded, and nothing is said to count

        var voted = story.Types(Bob, $"vote {State(story).Options[0].Letter}").Happened();
        Assert.Equal((true, true, true), Says(voted, Bob));
        Assert.Contains("Still open: 1 person has taken part so far.", ExportText.Markdown(voted.Session, Story.English), StringComparison.Ordinal);

        var taken = voted.Contributes(Bob, new DotVoteCommand.SetBallot([])).Happened();
        Assert.Equal((false, true, false), Says(taken, Bob));
        Assert.Equal((2, 0), (taken.Item.State.Contributors, taken.Item.State.GivenNow));
        taken.Contributes(Bob, new DotVoteCommand.SetBallot([])).ThenNothing();

        static (bool HasGiven, bool IsKnown, bool Counts) Says(Story story, Somebody who) =>
            (story.Item.State.HasGiven(who.In(story.Item)), story.Item.State.Knows(who.In(story.Item)), story.Item.State.Counts(who.In(story.Item)));
    }

    [Fact]
    public void Nothing_of_the_first_round_is_shown_before_the_close()
    {
        var story = Voting(16);
        var (one, other) = (State(story).Options[0].Letter, State(story).Options[1].Letter);
        string Seen(string letters) => Said.In(story.Types(Bob, "vote " + letters).Root());

        Assert.Equal(Seen(one), Seen($"{one} {other}"));
        var second = story.Types(Bob, "vote " + one).Types(Ann, "vote second");
        Assert.DoesNotContain("tick", Said.In(second.Root()), StringComparison.Ordinal);
        Assert.Empty(second.Artifacts);
        Assert.Contains(second.When(new Command.Close(), Ann).Artifacts, row => row is { Kind: "approval", Value: 1 });
    }

    [Fact]
    public void So_many_are_on_the_table_and_the_others_are_at_hand()
    {
        var story = Voting(Limits.OptionsMax + 1);

        Assert.Equal((Limits.OptionsMax, 1), (State(story).Options.Length, State(story).Pool.Length));
        story.Types(Bob, $"vote add {State(story).Pool[0].Number}").ThenRefused("DotVote.TooManyOptions");
    }

    [Fact]
    public void It_hands_on_what_was_picked_under_the_name_it_came_with()
    {
        var story = Voting(5, "vote pick 2 for 10m");
        var (first, second) = (With(story, "Reply 1"), With(story, "Reply 4"));
        var closed = story.Types(Ann, $"vote {first.Letter} {second.Letter}").When(new Command.Close(), Ann);

        var handed = closed.Item.Activity.HandsOn(closed.Session.Agenda[1]);
        Assert.Equal(5, handed.Length);
        Assert.Equal(
            [(1, "Reply 1"), (1, "Reply 4")],
            handed.Where(thing => thing.IsProposed).Select(thing => (thing.Activity, thing.Text)).Order());
    }

    [Fact]
    public void A_run_off_hands_on_what_was_picked_before_it_as_well()
    {
        var story = Story.Given("vote A | B | C | D pick 2 for 5m").Types(Bob, "vote A B").Types(Cem, "vote A C").When(new Command.Close(), Ann)
            .Contributes(Ann, new DotVoteCommand.RunOff()).Happened().Types(Bob, "vote B").When(new Command.Close(), Ann);

        var handed = story.Item.Activity.HandsOn(story.Item);
        Assert.Equal(["A", "B"], handed.Where(thing => thing.IsProposed).Select(thing => thing.Text));
    }

    [Fact]
    public void A_group_is_its_name_and_what_it_holds_stands_below()
    {
        var plan = Story.Plan("vote");
        var item = new AgendaItem(3, new DotVoteActivity(), new DotVoteActivity().Begin(plan.Event), plan.Level, true, plan.Lasts);
        var group = new Material(2, 1, "Light", IsProposed: true) { Parts = [new(1, 4, "Lamps", true), new(1, 9, "Windows", true)] };
        var opening = new Opening(Story.Given("checkin").Session, [group, new Material(2, 2, "Paint", true)], Story.Noon);

        var taken = Assert.IsType<DotVoteEvent.Took>(new DotVoteActivity().Take(opening, item).Event);
        var light = taken.Options.Single(option => option.Text == "Light");
        Assert.Equal(["Lamps", "Windows"], (light.Parts ?? []).Select(part => part.Text));
    }
}
