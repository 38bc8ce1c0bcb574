using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>Which of several sessions in one place a typed word of steering is for.</summary>
public sealed class MeantSessionsTest
{
    [Fact]
    public void Where_several_are_open_it_asks_which_and_does_nothing() => World.Play(async world =>
    {
        var (one, two) = await TwoOpenAsync(world);

        var reply = await world.SayAsync(World.Ann, "close");

        Assert.True(reply.IsProblem);
        Assert.Contains("close #1: First?", reply.Text);
        Assert.Contains("close #2: Second?", reply.Text);
        Assert.True((await world.FoldAsync(one)).IsOpen);
        Assert.True((await world.FoldAsync(two)).IsOpen);
    });

    [Theory]
    [InlineData("minutes")]
    [InlineData("export")]
    public void What_is_closed_can_be_read_by_its_number_while_something_else_is_open(string verb) => World.Play(async world =>
    {
        await TwoOpenAsync(world);
        await world.SayAsync(World.Ann, "close #1");

        var reply = await world.SayAsync(World.Ann, $"{verb} #1");

        Assert.False(reply.IsProblem, reply.Text);
        Assert.Contains("First?", string.Join(' ', reply.Card!.Body.OfType<TextBlock>().Select(block => block.Inlines.Plain())), StringComparison.Ordinal); // ! it is read
        Assert.Contains("#2: Second?", (await world.SayAsync(World.Ann, $"{verb} #7")).Text, StringComparison.Ordinal);
    });

    [Fact]
    public void A_session_is_called_by_its_purpose_whatever_is_open_in_it() => World.Play(async world =>
    {
        await world.OpenAsync("session \"How might we meet?\" ideas live");
        await world.OpenAsync("vote \"Which first?\" A | B");

        Assert.Matches("(?m)^/cocreate pause #[12]: How might we meet[?]$", (await world.SayAsync(World.Ann, "pause")).Text);
    });

    [Fact]
    public void Of_several_with_one_name_it_says_when_each_was_started() => World.Play(async world =>
    {
        await world.SayAsync(World.Ann, "checkin");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        await world.SayAsync(World.Ann, "checkin");

        var text = (await world.SayAsync(World.Ann, "close")).Text;

        var lines = text.Split('\n').Where(line => line.StartsWith("/cocreate close #", StringComparison.Ordinal)).Select(line => line["/cocreate close #1".Length..]).ToList();
        Assert.Equal(2, lines.Distinct(StringComparer.Ordinal).Count());
    });

    [Fact]
    public void A_number_that_was_read_means_the_same_when_more_was_started_than_is_listed() => World.Play(async world =>
    {
        for (var n = 0; n < CommandDesk.OpenMax; n++)
        {
            var id = await world.OpenAsync($"vote \"Old {n}?\" A | B");
            await world.AskAsync(id, World.Ann, "close");
            await world.PassAsync(TimeSpan.FromSeconds(1));
        }

        var (first, _) = await TwoOpenAsync(world);
        var number = NumberOf("First?", (await world.SayAsync(World.Ann, "close")).Text);
        await world.OpenAsync("vote \"Third?\" A | B"); // with it the oldest is listed no more

        await world.SayAsync(World.Ann, "close #" + number);
        Assert.False((await world.FoldAsync(first)).IsOpen);
    });

    [Fact]
    public void What_comes_later_in_the_open_session_is_not_started_beside_it_by_a_slip() => World.Play(async world =>
    {
        await world.OpenAsync("session \"The report was late\" root-cause live");
        Assert.Equal("Commands.ComesLater", (await world.SayAsync(World.Bo, "why \"The numbers came late\"")).Key);
        Assert.False((await world.SayAsync(World.Bo, "why \"The numbers came late\" for 30m")).IsProblem);
    });

    [Fact]
    public void A_run_off_is_meant_for_the_vote_that_ended_level() => World.Play(async world =>
    {
        var (one, two) = await TwoOpenAsync(world);
        await world.SayAsync(World.Ann, "vote A #1");
        await world.SayAsync(World.Bo, "vote B #1");
        await world.SayAsync(World.Bo, "vote B #2");
        await world.SayAsync(World.Ann, "close #1");
        await world.SayAsync(World.Ann, "close #2");

        var reply = await world.SayAsync(World.Ann, "runoff");

        Assert.Equal("The run-off is open: one choice each among those that are level.", reply.Text);
        Assert.Equal(2, (await world.FoldAsync(one)).Agenda.Length);
        Assert.Single((await world.FoldAsync(two)).Agenda);
    });

    [Fact]
    public void Next_that_stops_at_a_tie_says_so() => World.Play(async world =>
    {
        await world.SayAsync(World.Ann, "session \"Which first?\" prioritise Paint | Garden live");
        await world.SayAsync(World.Ann, "vote A");
        await world.SayAsync(World.Bo, "vote B");

        Assert.Contains("it stops here", (await world.SayAsync(World.Ann, "next")).Text);
        Assert.Contains("It goes on", (await world.SayAsync(World.Ann, "next")).Text);
    });

    [Fact]
    public void What_could_never_have_been_an_answer_is_not_said_to_have_come_too_late() => World.Play(async world =>
    {
        await world.SayAsync(World.Ann, "checkin");
        await world.SayAsync(World.Ann, "close");

        Assert.Equal("CheckIn.UnknownFormat", (await world.SayAsync(World.Bo, "checkin 1-99")).Key);
        Assert.Equal("Session.ActivityClosed", (await world.SayAsync(World.Bo, "checkin red")).Key);
    });

    [Fact]
    public void A_number_says_which() => World.Play(async world =>
    {
        var (one, two) = await TwoOpenAsync(world);

        Assert.False((await world.SayAsync(World.Ann, "close #2")).IsProblem);
        Assert.True((await world.FoldAsync(one)).IsOpen);
        Assert.False((await world.FoldAsync(two)).IsOpen);
    });

    [Fact]
    public void A_number_means_the_same_after_another_was_started() => World.Play(async world =>
    {
        var (one, _) = await TwoOpenAsync(world);
        await world.SayAsync(World.Ann, "vote \"Third?\" A | B");

        await world.SayAsync(World.Ann, "close #1");

        Assert.False((await world.FoldAsync(one)).IsOpen);
    });

    [Fact]
    public void A_number_means_the_same_after_another_was_closed() => World.Play(async world =>
    {
        var (one, two) = await TwoOpenAsync(world);
        var three = await world.OpenAsync("vote \"Third?\" A | B");
        await world.SayAsync(World.Ann, "close #1");
        var asked = await world.SayAsync(World.Ann, "close");
        await world.SayAsync(World.Ann, "close #2");

        Assert.Contains("close #2: Second?", asked.Text, StringComparison.Ordinal);
        Assert.False((await world.FoldAsync(one)).IsOpen);
        Assert.False((await world.FoldAsync(two)).IsOpen);
        Assert.True((await world.FoldAsync(three)).IsOpen);
    });

    [Fact]
    public void Of_two_that_closed_long_ago_the_one_that_is_meant_is_deleted_and_no_other() => World.Play(async world =>
    {
        var (one, two) = await TwoOpenAsync(world);
        await world.SayAsync(World.Ann, "close #1");
        await world.SayAsync(World.Ann, "close #2");
        var justClosed = await world.SayAsync(World.Ann, "delete");
        await world.PassAsync(TimeSpan.FromHours(25));
        var asked = await world.SayAsync(World.Ann, "delete");
        Assert.Equal(justClosed.Text, asked.Text); // a number that was just read stays
        await world.OpenAsync();

        var sure = await world.SayAsync(World.Ann, $"delete #{NumberOf("Second?", asked.Text)}");
        Assert.Contains("“Second?”", sure.Text, StringComparison.Ordinal);
        Assert.True((await world.SayAsync(World.Ann, "delete yes #1")).IsProblem);
        Assert.False((await world.SayAsync(World.Ann, $"delete yes #{NumberOf("Second?", asked.Text)}")).IsProblem);
        Assert.Null((await world.FoldAsync(one)).DeletedAt);
        Assert.NotNull((await world.FoldAsync(two)).DeletedAt);
    });

    [Fact]
    public void Of_two_that_closed_long_ago_each_has_a_number_of_its_own() => World.Play(async world =>
    {
        foreach (var title in new[] { "First?", "Second?" })
        {
            await world.OpenAsync($"steps \"{title}\" for 2d");
            await world.SayAsync(World.Ann, "close");
        }

        await world.PassAsync(TimeSpan.FromHours(25));
        var text = (await world.SayAsync(World.Ann, "done 2")).Text;
        Assert.Contains("First?", text, StringComparison.Ordinal);
        Assert.NotEqual(NumberOf("First?", text), NumberOf("Second?", text));
    });

    static string NumberOf(string title, string text) =>
        text.Split('\n').Single(line => line.Contains(title, StringComparison.Ordinal)).Split('#')[1].Split(':')[0];

    [Fact]
    public void Whoever_starts_beside_something_open_hears_that_commands_will_ask() => World.Play(async world =>
    {
        Assert.DoesNotContain("more", (await world.SayAsync(World.Ann, "vote \"First?\" A | B")).Text, StringComparison.Ordinal);
        await world.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Contains("One more is open here", (await world.SayAsync(World.Bo, "vote \"Second?\" A | B")).Text, StringComparison.Ordinal);
        await world.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Contains("2 more are open here", (await world.SayAsync(World.Bo, "vote \"Third?\" A | B")).Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("runoff")]
    [InlineData("decide B")]
    public void What_only_its_facilitator_may_is_not_said_to_be_closed(string line) => World.Play(async world =>
    {
        await world.OpenAsync("vote A | B");
        await world.SayAsync(World.Ann, "close");

        Assert.Equal(Refusals.NotFacilitator, Assert.IsType<Answer.Refused>((await world.SayAsync(World.Bo, line)).Cause).Refusal);
    });

    [Theory]
    [InlineData("close #3")]
    [InlineData("close #0")]
    public void A_number_that_nothing_has_closes_nothing(string line) => World.Play(async world =>
    {
        var (one, two) = await TwoOpenAsync(world);
        Assert.True((await world.SayAsync(World.Ann, line)).IsProblem);
        await world.SayAsync(World.Ann, "close #1");
        Assert.True((await world.SayAsync(World.Ann, line)).IsProblem); // also where only one is left

        Assert.False((await world.FoldAsync(one)).IsOpen);
        Assert.True((await world.FoldAsync(two)).IsOpen);
    });

    [Fact]
    public void A_close_that_is_delivered_again_does_not_close_the_next_one() => World.Play(async world =>
    {
        var (_, two) = await TwoOpenAsync(world);
        await world.SayAsync(World.Ann, "close #1", delivery: "again");

        var again = await world.SayAsync(World.Ann, "close #1", delivery: "again");

        Assert.False(again.IsProblem, again.Text);
        Assert.True((await world.FoldAsync(two)).IsOpen);
    });

    [Fact]
    public void Nor_does_it_after_a_restart() => World.Play(async world =>
    {
        await world.OpenAsync();
        await world.SayAsync(World.Ann, "close", delivery: "again");
        var two = await world.OpenAsync();
        await world.CrashAsync();

        Assert.False((await world.SayAsync(World.Ann, "close", delivery: "again")).IsProblem);
        Assert.True((await world.FoldAsync(two)).IsOpen);
    });

    [Fact]
    public void A_facilitator_steers_their_own_though_others_are_open() => World.Play(async world =>
    {
        var (one, two) = (await world.OpenAsync(who: World.Ann), await world.OpenAsync(who: World.Bo));

        Assert.False((await world.SayAsync(World.Ann, "close")).IsProblem);
        Assert.False((await world.FoldAsync(one)).IsOpen);
        Assert.True((await world.FoldAsync(two)).IsOpen);
    });

    [Fact]
    public void Whoever_facilitates_one_can_join_another() => World.Play(async world =>
    {
        await world.OpenAsync(who: World.Ann);
        await world.PassAsync(TimeSpan.FromSeconds(1));
        var id = await world.OpenAsync(who: World.Bo);

        Assert.Contains("join #2", (await world.SayAsync(World.Ann, "join")).Text);
        Assert.False((await world.SayAsync(World.Ann, "join #2")).IsProblem);
        Assert.Equal(2, (await world.FoldAsync(id)).People.Count);
    });

    [Fact]
    public void An_answer_goes_to_the_activity_it_fits() => World.Play(async world =>
    {
        await world.OpenAsync("vote \"Which first?\" Paint | Garden");
        var checkIn = await world.OpenAsync("checkin");

        Assert.Equal(checkIn, (await world.SayAsync(World.Bo, "checkin green")).Session);
    });

    [Fact]
    public void An_undo_is_for_what_closed_last_though_another_is_open() => World.Play(async world =>
    {
        var (one, two) = await TwoOpenAsync(world);
        await world.SayAsync(World.Ann, "close #1");

        Assert.False((await world.SayAsync(World.Ann, "undo")).IsProblem);
        Assert.True((await world.FoldAsync(one)).IsOpen);
        Assert.True((await world.FoldAsync(two)).IsOpen);
    });

    [Fact]
    public void A_run_off_is_for_the_vote_that_tied_though_another_is_open() => World.Play(async world =>
    {
        var (one, two) = await TwoOpenAsync(world);
        await world.AskAsync(one, World.Ann, "vote A");
        await world.AskAsync(one, World.Bo, "vote B");
        await world.AskAsync(one, World.Ann, "close");

        var reply = await world.SayAsync(World.Ann, "runoff");

        Assert.False(reply.IsProblem, reply.Text);
        Assert.Equal(2, (await world.FoldAsync(one)).Agenda.Length);
        Assert.Single((await world.FoldAsync(two)).Agenda);
    });

    [Fact]
    public void What_just_closed_can_still_be_steered_by_its_facilitator_and_by_nobody_else() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.SayAsync(World.Ann, "close");

        Assert.True((await world.SayAsync(World.Bo, "undo")).IsProblem);
        Assert.False((await world.SayAsync(World.Ann, "undo")).IsProblem);
        Assert.True((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void The_bell_is_for_the_sheets_that_lie_there_and_not_for_those_of_an_hour_ago() => World.Play(async world =>
    {
        await world.OpenAsync("brainwrite \"First?\" live rounds 2");
        await world.SayAsync(World.Bo, "brainwrite an idea");
        await world.SayAsync(World.Ann, "close");
        var second = await world.OpenAsync("brainwrite \"Second?\" live rounds 2");
        await world.SayAsync(World.Bo, "brainwrite another idea");

        var rung = await world.SayAsync(World.Ann, "bell");

        Assert.False(rung.IsProblem, rung.Text);
        Assert.Equal(2, ((Brainwriting)(await world.FoldAsync(second)).OpenItem!.State).Round); // ! it is open
    });

    [Fact]
    public void A_run_off_is_for_the_vote_that_is_over_also_while_another_is_open() => World.Play(async world =>
    {
        var first = await world.OpenAsync("vote \"First?\" Paint | Garden");
        await world.SayAsync(World.Ann, "vote A");
        await world.SayAsync(World.Bo, "vote B");
        await world.SayAsync(World.Ann, "close");
        await world.OpenAsync("vote \"Second?\" Bus | Tram");

        var again = await world.SayAsync(World.Ann, "runoff");

        Assert.False(again.IsProblem, again.Text);
        Assert.True((await world.FoldAsync(first)).IsOpen);
    });

    [Theory]
    [InlineData("checkin for 2m", "checkin green")]
    [InlineData("steps \"What follows?\" for 2m", "steps \"Order paper\"")]
    public void While_the_clocks_stand_still_nothing_is_over(string start, string answer) => World.Play(async world =>
    {
        var id = await world.OpenAsync(start);
        Assert.False((await world.SayAsync(World.Ann, "pause")).IsProblem);
        await world.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("Commands.Counted", (await world.SayAsync(World.Bo, answer)).Key);
        Assert.Equal(1, (await world.FoldAsync(id)).Agenda[0].State.Contributors);
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
    });

    [Theory]
    [InlineData("checkin for 2m", "checkin green")]
    [InlineData("steps \"What follows?\" for 2m", "steps \"Order paper\"")]
    public void What_is_over_and_not_closed_yet_takes_no_answer_and_an_answer_to_it_starts_nothing(string start, string answer) => World.Play(async world =>
    {
        await world.OpenAsync(start);
        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromMinutes(10));
        world.Start(); // nobody has looked at the clock meanwhile

        Assert.Equal("Session.ActivityClosed", (await world.SayAsync(World.Bo, answer)).Key);
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
    });

    static async Task<(SessionId One, SessionId Two)> TwoOpenAsync(World world)
    {
        var one = await world.OpenAsync("vote \"First?\" A | B");
        await world.PassAsync(TimeSpan.FromSeconds(1));
        var two = await world.OpenAsync("vote \"Second?\" A | B");
        await world.PassAsync(TimeSpan.FromSeconds(1));
        return (one, two);
    }
}
