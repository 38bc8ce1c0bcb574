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
