using System.Collections.Immutable;
using System.Net.Sockets;
using System.Resources;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Bot.Retaining;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Tabs;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot;

/// <summary>Puts everything together. The only place that knows all parts.</summary>
public static class BotApp
{
    const int ExitBadSettings = 2;

    /// <summary>The texts that are not an activity's.</summary>
    static readonly ImmutableArray<ResourceManager> Books =
    [
        new ResourceManager("Commands", typeof(BotApp).Assembly), new ResourceManager("Rehearsal", typeof(BotApp).Assembly), SlackTexts.Book,
        ChatTexts.HomeBook, InstallTexts.Book, ChatTexts.Book, TeamsTexts.Book, TabTexts.Book,
        WebTexts.Book,
    ];

    /// <summary>What stops it must wait longer than this.</summary>
    internal static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);

    /// <summary>Runs until stopped; gives the exit code. What is wrong with the settings or the store is said on standard error, a sentence each.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Builder(args);
        var options = BotOptions.Read(builder.Configuration);
        if ((options.Problems.IsEmpty ? [.. SlackSetup.Prepare(options)] : options.Problems) is [_, ..] problems)
        {
            await SayAsync(problems);
            return ExitBadSettings;
        }

        await SayAsync([.. options.Warnings, .. options.Teams.Warnings]);
        IStore store;
        try
        {
            store = await StoreOpening.OpenAsync(options);
        }
        catch (StoreUnavailableException e)
        {
            await SayAsync([e.Message]);
            return ExitBadSettings;
        }

        var isStarting = true; // what goes wrong meanwhile is said once, in a sentence
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => !isStarting && level >= LogLevel.Information);
        await using var app = Build(builder, options, store);
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException or InvalidOperationException or ArgumentException)
        {
            // An address that is taken, forbidden, or none.
            await SayAsync([$"{e.Message.Split('\n')[0]} Give another address with --urls, such as --urls http://localhost:5090."]);
            await app.StopAsync();
            return ExitBadSettings;
        }

        isStarting = false;
        await Greeting.SayAsync(app, options);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>
    /// Settings are read once, at the start. To watch their files means to watch the whole folder, and where the database lies in it, every commit.
    /// </summary>
    public static WebApplicationBuilder Builder(string[] args) =>
        WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);

    /// <summary>The application over a store that is open already. It disposes of the store when it is disposed of.</summary>
    /// <param name="arrange">Changes what a test needs otherwise: the clock, the way out to a platform.</param>
    public static WebApplication Build(WebApplicationBuilder builder, BotOptions options, IStore store, Action<IServiceCollection>? arrange = null)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // below it, addresses are logged, and rooms are known by theirs
        // Where it may log at all it begins a span of the framework's own around each request, which is not recorded, and so none of ours within it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning); // the greeting says it in three lines
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls(options.Listen);
        }

        AddCore(builder.Services, options, store);
        builder.Services.AddWeb();
        AddChats(builder.Services, options);
        Telemetry.Add(builder.Services, builder.Configuration);
        arrange?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseTraces();
        app.UseRouting(); // here, or it would come first, and what is short-circuited would leave no trace
        Health.Map(app);
        MapChats(app, options);
        app.MapWeb();
        return app;
    }

    static void AddChats(IServiceCollection services, BotOptions options)
    {
        if (!options.Slack.IsOff || !options.Teams.IsOff)
        {
            services.AddAfterwards().AddSingleton<SessionThreads>().AddSingleton<ChatInvite>(); // first, so that it is stopped after what it follows
            services.AddSingleton<FirstCards>().AddSingleton<HomeGathering>().AddSingleton<OwnLanguages>();
        }

        if (!options.Slack.IsOff)
        {
            services.AddSlack(options);
        }

        if (!options.Teams.IsOff)
        {
            services.AddTeams(options.Teams);
        }
    }

    static void MapChats(WebApplication app, BotOptions options)
    {
        if (!options.Slack.IsOff)
        {
            app.MapSlack(options.Slack);
        }

        if (!options.Teams.IsOff)
        {
            app.MapTeams();
        }
    }

    /// <summary>All that sessions need, without any door to them.</summary>
    internal static void AddCore(IServiceCollection services, BotOptions options, IStore store)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<StoreWatch>();
        services.AddSingleton<IStore>(provider => new WatchedStore(store, provider.GetRequiredService<StoreWatch>()));
        services.AddSingleton(Activities.BuiltIn);
        services.AddSingleton<EventCodec>();
        services.AddSingleton(provider => new Lexicon(provider.GetRequiredService<Activities>(), [.. Books]));
        services.AddSingleton<Readiness>();
        services.AddSingleton<VenueSignals>();
        services.AddSingleton<HostMetrics>();
        AddHosts(services, store.Nodes);
        services.AddSingleton<Imports>();
        services.AddSingleton<SeriesSessions>();
        services.AddSingleton<ExportCodec>();
        services.AddSingleton<PersonalLinks>();
        services.AddSingleton<PretendGuests>();
        services.AddSingleton<PlaceCodes>();
        services.AddSingleton<PrivatePlays>();
        services.AddSingleton<CommandDesk>();
        services.AddSingleton<StartDialog>().AddSingleton<AskWhy>().AddSingleton<IdeaSheets>();
        services.AddHostedService<DueSweeper>();
        services.AddHostedService<ScheduleSweeper>();
        services.AddSingleton(options.Retention);
        if (!options.Retention.Limited.IsEmpty)
        {
            services.AddHostedService<RetentionSweeper>();
        }
    }

    static void AddHosts(IServiceCollection services, INodes? nodes)
    {
        AddNodes(services, nodes);
        services.AddSingleton<Reconciler>();
        services.AddSingleton<IOutward>(provider => provider.GetRequiredService<Reconciler>());
        services.AddSingleton(provider => new HostContext(
            provider.GetRequiredService<IStore>(),
            provider.GetRequiredService<Activities>(),
            provider.GetRequiredService<EventCodec>(),
            provider.GetRequiredService<Lexicon>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<HostMetrics>(),
            provider.GetRequiredService<IOutward>(),
            provider.GetRequiredService<ILogger<SessionHosts>>())
        {
            Leases = provider.GetRequiredService<ISessionLeases>(),
        });
        services.AddSingleton(provider => new SessionHosts(provider.GetRequiredService<HostContext>()));
    }

    static void AddNodes(IServiceCollection services, INodes? nodes)
    {
        if (nodes is null)
        {
            services.AddSingleton<ISessionLeases>(LoneServer.Instance);
            return;
        }

        services.AddSingleton(nodes);
        services.AddSingleton<NodeNews>();
        services.AddSingleton<Neighbours>();
        services.AddSingleton(provider => new SessionLeases(
            nodes, provider.GetRequiredService<IStore>().Log, provider.GetRequiredService<Neighbours>(), provider.GetRequiredService<NodeNews>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SessionLeases>>()));
        services.AddSingleton<ISessionLeases>(provider => provider.GetRequiredService<SessionLeases>());
        services.AddHostedService<NodeLife>(); // before all who look for work
    }

    static async Task SayAsync(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync(problem);
        }
    }
}
