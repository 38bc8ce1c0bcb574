using CoCreateBot.Bot;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>One more process on a world's store that knows of the others, and has not heard yet what they wrote since it loaded a session.</summary>
sealed class Neighbour
{
    public Neighbour(World world)
    {
        Store = new MisbehavingStore(world.Inner);
        var here = world.Here;
        Hosts = new SessionHosts(new HostContext(
            Store, world.Activities, here.Codec, here.Lexicon, world.Time, new HostMetrics(), here.Reconciler, new HeardLog<SessionHosts>())
        {
            Leases = Servers,
        });
        var rooms = new WebRooms(Store, new BotOptions { StoragePath = "" }, world.Time);
        Desk = new CommandDesk(
            Hosts, Store, world.Activities, here.Lexicon, new PersonalLinks(Store, rooms),
            new PretendGuests(Hosts, here.Lexicon, world.Time, new HeardLog<PretendGuests>()), new PrivatePlays(world.Time),
            new SeriesSessions(Store, Hosts), new PlaceCodes(Store, world.Time), new ExportCodec(world.Activities, here.Lexicon), world.Time);
    }

    public PretendLeases Servers { get; } = new(2) { OutlivesServer = true };

    public MisbehavingStore Store { get; }

    public SessionHosts Hosts { get; }

    public CommandDesk Desk { get; }
}
