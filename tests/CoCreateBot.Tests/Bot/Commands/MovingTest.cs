using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>A session that was started in the wrong channel, and what becomes of it there and here.</summary>
public sealed class MovingTest
{
    static readonly VenueId Right = new("slack:T1/C2");
    static readonly TimeSpan AWhile = TimeSpan.FromMinutes(3);

    [Fact]
    public void It_is_shown_where_it_belongs_and_what_stood_elsewhere_says_so() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote A | B for 60m");
        await world.SayAsync(World.Bo, "vote A");
        await world.PassAsync(AWhile);
        var moved = await MoveAsync(world, World.Ann);
        await world.PassAsync(AWhile);

        Assert.False(moved.IsProblem, moved.Text);
        Assert.Equal("This session was moved to another channel.", Assert.Single(world.Slack.InChannel(World.Channel)).Card.FallbackText);
        Assert.Contains("1 person has voted.", Shown(world, Right), StringComparison.Ordinal);
        Assert.True((await world.SayAsync(World.Bo, "close")).IsProblem); // nothing is open there any more
        Assert.False((await world.SayAsync(World.Bo, "vote B", venue: Right)).IsProblem);
        Assert.False((await world.SayAsync(World.Ann, "close", venue: Right)).IsProblem);
        await world.PassAsync(AWhile);
        Assert.Single(world.Slack.InThread(Right));
        Assert.Empty(world.Slack.InThread(World.Channel));
        Assert.Equal(1, (await world.FoldAsync(id)).Agenda[0].State.Contributors);
    });

    [Fact]
    public void It_can_be_taken_back() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote A | B for 60m");
        await MoveAsync(world, World.Ann);
        await world.PassAsync(AWhile);
        Assert.False((await world.SayAsync(World.Ann, $"move {id}")).IsProblem);
        await world.PassAsync(AWhile);

        Assert.StartsWith("Dot-vote", Shown(world, World.Channel), StringComparison.Ordinal);
        Assert.Equal("This session was moved to another channel.", Shown(world, Right));
        Assert.Single(world.Slack.InChannel(World.Channel));
    });

    [Fact]
    public void Nobody_is_reminded_twice_because_of_it() => World.Play(async world =>
    {
        await world.OpenAsync("session \"Which way?\" ideas for 10h");
        await world.SayAsync(World.Bo, "join");
        await world.PassAsync(TimeSpan.FromMinutes(95)); // of 100: those still silent were reminded
        var before = world.Slack.Private.Length;
        await MoveAsync(world, World.Ann);
        await world.PassAsync(AWhile);

        Assert.NotEqual(0, before);
        Assert.Equal(before, world.Slack.Private.Length);
    });

    [Fact]
    public void Whoever_was_reminded_meanwhile_is_not_reminded_again_when_it_comes_back() => World.Play(async world =>
    {
        var id = await world.OpenAsync("session \"Which way?\" ideas for 10h");
        await world.SayAsync(World.Bo, "join");
        await world.PassAsync(AWhile); // what was told from here is known
        await MoveAsync(world, World.Ann);
        await world.PassAsync(TimeSpan.FromMinutes(92)); // of 100
        var before = world.Slack.Private.Length;
        await world.SayAsync(World.Ann, $"move {id}");
        await world.PassAsync(AWhile);

        Assert.NotEqual(0, before);
        Assert.Equal(before, world.Slack.Private.Length);
    });

    [Fact]
    public void Whom_the_platform_kept_waiting_is_reminded_from_where_it_was_moved_to() => World.Play(async world =>
    {
        await world.OpenAsync("session \"Which way?\" ideas for 10h");
        await world.SayAsync(World.Bo, "join");
        await world.PassAsync(AWhile);
        world.Slack.Mood = call => call == VenueCall.Tell ? Misbehaviour.Throttles : Misbehaviour.None;
        await world.PassAsync(TimeSpan.FromMinutes(92)); // of 100
        Assert.Empty(world.Slack.Private);
        await MoveAsync(world, World.Ann);
        world.Slack.Mood = _ => Misbehaviour.None;
        await world.PassAsync(AWhile);

        Assert.Equal([World.Ann.Key, World.Ann.Key, World.Bo.Key], world.Slack.Private.Select(told => told.Person).Order(StringComparer.Ordinal)); // half-time, too
    });

    [Fact]
    public void What_could_not_be_shown_where_it_was_is_no_longer_on_the_console() => World.Play(async world =>
    {
        var lexicon = new Lexicon(world.Activities, SlackTexts.Book);
        var id = await world.OpenAsync("vote A | B for 60m");
        await world.PassAsync(AWhile);
        world.Slack.Mood = call => call == VenueCall.Update ? Misbehaviour.Refuses : Misbehaviour.None;
        await world.SayAsync(World.Bo, "vote A");
        await world.PassAsync(AWhile);
        Assert.Single(await LinesAsync());
        await MoveAsync(world, World.Ann);
        await world.PassAsync(AWhile);

        Assert.Empty(await LinesAsync());

        async Task<ImmutableArray<Element>> LinesAsync() =>
            await Undelivered.LinesAsync(world.Inner.Posts, await world.FoldAsync(id), lexicon.In("en"), CancellationToken.None);
    });

    [Fact]
    public void Many_that_were_moved_away_do_not_hide_what_is_open_here() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin for 60m");
        await world.PassAsync(AWhile); // the newest come first
        foreach (var (n, moved) in (await world.OpenManyAsync(CommandDesk.OpenMax, _ => World.Channel, "vote A | B")).Index())
        {
            await world.AskAsync(moved, World.Ann, new Command.Move(new VenueId($"slack:T1/D{n}")));
        }

        await world.PassAsync(AWhile);

        Assert.Equal(id, (await world.SayAsync(World.Bo, "checkin green")).Session);
    });

    [Fact]
    public void After_somebody_answered_by_name_it_stays_where_they_did() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin for 60m");
        await world.SayAsync(World.Bo, "checkin green");

        Assert.Equal("Session.AudienceFrozen", (await world.SayAsync(World.Ann, "move")).Key);
        Assert.Equal("Session.AudienceFrozen", WhyNot(await world.SayAsync(World.Ann, $"move {id}", venue: Right)));
        Assert.Equal(World.Channel, (await world.FoldAsync(id)).Venue);
    });

    [Fact]
    public void Only_who_facilitates_it_moves_it_and_others_do_not_learn_that_it_is_there() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote A | B for 60m");
        var foreign = await world.SayAsync(World.Bo, $"move {id}", venue: Right);
        var unknown = await world.SayAsync(World.Bo, $"move {SessionId.New()}", venue: Right);

        Assert.True((await world.SayAsync(World.Bo, "move")).IsProblem);
        Assert.True(foreign.IsProblem);
        Assert.Equal(unknown.Text, foreign.Text);
        Assert.Equal(World.Channel, (await world.FoldAsync(id)).Venue);
    });

    [Theory]
    [InlineData("move somewhere")]
    [InlineData("move \"there\"")]
    [InlineData("move #general now")]
    public void What_is_no_line_for_moving_moves_nothing_and_says_how(string line) => World.Play(async world =>
    {
        await world.OpenAsync("vote A | B for 60m");
        var reply = await world.SayAsync(World.Ann, line);

        Assert.True(reply.IsProblem);
        Assert.Contains("/cocreate move", reply.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void A_session_goes_from_channel_to_channel_a_few_times_and_no_more() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote A | B for 60m");
        for (var n = 1; n <= Limits.MovesMax; n++)
        {
            Assert.False((await world.SayAsync(World.Ann, $"move {id}", venue: new VenueId($"slack:T1/D{n}"))).IsProblem);
        }

        Assert.Equal("Session.MovedTooOften", WhyNot(await world.SayAsync(World.Ann, $"move {id}", venue: Right)));
    });

    [Fact]
    public void Whoever_gave_something_before_is_forgotten_from_either_channel() => World.Play(async world =>
    {
        var id = await world.OpenAsync("ask \"Why?\" anonymous for 60m");
        await world.SayAsync(World.Bo, "ask my secret reason");
        await MoveAsync(world, World.Ann);

        Assert.False((await world.SayAsync(World.Bo, "forget me yes")).IsProblem);
        Assert.NotNull((await world.FoldAsync(id)).Forgotten.SingleOrDefault().Alias.Value);
    });

    // The line that the first gives is typed where it belongs.
    static async Task<Reply> MoveAsync(World world, Person who)
    {
        var how = await world.SayAsync(who, "move");
        Assert.False(how.IsProblem, how.Text);
        return await world.SayAsync(who, how.Text[(how.Text.IndexOf("/cocreate ", StringComparison.Ordinal) + "/cocreate ".Length)..], venue: Right);
    }

    static string WhyNot(Reply reply) => Assert.IsType<Answer.Refused>(reply.Cause).Refusal.Key;

    static string Shown(World world, VenueId venue) => Assert.Single(world.Slack.InChannel(venue)).Card.FallbackText;
}
