using CoCreateBot.Bot.Commands;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>What earlier sessions of a place came to, found again by its words.</summary>
public sealed class HistoryTest
{
    static readonly VenueId Elsewhere = new("slack:T1/C2");

    [Fact]
    public void A_root_cause_that_was_named_before_is_said_with_its_days() => World.Play(async world =>
    {
        await FindCauseAsync(world, "Why was it printed late?", "No paper in the Store");
        await world.PassAsync(TimeSpan.FromDays(30));
        await FindCauseAsync(world, "Why did the letters wait?", "again no paper");
        await world.SayAsync(World.Ann, "checkin word \"How is the paper?\""); // open still: what came of it nobody knows

        var reply = await world.SayAsync(World.Bo, "search PAPER no");

        Assert.Equal("They stand in 2 sessions. A root cause with these words was named on 3/2/2026, 4/1/2026.", reply.Text);
        var lines = Lines(reply);
        Assert.Equal("Why did the letters wait? (4/1/2026)", lines[0]);
        Assert.StartsWith("– 1 again no paper", lines[1], StringComparison.Ordinal);
        Assert.Equal("Why was it printed late? (3/2/2026)", lines[2]);
    });

    [Fact]
    public void Letters_with_and_without_marks_are_the_same() => World.Play(async world =>
    {
        await VoteAsync(world, "Wohin mit den Möbeln?", World.Channel);
        Assert.Single(Lines(await world.SayAsync(World.Ann, "search mobeln")), line => line.Contains("Möbeln", StringComparison.Ordinal));
    });

    [Fact]
    public void What_is_hidden_deleted_moved_away_or_of_another_place_is_not_found() => World.Play(async world =>
    {
        await world.OpenAsync("why \"What else?\"");
        Assert.False((await world.SayAsync(World.Bo, "why \"Sesame for all\"")).IsProblem);
        Assert.False((await world.SayAsync(World.Ann, "why hide 1")).IsProblem);
        Assert.False((await world.SayAsync(World.Ann, "close")).IsProblem);
        var deleted = await VoteAsync(world, "Sesame or not?", World.Channel);
        await VoteAsync(world, "Sesame here?", Elsewhere);
        var moved = await world.OpenAsync("vote \"Sesame there?\" A | B");
        var how = (await world.SayAsync(World.Ann, "move")).Text;
        var line = how[how.IndexOf("/cocreate ", StringComparison.Ordinal)..];
        Assert.False((await world.SayAsync(World.Ann, line, Elsewhere)).IsProblem);
        await world.SayAsync(World.Ann, "close", Elsewhere);
        await world.AskAsync(deleted, World.Ann, "delete yes");
        await world.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(Lines(await world.SayAsync(World.Ann, "search sesame")));
        Assert.Equal("These words stand in no earlier session of this place.", (await world.SayAsync(World.Ann, "search sesame")).Text);
        Assert.Equal(2, Lines(await world.SayAsync(World.Ann, "search sesame", Elsewhere)).Count(line => line.Contains('?', StringComparison.Ordinal)));
        Assert.Contains(Elsewhere, (await world.StateAsync(moved)).Venues);
    });

    [Fact]
    public void What_pretend_people_said_is_marked_and_names_no_root_cause() => World.Play(async world =>
    {
        await FindCauseAsync(world, "Why was it printed late?", "No paper");
        var id = await world.OpenAsync("why \"Why did it wait?\"");
        await world.AskAsync(id, World.Ann, new Command.Rehearse(2));
        await world.AskAsync(id, World.Bo, "why \"No paper\" evidence");
        await world.AskAsync(id, World.Ann, "why root 1");
        await world.AskAsync(id, World.Ann, "close");

        var reply = await world.SayAsync(World.Ann, "search paper");
        Assert.Equal("They stand in 2 sessions.", reply.Text);
        Assert.Contains(Lines(reply), line => line.StartsWith("Why did it wait? (3/2/2026, a rehearsal)", StringComparison.Ordinal));
    });

    [Fact]
    public void So_many_are_shown_and_it_says_that_there_are_more() => World.Play(async world =>
    {
        for (var n = 0; n <= History.FoundMax; n++)
        {
            await VoteAsync(world, $"Sesame {n}?", World.Channel);
        }

        var reply = await world.SayAsync(World.Ann, "search \"sesame\"");
        Assert.Equal(History.FoundMax, Lines(reply).Count(line => line.StartsWith("Sesame", StringComparison.Ordinal)));
        Assert.Contains("at most 20 are shown", reply.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Where_there_is_too_much_to_look_through_it_says_how_far_it_came() => World.Play(async world =>
    {
        await VoteAsync(world, "Sesame?", World.Channel);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        var newest = await VoteAsync(world, "Open?", World.Channel);
        await world.Inner.Artifacts.ReplaceAsync(
            newest, 1, [.. Enumerable.Range(0, History.RowsMax + 1).Select(n => new Artifact(1, $"row-{n:D5}", "line", "Poppy", null, "Bo"))], default);

        Assert.Equal(
            "These words stand in no earlier session of this place. The newest session (1) was looked through, and at most 20 are shown.",
            (await world.SayAsync(World.Ann, "search sesame")).Text);
    });

    [Fact]
    public void More_words_than_it_looks_for_are_refused_and_none_is_dropped() => World.Play(async world =>
    {
        await VoteAsync(world, "Sesame?", World.Channel);
        Assert.Equal("Commands.SearchTooManyWords", (await world.SayAsync(World.Ann, "search w1 w2 w3 w4 w5 w6 w7 w8 w9")).Key);
        Assert.Empty(Lines(await world.SayAsync(World.Ann, "search w1 w2 w3 w4 w5 w6 w7 w8 W1")));
    });

    [Theory]
    [InlineData("search", "Commands.SearchHow")]
    [InlineData("search a", "Commands.SearchHow")]
    [InlineData("search \"\"", "Commands.SearchHow")]
    public void Without_words_there_is_nothing_to_look_for(string line, string refused) => World.Play(async world =>
        Assert.Equal(refused, (await world.SayAsync(World.Ann, line)).Key));

    [Fact]
    public void What_is_too_long_is_refused() => World.Play(async world =>
        Assert.Equal("Session.TooLong", (await world.SayAsync(World.Ann, "search " + new string('a', History.WordsMax + 1))).Key));

    static async Task FindCauseAsync(World world, string problem, string cause)
    {
        await world.OpenAsync($"why \"{problem}\"");
        Assert.False((await world.SayAsync(World.Bo, $"why \"{cause}\" evidence")).IsProblem);
        Assert.False((await world.SayAsync(World.Ann, "why root 1")).IsProblem);
        Assert.False((await world.SayAsync(World.Ann, "close")).IsProblem);
    }

    static async Task<SessionId> VoteAsync(World world, string question, VenueId venue)
    {
        var id = await world.OpenAsync($"vote \"{question}\" A | B", venue: venue);
        Assert.False((await world.AskAsync(id, World.Ann, "close")) is CoCreateBot.Bot.Hosting.Answer.Refused);
        return id;
    }

    static List<string> Lines(Reply reply)
    {
        Assert.False(reply.IsProblem, reply.Text);
        return [.. reply.Card!.Body.Cast<TextBlock>().Select(line => line.Inlines.Plain())]; // ! what was found stands on one
    }
}
