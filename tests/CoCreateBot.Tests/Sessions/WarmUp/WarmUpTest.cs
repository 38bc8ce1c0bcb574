using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A short game with turns, or in free order where people sit together.</summary>
public sealed class WarmUpTest
{
    static readonly TimeSpan Turn = TimeSpan.FromHours(2);

    [Theory]
    [InlineData("warmup", null, null)]
    [InlineData("warmup story", WarmUpGame.Story, null)]
    [InlineData("warmup Geschichte", WarmUpGame.Story, null)]
    [InlineData("warmup yesand", WarmUpGame.YesAnd, null)]
    [InlineData("warmup ja-und", WarmUpGame.YesAnd, null)]
    [InlineData("warmup alphabet", WarmUpGame.Alphabet, null)]
    [InlineData("warmup worst \"a meeting room\"", WarmUpGame.Worst, "a meeting room")]
    [InlineData("warmup uses „a paper clip“", WarmUpGame.Uses, "a paper clip")]
    [InlineData("warmup truths", WarmUpGame.Truths, null)]
    public void A_start_says_the_game_and_what_it_is_about(string line, WarmUpGame? game, string? question) =>
        Assert.Equal(new WarmUpEvent.Planned(game, question, 1, WantsTurns: false, IsLive: false, null), Plan(line).Event);

    [Fact]
    public void A_start_says_how_many_rounds_how_long_and_whether_there_are_turns() => Assert.Equal(
        new WarmUpEvent.Planned(WarmUpGame.Story, null, 2, WantsTurns: true, IsLive: true, TimeSpan.FromMinutes(4)),
        Plan("warmup story live for 4m rounds 2 turns").Event);

    [Theory]
    [InlineData("warmup jumping", "WarmUp.UnknownGame")]
    [InlineData("warmup \"a meeting room\"", "WarmUp.UnknownGame")]
    [InlineData("warmup story A | B", "WarmUp.UnknownGame")]
    [InlineData("warmup story rounds 0", "WarmUp.BadRounds")]
    [InlineData("warmup story rounds 3", "WarmUp.BadRounds")]
    [InlineData("warmup story anonymous", "Session.NoSuchSetting")]
    [InlineData("warmup story for 5s", "Session.BadDuration")]
    public void A_start_that_cannot_be_is_refused(string line, string key) => Assert.Equal(key, Planned(line).Refusal?.Key);

    [Fact]
    public void A_question_fits_or_is_refused()
    {
        Assert.Null(Planned($"warmup story \"{new string('x', Limits.QuestionMax)}\"").Refusal?.Key);
        Assert.Equal("Session.TooLong", Planned($"warmup story \"{new string('x', Limits.QuestionMax + 1)}\"").Refusal?.Key);
    }

    [Fact]
    public void Where_no_game_is_named_one_is_drawn_when_it_opens() =>
        Assert.NotNull(Assert.IsType<WarmUp>(Given("warmup").Item.State).Game);

    [Theory]
    [InlineData("warmup", false)]
    [InlineData("warmup story", false)]
    [InlineData("warmup worst \"a bus\"", false)]
    [InlineData("warmup story live", false)]
    [InlineData("warmup \"Once\"", false)]
    [InlineData("warmup pass", true)]
    [InlineData("warmup story time was over", true)]
    [InlineData("warmup Once there was a bus", true)]
    [InlineData("warmup say \"Once there was a bus\"", true)]
    public void A_game_starts_and_other_words_go_on(string line, bool isAnswer) =>
        Assert.Equal(isAnswer, Given("warmup story").Item is var item && item.Activity.IsAnswer(TypedLine.Parse(line), item));

    [Fact]
    public void Two_rounds_with_one_who_is_silent_go_on_without_them_and_end_by_themselves()
    {
        var first = InTurns("warmup story rounds 2");
        Assert.Equal([Ann.Person, Bob.Person, Cem.Person], State(first).Order);
        Assert.Contains("It is Ann’s turn, until", Said.In(first.Root()), StringComparison.Ordinal);
        Assert.Contains("Then: Bob, Cem", Said.In(first.Root()), StringComparison.Ordinal);

        var second = first.Types(Ann, "warmup Once there was a bus.").Then(
            Contributed(new WarmUpEvent.Said(Ann.Person, 1, "Once there was a bus.", null)), Until(Noon + Turn))
            .After(TimeSpan.FromHours(1)).Ticks().Types(Bob, "warmup say It was late.").Then(
                Contributed(new WarmUpEvent.Said(Bob.Person, 2, "It was late.", null)), Until(Noon + TimeSpan.FromHours(3)));
        var passed = second.At(TimeSpan.FromHours(3)).Ticks();
        Assert.Contains(passed.Last.Events, what => what is SessionEvent.Supplied { What: WarmUpEvent.Passed { Author: var late } } && late == Cem.Person);
        Assert.Equal(Ann.Person, State(passed).WhoseTurn);

        var ended = passed.Types(Ann, "warmup It waited.").Types(Bob, "warmup pass").Happened().After(Turn).Ticks();
        Assert.Equal(ActivityStatus.Closed, ended.Session.Agenda[1].Status);
        var card = Said.In(ended.Minutes());
        Assert.Contains("Once there was a bus. It was late. It waited.\nTold by Ann, Bob", card, StringComparison.Ordinal);
        Assert.Equal(["Once there was a bus.|Ann", "It was late.|Bob", "It waited.|Ann"], Rows(ended, 2).Select(row => $"{row.Text}|{row.Author}"));
    }

    [Fact]
    public void The_last_turn_closes_it() => Assert.Contains(
        InTurns("warmup truths").Types(Ann, "warmup a").Types(Bob, "warmup b").Types(Cem, "warmup c").Happened().Last.Events,
        what => what is SessionEvent.ActivityClosed { Cause: CloseCause.Complete });

    [Fact]
    public void Whoever_joins_meanwhile_takes_a_turn_in_this_round()
    {
        var story = InTurns("warmup truths").When(new Command.Join(), Number(7)).Types(Ann, "warmup a");

        Assert.Equal([Ann.Person, Bob.Person, Cem.Person, Number(7).Person], State(story).Order);
        Assert.Equal(Number(7).Person, State(story.Types(Bob, "warmup b").Types(Cem, "warmup c")).WhoseTurn);
    }

    [Fact]
    public void Whoever_is_next_is_told_in_private_and_only_while_it_is_so()
    {
        var story = InTurns("warmup story").Types(Ann, "warmup Once.");
        var told = SessionCards.Reminders(story.Ticks().Session, English).Single(one => one.What.To == Bob.Person);

        Assert.Contains("It is your turn in the warm-up", Said.In(told.Card), StringComparison.Ordinal);
        Assert.DoesNotContain(
            SessionCards.Reminders(story.Ticks().Types(Bob, "warmup Then.").Session, English), one => one.What.To == Bob.Person);
        Assert.Null(Given("warmup story turns").Ticks().Session.NextReminder);
    }

    [Fact]
    public void Live_the_order_is_free_and_only_a_chain_is_not_gone_on_with_from_ones_own_line()
    {
        var story = Given("warmup story").When(new Command.Join(), Cem).Types(Bob, "warmup Once.");

        Assert.Equal(TimeSpan.FromMinutes(4), story.Item.Deadline - Noon);
        story.Types(Bob, "warmup Then.").ThenRefused("WarmUp.NotTwice");
        story.Types(Bob, "warmup Once.").ThenNothing();
        story.Types(Cem, "warmup Then.").Types(Bob, "warmup So.").Happened();
        story.Types(Bob, "warmup pass").ThenRefused("WarmUp.NoTurns");
        Given("warmup uses").Types(Bob, "warmup A hook").Types(Bob, "warmup A toothpick").Happened();
        Assert.Contains("Anybody may go on, but nobody from their own line.", Said.In(story.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void Live_turns_last_ninety_seconds()
    {
        var story = Given("checkin", "warmup story turns").When(new Command.Join(), Ann).When(new Command.Join(), Bob).When(new Command.Next(1), Ann);

        Assert.Equal(TimeSpan.FromSeconds(90), story.Item.Deadline - story.Now);
        Assert.Equal(Bob.Person, State(story.After(TimeSpan.FromSeconds(90)).Ticks()).WhoseTurn);
    }

    [Theory]
    [InlineData("warmup alphabet", "Apples", null)]
    [InlineData("warmup alphabet", "„Äpfel“", null)]
    [InlineData("warmup alphabet", "say \"… apples\"", null)]
    [InlineData("warmup alphabet", "Bread", "WarmUp.NextLetter")]
    [InlineData("warmup alphabet", "42", "WarmUp.NextLetter")]
    [InlineData("warmup alphabet", "Яблоко", null)]
    [InlineData("warmup alphabet", "تفاحة", null)]
    [InlineData("warmup alphabet", "𐐀𐐁", null)]
    [InlineData("warmup alphabet", "Ａpples", null)]
    [InlineData("warmup alphabet", "Æbler", null)]
    [InlineData("warmup alphabet", "Økologi", "WarmUp.NextLetter")]
    [InlineData("warmup alphabet", "Été", "WarmUp.NextLetter")]
    [InlineData("warmup story", "say", "Session.Empty")]
    [InlineData("warmup story", "say \u200B", "Session.Empty")]
    public void A_line_fits_the_game_or_is_refused(string start, string typed, string? key)
    {
        var story = Given(start).Types(Bob, "warmup " + typed);

        Assert.Equal(key, story.Last.Refusal?.Key);
        Assert.Equal(key is null ? 1 : 0, State(story).Lines.Length);
    }

    [Fact]
    public void Behind_Z_comes_A_again()
    {
        var story = Enumerable.Range(0, 26).Aggregate(
            Given("warmup alphabet"), (story, n) => story.Contributes(n % 2 == 0 ? Bob : Cem, new WarmUpCommand.Say($"{(char)('A' + n)}ha")).Happened());

        Assert.Equal('A', State(story).NextLetter);
        Assert.Contains("The next letter is A.", Said.In(story.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_turn_is_let_pass_by_a_button_only_where_people_are_named()
    {
        var story = InTurns("warmup story");

        Assert.Contains("pass", Verbs(story));
        Assert.DoesNotContain("pass", Verbs(story.When(new Command.SetLevel(AnonymityLevel.AnonymousToEveryone), Ann)));

        static IEnumerable<string> Verbs(Story shown) =>
            shown.Root().Body.OfType<ActionSet>().SelectMany(set => set.Actions).OfType<Execute>().Select(button => button.Press.Verb);
    }

    [Fact]
    public void What_cannot_be_said_now_is_refused_with_why()
    {
        var story = InTurns("warmup story");
        story.Types(Bob, "warmup Once.").ThenRefused("WarmUp.TurnOf", "Ann");
        story.Types(Bob, "warmup pass").ThenRefused("WarmUp.TurnOf", "Ann");
        story.Presses(Ann, "pass", "7").ThenNothing();
        story.Presses(Ann, "pass", "x").ThenRefused("Session.NotUnderstood");
        story.Presses(Ann, "say").ThenRefused("Session.NotUnderstood");
        Line(WarmUp.LineMax).Happened();
        Assert.Equal("line", Line(WarmUp.LineMax + 1).ThenRefused("Session.TooLong", WarmUp.LineMax + 1, WarmUp.LineMax).Last.Refusal?.Input);
        story.When(new Command.Close(), Ann).Contributes(Ann, new WarmUpCommand.Say("Once."), activity: 2).ThenRefused("Session.ActivityClosed");
        story.When(new Command.SetLevel(AnonymityLevel.AnonymousToEveryone), Ann).Types(Ann, "warmup Once.").ThenRefused("WarmUp.OnlyNamed");
        Assert.Null(story.Dialog(Bob).Submit);
        Assert.NotNull(story.Dialog(Ann).Submit);

        Story Line(int length) => story.Presses(Ann, "say", "", ("line", new string('x', length)));
    }

    [Fact]
    public void A_hundred_lines_are_enough_and_close_it()
    {
        var almost = Enumerable.Range(1, WarmUp.LinesMax - 1).Aggregate(
            Given("warmup uses"), (story, n) => story.Contributes(Bob, new WarmUpCommand.Say($"use {n}")).Happened());
        Assert.NotNull(almost.Session.OpenItem);

        var full = almost.Contributes(Bob, new WarmUpCommand.Say("the last")).Happened();
        Assert.Equal((ActivityStatus.Closed, CloseCause.Complete), (full.Item.Status, full.Item.CloseCause));
        Assert.Equal(WarmUp.LinesMax, State(full).Lines.Length);
    }

    [Fact]
    public void A_reply_in_the_thread_counts_once_is_changed_and_is_taken_back()
    {
        var story = Given("warmup story").Contributes(Bob, new WarmUpCommand.Say("Once.", "t1")).Happened();
        story.Contributes(Bob, new WarmUpCommand.Say("Once.", "t1")).ThenNothing();
        story.Contributes(Bob, new WarmUpCommand.Say("Once.", "")).ThenRefused("Session.NotUnderstood");
        story.Contributes(Cem, new WarmUpCommand.ChangeReply("t1", "Never.")).ThenNothing();
        story.Contributes(Bob, new WarmUpCommand.ChangeReply("t1", "Twice.")).Then(new WarmUpEvent.Changed(Bob.Person, 1, "Twice."));
        var gone = story.Contributes(Bob, new WarmUpCommand.WithdrawReply("t1")).Happened();
        Assert.Empty(State(gone).Lines);
        gone.Contributes(Bob, new WarmUpCommand.Say("Once.", "t1")).ThenNothing();
        gone.Contributes(Bob, new WarmUpCommand.ChangeReply("t1", "Once.")).ThenNothing();
        gone.Contributes(Cem, new WarmUpCommand.ChangeReply("t1", "Once.", IsBack: true)).ThenNothing();
        Assert.Equal("Once.", State(gone.Contributes(Bob, new WarmUpCommand.ChangeReply("t1", "Once.", IsBack: true)).Happened()).Lines.Single().Text);
        story.Types(Bob, "warmup withdraw").Then(new WarmUpEvent.Withdrawn(Bob.Person, 1, "t1"));
        story.Types(Cem, "warmup withdraw").ThenRefused("WarmUp.NoneOfYours");
    }

    [Fact]
    public void Ones_own_last_line_is_taken_back_also_when_another_went_on()
    {
        var story = Given("warmup story").Types(Bob, "warmup Once.").Types(Cem, "warmup Then.").Types(Bob, "warmup So.").Types(Cem, "warmup End.");

        story.Types(Bob, "warmup withdraw").Then(new WarmUpEvent.Withdrawn(Bob.Person, 3, null));
        story.Types(Bob, "warmup withdraw").Types(Bob, "warmup withdraw").Then(new WarmUpEvent.Withdrawn(Bob.Person, 1, null));
        story.Presses(Bob, "withdraw", "1").ThenNothing();
    }

    [Fact]
    public void Where_it_is_skipped_nothing_is_left_of_it()
    {
        var story = InTurns("warmup story").Types(Ann, "warmup Once there was a bus.").When(new Command.Skip(null), Ann).Happened();

        var minutes = Said.In(SessionCards.MinutesCard(story.When(new Command.Close(), Ann).Session, English)!); // ! it is closed
        Assert.DoesNotContain("Once there was", minutes, StringComparison.Ordinal);
        Assert.DoesNotContain("Warm-up", minutes, StringComparison.Ordinal);
        Assert.DoesNotContain(ExportText.Rows(story.Session, English), row => row.Activity == 2);
        var export = Encoding.UTF8.GetString(new ExportCodec(Known, new Lexicon(Known)).Write(story.Session));
        Assert.DoesNotContain("Once there was", export, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_line_is_gone_from_all_that_is_shown_and_written()
    {
        var said = Given("warmup uses").Contributes(Bob, new WarmUpCommand.Say("B secret", "t1"))
            .Types(Cem, "warmup A hook").Types(Bob, "warmup hide and seek");
        said.Types(Bob, "warmup hide 2").ThenRefused("Session.NotFacilitator");
        said.Types(Ann, "warmup hide 4").ThenRefused("WarmUp.NoSuchLine");
        var hidden = said.Types(Ann, "warmup hide 2").Then(new WarmUpEvent.Hidden(1));
        hidden.Contributes(Bob, new WarmUpCommand.Say("B secret", "t1")).ThenNothing();
        hidden.Contributes(Bob, new WarmUpCommand.ChangeReply("t1", "B secret again")).ThenNothing();
        hidden.Contributes(Bob, new WarmUpCommand.ChangeReply("t1", "B secret again", IsBack: true)).ThenNothing();

        var closed = hidden.When(new Command.Close(), Ann);
        var export = Encoding.UTF8.GetString(new ExportCodec(Known, new Lexicon(Known)).Write(closed.Session));
        Assert.All([Said.In(hidden.Root()), Said.In(closed.Minutes()), export, string.Concat(closed.Artifacts.Select(row => row.Text))], told =>
        {
            Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
            Assert.Contains("A hook", told, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_is_hidden_once_it_has_closed_is_gone_from_the_minutes_too()
    {
        var closed = Given("warmup uses").Types(Bob, "warmup B secret").Types(Cem, "warmup A hook").When(new Command.Close(), Ann);
        closed.Contributes(Bob, new WarmUpCommand.Hide(1)).ThenRefused("Session.NotFacilitator");
        var hidden = closed.Contributes(Ann, new WarmUpCommand.Hide(1)).Then(new WarmUpEvent.Hidden(1));

        Assert.DoesNotContain("secret", Said.In(hidden.Minutes()), StringComparison.Ordinal);
        Assert.Contains("A hook", Said.In(hidden.Minutes()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_shown_by_the_alphabet_with_names_and_a_chain_in_its_order()
    {
        var list = Given("warmup worst \"a bus stop\"").Types(Cem, "warmup No roof").Types(Bob, "warmup In a pond");
        Assert.Contains("In a pond (Bob)\nNo roof (Cem)\n", Said.In(list.Root()), StringComparison.Ordinal);

        var chain = Given("warmup yesand").Types(Cem, "warmup Yes, and music").Types(Bob, "warmup Yes, and cake");
        Assert.Contains("Yes, and music (Cem)\nYes, and cake (Bob)\n", Said.In(chain.Root()), StringComparison.Ordinal);
        Assert.Equal("Warm-up: We plan a party for the whole town. 2 lines.", chain.Root().FallbackText);
    }

    /// <summary>Ann, Bob and Cem have joined, and it opens behind a check-in over days.</summary>
    internal static Story InTurns(string start) => GivenAsynchronous("checkin", start).When(new Command.Join(), Ann).When(new Command.Join(), Bob)
        .When(new Command.Join(), Cem).When(new Command.Next(1), Ann).Happened().Ticks();

    internal static WarmUp State(Story story) => Assert.IsType<WarmUp>(story.Session.Agenda[^1].State);

    static ImmutableArray<Artifact> Rows(Story story, int activity) =>
        story.Session.Agenda[activity - 1].Activity.Artifacts(story.View(activity));

    static SessionEvent.Contributed Contributed(WarmUpEvent what) => new(2, what);

    static SessionEvent.DeadlineSet Until(DateTimeOffset at) => new(2, at);
}
