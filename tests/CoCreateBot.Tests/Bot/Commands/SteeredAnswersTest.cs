using CoCreateBot.Sessions;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>Whoever steers by typing is told what became of it, and is asked before a slip of the hand ends more than they see.</summary>
public sealed class SteeredAnswersTest
{
    const string Workshop = "session \"Which way?\" ideas live";

    [Fact]
    public void Closing_with_activities_ahead_asks_first_and_says_what_would_be_left_out() => World.Play(async world =>
    {
        var id = await world.OpenAsync(Workshop);
        var ahead = (await world.FoldAsync(id)).Agenda.Count(item => item.Status == ActivityStatus.Planned);

        var asked = await world.SayAsync(World.Ann, "close");

        Assert.True(asked.IsProblem);
        Assert.Contains($"activities: {ahead}, the next is Brainwriting", asked.Text, StringComparison.Ordinal);
        Assert.Contains("/cocreate next", asked.Text, StringComparison.Ordinal);
        Assert.EndsWith("/cocreate close yes", asked.Text, StringComparison.Ordinal);
        Assert.NotNull((await world.FoldAsync(id)).OpenItem);
    });

    [Fact]
    public void It_asks_in_ones_own_language() => World.Play(async world =>
    {
        await world.OpenAsync(Workshop);

        var asked = await world.SayAsync(World.Ann, "close", language: "de");

        Assert.Contains(world.Here.Lexicon.In("de")["Brainwriting.Name"], asked.Text, StringComparison.Ordinal);
        Assert.EndsWith("/cocreate close ja", asked.Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("close yes")]
    [InlineData("close ja")]
    [InlineData("close yes #1")]
    public void Whoever_is_sure_closes_all_of_it(string line) => World.Play(async world =>
    {
        var id = await world.OpenAsync(Workshop);

        Assert.False((await world.SayAsync(World.Ann, line)).IsProblem);
        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void The_last_activity_closes_without_a_question() => World.Play(async world =>
    {
        var id = await world.OpenAsync(Workshop);
        await world.SayAsync(World.Ann, "skip 5");
        await world.SayAsync(World.Ann, "skip 4");
        await world.SayAsync(World.Ann, "skip 3");
        await world.SayAsync(World.Ann, "skip 2");

        Assert.False((await world.SayAsync(World.Ann, "close")).IsProblem);
        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Theory]
    [InlineData(Workshop, "the minutes have all of it")]
    [InlineData("checkin", "the result stands on its card")]
    public void Next_on_the_last_activity_says_that_this_was_the_end(string start, string where) => World.Play(async world =>
    {
        var id = await world.OpenAsync(start);
        foreach (var item in (await world.FoldAsync(id)).Agenda.Where(item => item.Status == ActivityStatus.Planned))
        {
            await world.SayAsync(World.Ann, $"skip {item.Number}");
        }

        var told = (await world.SayAsync(World.Ann, "next")).Text;

        Assert.False((await world.FoldAsync(id)).IsOpen);
        Assert.DoesNotContain("goes on", told, StringComparison.Ordinal);
        Assert.Contains(where, told, StringComparison.Ordinal);
        Assert.Contains("/cocreate undo", told, StringComparison.Ordinal);
    });

    [Fact]
    public void What_next_passes_over_is_named_with_the_reason_for_as_long_as_it_is_news() => World.Play(async world =>
    {
        var id = await world.OpenAsync(Workshop);
        await world.SayAsync(World.Ann, "next");
        Assert.DoesNotContain("passed over", Console(await world.FoldAsync(id)), StringComparison.Ordinal);

        await world.SayAsync(World.Ann, "next"); // nobody wrote an idea
        var passed = Console(await world.FoldAsync(id));
        Assert.Contains("Clustering: passed over, as there was nothing to work on", passed, StringComparison.Ordinal);
        Assert.Contains("Dot-vote: passed over, as there was nothing to work on", passed, StringComparison.Ordinal);

        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.SayAsync(World.Ann, "next");
        Assert.DoesNotContain("passed over", Console(await world.FoldAsync(id)), StringComparison.Ordinal);
    });

    [Fact]
    public void What_is_passed_over_at_the_very_end_is_named_too() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        await world.SayAsync(World.Ann, "add vote");
        await world.SayAsync(World.Ann, "next");

        Assert.Contains("Dot-vote: passed over, as there was nothing to work on", Console(await world.FoldAsync(id)), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("session \"Which way?\" ideas", "Check-in is open for 24 h", "live")]
    [InlineData(Workshop, "Check-in is open for 2 min", "/cocreate extend")]
    [InlineData("checkin", "It is open for 24 h", "/cocreate close")]
    public void Whoever_starts_is_told_how_long_it_is_open_and_how_to_change_that(string start, string length, string how) => World.Play(async world =>
    {
        var told = (await world.SayAsync(World.Ann, start)).Text;

        Assert.Contains(length, told, StringComparison.Ordinal);
        Assert.Contains(how, told, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("decide A", "/cocreate decide A #")]
    [InlineData("extend 10m", "/cocreate extend 10m #")]
    [InlineData("close", "/cocreate close #")]
    [InlineData("close #77", "/cocreate close #")]
    public void The_question_which_session_repeats_all_that_was_typed(string line, string offered) => World.Play(async world =>
    {
        await world.OpenAsync("vote \"First?\" A | B");
        await world.OpenAsync("vote \"Second?\" A | B");

        var choices = (await world.SayAsync(World.Ann, line)).Text.Split('\n')[1..];
        Assert.Equal(2, choices.Length);
        Assert.All(choices, choice => Assert.Matches($"^{offered}[12]: (First|Second)[?]$", choice));
    });

    [Fact]
    public void A_decision_names_the_option_that_was_taken() => World.Play(async world =>
    {
        await world.OpenAsync("vote \"First?\" Paint | Garden named");
        await world.SayAsync(World.Ann, "vote A");
        await world.SayAsync(World.Bo, "vote B");
        await world.SayAsync(World.Ann, "close");
        await world.SayAsync(World.Ann, "runoff");
        await world.SayAsync(World.Ann, "vote A");
        await world.SayAsync(World.Bo, "vote B");
        await world.SayAsync(World.Ann, "close");

        Assert.Contains("B. Garden", (await world.SayAsync(World.Ann, "decide B")).Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("cancel yes", "cancelled")]
    [InlineData("skip", "skipped")]
    [InlineData("add checkin word", "added")]
    [InlineData("lock", "locked")]
    [InlineData("reword purpose \"And which now?\"", "wording")]
    [InlineData("charter decider \"The board\"", "charter")]
    public void What_was_done_is_said(string line, string said) => World.Play(async world =>
    {
        await world.OpenAsync(Workshop);

        var told = await world.SayAsync(World.Ann, line);
        Assert.False(told.IsProblem, told.Text);
        Assert.Contains(said, told.Text, StringComparison.Ordinal);
        Assert.NotEqual("Done.", told.Text);
    });

    [Fact]
    public void Reopening_says_what_is_open_again() => World.Play(async world =>
    {
        await world.OpenAsync("checkin");
        await world.SayAsync(World.Ann, "close");

        Assert.Contains("open again", (await world.SayAsync(World.Ann, "reopen")).Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("hello")]
    [InlineData("Hi!")]
    [InlineData("hallo zusammen")]
    [InlineData("Guten Morgen")]
    public void A_greeting_is_answered_with_the_short_help(string text) => World.Play(async world =>
    {
        var told = await world.SayAsync(World.Ann, text);

        Assert.False(told.IsProblem);
        Assert.Equal((await world.SayAsync(World.Ann, "help")).Text, told.Text);
    });

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Help_is_short_and_says_where_the_rest_is(string language) => World.Play(async world =>
    {
        var told = (await world.SayAsync(World.Ann, "help", language: language)).Text;

        Assert.InRange(told.Length, 200, 1_200);
        Assert.InRange(told.Split('\n').Length, 5, 9);
        Assert.All(
            ["checkin", "ask", "vote", "session", "next", "close", "undo", "minutes", "help vote", "help all"],
            verb => Assert.Contains("/cocreate " + verb, told, StringComparison.Ordinal));
        Assert.True((await world.SayAsync(World.Ann, "help all", language: language)).Text.Length > 2 * told.Length);
    });

    [Fact]
    public void Help_in_Slack_says_how_the_form_comes_and_where_ones_own_sessions_are() => World.Play(async world =>
    {
        Assert.Contains("/cocreate alone", (await world.SayAsync(World.Ann, "help", World.Channel)).Text, StringComparison.Ordinal);
        Assert.Contains("Home", (await world.SayAsync(World.Ann, "help", World.Channel)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Home", (await world.SayAsync(World.Ann, "help", World.Room)).Text, StringComparison.Ordinal);
    });

    static string Console(Session session) => Said.In(SessionCards.Console(session, Story.English));
}
