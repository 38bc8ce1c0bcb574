using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>A line of a warm-up that should not stand there is hidden by its number, whenever that is seen.</summary>
public sealed class HidingTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_hides_a_line_reads_which_it_was_also_once_all_is_over(bool isClosed) => World.Play(async world =>
    {
        var id = await world.OpenAsync("warmup uses live");
        await SayAsync(world, World.Bo, "warmup A hook");
        await SayAsync(world, World.Cem, "warmup A needle");
        if (isClosed)
        {
            await SayAsync(world, World.Ann, "close");
        }

        var others = await world.SayAsync(World.Bo, "warmup hide 2");
        Assert.Equal(Refusals.NotFacilitator, Assert.IsType<Answer.Refused>(others.Cause).Refusal);
        Assert.DoesNotContain("needle", others.Text, StringComparison.Ordinal);
        Assert.Equal("Done. This is hidden: “A needle”", (await SayAsync(world, World.Ann, "warmup hide 2")).Text);
        Assert.Equal(["A hook"], await LinesAsync(world, id));
        Assert.Equal("WarmUp.NoSuchLine", RefusedKey(await world.SayAsync(World.Ann, "hide 2")));
        Assert.Equal("Done. This is hidden: “A hook”", (await SayAsync(world, World.Ann, "hide 1")).Text);
        Assert.Empty(await LinesAsync(world, id));
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
    });

    [Theory]
    [InlineData("warmup hide 1")]
    [InlineData("hide 1")]
    public void So_it_is_while_something_else_is_open(string line) => World.Play(async world =>
    {
        var id = SessionId.New();
        ActivityPlan Plan(string text) => Activities.BuiltIn.ForVerb(TypedLine.Parse(text).Verb)!.Plan(TypedLine.Parse(text)).Value!; // ! our own lines
        await world.AskAsync(id, World.Ann, new Command.Open(World.Channel, "en", "Etc/UTC", IsLive: true, [Plan("warmup uses"), Plan("checkin free")]));
        await SayAsync(world, World.Bo, "warmup A hook");
        await SayAsync(world, World.Ann, "next");

        Assert.EndsWith("“A hook”", (await SayAsync(world, World.Ann, line)).Text, StringComparison.Ordinal);
        Assert.Empty(await LinesAsync(world, id));
        Assert.Equal(0, (await world.FoldAsync(id)).Agenda[1].State.Contributors);
    });

    [Theory]
    [InlineData("warmup uses live", "warmup A hook", "warmup hide 1")]
    [InlineData("vote \"Which first?\" Paint | Garden | Bus stop", null, "vote remove C")]
    public void Delivered_again_it_is_said_again_that_it_was_done_and_nothing_is_called_an_answer(string start, string? given, string line) => World.Play(async world =>
    {
        await world.OpenAsync(start);
        if (given is not null)
        {
            await SayAsync(world, World.Bo, given);
        }

        var first = await world.SayAsync(World.Ann, line, delivery: "again");
        var again = await world.SayAsync(World.Ann, line, delivery: "again");

        Assert.StartsWith("Done.", first.Text, StringComparison.Ordinal);
        Assert.Equal((false, "Done."), (again.IsProblem, again.Text));
    });

    [Theory]
    [InlineData("checkin", "the result stands on its card")]
    [InlineData("session \"Which way?\" ideas for 10h", "the minutes have all of it, in the thread of the card")]
    public void Who_closes_is_told_where_the_result_stands(string start, string where) => World.Play(async world =>
    {
        await world.OpenAsync(start);

        Assert.Contains(where, (await world.SayAsync(World.Ann, "close yes")).Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Who_closes_from_another_place_is_told_where_it_stands_there() => World.Play(async world =>
    {
        var id = await world.OpenAsync("session \"Which way?\" ideas for 10h");
        await world.AskAsync(id, World.Ann, new Command.AddVenue(World.Room));

        var told = await world.SayAsync(World.Ann, "close yes", World.Room);

        Assert.EndsWith("the minutes have all of it: minutes", told.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void An_answer_that_is_delivered_again_counts() => World.Play(async world =>
    {
        await world.OpenAsync("checkin");
        await world.SayAsync(World.Bo, "checkin green", delivery: "again");

        Assert.StartsWith("That counts.", (await world.SayAsync(World.Bo, "checkin green", delivery: "again")).Text, StringComparison.Ordinal);
    });

    static async Task<Reply> SayAsync(World world, Person who, string line)
    {
        var reply = await world.SayAsync(who, line);
        Assert.False(reply.IsProblem, reply.Text);
        return reply;
    }

    static string? RefusedKey(Reply reply) => (reply.Cause as Answer.Refused)?.Refusal.Key;

    static async Task<IEnumerable<string>> LinesAsync(World world, SessionId id) =>
        ((WarmUp)(await world.FoldAsync(id)).Agenda[0].State).Lines.Select(line => line.Text);
}
