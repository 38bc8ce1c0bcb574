using System.Collections.Immutable;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Turns and lines, however people say something, pass, are silent or come late.</summary>
public sealed class WarmUpLawTest
{
    const int People = 5;

    static readonly ImmutableArray<Somebody> All = [Somebody.Ann, .. Enumerable.Range(1, People - 1).Select(Somebody.Number)];

    static readonly Config Often = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    [Fact]
    public void Whoever_has_joined_gets_one_turn_a_round_until_all_are_over_or_a_whole_round_was_silent() => Prop.ForAll(Arb.From(Moves), moves =>
    {
        var story = Opened("warmup yesand rounds 2");
        var turns = new List<PersonAlias>();
        var silent = 0;
        foreach (var move in moves.Concat(Enumerable.Repeat(0, (2 * People) + 1)))
        {
            if (WarmUpTest.State(story).WhoseTurn is not { } next || story.Session.OpenItem is null)
            {
                break;
            }

            turns.Add(next);
            story = Moved(story, next, move);
            silent = move % 3 == 0 ? 0 : silent + 1;
        }

        IEnumerable<PersonAlias> order = All.Select(one => one.Person);
        Assert.Equal([.. order.Concat(order).Take(turns.Count)], turns);
        Assert.Equal(turns.Count < 2 * People, silent == People && turns.Count < 2 * People);
        Assert.Equal(ActivityStatus.Closed, story.Session.Agenda[1].Status);
    }).Check(Often);

    [Fact]
    public void Every_line_that_was_taken_is_in_the_minutes_and_no_other() => Prop.ForAll(Arb.From(Moves), Arb.From(Gen.Elements("turns", "")), (moves, turns) =>
    {
        var story = Opened($"warmup worst rounds 2 {turns}", isLive: true);
        var said = new List<string>();
        foreach (var (n, move) in moves.Index())
        {
            story = story.Contributes(All[move % People], new WarmUpCommand.Say($"line {n:D3}"), activity: 2);
            said.AddRange(story.Last.Refusal is null ? [$"line {n:D3}"] : (ReadOnlySpan<string>)[]);
        }

        var minutes = Said.In(story.When(new Command.Close(), Somebody.Ann).Minutes());
        Assert.All(said, line => Assert.Contains(line, minutes, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(0, moves.Length).Select(n => $"line {n:D3}").Except(said), line => Assert.DoesNotContain(line, minutes, StringComparison.Ordinal));
    }).Check(Often);

    /// <summary>They say something, pass, or are silent until their time is up; others try meanwhile.</summary>
    static Story Moved(Story story, PersonAlias next, int move)
    {
        var who = All.Single(one => one.Person == next);
        var other = All.First(one => one.Person != next);
        story = story.Ticks();
        story.Contributes(other, new WarmUpCommand.Say("not yet"))
            .ThenRefused(WarmUpTest.State(story).TurnsOf(other.Person) < 2 ? "WarmUp.TurnOf" : "WarmUp.HadYours");
        return (move % 3) switch
        {
            0 => story.Contributes(who, new WarmUpCommand.Say($"line {move} {WarmUpTest.State(story).Turns}")).Happened(),
            1 => story.Contributes(who, new WarmUpCommand.Pass(WarmUpTest.State(story).Turns)).Happened(),
            _ => story.At(story.Item.Deadline!.Value - Noon).Ticks().Happened(), // ! a turn has an end
        };
    }

    static Story Opened(string start, bool isLive = false) => All
        .Aggregate(isLive ? Given("checkin", start) : GivenAsynchronous("checkin", start), (story, who) => story.When(new Command.Join(), who))
        .When(new Command.Next(1), Somebody.Ann).Happened().Ticks();

    static Gen<ImmutableArray<int>> Moves => Gen.Choose(0, 99).ListOf().Select(moves => moves.Take(40).ToImmutableArray());
}
