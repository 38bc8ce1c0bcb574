using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What must hold however people play. FsCheck prints the seed of what fails.</summary>
public sealed class PropertiesTest
{
    static readonly EventCodec Codec = new(Activities.BuiltIn);

    static Config Often => Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    public void Twice_is_once() => Prop.ForAll(Played.Any, Arb.From(Move.Any), (played, move) =>
    {
        var story = played.Story();
        var (command, by) = (move.Command(story), move.What >= 80 ? Ann : Somebody.All[move.Who]);
        return story.When(command, by).When(command, by).Last.Events.IsEmpty;
    }).Check(Often);

    [Fact]
    public void The_clock_ticking_twice_is_once() => Prop.ForAll(Played.Any, played =>
        played.Story().After(TimeSpan.FromHours(1)).Ticks().Ticks().Last.Events.IsEmpty).Check(Often);

    [Fact]
    public void What_the_log_folds_to_is_the_state_in_memory() => Prop.ForAll(Played.Any, played =>
    {
        var story = played.Story();
        var read = played.Log().SelectMany(commit => Codec.Read(Codec.Write(commit)));
        var folded = Story.Nothing().And([.. read]) with { Now = story.Now };

        return Shown.Everything(story) == Shown.Everything(folded);
    }).Check(Often);

    [Fact]
    public void A_refusal_leaves_no_event_but_those_of_the_clock() => Prop.ForAll(Played.Any, Arb.From(Move.Any), (played, move) =>
    {
        var story = played.Story().Ticks();
        var last = move.Made(story).Last;

        return last.Refusal is null || last.Events.IsEmpty;
    }).Check(Often);

    [Fact]
    public void Whoever_is_no_facilitator_changes_nothing_of_the_frame() => Prop.ForAll(Played.Any, Arb.From(Move.Any), (played, move) =>
    {
        var story = played.Story().Ticks();
        var command = (move with { What = 80 + (move.What % 20) }).Command(story);
        var decided = story.When(command, Bob).Last;

        return decided.Events.IsEmpty || (command is Command.Close && story.Item.Deadline <= story.Now);
    }).Check(Often);

    [Fact]
    public void A_tally_is_the_sum_of_the_last_ballots() => Prop.ForAll(Played.Any, played =>
    {
        var story = played.Story();
        foreach (var item in story.Session.Agenda.Where(item => item.State is DotVote))
        {
            var vote = (DotVote)item.Whole; // with what guests gave
            var ballots = vote.Ballots.Values.ToList();
            var all = played.Log().SelectMany(commit => commit).Select(happened => WhatIn(happened, item.Number)).OfType<ActivityEvent>().ToList();
            var round = all.FindLastIndex(what => what is DotVoteEvent.Narrowed) + 1; // a second round begins with new ballots
            var log = all[round..];
            if (!log.Exists(what => what is DotVoteEvent.Removed or DotVoteEvent.BudgetSet)) // those give dots back
            {
                var last = log.OfType<DotVoteEvent.BallotSet>().GroupBy(ballot => ballot.Author)
                    .Select(own => own.Last()).Where(ballot => ballot.Dots.Length > 0).ToList();
                Assert.True(round > 0 || last.Count == vote.Contributors); // whoever voted in the first has taken part
                Assert.All(last, ballot => Assert.Equal(ballot.Dots.ToHashSet(), [.. vote.BallotOf(ballot.Author)]));
            }

            foreach (var sum in vote.Tally())
            {
                var given = ballots.SelectMany(ballot => ballot).Where(dots => dots.Option == sum.Option.Id).ToList();
                Assert.Equal(vote.Method switch
                {
                    VoteMethod.Score => (given.Sum(dots => dots.Dots), given.Count),
                    VoteMethod.Consent => (given.Count(dots => dots.Dots == DotsOn.Agree), given.Count(dots => dots.Dots == DotsOn.Agree)),
                    _ => (given.Sum(dots => dots.Dots), given.Count(dots => dots.Dots > 0)),
                }, (sum.Dots, sum.People));
            }
        }
    }).Check(Often);

    static ActivityEvent? WhatIn(SessionEvent happened, int activity) => happened switch
    {
        SessionEvent.Contributed given when given.Activity == activity => given.What,
        SessionEvent.Supplied given when given.Activity == activity => given.What,
        _ => null,
    };

    [Fact]
    public void No_ballot_is_ever_beyond_the_budget_or_the_cap() => Prop.ForAll(Played.Any, played =>
        played.Story().Session.Agenda.Select(item => item.State).OfType<DotVote>().All(vote => vote.Ballots.Values.All(ballot =>
            ballot.All(given => vote.IsOnTable(given.Option)) && vote.Asks switch
            {
                VoteMethod.Dots => ballot.Sum(given => given.Dots) <= vote.Dots && ballot.All(given => given.Dots <= vote.Cap),
                VoteMethod.Approval => ballot.All(given => given.Dots is 0 or 1),
                VoteMethod.Score => ballot.All(given => given.Dots is >= 0 and <= DotVoteBallots.ScoreMax),
                _ => ballot.All(given => given.Dots is >= DotsOn.Agree and <= DotsOn.Objection),
            }))).Check(Often);

    [Fact]
    public void What_is_picked_does_not_depend_on_the_order_of_the_ballots() => Prop.ForAll(Played.Any, played =>
        played.Story().Session.Agenda.Select(item => item.State).OfType<DotVote>().All(vote =>
        {
            var turned = vote with { Options = [.. vote.Options.Reverse()] };
            return Ids(vote.Result().Picked).SetEquals(Ids(turned.Result().Picked))
                && Ids(vote.Result().Tied).SetEquals(Ids(turned.Result().Tied));
        })).Check(Often);

    static HashSet<int> Ids(ImmutableArray<VoteOption> options) => [.. options.Select(option => option.Id)];

    [Theory]
    [InlineData("vote Paint | Garden | Bus stop | Bench | Lamp | Tree | Swing")]
    [InlineData("vote A | B | C | D named")]
    [InlineData("vote Yes | No")]
    [InlineData("vote approval \"Which?\" A | B | C | D")]
    [InlineData("vote score \"How good?\" A | B | C | D")]
    [InlineData("vote consent \"Shall we?\" A | B | C | D")]
    [InlineData("ask \"Why?\" anonymous")]
    [InlineData("checkin roti")]
    [InlineData("checkin roti named")]
    [InlineData("checkin anonymous")]
    [InlineData("checkin word anonymous")]
    [InlineData("checkin weather anonymous")]
    [InlineData("checkin mood anonymous")]
    [InlineData("checkin rose anonymous")]
    [InlineData("checkin free anonymous")]
    public void Before_the_close_two_sessions_in_which_others_gave_something_else_look_the_same(string start) =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, 9_999), 3)), Arb.From(Gen.ArrayOf(Gen.Choose(0, 9_999), 3)), (one, other) =>
            Shown.To(Given(start, one), Bob) == Shown.To(Given(start, other), Bob)).Check(Often);

    /// <summary>Bob gives always the same; Ann, Cem and Dora give something by chance.</summary>
    static Story Given(string start, int[] spins) => new[] { Ann, Cem, Dora }.Zip(spins).Aggregate(
        Gives(Story.Given(start).When(new Command.Join(), Cem).When(new Command.Join(), Dora), Bob, 1),
        (story, given) => Gives(story, given.First, given.Second));

    static Story Gives(Story story, Somebody who, int spin) => story.Item.State switch
    {
        OpenPrompt => story.Contributes(who, new OpenPromptCommand.Say("reply" + spin)),
        DotVote { Method: not VoteMethod.Dots } vote => story.Contributes(who, new DotVoteCommand.SetBallot(
            [new DotsOn(spin % vote.Options.Length, vote.Method == VoteMethod.Approval ? 1 : 1 + (spin % 2))])),
        DotVote { IsOneChoice: true } vote => story.Contributes(who, new DotVoteCommand.SetDots(spin % vote.Options.Length, 1)),
        DotVote vote => story.Contributes(who, new DotVoteCommand.SetBallot(
            [.. Enumerable.Range(0, 1 + (spin / 100 % vote.Dots)).Select(n => new DotsOn((n + spin) % vote.Options.Length, 1))])),
        CheckIn { Format: CheckInFormat.Rose } => story.Contributes(who, new CheckInCommand.Share("rose" + spin, Note(spin), "thorn" + spin)),
        CheckIn checkIn => story.Contributes(who, CheckInMoves.Of(checkIn, spin, Note(spin))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static string? Note(int spin) => spin % 2 == 0 ? null : "note" + spin;

    [Fact]
    public void No_name_and_no_alias_is_in_anything_shown_of_a_session_in_which_nobody_is_named() => Prop.ForAll(Played.Any, played =>
    {
        var nameless = played with
        {
            Agenda = [.. played.Agenda.Where(line => Story.Plan(line).Level != AnonymityLevel.Named).Append("vote A | B | C | D")],
            Moves = [.. played.Moves.Where(move => move.What is not (92 or 93))],
        };
        var shown = Shown.To(nameless.Story(), [.. Somebody.All]);

        return Somebody.All.All(who => !shown.Contains(who.Name, StringComparison.Ordinal)
            && !shown.Contains(who.Person.Value, StringComparison.Ordinal) && !shown.Contains(who.Voice.Value, StringComparison.Ordinal));
    }).Check(Often);

    [Fact]
    public void No_event_of_a_nameless_activity_holds_the_alias_of_the_session() => Prop.ForAll(Played.Any, played =>
    {
        var story = played.Start();
        foreach (var move in played.Moves)
        {
            story = move.Made(story);
            foreach (var given in story.Last.Events.OfType<SessionEvent.Contributed>())
            {
                var isNamed = story.Session.Agenda[given.Activity - 1].Level == AnonymityLevel.Named;
                var (own, foreign) = isNamed ? ("person-", "voice-") : ("voice-", "person-");
                var stored = Story.Json([given]);
                Assert.DoesNotContain(foreign, stored, StringComparison.Ordinal);
                Assert.True(IsOfNobody(given.What) || stored.Contains(own, StringComparison.Ordinal));
            }
        }
    }).Check(Often);

    // What a facilitator decided names nobody.
    static bool IsOfNobody(ActivityEvent given) =>
        given is DotVoteEvent.Decided or DotVoteEvent.Added or DotVoteEvent.Removed or DotVoteEvent.Edited or DotVoteEvent.BudgetSet or DotVoteEvent.Narrowed
            or BrainwritingEvent.Rang or BrainwritingEvent.IdeaHidden or BrainwritingEvent.AuthorMuted or WarmUpEvent.Hidden;

    [Fact]
    public void A_typed_ballot_is_a_handed_in_one_is_one_of_single_presses() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, 3), 7)), dots =>
    {
        var story = Story.Given("vote Paint | Garden | Bus stop | Bench | Lamp | Tree | Swing dots 10 cap 2");
        var letters = dots.Index().SelectMany(given => Enumerable.Repeat(VoteOption.LetterOf(given.Index), given.Item)).ToList();
        if (letters.Count == 0)
        {
            letters.Add("none");
        }

        var typed = story.Types(Bob, "vote " + string.Join(' ', letters));
        var formed = story.Presses(Bob, "ballot", "", [.. dots.Index().Select(given => ($"option-{given.Index}", $"{given.Item}"))]);
        Assert.Equal(typed.Last.Refusal?.Key, formed.Last.Refusal?.Key);
        Assert.Equal(Shown.Everything(typed), Shown.Everything(formed));
        if (typed.Last.Refusal is null)
        {
            var pressed = dots.Index().Aggregate(story, (now, given) => now.Presses(Bob, "dots", $"{given.Index}={given.Item}"));
            Assert.Equal(Shown.Everything(typed), Shown.Everything(pressed));
        }
    }).Check(Often);

    [Theory]
    [InlineData("checkin", "green")]
    [InlineData("checkin", "red")]
    [InlineData("checkin 1-5", "3")]
    [InlineData("checkin roti", "5")]
    public void A_typed_answer_is_a_tapped_one(string start, string value) => Assert.Equal(
        Shown.Everything(Story.Given(start).Types(Bob, "checkin " + value)),
        Shown.Everything(Story.Given(start).Presses(Bob, "answer", value)));

    [Theory]
    [InlineData("checkin", "green")]
    [InlineData("checkin word", "hopeful")]
    [InlineData("checkin roti", "5")]
    public void A_typed_note_is_a_handed_in_one(string start, string value) => Assert.Equal(
        Shown.Everything(Story.Given(start).Types(Bob, $"checkin {value} \"a note\"")),
        Shown.Everything(Story.Given(start).Presses(Bob, "note", "", ("answer", value), ("note", "a note"))));

    [Fact]
    public void Whether_so_many_gave_something_is_told_without_counting_and_as_if_they_were_counted() => Prop.ForAll(
        Played.Any, played => Assert.All(played.Story().Session.Agenda, item =>
        {
            var people = item.State.Contributors;
            Assert.Equal((true, false), (item.State.HasAtLeast(people), item.State.HasAtLeast(people + 1)));
        })).Check(Often);

    [Fact]
    public void Each_button_that_is_shown_can_be_pressed() => Prop.ForAll(Played.Any, played =>
    {
        var story = played.Story().Ticks();
        foreach (var action in Actions(story.Root()).OfType<Execute>())
        {
            Assert.True(Press.TryDecode(action.Press.Encode(), out var press));
            var refused = story.Presses(Dora, press.Verb, press.Argument).Last.Refusal?.Key;
            string?[] whereOthersHaveTheTurn = [null, "WarmUp.TurnOf", "WarmUp.TurnOfSomebody", "WarmUp.TurnIfJoined", "WarmUp.HadYours", "Session.GuestsWait"];
            Assert.Contains(refused, press.Verb == "pass" ? whereOthersHaveTheTurn : [null]); // one card for all, and one of them may let it pass
        }

        foreach (var action in Actions(SessionCards.Console(story.Session, Story.English)).OfType<Execute>())
        {
            Assert.True(Press.TryDecode(action.Press.Encode(), out var press));
            var pressed = press.Round == 0
                ? story.When(SessionCards.Read(press).Value ?? throw new InvalidOperationException(press.Verb), Ann)
                : story.Presses(Ann, press.Verb, press.Argument);
            string?[] fine = [null, "Session.NothingToUndo", "Session.UndoTooLate", "Session.TooManyActivities"];
            Assert.Contains(pressed.Last.Refusal?.Key, fine);
        }
    }).Check(Often);

    static IEnumerable<CardAction> Actions(Card card) => card.Body.OfType<ActionSet>().SelectMany(set => set.Actions);
}
