using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>What a facilitator is told before it is said to all.</summary>
public sealed class PreviewTest
{
    /// <summary>Half a minute's sweep, and a moment for the call itself.</summary>
    static readonly TimeSpan Late = TimeSpan.FromSeconds(31);

    [Fact]
    public void What_it_says_comes_at_that_moment_and_nothing_else_comes() => World.Play(async world =>
    {
        var id = await world.OpenAsync("session \"How are we?\" check-in");
        await world.SayAsync(World.Ann, "add ask \"What is missing?\" for 2d");
        await world.SayAsync(World.Ann, "add checkin 1-5 for 5h");
        await world.SayAsync(World.Bo, "join");
        await world.SayAsync(World.Ann, "extend 6h");
        var state = await world.StateAsync(id);
        var coming = Preview.Of(state, world.Here.Lexicon.In("en").Typed(world.Slack.CommandPrefix), world.Time.GetUtcNow());
        var before = Said(world);

        await world.PassAsync(coming[^1].At - world.Time.GetUtcNow() + Late);

        Assert.NotNull((await world.StateAsync(id)).MinutesFinalAt);
        var came = Said(world).Skip(before.Length).ToList();
        var told = coming.Where(post => !IsEdit(post)).ToList(); // an edit is no message
        Assert.Equal(told.Count, came.Count);
        Assert.All(told.Zip(came), pair =>
        {
            Assert.InRange(pair.Second.At - pair.First.At, TimeSpan.Zero, Late);
            if (!IsMinutes(pair.First))
            {
                Assert.Equal(pair.First.Text.Plain(), pair.Second.Text);
            }
        });
        Assert.Contains(told, post => post.For == PreviewFor.Facilitator);
        Assert.Contains(told, post => post.For == PreviewFor.Silent);
        Assert.Contains(told, post => post.For == PreviewFor.Thread);
    });

    [Fact]
    public void Each_time_stands_on_the_clocks_that_were_asked_for() => World.Play(async world =>
    {
        await world.OpenAsync("session \"How are we?\" check-in");
        await world.SayAsync(World.Ann, "add ask \"What is missing?\" for 2d");
        await world.SayAsync(World.Ann, "extend 6h");

        var reply = await world.SayAsync(World.Ann, "preview in Asia/Kolkata America/New_York");

        var lines = Lines(reply);
        var bell = Assert.Single(lines, line => Is(line, "in the thread: ", "What is missing?"));
        Assert.Contains("(Asia/Kolkata)", bell, StringComparison.Ordinal);
        Assert.Contains("(America/New_York)", bell, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain("Vienna", line, StringComparison.Ordinal));
    });

    [Fact]
    public void In_a_live_session_what_waits_for_next_comes_at_the_earliest() => World.Play(async world =>
    {
        await world.OpenAsync("session \"Which way?\" ideas live");

        var lines = Lines(await world.SayAsync(World.Ann, "preview"));

        // Two minutes, and the minute in which what was begun still counts.
        const string First = "at the earliest Mon 3/2/2026 10:03 AM (Europe/Vienna) · in the thread: ";
        Assert.StartsWith(First, lines[0].Replace('\u202F', ' '), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("draft", StringComparison.Ordinal));
    });

    [Fact]
    public void What_is_not_begun_is_told_from_its_card_on_and_nothing_begins() => World.Play(async world =>
    {
        var lines = Lines(await world.SayAsync(World.Ann, "preview session \"Which way?\" ideas for 5d"));

        Assert.Contains("in the channel, to everybody: ", lines[0], StringComparison.Ordinal);
        Assert.Equal(5, lines.Count(line => line.Contains("in the thread: ", StringComparison.Ordinal) && !line.Contains("final", StringComparison.Ordinal)));
        var ofOne = Lines(await world.SayAsync(World.Ann, "preview vote \"Which?\" A | B for 1d"));
        Assert.Contains("Which?", ofOne[0], StringComparison.Ordinal);
        Assert.Empty(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
        Assert.Empty(world.Slack.InChannel(World.Channel));
    });

    [Theory]
    [InlineData("preview in Mars/Olympus", "Commands.NoSuchZone")]
    [InlineData("preview Etc/UTC Etc/UTC Etc/UTC Etc/UTC Etc/UTC Etc/UTC Etc/UTC", "Commands.TooManyZones")]
    [InlineData("preview session", "Session.PurposeMissing")]
    [InlineData("preview vote \"Which?\" A", "DotVote.TooFewOptions")]
    public void What_cannot_be_previewed_is_said(string line, string refused) => World.Play(async world =>
    {
        await world.OpenAsync("checkin");
        Assert.Equal(refused, (await world.SayAsync(World.Ann, line)).Key);
    });

    [Fact]
    public void It_is_for_who_facilitates() => World.Play(async world =>
    {
        Assert.Equal("Session.NothingOpen", (await world.SayAsync(World.Ann, "preview")).Key);
        await world.OpenAsync("checkin");
        Assert.Equal("Session.NotFacilitator", (await world.SayAsync(World.Bo, "preview")).Key);
    });

    static bool Is(string line, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (!line.Contains(part, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    static bool IsMinutes(PreviewPost post) => post.Text.Plain().Contains("minutes", StringComparison.Ordinal);

    static bool IsEdit(PreviewPost post) => post.Text.Plain().Contains("edit", StringComparison.Ordinal);

    static List<string> Lines(Reply reply)
    {
        Assert.False(reply.IsProblem, reply.Text);
        return [.. reply.Card!.Body.Cast<TextBlock>().Select(line => line.Inlines.Plain())]; // ! a preview has one
    }

    // By time, each with what it says, once for all who hear it; the root card stands in the channel.
    static ImmutableArray<(DateTimeOffset At, string Text)> Said(World world) =>
    [
        .. world.Slack.InThread(World.Channel)
            .Select(message => (At: DateTimeOffset.FromUnixTimeSeconds(long.Parse(message.Id.Split('.')[0], null)), Text: First(message.Card)))
            .Concat(world.Slack.PrivateAt.Select(one => (one.At, Text: First(one.Card))))
            .Distinct().OrderBy(one => one.At),
    ];

    static string First(Card card) => ((TextBlock)card.Body[0]).Inlines.Plain();
}
