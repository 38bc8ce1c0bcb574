using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

public sealed class ClusteringTakingTest
{
    static readonly EventCodec Codec = new(Activities.BuiltIn);

    static ClusteringEvent.Taken Take(params Material[] material)
    {
        var story = Story.Given("checkin");
        var item = story.And(SessionDecider.Planned(2, Story.Plan("cluster"), follows: null)).Session.Agenda[1];
        return Assert.IsType<ClusteringEvent.Taken>(item.Activity.Take(new Opening(story.Session, [.. material], Story.Noon), item).Event);
    }

    static Material Idea(int id, string text, bool isProposed = true) => new(1, id, text, isProposed);

    [Fact]
    public void One_idea_is_in_no_group() => Assert.Null(Assert.Single(Take(Idea(1, "A bench")).Ideas).Group);

    [Fact]
    public void All_the_same_is_one_group_and_one_idea()
    {
        var taken = Take([.. Enumerable.Range(1, 50).Select(id => Idea(id, id % 2 == 0 ? "A bench" : "a  bench!"))]);

        Assert.Equal("bench", Assert.Single(taken.Groups), ignoreCase: true);
        Assert.All(taken.Ideas, idea => Assert.Equal(0, idea.Group));
        Assert.Equal(49, taken.Ideas.Count(idea => idea.SameAs is 1));
    }

    [Fact]
    public void The_same_words_with_another_picture_are_another_idea()
    {
        Assert.Equal(
            [null, 0, null, null, 3],
            Proposal.For(["Sketch", "sketch", "Sketch", "Sketch", "Sketch!"], [null, null, "one", "other", "other"]).SameAs);
    }

    [Fact]
    public void Nothing_but_signs_is_in_no_group_unless_it_is_the_same() => Assert.All(
        Take(Idea(1, "🙂"), Idea(2, "🎉"), Idea(3, "???"), Idea(4, "and the")).Ideas, idea => Assert.Null(idea.Group));

    [Fact]
    public void The_order_of_ideas_tells_nothing_of_how_they_came()
    {
        var ideas = Enumerable.Range(1, 40).Select(id => Idea(id, $"Idea {id}")).ToArray();
        var taken = Take(ideas);

        Assert.NotEqual(ideas.Select(idea => idea.Id), taken.Ideas.Select(idea => idea.Id));
        Assert.Equal(taken.Ideas.Select(idea => idea.Id), Take([.. ideas.Reverse()]).Ideas.Select(idea => idea.Id));
    }

    [Fact]
    public void What_was_grouped_before_is_taken_by_its_ideas() => Assert.Equal(
        [1, 2, 3],
        Take(new Material(4, 9, "Benches", IsProposed: true)
        {
            Parts = [Idea(1, "A bench"), Idea(2, "Benches") with { Parts = [Idea(2, "Benches"), Idea(3, "More benches")] }],
        }).Ideas.Select(idea => idea.Id).Order());

    [Fact]
    public void Five_thousand_ideas_are_taken_as_far_as_they_go_those_put_forward_first_and_fit_a_commit()
    {
        var many = Enumerable.Range(1, 5_000).Select(id => Idea(id, $"Überlegung {id} zu Bänken am Fluß und mehr", isProposed: id % 5 == 0)).ToArray();
        var taken = Take(many);

        Assert.Equal(5_000, taken.Ideas.Length + taken.LeftOut);
        Assert.True(taken.Ideas.Length > 1_000);
        Assert.Equal(1_000, taken.Ideas.Count(idea => idea.IsProposed));
        Assert.True(Codec.Write([new SessionEvent.Supplied(1, taken)]).Length < 512 * 1024);
    }

    [Fact]
    public void Long_ideas_in_any_writing_fit_a_commit() => Assert.True(Codec.Write([new SessionEvent.Supplied(1, Take(
        [.. Enumerable.Range(1, 2_000).Select(id => Idea(id, string.Concat(Enumerable.Repeat("فكرة 🙂 <&> ", 40)) + id))]))]).Length < 512 * 1024);

    [Fact]
    public void Statements_on_the_same_thing_are_in_the_same_group()
    {
        string[] texts =
        [
            "More benches by the river", "Benches in the shade", "A bench at the bus stop", "Repair the old benches",
            "Grüne Dächer für Klimaschutz", "Klimaschutz beim Bauen", "Mehr Geld für den Klimaschutz", "Klimaziele der Stadt",
            "Cycle lanes to school", "Safe cycling", "A lane for cyclists",
        ];
        var proposal = Proposal.For([.. texts]);
        int? Of(int at) => proposal.GroupOf[at];

        Assert.Equal(3, proposal.Names.Length);
        Assert.True(Enumerable.Range(0, 4).All(at => Of(at) is not null && Of(at) == Of(0)));
        Assert.True(Enumerable.Range(4, 4).All(at => Of(at) is not null && Of(at) == Of(4)));
        Assert.NotEqual(Of(0), Of(4));
    }

    [Fact]
    public void Real_statements_are_in_five_to_nine_groups()
    {
        var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
        Assert.SkipUnless(shared is not null, "COCREATE_SHARED names no folder with statements.");
        var texts = File.ReadLines(Path.Combine(shared, "data", "polis", "austria-climate.comments.csv"), Encoding.UTF8)
            .Skip(1).Select(line => line.Split(',', 8)[^1].Trim('"')).ToImmutableArray();
        var proposal = Proposal.For(texts);

        Assert.True(texts.Length > 500);
        Assert.InRange(proposal.Names.Length, Proposal.GroupsMin, Proposal.GroupsMax);
        Assert.Equal(proposal.Names.Length, proposal.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.True(proposal.GroupOf.Count(group => group is not null) > texts.Length / 2);
        Assert.Equal(proposal.GroupOf, Proposal.For(texts).GroupOf);
    }
}
