using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Slack.Home;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Bot.Venues.Slack.Socket;
using CoCreateBot.Bot.Venues.Slack.Start;
using CoCreateBot.Bot.Venues.Web;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Where Slack is put together. Not called where Slack is off.</summary>
public static class SlackSetup
{
    public static IServiceCollection AddSlack(this IServiceCollection services, BotOptions options)
    {
        services.AddSingleton(options.Slack).AddParts();
        if (options.Slack.IsSigned)
        {
            services.AddSingleton(new SlackSignature(options.Slack.SigningSecret)).AddSingleton<SlackDoor>();
        }

        if (options.Slack.HasOAuth)
        {
            SlackKeys.Add(services, SlackKeys.PathOf(options.Slack, options.StoragePath));
            services.AddSingleton<SlackRenewal>().AddSingleton<SlackStates>().AddSingleton<SlackExchange>().AddSingleton<SlackWelcome>()
                .AddSingleton<InstallEndpoints>();
        }

        return options.Slack.IsSocket ? services.AddSocket() : services;
    }

    /// <summary>Before anything starts: what is in the way of it.</summary>
    public static IEnumerable<string> Prepare(BotOptions options) =>
        options.Slack.HasOAuth && SlackKeys.Prepare(SlackKeys.PathOf(options.Slack, options.StoragePath)) is { } problem ? [problem] : [];

    /// <summary>
    /// Past what only pages need, such as compression. The door is asked for once: in each request that would cost a scope. Without a signing secret there
    /// is none: nothing could be told from a forgery.
    /// </summary>
    public static void MapSlack(this IEndpointRouteBuilder routes, SlackOptions options)
    {
        if (options.IsSigned)
        {
            routes.MapPost(SlackDoor.Path, routes.ServiceProvider.GetRequiredService<SlackDoor>().HandleAsync).ShortCircuit();
        }

        if (options.HasOAuth)
        {
            InstallEndpoints.Map(routes.MapPages());
        }
    }

    static IServiceCollection AddParts(this IServiceCollection services) => services
        .AddSingleton<SlackMetrics>()
        .AddSingleton(all => ActivatorUtilities.CreateInstance<SlackWire>(all, SlackWire.Client(WireHttp.Handler())))
        .AddSingleton<SlackInstallations>()
        .AddSingleton<SlackLife>()
        .AddSingleton<SlackPeople>()
        .AddSingleton<SlackTokens>()
        .AddSingleton<SlackBudgets>()
        .AddSingleton<SlackLacks>()
        .AddSingleton<SlackPlaces>()
        .AddSingleton<SlackHttp>()
        .AddSingleton<SlackApi>()
        .AddSingleton<SlackNotices>()
        .AddSingleton<SlackConsole>()
        .AddSingleton<IChatVenue, SlackVenue>()
        .AddSingleton<SlackWhisper>()
        .AddSingleton<SlackLanguages>()
        .AddSingleton<SlackOpenViews>()
        .AddSingleton<SlackFiles>()
        .AddSingleton<SlackOutcomes>()
        .AddSingleton<SlackQuotes>()
        .AddSingleton<SlackStart>()
        .AddSingleton<SlackDirect>()
        .AddSingleton<SlackMentions>()
        .AddSingleton<SlackIdeas>()
        .AddSingleton<SlackDialogs>()
        .AddSingleton<IReplyPlatform<SlackRequest.Replied>, SlackReplies>()
        .AddSingleton<ThreadReplies<SlackRequest.Replied>>()
        .AddSingleton<SlackPresses>()
        .AddSingleton<SlackCommands>()
        .AddSingleton<SlackGathering>()
        .AddSingleton<HomeDrawing>()
        .AddSingleton<HomeErasing>()
        .AddHostedService<ErasingSweeper<HomeErasing>>()
        .AddSingleton<SlackHome>()
        .AddSingleton<SlackDispatcher>();

    // Behind what follows its answers, so that it stops before.
    static IServiceCollection AddSocket(this IServiceCollection services) => services
        .AddSingleton<SocketHealth>()
        .AddSingleton<SocketEnvelopes>()
        .AddSingleton(_ => new SocketDial(WireHttp.Handler()))
        .AddHostedService<SlackSocket>();
}
