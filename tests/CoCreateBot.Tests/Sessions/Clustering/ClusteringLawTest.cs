using System.Collections.Immutable;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Whatever is done to the groups, no idea is lost, doubled or changed.</summary>
public sealed class ClusteringLawTest
{
    const int Ideas = 12;

    static readonly Story Start = Story.Given("cluster A | B").And(new SessionEvent.Supplied(1, new ClusteringEvent.Taken(
        [.. Enumerable.Range(0, Ideas).Select(i => new TakenIdea(3, 50 + i, $"Idea {i}", i % 3 == 0, i % 4 == 3 ? null : i % 4, i == 8 ? 1 : null))],
        ["One", "Two", "Three"],
        LeftOut: 0)));

    static readonly Gen<ClusteringCommand> AnyCommand =
        from what in Gen.Choose(0, 6)
        from ideas in Gen.ArrayOf(Gen.Choose(0, Ideas + 1), 3)
        from count in Gen.Choose(0, 3)
        from groups in Gen.ArrayOf(Gen.Choose(-1, 6), 3)
        select Command(what, ideas, [.. ideas.Take(count)], groups);

    static ClusteringCommand Command(int what, int[] two, ImmutableArray<int> some, int[] groups) => what switch
    {
        0 => new ClusteringCommand.Move(some, groups[0] < 0 ? null : groups[0]),
        1 => new ClusteringCommand.Gather(groups[0] % 2 == 0 ? null : $"Named {groups[0]}", some, groups[1] < 0 ? null : groups[1]),
        2 => new ClusteringCommand.Rename(groups[0], groups[1] < 0 ? null : $"Named {groups[1]}"),
        3 => new ClusteringCommand.Merge(groups[0], [groups[1], groups[2]], groups[1] % 2 == 0 ? null : $"Named {groups[2]}"),
        4 => new ClusteringCommand.Same(two[0], two[1]),
        5 => new ClusteringCommand.Apart(two[0]),
        _ => new ClusteringCommand.Note(two[0], groups[0] < 0 ? "" : $"Note {groups[0]}"),
    };

    static readonly Arbitrary<ClusteringCommand[]> AnyCommands = Arb.From(
        from length in Gen.Choose(0, 25)
        from commands in Gen.ArrayOf(AnyCommand, length)
        select commands);

    static IEnumerable<Material> Leaves(Material material) => material.Parts.IsEmpty ? [material] : material.Parts.SelectMany(Leaves);

    [Fact]
    public void No_idea_is_lost_or_doubled_and_ids_and_words_stay() => Prop.ForAll(AnyCommands, commands =>
    {
        var story = commands.Aggregate(Start, (now, command) => now.Contributes(Bob, command));
        var before = ((Clustering)Start.Item.State).Ideas;
        var leaves = story.Item.Activity.HandsOn(story.Item).SelectMany(Leaves).ToList();

        Assert.Equal(before.Select(idea => (idea.Activity, idea.Id, idea.Text)).Order(), leaves.Select(idea => (idea.Activity, idea.Id, idea.Text)).Order());
        var state = (Clustering)story.Item.State;
        Assert.Equal(before.Select(idea => idea.Number), state.Ideas.Select(idea => idea.Number));
        Assert.All(state.Ideas, idea => Assert.True(idea.Group is null || state.Groups[idea.Group.Value].Into is null));
        Assert.All(state.Ideas, idea => Assert.True(idea.SameAs is not { } first
            || (state.Ideas[first - 1].SameAs is null && state.Ideas[first - 1].Group == idea.Group)));
        Assert.Equal(state.Living.Count(), state.Living.Select(group => group.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Twice_is_once() => Prop.ForAll(AnyCommands, Arb.From(AnyCommand), (commands, command) => commands
        .Aggregate(Start, (now, each) => now.Contributes(Bob, each))
        .Contributes(Bob, command).Contributes(Bob, command).Last.Events.IsEmpty).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
