using CoCreateBot.Bot.Venues.Slack.Home;
using CoCreateBot.Bot.Venues.Slack.Start;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Where Slack is put together. Not called where Slack is off.</summary>
public static class SlackSetup
{
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options) => services
        .AddSingleton(options)
        .AddSingleton(new SlackSignature(options.SigningSecret))
        .AddSingleton<SlackMetrics>()
        .AddSingleton(all => ActivatorUtilities.CreateInstance<SlackWire>(all, SlackWire.Client(SlackWire.Handler())))
        .AddSingleton<SlackTokens>()
        .AddSingleton<SlackHttp>()
        .AddSingleton<SlackApi>()
        .AddSingleton<SlackNotices>()
        .AddSingleton<SlackConsole>()
        .AddSingleton<IChatVenue, SlackVenue>()
        .AddSingleton<SlackWhisper>()
        .AddSingleton<SlackOwnLanguages>()
        .AddSingleton<SlackLanguages>()
        .AddSingleton<SlackOpenViews>()
        .AddSingleton<SlackOutcomes>()
        .AddSingleton<SlackQuotes>()
        .AddSingleton<SlackThreads>()
        .AddSingleton<SlackStart>()
        .AddSingleton<SlackMentions>()
        .AddSingleton<SlackIdeas>()
        .AddSingleton<SlackDialogs>()
        .AddSingleton<SlackReplies>()
        .AddSingleton<SlackPresses>()
        .AddSingleton<SlackInvite>()
        .AddSingleton<SlackCommands>()
        .AddSingleton<SlackAfterwards>()
        .AddHostedService(all => all.GetRequiredService<SlackAfterwards>())
        .AddSingleton<HomeGathering>()
        .AddSingleton<HomeDrawing>()
        .AddSingleton<HomeErasing>()
        .AddSingleton<SlackHome>()
        .AddSingleton<SlackDispatcher>()
        .AddSingleton<SlackDoor>();

    /// <summary>Past what only pages need, such as compression. The door is asked for once: in each request that would cost a scope.</summary>
    public static void MapSlack(this IEndpointRouteBuilder routes) =>
        routes.MapPost(SlackDoor.Path, routes.ServiceProvider.GetRequiredService<SlackDoor>().HandleAsync).ShortCircuit();
}
