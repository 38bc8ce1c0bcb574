using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>What a form or a button said of who sees the answer holds when it comes in, or it does not count.</summary>
public sealed class PromiseKeptTest
{
    const string Secret = "vote Paint | Garden | Bus stop | Tap for 50m";
    const string Named = "vote Paint | Garden | Bus stop | Tap named for 50m";

    static readonly Dictionary<string, Command> Changes = new(StringComparer.Ordinal)
    {
        ["named"] = new Command.SetLevel(AnonymityLevel.Named),
        ["group"] = new Command.SetLevel(AnonymityLevel.AnonymousToGroup),
        ["everyone"] = new Command.SetLevel(AnonymityLevel.AnonymousToEveryone),
        ["room"] = new Command.AddVenue(World.Room),
        ["guests"] = new Command.AddVenue(World.Room, IsForGuests: true),
        ["move"] = new Command.Move(new VenueId("slack:T1/C2")),
        ["pause"] = new Command.Pause(null),
    };

    [Theory]
    [InlineData(Secret, "named")]
    [InlineData(Secret, "group")]
    [InlineData(Named, "everyone")]
    [InlineData(Named, "room")]
    [InlineData(Named, "guests")]
    [InlineData(Named, "move")]
    [InlineData(Secret, "move")]
    public void A_form_that_said_something_else_leaves_no_trace_and_counts_when_it_says_what_holds(string start, string change) => World.Play(async world =>
    {
        var id = await world.OpenAsync(start);
        var form = await SubmitAsync(world, id);
        await world.AskAsync(id, World.Ann, Changes[change]);
        var commits = (await world.LogAsync(id)).Length;
        var refused = Assert.IsType<Answer.Refused>(await HandInAsync(world, id, form));

        Assert.Equal("Session.PromiseChanged", refused.Refusal.Key);
        Assert.Equal(commits, (await world.LogAsync(id)).Length);
        Assert.IsType<Answer.Done>(await HandInAsync(world, id, await SubmitAsync(world, id)));
        Assert.Equal(1, (await world.FoldAsync(id)).Agenda[0].State.Contributors);
    });

    [Theory]
    [InlineData(Secret, "room")] // the same people see the same figures
    [InlineData(Secret, "guests")]
    [InlineData(Named, "named")]
    [InlineData(Named, "pause")]
    public void What_changes_nothing_of_it_refuses_nobody(string start, string change) => World.Play(async world =>
    {
        var id = await world.OpenAsync(start);
        var form = await SubmitAsync(world, id);
        await world.AskAsync(id, World.Ann, Changes[change]);

        Assert.IsType<Answer.Done>(await HandInAsync(world, id, form));
    });

    [Fact]
    public void It_holds_too_for_what_waits_in_the_same_batch() => World.Play(async world =>
    {
        var id = await world.OpenAsync(Secret);
        var form = await SubmitAsync(world, id);
        var changing = world.AskAsync(id, World.Ann, Changes["named"]);
        var sending = HandInAsync(world, id, form);

        Assert.IsType<Answer.Done>(await changing);
        Assert.IsType<Answer.Refused>(await sending);
        Assert.DoesNotContain((await world.FoldAsync(id)).People.Values, person => person.Name == World.Bo.Name);
    });

    [Fact]
    public void Changed_there_and_back_it_says_the_same_again() => World.Play(async world =>
    {
        var id = await world.OpenAsync(Secret);
        var form = await SubmitAsync(world, id);
        await world.AskAsync(id, World.Ann, Changes["named"]);
        await world.AskAsync(id, World.Ann, Changes["everyone"]);

        Assert.IsType<Answer.Done>(await HandInAsync(world, id, form));
    });

    [Theory]
    [InlineData(null, true)]
    [InlineData("named", false)]
    [InlineData("move", false)]
    public void A_button_from_before_there_were_stamps_says_what_was_planned(string? change, bool counts) => World.Play(async world =>
    {
        var id = await world.OpenAsync(Secret);
        if (change is not null)
        {
            await world.AskAsync(id, World.Ann, Changes[change]);
        }

        Assert.True(Press.TryDecode($"1|{id}|1|ballot|", out var old));
        Assert.Equal(counts, await HandInAsync(world, id, old) is Answer.Done);
    });

    [Fact]
    public void What_has_closed_says_so_whatever_its_form_said() => World.Play(async world =>
    {
        var id = await world.OpenAsync(Secret);
        var form = await SubmitAsync(world, id);
        await world.AskAsync(id, World.Ann, Changes["named"]);
        await world.AskAsync(id, World.Ann, new Command.Close());

        Assert.Equal("Session.ActivityClosed", Assert.IsType<Answer.Refused>(await HandInAsync(world, id, form)).Refusal.Key);
    });

    [Fact]
    public void What_only_steers_needs_no_promise() => World.Play(async world =>
    {
        var id = await world.OpenAsync($"vote {string.Join(" | ", Enumerable.Range(1, 16).Select(n => $"Option {n}"))} for 50m"); // of two rounds
        await world.AskAsync(id, World.Bo, "vote A B");
        var state = await world.StateAsync(id);
        var second = Assert.IsType<Execute>(Assert.Single(state.OpenItem!.Activity.SteeringActions(View(world, state)))); // ! it is open
        await world.AskAsync(id, World.Ann, Changes["move"]);

        Assert.IsType<Answer.Done>(await world.Hosts.AskAsync(
            id, new Wish.Pressed(second.Press, new Dictionary<string, string>()), World.Ann, world.NewDelivery(), CancellationToken.None));
        Assert.Equal(VoteRound.Second, ((DotVote)(await world.FoldAsync(id)).Agenda[0].State).Round);
    });

    static ActivityView View(World world, Session state) => new(state, state.OpenItem!, world.Here.Lexicon.In("en")); // ! it is open

    // As Bo's form carries it now.
    static async Task<Press> SubmitAsync(World world, SessionId id)
    {
        var loaded = (await world.Hosts.LookAsync(id, CancellationToken.None))!; // ! it is there
        var view = View(world, loaded.State);
        return view.Item.Activity.Dialog(view, loaded.AuthorOf(World.Bo, view.Item))!.Submit!.Press; // ! a vote has a form
    }

    static Task<Answer> HandInAsync(World world, SessionId id, Press press) => world.Hosts.AskAsync(
        id, new Wish.Pressed(press, new Dictionary<string, string> { ["option-0"] = "1" }), World.Bo, world.NewDelivery(), CancellationToken.None);
}
