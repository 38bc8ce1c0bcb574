using CoCreateBot.Bot.Venues.Slack.Socket;
using CoCreateBot.Bot.Venues.Slack.Start;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Where Slack is put together. Not called where Slack is off.</summary>
public static class SlackSetup
{
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        services.AddSingleton(options).AddParts();
        if (options.IsSigned)
        {
            services.AddSingleton(new SlackSignature(options.SigningSecret)).AddSingleton<SlackDoor>();
        }

        return options.IsSocket ? services.AddSocket() : services;
    }

    /// <summary>
    /// Past what only pages need, such as compression. The door is asked for once: in each request that would cost a scope. Without a signing secret there
    /// is none: nothing could be told from a forgery.
    /// </summary>
    public static void MapSlack(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<SlackDoor>() is { } door)
        {
            routes.MapPost(SlackDoor.Path, door.HandleAsync).ShortCircuit();
        }
    }

    static IServiceCollection AddParts(this IServiceCollection services) => services
        .AddSingleton<SlackMetrics>()
        .AddSingleton(all => ActivatorUtilities.CreateInstance<SlackWire>(all, SlackWire.Client(SlackWire.Handler())))
        .AddSingleton<SlackTokens>()
        .AddSingleton<SlackHttp>()
        .AddSingleton<SlackApi>()
        .AddSingleton<SlackNotices>()
        .AddSingleton<SlackConsole>()
        .AddSingleton<IChatVenue, SlackVenue>()
        .AddSingleton<SlackWhisper>()
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
        .AddSingleton<SlackDispatcher>();

    // Behind what follows its answers, so that it stops before.
    static IServiceCollection AddSocket(this IServiceCollection services) => services
        .AddSingleton<SocketHealth>()
        .AddSingleton<SocketEnvelopes>()
        .AddSingleton(_ => new SocketDial(SlackWire.Handler()))
        .AddHostedService<SlackSocket>();
}
