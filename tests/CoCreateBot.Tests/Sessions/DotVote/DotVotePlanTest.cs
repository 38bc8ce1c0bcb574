using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What a typed start of a vote means, and which starts are refused.</summary>
public sealed class DotVotePlanTest
{
    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 2, 1)]
    [InlineData(6, 2, 1)]
    [InlineData(7, 3, 2)]
    [InlineData(9, 3, 2)]
    [InlineData(10, 4, 2)]
    [InlineData(12, 4, 2)]
    [InlineData(13, 4, 2)]
    [InlineData(16, 4, 2)]
    [InlineData(17, 5, 3)]
    [InlineData(36, 9, 3)]
    [InlineData(37, 10, 3)]
    [InlineData(40, 10, 3)]
    public void Dots_and_cap_follow_from_the_number_of_options(int options, int dots, int cap)
    {
        var plan = Vote(WithOptions(options));

        Assert.Equal((dots, cap), (DotVoteReading.ProposedDots(options), DotVoteReading.ProposedCap(dots)));
        Assert.Equal(options > DotVoteTable.OneRoundMax ? (0, 0, 1) : (dots, cap, 1), (plan.Dots, plan.Cap, plan.Pick)); // 0: the second round tells
    }

    [Theory]
    [InlineData(3, "3 options: one choice each.")]
    [InlineData(7, "7 options: 3 dots each (a third, rounded up), at most 2 on one.")]
    [InlineData(15, "15 options: 4 dots each (a quarter, rounded up), at most 2 on one.")]
    public void The_card_and_the_dialog_give_the_reason_for_the_proposal(int options, string reason)
    {
        var story = Given(WithOptions(options));

        Assert.Contains(reason, Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains(reason, Said.In(story.Dialog(Somebody.Bob)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_facilitator_set_is_said_to_be_set() =>
        Assert.Contains(
            "7 options: 5 dots each, at most 4 on one. The facilitator set this. The 2 with the most dots are picked.",
            Said.In(Given(WithOptions(7) + " dots 5 cap 4 pick 2").Root()), StringComparison.Ordinal);

    [Fact]
    public void A_start_is_anonymous_to_everyone_blind_and_a_day_long()
    {
        var plan = Plan("vote \"Which first?\" Paint | Garden | Bus stop");

        Assert.Equal(("dot-vote", true, TimeSpan.FromDays(1)), (plan.Kind, plan.IsBlind, plan.Lasts));
        Assert.Equal(AnonymityLevel.AnonymousToEveryone, plan.Level);
        var vote = Assert.IsType<DotVoteEvent.Planned>(plan.Event);
        Assert.Equal("Which first?", vote.Question);
        Assert.Equal([new VoteOption(0, "Paint"), new VoteOption(1, "Garden"), new VoteOption(2, "Bus stop")], vote.Options);
    }

    [Fact]
    public void Live_is_three_minutes_and_a_length_can_be_said()
    {
        Assert.Equal(TimeSpan.FromMinutes(3), Plan("vote A | B live").Lasts);
        Assert.Equal(TimeSpan.FromMinutes(90), Plan("vote A | B for 1h30m").Lasts);
        Assert.Equal(TimeSpan.FromMinutes(5), Plan("vote live for 5m A | B").Lasts);
    }

    [Fact]
    public void A_named_vote_is_named_and_still_blind() =>
        Assert.Equal((AnonymityLevel.Named, true), Plan("vote A | B named") is var plan ? (plan.Level, plan.IsBlind) : default);

    [Theory]
    [InlineData("vote approval score", "DotVote.OneMethod")]
    [InlineData("vote approval dots 3", "DotVote.NoBudget")]
    [InlineData("vote score concern", "DotVote.ConcernHere")]
    [InlineData("vote consent none", "DotVote.NoneHere")]
    [InlineData("vote \"Which?\" Paint", "DotVote.TooFewOptions")]
    [InlineData("vote Paint |", "DotVote.TooFewOptions")]
    [InlineData("vote | | |", "DotVote.TooFewOptions")]
    [InlineData("vote A | B | a", "DotVote.SameOptions")]
    [InlineData("vote A | \"\u200B\"", "DotVote.BadOption")]
    [InlineData("vote A | B dots 0", "DotVote.BadDots")]
    [InlineData("vote A | B dots -1", "DotVote.BadDots")]
    [InlineData("vote A | B dots 11", "DotVote.BadDots")]
    [InlineData("vote A | B dots 99999999999999999999", "DotVote.BadDots")]
    [InlineData("vote A | B dots 3x", "DotVote.BadDots")]
    [InlineData("vote A | B cap 0", "DotVote.BadCap")]
    [InlineData("vote A | B cap 2", "DotVote.BadCap")]
    [InlineData("vote A | B dots 3 cap 4", "DotVote.BadCap")]
    [InlineData("vote A | B pick 0", "DotVote.BadPick")]
    [InlineData("vote A | B pick 2", "DotVote.BadPick")]
    [InlineData("vote A | B named anonymous", "Session.NamedOrAnonymous")]
    [InlineData("vote A | B for 1s", "Session.BadDuration")]
    [InlineData("vote \"Q\" stray \"A\" \"B\"", "Session.NotUnderstood")]
    public void A_start_that_cannot_be_is_refused(string line, string key) => Assert.Equal(key, Planned(line).Refusal?.Key);

    [Theory]
    [InlineData("vote A | B dots 1")]
    [InlineData("vote A | B dots 10 cap 10")]
    [InlineData("vote A | B | C pick 2")]
    [InlineData("vote \"Q\" \"A\" \"B\"")]
    public void A_start_at_the_bound_is_none_of_these(string line) => Assert.Null(Planned(line).Refusal?.Key);

    [Fact]
    public void Options_that_are_the_same_are_named_by_their_letters() =>
        Assert.Equal<object>(["A", "C"], Planned("vote Garden | Paint | GARDEN").Refusal?.Args ?? []);

    [Fact]
    public void So_many_options_fit_and_no_more()
    {
        Assert.Null(Planned(WithOptions(Limits.OptionsMax)).Refusal);
        Assert.Equal("DotVote.TooManyOptions", Planned(WithOptions(Limits.OptionsMax + 1)).Refusal?.Key);
    }

    [Fact]
    public void An_option_fits_or_is_refused()
    {
        Assert.Null(Planned($"vote A | {new string('x', Limits.OptionMax)}").Refusal);
        var refusal = Planned($"vote A | {new string('x', Limits.OptionMax + 1)}").Refusal;
        Assert.Equal(("DotVote.BadOption", "B"), (refusal?.Key, refusal?.Args[0]));
    }

    [Fact]
    public void Options_have_letters_A_to_Z_and_then_two_of_them()
    {
        Assert.Equal("A Z AA AB AN", string.Join(' ', new[] { 0, 25, 26, 27, 39 }.Select(VoteOption.LetterOf)));
        Assert.Equal(Limits.OptionsMax, Vote(WithOptions(Limits.OptionsMax)).Options.Select(option => option.Letter).Distinct().Count());
    }

    static DotVoteEvent.Planned Vote(string line) => Assert.IsType<DotVoteEvent.Planned>(Plan(line).Event);

    internal static string WithOptions(int count) => "vote " + string.Join(" | ", Enumerable.Range(1, count).Select(n => $"Option {n}"));
}
