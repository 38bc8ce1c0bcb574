using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>A lane that leaves a session to another server takes it up again when it is told to.</summary>
public sealed class LaneLeavingTest
{
    [Fact]
    public void What_it_is_told_to_show_just_when_it_leaves_it_is_shown() => World.Play(async world =>
    {
        var leases = new PretendLeases(2) { Here = () => false };
        await using var reconciler = new Reconciler(
            world.Store, world.Here.Lexicon, [world.Slack], new VenueSignals(), world.Time, new HeardLog<Reconciler>(), leases);
        await using var hosts = new SessionHosts(new HostContext(
            world.Store, world.Activities, world.Codec, world.Here.Lexicon, world.Time, new HostMetrics(), reconciler, new HeardLog<SessionHosts>())
        {
            Leases = leases,
        });
        var (id, line) = (SessionId.New(), TypedLine.Parse("checkin"));
        var plan = world.Activities.ForVerb(line.Verb)!.Plan(line).Value!; // ! the test's own line
        var open = new Wish.Ready(new Command.Open(World.Channel, "en", "Etc/UTC", IsLive: false, [plan]));
        await hosts.AskAsync(id, open, World.Ann, "d", default);
        await OneThread.QuietAsync();
        Assert.Empty(world.Slack.InChannel(World.Channel));
        var (session, asked) = (hosts.Peek(id)!, 0); // ! it is open
        leases.Here = () =>
        {
            if (asked++ > 0)
            {
                return true;
            }

            reconciler.Show(session, isPhase: true, _ => { }); // in the meantime it came here
            return false;
        };

        reconciler.Show(session, isPhase: true, _ => { });
        await OneThread.QuietAsync();

        Assert.Single(world.Slack.InChannel(World.Channel));
    });
}
