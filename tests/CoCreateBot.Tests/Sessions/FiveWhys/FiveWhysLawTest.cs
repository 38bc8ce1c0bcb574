using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Whatever is done to the tree: nothing is lost, nothing hangs in the air, nothing goes round in a circle.</summary>
public sealed class FiveWhysLawTest
{
    static readonly Story Start = Story.Given("why \"The report was late\" branches 4");

    static readonly Arbitrary<(int Who, int Spin)[]> AnyMoves = Arb.From(
        from length in Gen.Choose(0, 60)
        from moves in Gen.ArrayOf(from who in Gen.Choose(0, 5) from spin in Gen.Choose(0, 9_999) select (who, spin), length)
        select moves);

    static Config Often => Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true);

    static Story Made(Story story, (int Who, int Spin) move) => move.Who >= 4
        ? story.Contributes(Ann, FiveWhysMoves.Steering(State(story), move.Spin))
        : story.Contributes(Somebody.All[move.Who], FiveWhysMoves.Of(State(story), move.Spin));

    static FiveWhys State(Story story) => (FiveWhys)story.Item.State;

    [Fact]
    public void No_cause_is_lost_but_by_who_gave_it_and_all_hang_on_the_problem() => Prop.ForAll(AnyMoves, moves =>
    {
        var story = Start;
        foreach (var move in moves)
        {
            var before = State(story).Causes;
            story = Made(story, move);
            var (state, gone) = (State(story), before.Keys.Except(State(story).Causes.Keys).ToList());
            var withdrawn = story.Last.Events.OfType<SessionEvent.Contributed>().Select(given => given.What).OfType<FiveWhysEvent.Withdrawn>().ToList();

            Assert.Equal(gone, withdrawn.Select(what => what.Cause));
            Assert.All(withdrawn, what => Assert.Equal(before[what.Cause].Author, what.Author));
            Assert.All(state.Causes.Values, cause => Assert.Equal(FiveWhys.Problem, Top(state, cause)));
            Assert.All(before.Values.Where(cause => state.Causes.ContainsKey(cause.Id)), cause => Assert.Equal(cause.Author, state.Causes[cause.Id].Author));
        }
    }).Check(Often);

    // In so few steps, or it is a circle.
    static int Top(FiveWhys state, Cause cause)
    {
        var at = cause.Parent;
        for (var steps = 0; at != FiveWhys.Problem && steps <= FiveWhys.DepthMax; steps++)
        {
            at = state.Causes[at].Parent;
        }

        return at;
    }

    [Fact]
    public void The_tree_stays_within_its_bounds_and_each_number_is_one_cause() => Prop.ForAll(AnyMoves, moves =>
    {
        var state = State(moves.Aggregate(Start, Made));
        var nodes = state.Nodes().ToList();

        Assert.Equal(nodes.Count, nodes.Select(node => node.Number).Distinct().Count());
        Assert.All(nodes, node => Assert.Equal(node.Cause.Id, state.Find(node.Number)));
        Assert.All(nodes, node => Assert.Equal(node.Number, state.NumberOf(node.Cause.Id)));
        Assert.All(nodes, node => Assert.InRange(node.Depth, 1, FiveWhys.DepthMax));
        Assert.All(state.Causes.Keys.Append(FiveWhys.Problem), node => Assert.InRange(state.Under(node).Count(), 0, 4));
        Assert.All(nodes.Where(node => node.Cause.End != CauseEnd.Open), node => Assert.True(state.IsLeaf(node.Cause.Id)));
        Assert.True(state.Focus == FiveWhys.Problem || state.Cause(state.Focus) is { End: CauseEnd.Open });
        Assert.Equal(
            state.Causes.Values.Where(cause => !cause.IsHidden).Select(cause => cause.Id).Order(),
            nodes.Where(node => !node.Cause.IsHidden).Select(node => node.Cause.Id).Order());
        Assert.All(state.Measures.Values, measure => Assert.True(state.Causes.ContainsKey(measure.Cause)));
    }).Check(Often);

    [Fact]
    public void Therefore_reads_back_each_chain_from_its_root_to_the_problem() => Prop.ForAll(AnyMoves, moves =>
    {
        var closed = moves.Aggregate(Start, Made).When(new Command.Close(), Ann);
        var minutes = closed.Item.Activity.Minutes(closed.View()).OfType<TextBlock>().Select(text => Said.Of(text.Inlines)).ToList();
        foreach (var root in State(closed).Roots())
        {
            var downwards = new List<string>();
            var number = "";
            foreach (var place in root.Number.Split('.'))
            {
                number = number.Length == 0 ? place : $"{number}.{place}";
                var cause = State(closed).Cause(State(closed).Find(number)!.Value)!; // ! each part of a number is a number
                downwards.Insert(0, cause.IsHidden ? Story.English["FiveWhys.HiddenText"] : cause.Text);
            }

            Assert.Contains($"Read upwards from {root.Number}: {string.Join(" – therefore – ", downwards)} – therefore – The report was late", minutes);
        }
    }).Check(Often);

    [Fact]
    public void Twice_is_once() => Prop.ForAll(AnyMoves, Arb.From(Gen.Choose(0, 9_999)), (moves, spin) =>
    {
        var story = moves.Aggregate(Start, Made);
        return ((ImmutableArray<(Somebody, FiveWhysCommand)>)[(Ann, FiveWhysMoves.Steering(State(story), spin)), (Bob, FiveWhysMoves.Of(State(story), spin))])
            .All(one => story.Contributes(one.Item1, one.Item2).Contributes(one.Item1, one.Item2).Last.Events.IsEmpty);
    }).Check(Often);

    [Fact]
    public void To_settle_and_to_open_again_or_to_move_there_and_back_changes_no_words() => Prop.ForAll(AnyMoves, moves =>
    {
        var story = moves.Aggregate(Start, Made);
        // What is hidden is there only as long as something stands under it.
        var leaf = State(story).Nodes().FirstOrDefault(node => State(story).IsLeaf(node.Cause.Id) && node.Cause.End == CauseEnd.Open
            && State(story).Causes.GetValueOrDefault(node.Cause.Parent) is null or { IsHidden: false })?.Cause.Id ?? 0;
        var settled = story.Contributes(Ann, new FiveWhysCommand.Settle(leaf, CauseEnd.Root)).Contributes(Ann, new FiveWhysCommand.Settle(leaf, CauseEnd.Open));
        Assert.Equal(Words(story), Words(settled));

        var moved = story.Contributes(Ann, new FiveWhysCommand.Move(leaf, FiveWhys.Problem));
        var back = State(story).Causes.GetValueOrDefault(leaf) is { } cause ? moved.Contributes(Ann, new FiveWhysCommand.Move(leaf, cause.Parent)) : moved;
        Assert.Equal(Words(story), Words(back));
        Assert.Equal(State(story).Causes.GetValueOrDefault(leaf)?.Parent, State(back).Causes.GetValueOrDefault(leaf)?.Parent);
    }).Check(Often);

    static string Words(Story story) =>
        string.Join('\n', State(story).Nodes().OrderBy(node => node.Cause.Id).Select(node => $"{node.Cause.Id} {node.Cause.Text} {node.Cause.IsEvidence} {node.Cause.End}"));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 99)]
    [InlineData(99, 0)]
    public void A_file_that_tells_of_a_circle_or_of_a_node_that_hangs_on_nothing_is_broken(int cause, int under)
    {
        var state = State(Start.And(
            new SessionEvent.Contributed(1, new FiveWhysEvent.Caused(Bob.Person, 1, 0, 1, "One", false, null)),
            new SessionEvent.Contributed(1, new FiveWhysEvent.Caused(Bob.Person, 2, 1, 1, "Two", false, null))));

        Assert.ThrowsAny<Exception>(() => Start.Item.Activity.Evolve(state, new FiveWhysEvent.Moved(Bob.Person, cause, under, 1)));
        Assert.ThrowsAny<Exception>(() => Start.Item.Activity.Evolve(state, new FiveWhysEvent.Caused(Bob.Person, 2, 0, 1, "Twice", false, null)));
    }
}
