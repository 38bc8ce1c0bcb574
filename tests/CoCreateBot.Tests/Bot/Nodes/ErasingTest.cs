using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>"Erase me" where several servers share the store: one of them does it, somebody is told once, and no row comes back.</summary>
public sealed class ErasingTest
{
    static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void While_one_is_at_it_the_other_leaves_it_alone_and_does_not_begin_it_either() => World.Play(async world =>
    {
        var (one, other) = await BeginAsync(world);
        var held = one.Node.Store.HoldNext(StoreCall.DirectoryRead);
        var running = one.RunAsync(World.Bo);
        await held.Reached;
        await world.PassAsync(3 * ErasingClaim.For); // it takes long, and lives

        await other.ResumeAsync(default);
        Assert.False(await other.TryBeginAsync(World.Bo, "again"));
        held.Open();
        await running;

        Assert.Equal((1, 0), (one.Told, other.Told));
        Assert.Empty(await world.Inner.People.OwedAsync("slack:", 9, default));
    });

    [Fact]
    public void What_one_has_begun_and_died_of_the_other_ends_a_minute_later() => World.Play(async world =>
    {
        var (one, other) = await BeginAsync(world);
        one.Node.Store.HoldNext(StoreCall.DirectoryRead);
        _ = one.RunAsync(World.Bo);
        await OneThread.QuietAsync();
        one.Node.Store.IsDown = true;
        await other.ResumeAsync(default);
        Assert.Equal(0, other.Told);

        await world.PassAsync(ErasingClaim.For + TimeSpan.FromSeconds(1));
        await other.ResumeAsync(default);

        Assert.Equal((0, 1), (one.Told, other.Told));
        Assert.Empty(await world.Inner.People.OwedAsync("slack:", 9, default));
    });

    [Fact]
    public void Whoever_was_away_meanwhile_brings_no_row_back_and_tells_nobody() => World.Play(async world =>
    {
        var (one, other) = await BeginAsync(world);
        var held = one.Node.Store.HoldNext(StoreCall.DirectoryRead);
        var running = one.RunAsync(World.Bo);
        await held.Reached;
        one.Node.Store.IsDown = true;
        await world.PassAsync(ErasingClaim.For + TimeSpan.FromSeconds(1));
        await other.ResumeAsync(default);
        Assert.Equal(1, other.Told);

        one.Node.Store.IsDown = false;
        held.Open();
        await running;

        Assert.Equal((0, 1), (one.Told, other.Told));
        Assert.Empty(await world.Inner.People.OwedAsync("slack:", 9, default));
    });

    [Fact]
    public void What_somebody_gave_at_another_server_a_moment_ago_is_forgotten_as_well() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        var (one, _) = await BeginAsync(world);
        await one.Node.Hosts.LookAsync(id, default);
        await world.AskAsync(id, World.Bo, "checkin green");
        Assert.Single(await world.Inner.Members.SessionsOfAsync(World.Bo.Key, 9, default));

        await one.RunAsync(World.Bo);

        Assert.DoesNotContain((await world.FoldAsync(id)).People.Values, person => person.Name == World.Bo.Name);
        Assert.Empty(await world.Inner.Members.SessionsOfAsync(World.Bo.Key, 9, default));
    });

    [Theory]
    [InlineData("a delivery")]
    [InlineData("1 9@1@2 of before")]
    public void A_turn_is_read_as_it_was_written(string delivery)
    {
        var asked = new AskedErasing(At, IsUnset: true, delivery) { By = Guid.NewGuid(), ByUntil = At.AddMinutes(1) };

        Assert.Equal(asked, AskedErasing.Read(asked.Written(), default));
        Assert.Equal(asked with { By = null, ByUntil = default }, AskedErasing.Read((asked with { By = null, ByUntil = default }).Written(), default));
    }

    static async Task<(Erasing One, Erasing Other)> BeginAsync(World world)
    {
        var (one, other) = (new Erasing(world), new Erasing(world));
        Assert.True(await one.TryBeginAsync(World.Bo, "once"));
        return (one, other);
    }

    sealed class Erasing : ErasingPeople
    {
        Erasing(World world, Neighbour node)
            : base("slack", node.Hosts, node.Store, node.Servers, world.Time, NullLogger.Instance)
        {
            Node = node;
            Words = world.Here.Lexicon.In("en");
        }

        public Erasing(World world)
            : this(world, new Neighbour(world))
        {
        }

        public Neighbour Node { get; }

        public int Told { get; private set; }

        Words Words { get; }

        private protected override ValueTask<(IReadOnlyList<string> Begins, Person Who)> KnownAsync(Person who, CancellationToken stop) =>
            new((["slack:T1/"], who));

        private protected override ValueTask<Words> WordsAsync(Person who) => new(Words);

        private protected override Task<bool> TryTellAsync(Person who, string said)
        {
            Told++;
            return Task.FromResult(true);
        }
    }
}
