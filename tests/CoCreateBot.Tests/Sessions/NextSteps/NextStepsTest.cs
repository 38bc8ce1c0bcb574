using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

public sealed class NextStepsTest
{
    /// <summary>Noon of Monday, 2 March 2026.</summary>
    static readonly Story Open = Story.Given("steps", "checkin")
        .When(new Command.Join(), Ann).When(new Command.Join(), Bob).When(new Command.Join(), Cem);

    static readonly Story Asked = Open.Types(Bob, "steps \"Ask the city\" by Ann due 2026-12-01 sign \"a date\"");

    static NextSteps State(Story story) => (NextSteps)story.Session.Agenda[0].State;

    static string Steps(Story story) => Said.In(story.Session.Agenda[0].Activity.Minutes(story.View(1)));

    [Fact]
    public void A_step_says_what_who_by_when_and_the_first_sign()
    {
        Asked.Then(new NextStepsEvent.Added(Bob.Person, "Ask the city", Ann.Person, new DateOnly(2026, 12, 1), "a date", null, Story.Noon));

        Assert.Equal("1 = Ask the city – Ann is asked; due Tue 1 Dec 2026; first sign: a date; open", Steps(Asked));
        Assert.Contains("bis Di 1. Dez 2026", Said.In(Asked.Root("de")).Replace("Di.", "Di", StringComparison.Ordinal)
            .Replace("Dez.", "Dez", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steps Call the city by me due Friday", "Call the city – Bob does it; due Fri 6 Mar 2026; open")]
    [InlineData("steps \"Call by phone\"", "Call by phone – nobody does it yet; open")]
    [InlineData("steps add \"Call\" due 31 December", "Call – nobody does it yet; due Thu 31 Dec 2026; open")]
    [InlineData("steps “Call” by nobody sign they call back", "Call – nobody does it yet; first sign: they call back; open")]
    [InlineData("steps Call by cem", "Call – Cem is asked; open")]
    public void A_step_is_typed_as_it_is_said(string typed, string said) => Assert.Equal("1 = " + said, Steps(Open.Types(Bob, typed).Happened()));

    [Theory]
    [InlineData("steps Call by Zoe", "NextSteps.NoSuchPerson")]
    [InlineData("steps Call due 31 February", "NextSteps.NoSuchDate")]
    [InlineData("steps Call due 2026-03-01", "NextSteps.Past")]
    [InlineData("steps Call due 2028-03-03", "NextSteps.TooFar")]
    [InlineData("steps Call due soon", "NextSteps.BadDate")]
    [InlineData("steps by Ann", "Session.Empty")]
    [InlineData("steps done 7", "NextSteps.NoStep")]
    [InlineData("steps done", "NextSteps.WhichStep")]
    [InlineData("steps change 1", "NextSteps.ChangeWhat")]
    public void What_cannot_be_is_said_in_one_sentence(string typed, string key)
    {
        var story = Open.Types(Bob, typed).ThenRefused(key);
        Assert.DoesNotContain(key, Story.English.Say(story.Last.Refusal!), StringComparison.Ordinal); // ! it was refused
    }

    [Fact]
    public void Of_two_who_are_called_alike_neither_is_meant() => Open
        .When(new Command.Join(), new Somebody("Anna Berg")).When(new Command.Join(), new Somebody("Anna Thal"))
        .Types(Bob, "steps Call by anna").ThenRefused("NextSteps.SeveralPeople")
        .Types(Bob, "steps Call by ann").Happened();

    [Fact]
    public void Nobody_is_assigned_silently_who_is_asked_accepts_or_declines()
    {
        Asked.Types(Cem, "steps accept 1").ThenRefused("NextSteps.SomebodyElse");
        Asked.Types(Cem, "steps decline 1").ThenRefused("NextSteps.NotAsked");
        Assert.Contains("Ann does it", Steps(Asked.Types(Ann, "steps accept 1").Happened()), StringComparison.Ordinal);

        var declined = Asked.Types(Ann, "steps decline 1").Happened();
        Assert.Contains("nobody does it yet", Steps(declined), StringComparison.Ordinal);
        Assert.Contains("Cem does it", Steps(declined.Types(Cem, "steps accept 1").Happened()), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_becomes_the_owner_of_an_accepted_step_is_asked_anew() => Assert.Contains(
        "Cem is asked", Steps(Asked.Types(Ann, "steps accept 1").Types(Ann, "steps change 1 by Cem").Happened()), StringComparison.Ordinal);

    [Fact]
    public void Who_is_asked_accepts_also_by_saying_me_but_by_no_other_change()
    {
        Assert.Contains("Ann does it", Steps(Asked.Types(Ann, "steps change 1 by me").Happened().Types(Ann, "steps change 1 by me").ThenNothing()), StringComparison.Ordinal);
        Assert.Contains("Ann is asked", Steps(Asked.Types(Ann, "steps change 1 due Friday").Happened()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_is_changed_by_who_put_it_down_or_does_it_or_steers()
    {
        Asked.Types(Cem, "steps change 1 due Friday").ThenRefused("NextSteps.NotYours");
        var changed = Asked.Types(Bob, "steps change 1 due Friday").Happened().Types(Bob, "steps change 1 due Friday").ThenNothing();

        Assert.Contains("due Fri 6 Mar 2026; first sign: a date", Steps(changed), StringComparison.Ordinal);
        Assert.DoesNotContain("due", Steps(changed.Types(Ann, "steps change 1 due none")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_became_of_it_is_said_by_its_owner_and_also_long_after_the_close()
    {
        var later = Asked.Types(Ann, "steps change 1 by Cem").When(new Command.Next(), Ann).When(new Command.Close(), Ann).After(TimeSpan.FromDays(40));
        var steps = later.Session.Agenda[0];
        Story Says(Story story, Somebody who, string typed) => story.Contributes(who, steps.Activity.Read(TypedLine.Parse(typed), steps).Value!, 1); // ! it is read

        Says(later, Bob, "done 1").ThenRefused("NextSteps.OwnerTells");
        Says(later, Cem, "done 1").Then(new SessionEvent.Contributed(1, new NextStepsEvent.Finished(Cem.Person, 1)));
        Says(later, Ann, "drop 1 \"the city does it\"").Happened(); // she steers
        Says(later, Cem, "drop 1").ThenRefused("NextSteps.WhyDropped");
        Says(later, Cem, "accept 1").Happened();
        Says(later, Cem, "steps \"One more\"").ThenRefused("Session.ActivityClosed");

        var dropped = Says(later, Cem, "drop 1 \"the city does it\"").Happened();
        Assert.EndsWith("dropped: the city does it", Steps(dropped), StringComparison.Ordinal);
        Assert.Contains("dropped", Said.In(SessionCards.MinutesCard(dropped.Session, Story.English)!), StringComparison.Ordinal); // ! it is over
        Assert.EndsWith("open", Steps(Says(dropped, Cem, "steps reopen 1").Happened()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_does_what_a_typed_line_does()
    {
        (string Typed, string Verb, (string, string)[] Fields)[] both =
        [
            ("steps \"Call\" by 1 due Friday sign \"soon\"", "add", [("what", "Call"), ("owner", "1"), ("due", "Friday"), ("sign", "soon")]),
            ("steps \"Call\" by me", "add", [("what", "Call"), ("owner", "me"), ("due", ""), ("sign", "")]),
            ("steps done 1", "mine", [("step", "1"), ("becomes", "done"), ("what", ""), ("due", ""), ("sign", "")]),
            ("steps accept 1", "mine", [("step", "1"), ("becomes", "accept"), ("what", "Ask the city"), ("due", "2026-12-01"), ("sign", "a date")]),
            ("steps drop 1 \"why not\"", "mine", [("step", "1"), ("becomes", "drop"), ("reason", "why not")]),
            ("steps change 1 due Friday", "mine", [("step", "1"), ("becomes", "keep"), ("due", "Friday")]),
        ];
        Assert.All(both, way => Assert.Equal(
            Shown.Everything(Asked.Types(Ann, way.Typed).Happened()), Shown.Everything(Asked.Presses(Ann, way.Verb, "", way.Fields).Happened())));
    }

    [Fact]
    public void One_form_changes_a_step_and_says_what_became_of_it() => Assert.Equal(
        "1 = Ask the mayor – Ann is asked; due Tue 1 Dec 2026; first sign: a date; done",
        Steps(Asked.Presses(Ann, "mine", "", ("step", "1"), ("becomes", "done"), ("what", "Ask the mayor")).Happened()));

    [Fact]
    public void Ones_own_steps_are_in_a_form_of_ones_own_and_nobody_elses()
    {
        var story = Asked.Types(Cem, "steps \"Something else\"");
        var mine = Assert.Single(story.Item.Activity.SideDialogs(story.View(), Ann.Person), form => form.Submit?.Press.Verb == "mine");

        Assert.Contains("Ask the city", Said.In(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("Something else", Said.In(mine), StringComparison.Ordinal);
        Assert.Empty(story.Item.Activity.SideDialogs(story.View(), Dora.Person));
        Assert.Contains("None of the steps is yours", Said.In(story.Dialog(Dora)), StringComparison.Ordinal);
        Assert.DoesNotContain(story.Item.Activity.Actions(story.View()), action => action is Execute);
    }

    [Fact]
    public void Whoever_is_asked_says_yes_or_no_with_one_tap_and_is_asked_no_more()
    {
        var question = Asked.Item.Activity.SideDialogs(Asked.View(), Ann.Person)[0];
        var accept = Assert.IsType<Execute>(Assert.Single(question.Body.OfType<ActionSet>().Single().Actions));
        Assert.Empty(question.Inputs);
        Assert.Equal(("accept", "decline"), (accept.Press.Verb, question.Submit?.Press.Verb));

        var accepted = Asked.Presses(Ann, accept.Press.Verb, accept.Press.Argument).Happened();
        Assert.Contains("Ann does it", Steps(accepted), StringComparison.Ordinal);
        Assert.Single(accepted.Item.Activity.SideDialogs(accepted.View(), Ann.Person));
        Assert.DoesNotContain(Asked.Item.Activity.SideDialogs(Asked.View(), Bob.Person), form => form.Inputs.Any() == false);
    }

    [Fact]
    public void What_was_picked_before_is_suggested_and_taken_by_its_letter()
    {
        var taken = Open.Item.Activity.Take(
            new Opening(Open.Session, [new Material(1, 4, "Garden", true), new Material(1, 5, "Lamp", false), new Material(1, 6, "Tea", true)], Story.Noon),
            Open.Item);
        var story = Open.And(new SessionEvent.Supplied(1, taken.Event!)); // ! it keeps the zone

        Assert.Contains("A = Garden\nB = Tea", Said.In(story.Root()), StringComparison.Ordinal);
        var stepped = story.Types(Bob, "steps b by me").Happened();
        Assert.StartsWith("1 = Tea – Bob does it", Steps(stepped), StringComparison.Ordinal);
        Assert.DoesNotContain("B = Tea", Said.In(stepped.Root()), StringComparison.Ordinal);
        Assert.Equal(Steps(stepped), Steps(story.Presses(Bob, "add", "", ("suggestion", "1"), ("what", ""), ("owner", "me"))));
    }

    [Fact]
    public void Groups_are_voted_on_and_what_is_picked_is_suggested()
    {
        var story = Story.Given("cluster More benches | Benches by the river | A garden | Garden for all | Tea | Coffee", "vote", "steps")
            .Types(Bob, "cluster new \"Seats\" 1").When(new Command.Next(), Ann);
        var seats = ((DotVote)story.Item.State).Options.Single(option => option.Text == "Seats");
        var after = story.Types(Bob, $"vote {seats.Letter}").When(new Command.Next(), Ann);

        Assert.Contains("A = Seats", Said.In(after.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_so_many_steps_and_no_more()
    {
        var full = Enumerable.Range(0, NextStepsRules.StepsMax).Aggregate(Open, (story, n) => story.Types(Bob, $"steps \"Step {n}\"").Happened());

        full.Types(Bob, "steps \"One more\"").ThenRefused("NextSteps.TooMany", NextStepsRules.StepsMax);
        full.Types(Bob, "steps \"Step 3\"").ThenNothing();
    }

    [Fact]
    public void What_is_written_has_its_bounds()
    {
        string Long(int length) => new('x', length);
        Open.Types(Bob, $"steps \"{Long(NextStepsRules.WhatMax)}\" sign \"{Long(NextStepsRules.SignMax)}\"").Happened();
        Open.Types(Bob, $"steps \"{Long(NextStepsRules.WhatMax + 1)}\"").ThenRefused("Session.TooLong");
        Open.Types(Bob, $"steps \"x\" sign \"{Long(NextStepsRules.SignMax + 1)}\"").ThenRefused("Session.TooLong");
        Asked.Types(Ann, $"steps drop 1 \"{Long(Limits.NoteMax)}\"").Happened();
        Asked.Types(Ann, $"steps drop 1 \"{Long(Limits.NoteMax + 1)}\"").ThenRefused("Session.TooLong");
    }

    [Fact]
    public void Where_nobody_is_named_there_are_no_steps() => Open.When(new Command.SetLevel(AnonymityLevel.AnonymousToGroup), Ann).Happened()
        .Types(Bob, "steps Call by me").ThenRefused("NextSteps.OnlyNamed");

    [Fact]
    public void It_starts_with_a_question_or_none_and_not_with_a_step()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), Story.Plan("steps live").Lasts);
        Assert.Equal(TimeSpan.FromHours(24), Story.Plan("steps \"Who does what?\"").Lasts);
        Assert.Equal("NextSteps.NotOpen", Story.Planned("steps \"Call\" by Ann").Refusal?.Key);
        Assert.Equal("Session.NoSuchSetting", Story.Planned("steps anonymous").Refusal?.Key);
    }

    [Fact]
    public void Each_step_is_a_row_with_its_owner()
    {
        var row = Assert.Single(Asked.Artifacts);
        Assert.Equal(("next-step", "Ann", "Ann", new DateOnly(2026, 12, 1), "open"), (row.Kind, row.Author, row.Owner, row.Due, row.State));
        Assert.Equal("done", Assert.Single(Asked.Types(Ann, "steps accept 1").Types(Ann, "steps done 1").Happened().Artifacts).State);
    }

    [Fact]
    public void The_owner_alone_is_reminded_three_days_before_and_on_the_day_once_accepted()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");
        var accepted = Asked.Types(Ann, "steps accept 1").Types(Ann, "steps change 1 due 2026-03-30"); // the clock changes on the 29th

        Assert.Empty(StepReminders.Of(State(Asked), zone));
        Assert.Equal(
            [
                new StepReminder(1, Ann.Person, new DateTimeOffset(2026, 3, 27, 9, 0, 0, TimeSpan.FromHours(1))),
                new StepReminder(1, Ann.Person, new DateTimeOffset(2026, 3, 30, 9, 0, 0, TimeSpan.FromHours(2))),
            ],
            StepReminders.Of(State(accepted), zone));
        Assert.Empty(StepReminders.Of(State(accepted.Types(Ann, "steps done 1")), zone));
    }

    [Fact]
    public void Today_is_the_day_of_the_sessions_zone() => Assert.Contains(
        "Tue 3 Mar 2026", Steps(Open.At(TimeSpan.FromHours(11.5)).Types(Bob, "steps Call due today")), StringComparison.Ordinal); // 23:30 UTC
}
