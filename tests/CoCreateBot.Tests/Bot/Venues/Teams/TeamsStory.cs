using Azure.Core;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The whole bot behind its real door, over a store in memory, with a pretended Teams on the other side.</summary>
sealed partial class TeamsStory : IAsyncDisposable
{
    readonly WebApplication app;

    TeamsStory(WebApplication app, PretendTeams teams, PretendTeamsKeys keys, IStore store, EveryLog log, PretendConversation? channel)
    {
        this.app = app;
        (Teams, Keys, Store, Log) = (teams, keys, store, log);
        Http = app.GetTestClient();
        Http.Timeout = PretendTeams.Patience;
        (Ann, Bob) = (Member("Ann"), Member("Bob"));
        Channel = channel ?? teams.Channel();
        Channel.Members.AddRange(channel is null ? [Ann.Id, Bob.Id] : []);
    }

    public PretendTeams Teams { get; }

    public PretendTeamsKeys Keys { get; }

    public IStore Store { get; }

    public EveryLog Log { get; }

    public HttpClient Http { get; }

    /// <summary>For requests whose sender's address matters.</summary>
    public TestServer Server => app.GetTestServer();

    public PretendTeamsMember Ann { get; }

    public PretendTeamsMember Bob { get; }

    /// <summary>Of a team, with both in it.</summary>
    public PretendConversation Channel { get; }

    /// <param name="slack">Where the same bot is in Slack, too: by that clock.</param>
    /// <param name="after">Whose process ended; all around it goes on.</param>
    public static async Task<TeamsStory> BeginAsync(
        IStore? store = null, TeamsOptions? teams = null, PretendSlack? slack = null, string? address = null, TeamsStory? after = null)
    {
        var time = slack?.Time ?? after?.Teams.Time ?? new ManualTime();
        var (connector, keys, log) = (after?.Teams ?? new PretendTeams(time), after?.Keys ?? new PretendTeamsKeys(time), after?.Log ?? new EveryLog());
        store ??= new MemoryStore();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        var options = new BotOptions
        {
            StoragePath = "",
            PublicUrl = address is null ? null : new Uri(address),
            Teams = teams ?? new TeamsOptions { AppId = PretendTeamsKeys.Bot, AppPassword = "s3cret", TenantId = PretendTeams.Tenant },
            Slack = slack is null ? SlackOptions.Off : new(PretendSlack.Secret, PretendSlack.Token, ""),
        };
        var bot = BotApp.Build(builder, options, store, services => services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(all =>
                new SlackWire(SlackWire.Client(slack ?? new PretendSlack(time)), options.Slack, all.GetRequiredService<SlackMetrics>(), time))
            .AddSingleton<TokenCredential>(new Given())
            .AddSingleton(all => ActivatorUtilities.CreateInstance<ConnectorWire>(all, ConnectorWire.Client(connector)))
            .AddSingleton(all => ActivatorUtilities.CreateInstance<InboundKeys>(all, ConnectorWire.Client(keys), options.Teams.Metadata)));
        await bot.StartAsync();
        return new TeamsStory(bot, connector, keys, store, log, after?.Channel);
    }

    public PretendTeamsMember Member(string name, string locale = "en-US") => new(Teams, Keys, Http, name) { Locale = locale };

    /// <summary>Ann starts something in the channel, and its card is there.</summary>
    public async Task<PretendActivity> StartAsync(string command)
    {
        await Ann.MentionAsync(Channel, command);
        return Channel.Root;
    }

    /// <summary>Lets time pass in small steps until something is so.</summary>
    public Task PassUntilAsync(Func<bool> isSo, string what) => PassUntilAsync(() => Task.FromResult(isSo()), what);

    /// <summary>The same where the store is asked.</summary>
    public Task PassUntilAsync(Func<Task<bool>> isSo, string what) => Teams.PassUntilAsync(isSo, what);

    public static string TextOf(System.Text.Json.Nodes.JsonNode? card) => string.Join('\n', PretendSlack.TextsIn(card));

    public async ValueTask DisposeAsync()
    {
        await Ending.OfAsync(app, Teams.Time);
        Assert.Equal("", string.Join('\n', Teams.Faults));
        Assert.Equal(0, Teams.TooSoon);
    }

    sealed class Given : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(new AccessToken(PretendTeams.Token, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }
}
