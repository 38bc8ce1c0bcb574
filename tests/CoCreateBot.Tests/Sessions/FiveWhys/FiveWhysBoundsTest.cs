using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Each bound of a tree of causes: at it, and one beyond.</summary>
public sealed class FiveWhysBoundsTest
{
    static Story Under(Story story, string number, int count) =>
        Enumerable.Range(1, count).Aggregate(story, (now, n) => now.Types(Bob, $"why \"Cause {number} {n}\" under {number}").Happened());

    static string Long(int length) => new('x', length);

    [Fact]
    public void Three_branches_stand_under_a_node_and_a_fourth_is_refused()
    {
        var full = Under(Story.Given("why \"Late\""), "0", 3);

        full.Types(Bob, "why \"One more\"").ThenRefused("FiveWhys.TooManyBranches", 3).Types(Bob, "why \"One more\" under 1").Happened();
        full.Types(Bob, "why withdraw 2").Types(Bob, "why \"One more\"").Happened();
        Under(full, "1", 1).Types(Ann, "why move 1.1 under 0").ThenRefused("FiveWhys.TooManyBranches", 3);
    }

    [Fact]
    public void Five_branches_can_be_set_and_a_sixth_is_refused()
    {
        Under(Story.Given("why \"Late\" branches 5"), "0", 5).Types(Bob, "why \"One more\"").ThenRefused("FiveWhys.TooManyBranches", 5);
        Assert.Equal("FiveWhys.BadBranches", Story.Planned("why \"Late\" branches 6").Refusal?.Key);
        Assert.Equal("FiveWhys.BadBranches", Story.Planned("why \"Late\" branches 1").Refusal?.Key);
        Under(Story.Given("why \"Late\" branches 2"), "0", 2).Types(Bob, "why \"One more\"").ThenRefused("FiveWhys.TooManyBranches", 2);
    }

    [Fact]
    public void A_hidden_cause_takes_no_branch_from_the_others() =>
        Under(Story.Given("why \"Late\""), "0", 3).Types(Ann, "why hide 2").Happened().Types(Bob, "why \"One more\"").Happened();

    [Fact]
    public void Ten_levels_are_the_deepest_and_an_eleventh_is_refused_also_by_moving()
    {
        var ten = Deep(10);
        var number = string.Join('.', Enumerable.Repeat("1", 10));

        ten.Types(Bob, $"why \"Deeper\" under {number}").ThenRefused("FiveWhys.TooDeep", 10);
        var beside = ten.Types(Bob, "why \"Beside\"").Types(Bob, "why \"Below\" under 2").Happened();
        beside.Types(Ann, $"why move 2 under {number[..^4]}").Happened(); // 8 levels and 2
        beside.Types(Ann, $"why move 2 under {number[..^2]}").ThenRefused("FiveWhys.TooDeep", 10);
    }

    static Story Deep(int levels) => Enumerable.Range(0, levels).Aggregate(Story.Given("why \"Late\""), (story, n) =>
        story.Types(Bob, $"why \"Level {n + 1}\" under {(n == 0 ? "0" : string.Join('.', Enumerable.Repeat("1", n)))}").Happened());

    [Fact]
    public void Ten_is_the_deepest_guide_and_from_the_guide_on_it_is_asked_for_a_root_cause()
    {
        Assert.Equal(["FiveWhys.BadDepth", null, null, "FiveWhys.BadDepth"],
            new[] { 2, 3, 10, 11 }.Select(depth => Story.Planned($"why \"Late\" depth {depth}").Refusal?.Key));

        const string Asked = "Is this a process that you can change?";
        Assert.DoesNotContain(Asked, Said.In(Deep(4).Types(Ann, "why follow 1.1.1.1").Happened().Root()), StringComparison.Ordinal);
        Assert.Contains(Asked, Said.In(Deep(5).Types(Ann, "why follow 1.1.1.1.1").Happened().Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_so_many_causes_and_no_more()
    {
        var story = Story.Given("why \"Late\" branches 5");
        var full = story.And([.. Enumerable.Range(1, FiveWhys.CausesMax).Select(n => new SessionEvent.Contributed(
            1, new FiveWhysEvent.Caused(Bob.Person, n, (n - 1) / 5, ((n - 1) % 5) + 1, $"Cause {n}", false, null)))]);

        full.Contributes(Cem, new FiveWhysCommand.Add(FiveWhys.CausesMax, "One more", false)).ThenRefused("FiveWhys.TooManyCauses", FiveWhys.CausesMax);
        full.Contributes(Bob, new FiveWhysCommand.Withdraw(FiveWhys.CausesMax)).Contributes(Cem, new FiveWhysCommand.Add(50, "One more", false)).Happened();
    }

    [Fact]
    public void Texts_have_their_bounds()
    {
        var story = Story.Given("why \"Late\"").Types(Bob, "why \"Cause\"");

        story.Types(Bob, $"why \"{Long(FiveWhys.CauseMax)}\"").Happened();
        story.Types(Bob, $"why \"{Long(FiveWhys.CauseMax + 1)}\"").ThenRefused("Session.TooLong");
        story.Types(Bob, $"why edit 1 \"{Long(FiveWhys.CauseMax + 1)}\"").ThenRefused("Session.TooLong");
        Assert.Null(Story.Planned($"why \"{Long(Limits.QuestionMax)}\"").Refusal?.Key);
        Assert.Equal("Session.TooLong", Story.Planned($"why \"{Long(Limits.QuestionMax + 1)}\"").Refusal?.Key);
    }

    [Fact]
    public void There_are_so_many_counter_measures_and_no_more()
    {
        var full = Enumerable.Range(1, WhyMeasures.Max).Aggregate(
            Story.Given("why \"Late\"").Types(Bob, "why \"Cause\"").Types(Ann, "why root 1"), (story, n) => story.Types(Bob, $"why measure 1 \"Do {n}\"").Happened());

        full.Types(Cem, "why measure 1 \"One more\"").ThenRefused("FiveWhys.TooManyMeasures", WhyMeasures.Max);
        full.Types(Bob, "why drop 3").Types(Cem, "why measure 1 \"One more\"").Happened();
    }

    [Fact]
    public void It_lasts_half_an_hour_live_and_a_day_for_two_levels_otherwise()
    {
        Assert.Equal(TimeSpan.FromMinutes(30), Story.Plan("why \"Late\" live").Lasts);
        Assert.Equal(TimeSpan.FromHours(72), Story.Plan("why \"Late\"").Lasts);
        Assert.Equal(TimeSpan.FromHours(48), Story.Plan("why \"Late\" depth 4").Lasts);
        Assert.Equal(TimeSpan.FromHours(2), Story.Plan("why \"Late\" for 2h").Lasts);
        Assert.Equal("FiveWhys.ProblemMissing", Story.Planned("why").Refusal?.Key);
        Assert.Equal("FiveWhys.ProblemMissing", Story.Planned("why the report was late").Refusal?.Key);
        Assert.Equal(AnonymityLevel.Named, Story.Plan("why \"Late\"").Level);
    }

    [Fact]
    public void The_recipe_root_cause_takes_the_purpose_as_the_problem()
    {
        var start = SessionStart.Read(TypedLine.Parse("session \"The report was late\" root-cause live"), Story.Known, Recipe.BuiltIn, Story.Noon).Value;

        Assert.Equal(["check-in", "five-whys", "next-steps"], start!.Agenda.Select(plan => plan.Kind)); // ! it is read
        Assert.Equal("The report was late", ((FiveWhysEvent.Planned)start.Agenda[1].Event).Question);
        Assert.Equal(TimeSpan.FromMinutes(30), start.Agenda[1].Lasts);
    }
}
