using System.Text.Json.Nodes;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using Microsoft.Extensions.DependencyInjection;
using Origin = CoCreateBot.Bot.Venues.Teams.Origin;

namespace CoCreateBot.Tests.Bot;

/// <summary>A Teams that several servers share, and what becomes of their calls on the way to it.</summary>
sealed class TeamsSide
{
    public TeamsSide(ManualTime time)
    {
        Platform = new PretendTeams(time);
        Platform.Tokens.Clear(); // who gets one is told elsewhere
    }

    public PretendTeams Platform { get; }

    /// <summary>Of a call: how long it is on its way, and what goes wrong with it.</summary>
    public Func<HttpRequestMessage, (TimeSpan Wait, PretendTrouble? Trouble)> Fate { get; set; } = _ => default;
}

/// <summary>What of Teams one process has: put together as the bot does it, past the door.</summary>
sealed class TeamsServer
{
    readonly ServiceProvider all;

    public TeamsServer(Node node, TeamsSide side, TimeProvider time)
    {
        var options = new BotOptions { StoragePath = "", Teams = new TeamsOptions { AppId = PretendTeamsKeys.Bot, AllowAnonymous = true } };
        all = new ServiceCollection().AddLogging().AddTeams(options.Teams)
            .AddSingleton(its => ActivatorUtilities.CreateInstance<ConnectorWire>(its, new Way(side, node, time)))
            .AddSingleton(options).AddSingleton(time).AddSingleton<IStore>(node.Store).AddSingleton(node.Lexicon).AddSingleton(Activities.BuiltIn)
            .AddSingleton<ISessionLeases>(node.Leases is null ? LoneServer.Instance : node.Leases)
            .AddSingleton(_ => node.Hosts).AddSingleton(_ => node.Reconciler).AddSingleton(_ => node.Desk) // made later than this
            .AddSingleton<SessionThreads>().AddSingleton<ChatInvite>().AddSingleton<FirstCards>().AddSingleton<OwnLanguages>()
            .AddSingleton<WebRooms>().AddSingleton<PersonalLinks>().AddSingleton<PlaceCodes>()
            .AddSingleton<StartDialog>().AddSingleton<AskWhy>().AddSingleton<IdeaSheets>()
            .BuildServiceProvider();
        Venue = all.GetRequiredService<IChatVenue>();
    }

    public IChatVenue Venue { get; }

    public ValueTask<Person> LearnAsync(Origin from) => all.GetRequiredService<TeamsAddresses>().LearnAsync(from, CancellationToken.None);

    /// <summary>What came through the door.</summary>
    public Task<DoorAnswer> TakeAsync(TeamsRequest request) => all.GetRequiredService<TeamsDispatcher>().AnswerAsync(request, CancellationToken.None);

    /// <summary>A card of a session, as Teams gets it.</summary>
    public JsonNode? Draw(Session session, string slot, Card card, Words words) =>
        JsonNode.Parse(all.GetRequiredService<TeamsRendering>().Card(Venue.Finished(session, session.Venue, slot, card, words)));

    /// <summary>Whoever listens keeps them for ever.</summary>
    public void DisposeMetrics() => all.GetRequiredService<TeamsMetrics>().Dispose();

    /// <summary>Nothing of it leaves the story's one thread, as it would within a client that somebody else wrote. Whoever gives up waiting does not undo it.</summary>
    sealed class Way(TeamsSide side, Node node, TimeProvider time) : HttpClient(side.Platform, disposeHandler: false)
    {
        readonly HttpMessageInvoker platform = new(side.Platform, disposeHandler: false);

        public override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (node.IsKilled)
            {
                throw new HttpRequestException("It acts no more.");
            }

            return await ArriveAsync(await CopyAsync(request), cancellationToken).WaitAsync(cancellationToken);
        }

        async Task<HttpResponseMessage> ArriveAsync(HttpRequestMessage request, CancellationToken stop)
        {
            var (wait, trouble) = side.Fate(request);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, CancellationToken.None);
            }

            var answer = trouble is null or { IsAfterWork: true } ? await platform.SendAsync(request, CancellationToken.None) : null;
            return trouble is null ? answer! : await trouble.AnswerAsync(stop); // ! without trouble it was done
        }

        // Whoever gives up takes their own with them.
        static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri);
            if (request.Content is { } content)
            {
                copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync());
                copy.Content.Headers.ContentType = content.Headers.ContentType;
            }

            return copy;
        }
    }
}
