using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

public sealed class FiveWhysTest
{
    static readonly Story Late = Story.Given("why \"The report was late three times in October\"");

    /// <summary>1 by Bob with 1.1 and 1.2 under it, 2 by Cem.</summary>
    static readonly Story Tree = Late
        .Types(Bob, "why \"Printed on Friday\"").Happened().Types(Cem, "why \"Read by nobody\" evidence").Happened()
        .Types(Bob, "why \"The printer was empty\" under 1").Happened().Types(Cem, "why \"Paper comes on Monday\" under 1 belegt").Happened();

    static FiveWhys State(Story story) => (FiveWhys)story.Item.State;

    static string Told(Story story) => string.Join(" | ", State(story).Nodes().Select(node => $"{node.Number} {node.Cause.Text}"));

    static int Id(Story story, string number) => State(story).Find(number) ?? throw new InvalidOperationException(number);

    [Fact]
    public void Causes_stand_under_the_problem_or_under_causes_with_numbers_that_stay() => Assert.Equal(
        "1 Printed on Friday | 1.1 The printer was empty | 1.2 Paper comes on Monday | 2 Read by nobody",
        Told(Tree));

    [Fact]
    public void Where_all_that_was_said_is_hidden_no_button_is_about_it() => Assert.DoesNotContain(
        "|mine|", Said.In(Late.Types(Bob, "why \"Printed on Friday\"").Types(Ann, "why hide 1").Happened().Root()), StringComparison.Ordinal);

    [Fact]
    public void The_card_says_whose_a_cause_is_what_it_stands_on_and_about_which_one_why_is_asked()
    {
        var card = Said.In(Tree.Types(Ann, "why follow 1.2").Happened().Root());

        Assert.Contains("1.1 = The printer was empty – Bob, assumption", card, StringComparison.Ordinal);
        Assert.Contains("1.2 = Paper comes on Monday – Cem, evidence; we follow this one", card, StringComparison.Ordinal);
        Assert.Contains("Why 1.2: Paper comes on Monday?", card, StringComparison.Ordinal);
        Assert.Contains(
            "Read upwards from 1.2: Paper comes on Monday – therefore – Printed on Friday – therefore – The report was late three times in October",
            card,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_without_a_number_goes_under_the_one_that_is_followed() => Assert.Equal(
        "1 Printed on Friday | 1.1 The printer was empty | 1.2 Paper comes on Monday | 1.2.1 It was ordered late | 2 Read by nobody",
        Told(Tree.Types(Ann, "why folgen 1.2").Types(Bob, "why It was ordered late").Happened()));

    [Fact]
    public void A_root_cause_gets_a_counter_measure_and_both_stand_in_the_minutes()
    {
        var closed = Tree.Types(Ann, "why root 1.2").Happened()
            .Types(Cem, "why measure 1.2 \"Order on Thursday\" by Bob due 31.12. sign \"paper on Fridays\"").Happened()
            .When(new Command.Close(), Ann).Happened();
        var minutes = Said.In(closed.Minutes());

        Assert.Contains("1.2 = Paper comes on Monday – Cem, evidence; root cause", minutes, StringComparison.Ordinal);
        Assert.Contains("Read upwards from 1.2: Paper comes on Monday – therefore – Printed on Friday – therefore – The report", minutes, StringComparison.Ordinal);
        Assert.Contains("Root cause 1.2: Paper comes on Monday.", minutes, StringComparison.Ordinal);
        Assert.Contains("Order on Thursday – Bob is to be asked; by Thu 31 Dec 2026; we see that it worked by: paper on Fridays", minutes, StringComparison.Ordinal);
        Assert.Contains("4 causes on 2 levels; 1 root cause, 1 counter-measure.", minutes, StringComparison.Ordinal);
        Assert.Equal(["cause", "cause", "root-cause", "cause", "counter-measure"], closed.Artifacts.Select(row => row.Kind));
        var (top, root, measure) = (closed.Artifacts[0], closed.Artifacts[2], closed.Artifacts[4]);
        Assert.Equal((null, "open", top.Key, "root"), (top.BuildsOn, top.State, root.BuildsOn, root.State));
        Assert.Equal((root.Key, "Bob", new DateOnly(2026, 12, 31)), (measure.BuildsOn, measure.Owner, measure.Due));
    }

    [Fact]
    public void A_counter_measure_goes_on_with_its_owner_its_day_and_its_sign_and_the_owner_accepts_it_there()
    {
        var steps = Story.Given("why \"Late\"", "steps").When(new Command.Join(), Bob)
            .Types(Cem, "why \"Paper comes on Monday\"").Types(Ann, "why root 1")
            .Types(Cem, "why measure 1 \"Order on Thursday\" by Bob due 31.12. sign \"paper on Fridays\"").Happened()
            .When(new Command.Next(), Ann).Happened();
        Assert.Contains("Order on Thursday – Bob is asked", Said.In(steps.Root()), StringComparison.Ordinal);

        var taken = steps.Types(Cem, "steps A").Happened();
        var step = Assert.Single(((NextSteps)taken.Item.State).Steps);
        Assert.Equal(("Order on Thursday", Bob.Person, new DateOnly(2026, 12, 31), "paper on Fridays", false),
            (step.What, step.Owner, step.Due, step.Sign, step.HasAccepted));
        Assert.True(((NextSteps)taken.Types(Bob, "steps accept 1").Happened().Item.State).Steps[0].HasAccepted);
    }

    [Fact]
    public void A_root_cause_without_a_counter_measure_says_so_and_goes_on_itself()
    {
        var closed = Tree.Types(Ann, "why root 2").When(new Command.Close(), Ann);

        Assert.Contains("Root cause 2: Read by nobody. No counter-measure yet.", Said.In(closed.Minutes()), StringComparison.Ordinal);
        Assert.Equal(["Read by nobody"], closed.Item.Activity.HandsOn(closed.Item).Select(thing => thing.Text));
        var open = Tree.When(new Command.Close(), Ann);
        Assert.Equal(["The printer was empty", "Paper comes on Monday", "Read by nobody"], open.Item.Activity.HandsOn(open.Item).Select(thing => thing.Text));
    }

    [Fact]
    public void Whoever_named_a_cause_changes_it_and_takes_it_back_until_others_stand_on_it() => Tree
        .Types(Bob, "why edit 1.1 \"No paper\" evidence").Happened().Types(Bob, "why ändern 1.1 \"No paper\" belegt").ThenNothing()
        .Types(Cem, "why edit 1.1 \"Mine\"").ThenRefused("FiveWhys.NotYours", "1.1")
        .Types(Ann, "why withdraw 1.1").ThenRefused("FiveWhys.NotYours", "1.1")
        .Types(Bob, "why withdraw 1").ThenRefused("FiveWhys.BuiltOn", "1")
        .Types(Ann, "why root 1.1").Types(Bob, "why edit 1.1 \"Other\"").ThenRefused("FiveWhys.BuiltOn", "1.1")
        .Types(Ann, "why reopen 1.1").Types(Bob, "why zurückziehen 1.1").Happened()
        .Types(Bob, "why withdraw 1.1").ThenRefused("FiveWhys.NoSuchNumber", "1.1");

    [Fact]
    public void After_the_close_nothing_is_changed() => Tree.When(new Command.Close(), Ann)
        .Types(Bob, "why edit 1.1 \"No paper\"").ThenRefused("Session.ActivityClosed")
        .Types(Bob, "why \"One more\" under 1").ThenRefused("Session.ActivityClosed");

    [Theory]
    [InlineData("why follow 2")]
    [InlineData("why vote 1")]
    [InlineData("why count")]
    [InlineData("why root 2")]
    [InlineData("why outside 2")]
    [InlineData("why reopen 2")]
    [InlineData("why move 1.2 under 2")]
    [InlineData("why hide 1.1")]
    public void Only_the_facilitator_steers(string typed) => Tree.Types(Bob, typed).ThenRefused("Session.NotFacilitator");

    [Fact]
    public void A_vote_on_branches_takes_one_choice_a_person_and_most_decide()
    {
        var vote = Tree.Types(Ann, "why abstimmen 1").Happened().Types(Ann, "why vote 1").ThenNothing()
            .Types(Bob, "why choose 1.1").Happened().Types(Bob, "why choose 1.1").ThenNothing().Types(Bob, "why wählen 1.2").Happened()
            .Types(Cem, "why choose 1.2").Happened().Types(Dora, "why choose 1.1").Happened()
            .Types(Dora, "why choose 2").ThenRefused("FiveWhys.NoBranch");
        Assert.Contains("Which branch do we follow? 3 people have chosen.", Said.In(vote.Root()), StringComparison.Ordinal);

        var counted = vote.Types(Ann, "why zählen").Happened().Types(Ann, "why count").ThenNothing();
        Assert.Equal("1.2", State(counted).NumberOf(State(counted).Focus));
        Assert.Contains("Most chose 1.2. 1.1: 1, 1.2: 2.", Said.In(counted.Root()), StringComparison.Ordinal);
        counted.Types(Cem, "why choose 1.1").ThenRefused("FiveWhys.NoVote");
        Assert.Contains(
            "The vote found no branch: the facilitator decides.",
            Said.In(Tree.Types(Ann, "why vote 1").Types(Ann, "why count").Happened().Root()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_tie_is_said_and_the_facilitator_decides()
    {
        var tied = Tree.Presses(Ann, "vote", "0").Happened().Presses(Bob, "choose", $"{Id(Tree, "1")}").Happened()
            .Presses(Cem, "choose", $"{Id(Tree, "2")}").Happened().Presses(Ann, "count").Happened();

        Assert.Equal(FiveWhys.Problem, State(tied).Focus);
        Assert.Contains("1, 2 have as many votes each: the facilitator decides.", Said.In(tied.Root()), StringComparison.Ordinal);
        Assert.DoesNotContain("as many votes", Said.In(tied.Types(Ann, "why follow 2").Happened().Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vote_needs_two_branches_that_are_open() => Tree
        .Types(Ann, "why vote 2").ThenRefused("FiveWhys.TooFewBranches", "2")
        .Types(Ann, "why outside 1.1").Types(Ann, "why vote 1").ThenRefused("FiveWhys.TooFewBranches", "1");

    [Fact]
    public void A_node_is_moved_with_all_below_it_and_never_under_itself()
    {
        Tree.Types(Ann, "why move 1 under 1.2").ThenRefused("FiveWhys.UnderItself", "1").Types(Ann, "why move 1 under 1").ThenRefused("FiveWhys.UnderItself", "1");

        var moved = Tree.Types(Ann, "why move 1 under 2").Happened().Types(Ann, "why move 2.1 under 2").ThenNothing();
        Assert.Equal("2 Read by nobody | 2.1 Printed on Friday | 2.1.1 The printer was empty | 2.1.2 Paper comes on Monday", Told(moved));
        Assert.Equal(
            "1 Paper comes on Monday | 2 Read by nobody | 2.1 Printed on Friday | 2.1.1 The printer was empty",
            Told(moved.Types(Ann, "why verschieben 2.1.2 unter 0").Happened()));
    }

    [Fact]
    public void An_answer_to_a_node_that_was_moved_meanwhile_stands_under_it_where_it_is_now() => Assert.Equal(
        "2 Read by nobody | 2.1 Printed on Friday | 2.1.1 The printer was empty | 2.1.2 Paper comes on Monday | 2.1.2.1 It was ordered late",
        Told(Tree.Types(Ann, "why move 1 under 2").Presses(Bob, "why", "", ("under", $"{Id(Tree, "1.2")}"), ("text", "It was ordered late"), ("kind", "assumption"))
            .Happened()));

    [Fact]
    public void An_answer_to_a_node_that_is_settled_is_refused_until_that_is_opened_again()
    {
        var settled = Tree.Types(Ann, "why follow 1.2").Types(Ann, "why root 1.2").Happened().Types(Ann, "why root 1.2").ThenNothing();

        settled.Types(Bob, "why \"It was ordered late\" under 1.2").ThenRefused("FiveWhys.NodeClosed", "1.2")
            .Types(Ann, "why follow 1.2").ThenRefused("FiveWhys.NodeClosed", "1.2")
            .Types(Ann, "why move 2 under 1.2").ThenRefused("FiveWhys.NodeClosed", "1.2")
            .Types(Ann, "why reopen 1.2").Happened().Types(Bob, "why \"It was ordered late\" under 1.2").Happened()
            .Types(Ann, "why outside 1.2").ThenRefused("FiveWhys.NotALeaf", "1.2");
        Assert.Equal("1", State(settled).NumberOf(State(settled).Focus)); // why is asked about what is open
    }

    [Fact]
    public void What_was_withdrawn_or_hidden_meanwhile_takes_no_answer()
    {
        var id = $"{Id(Tree, "1.1")}";
        Tree.Types(Bob, "why withdraw 1.1").Presses(Cem, "why", "", ("under", id), ("text", "Nobody looked")).ThenRefused("FiveWhys.NoNode");
        Tree.Types(Ann, "why hide 1.1").Presses(Cem, "why", "", ("under", id), ("text", "Nobody looked")).ThenRefused("FiveWhys.NoNode");
    }

    [Fact]
    public void A_hidden_text_is_gone_from_all_that_is_shown_and_what_stands_under_it_stays()
    {
        var hidden = Tree.Types(Ann, "why hide 1").Happened();
        var said = Shown.ToEverybody(hidden.When(new Command.Close(), Ann)) + Shown.Dialog(hidden, Cem);

        Assert.DoesNotContain("Printed on Friday", said, StringComparison.Ordinal);
        Assert.Contains("(hidden by the facilitator)", said, StringComparison.Ordinal);
        Assert.Contains("The printer was empty", said, StringComparison.Ordinal);
        Assert.DoesNotContain("1.1", Said.In(Tree.Types(Ann, "why hide 1.1").Happened().Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_reverse_test_is_a_question_where_somebody_says_yes()
    {
        var tested = Tree.Types(Bob, "why test 1.1 no").Happened().Types(Bob, "why probe 1.1 nein").ThenNothing().Types(Cem, "why test 1.1 unklar").Happened();
        Assert.DoesNotContain("happened without it", Said.In(tested.Root()), StringComparison.Ordinal);

        Assert.Contains(
            "Would it still have happened without it? 1 of 2 say yes: is it the cause?",
            Said.In(tested.Presses(Cem, "test", "", ("cause", $"{Id(Tree, "1.1")}"), ("answer", "yes")).Happened().Root()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_does_what_a_typed_line_does()
    {
        var (one, two, three) = ($"{Id(Tree, "1.1")}", $"{Id(Tree, "1.2")}", $"{Id(Tree, "2")}");
        (Somebody By, string Typed, string Verb, (string, string)[] Fields)[] both =
        [
            (Bob, "why \"No stock\" under 1.1 evidence", "why", [("under", one), ("text", "No stock"), ("kind", "evidence")]),
            (Bob, "why \"No stock\" under 0", "why", [("under", "0"), ("text", "No stock"), ("kind", "assumption")]),
            (Bob, "why edit 1.1 \"No paper\"", "mine", [("cause", one), ("text", "No paper"), ("kind", "keep"), ("withdraw", "off")]),
            (Bob, "why edit 1.1 evidence", "mine", [("cause", one), ("text", ""), ("kind", "evidence"), ("withdraw", "off")]),
            (Bob, "why withdraw 1.1", "mine", [("cause", one), ("text", "The printer was empty"), ("kind", "keep"), ("withdraw", "on")]),
            (Cem, "why test 2 unsure", "test", [("cause", three), ("answer", "unsure")]),
            (Ann, "why follow 1.2", "steer", [("do", "follow"), ("under", two), ("to", "")]),
            (Ann, "why vote 1", "steer", [("do", "vote"), ("under", $"{Id(Tree, "1")}")]),
            (Ann, "why root 1.2", "steer", [("do", "root"), ("under", two)]),
            (Ann, "why outside 1.2", "steer", [("do", "outside"), ("under", two)]),
            (Ann, "why move 1.2 under 2", "steer", [("do", "move"), ("under", two), ("to", three)]),
            (Ann, "why hide 1.2", "steer", [("do", "hide"), ("under", two)]),
        ];
        Assert.All(both, way => Assert.Equal(
            Shown.Everything(Tree.Types(way.By, way.Typed).Happened()), Shown.Everything(Tree.Presses(way.By, way.Verb, "", way.Fields).Happened())));
    }

    [Fact]
    public void A_counter_measure_is_put_down_and_changed_by_form_too()
    {
        var root = Tree.Types(Ann, "why root 2");
        (string, string)[] fields = [("cause", $"{Id(Tree, "2")}"), ("what", "Ask who reads it"), ("owner", "me"), ("due", "Friday"), ("sign", "answers")];
        var put = root.Presses(Cem, "measure", "", fields).Happened();

        Assert.Equal(Shown.Everything(root.Types(Cem, "why measure 2 \"Ask who reads it\" by me due Friday sign \"answers\"").Happened()), Shown.Everything(put));
        put.Presses(Cem, "measure", "", fields).ThenNothing()
            .Types(Bob, "why change 1 by me").ThenRefused("FiveWhys.MeasureNotYours", 1)
            .Types(Bob, "why drop 1").ThenRefused("FiveWhys.MeasureNotYours", 1)
            .Types(Bob, "why drop 7").ThenRefused("FiveWhys.NoMeasure", 7);
        Assert.Equal(
            Shown.Everything(put.Types(Ann, "why change 1 \"Ask all readers\" due none").Happened()),
            Shown.Everything(put.Presses(Ann, "measures", "", ("measure", "1"), ("what", "Ask all readers"), ("due", "none")).Happened()));
        Assert.Empty(State(put.Presses(Cem, "measures", "", ("measure", "1"), ("withdraw", "on")).Happened()).Measures);
    }

    [Theory]
    [InlineData("why \"More\" under 9", "FiveWhys.NoSuchNumber")]
    [InlineData("why \"More\" under 1.9.9", "FiveWhys.NoSuchNumber")]
    [InlineData("why \"More\" under 99999999999", "FiveWhys.NoSuchNumber")]
    [InlineData("why \"\"", "Session.Empty")]
    [InlineData("why follow", "FiveWhys.Grammar")]
    [InlineData("why follow 1 2", "FiveWhys.Grammar")]
    [InlineData("why test 1.1 perhaps", "FiveWhys.Grammar")]
    [InlineData("why edit 1.1", "FiveWhys.Grammar")]
    [InlineData("why move 1", "FiveWhys.Grammar")]
    [InlineData("why measure 2 \"x\"", "FiveWhys.NotARoot")]
    [InlineData("why choose 1", "FiveWhys.NoVote")]
    public void What_cannot_be_is_said_in_one_sentence(string typed, string key)
    {
        var story = Tree.Types(Bob, typed).ThenRefused(key);
        Assert.DoesNotContain(key, Story.English.Say(story.Last.Refusal!), StringComparison.Ordinal); // ! it was refused
    }

    [Theory]
    [InlineData("why the printer was empty", "the printer was empty", false)]
    [InlineData("why move orders were lost", "move orders were lost", false)]
    [InlineData("why there was no evidence", "there was no evidence", false)]
    [InlineData("why the order came late under 2", "the order came late", false)]
    [InlineData("why \"It is so\" evidence", "It is so", true)]
    [InlineData("why \"It is so\" belegt unter 2", "It is so", true)]
    [InlineData("why it was live", "it was live", false)]
    public void A_sentence_is_a_cause_whatever_words_are_in_it(string typed, string text, bool isEvidence)
    {
        Assert.True(Tree.Item.Activity.IsAnswer(TypedLine.Parse(typed), Tree.Item));
        Assert.Contains(State(Tree.Types(Bob, typed).Happened()).Causes.Values, cause => (cause.Text, cause.IsEvidence) == (text, isEvidence));
    }

    [Fact]
    public void A_problem_with_a_setting_starts_another_and_a_bare_text_is_a_cause_of_what_is_open()
    {
        Assert.True(Tree.Item.Activity.IsAnswer(TypedLine.Parse("why \"The printer was empty\""), Tree.Item));
        Assert.False(Tree.Item.Activity.IsAnswer(TypedLine.Parse("why \"The food was cold\" live"), Tree.Item));
        Assert.False(Tree.Item.Activity.IsAnswer(TypedLine.Parse("why"), Tree.Item));
    }

    [Fact]
    public void Each_button_of_the_card_opens_a_form_of_its_own()
    {
        var story = Tree.Types(Ann, "why root 2");
        var view = story.View();
        var opens = story.Item.Activity.Actions(view).OfType<OpenDialog>().Concat(story.Item.Activity.SteeringActions(view).OfType<OpenDialog>());

        Assert.All(opens, open => Assert.Equal(
            open.Press.Verb,
            story.Item.Activity.DialogFor(open.Press, view, open.Press.Verb == "steer" ? Ann.Person : Bob.Person)?.Submit?.Press.Verb));
        Assert.DoesNotContain(story.Item.Activity.SideDialogs(view, Bob.Person), form => form.Submit?.Press.Verb == "steer");
    }

    [Fact]
    public void Where_nobody_is_named_no_name_stands_beside_a_cause_and_no_owner_can_be_said()
    {
        var story = Story.Given("why \"Late\" anonymous").Types(Bob, "why \"Printed on Friday\"").Happened().Types(Ann, "why root 1").Happened()
            .Types(Bob, "why measure 1 \"Print on Monday\" by me").ThenRefused("FiveWhys.OwnerLater")
            .Types(Bob, "why measure 1 \"Print on Monday\"").Happened();

        Assert.DoesNotContain("Bob", Shown.ToEverybody(story.When(new Command.Close(), Ann)), StringComparison.Ordinal);
    }
}
