using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Bot.Venues.Teams.Tabs;
using CoCreateBot.Bot.Venues.Teams.Tokens;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Where Teams is put together. Not called where Teams is off.</summary>
public static class TeamsSetup
{
    /// <summary>Bots that were registered for all tenants get their token from here.</summary>
    const string SharedTenant = "botframework.com";

    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options)
    {
        services.AddSingleton(options)
            .AddSingleton<TeamsMetrics>()
            .AddSingleton<ConnectorBudgets>()
            .AddSingleton(all => ActivatorUtilities.CreateInstance<ConnectorWire>(all, ConnectorWire.Client(WireHttp.Handler())))
            .AddSingleton<ConnectorClient>()
            .AddSingleton<TeamsAddresses>()
            .AddSingleton<TeamsRendering>()
            .AddSingleton<TeamsPeople>()
            .AddSingleton<TeamsNotices>()
            .AddSingleton<IChatVenue, TeamsVenue>()
            .AddSingleton<TeamsChannels>()
            .AddSingleton<TeamsWelcome>()
            .AddSingleton<TeamsLife>()
            .AddSingleton<TeamsOutcomes>()
            .AddSingleton<TeamsErasing>()
            .AddHostedService<ErasingSweeper<TeamsErasing>>()
            .AddSingleton<TeamsTyped>()
            .AddSingleton<TeamsStart>()
            .AddSingleton<TeamsExtension>()
            .AddSingleton<IReplyPlatform<TeamsReply>, TeamsReplies>()
            .AddSingleton<ThreadReplies<TeamsReply>>()
            .AddSingleton<TeamsOrphans>()
            .AddSingleton<TeamsPresses>()
            .AddSingleton<TeamsDialogs>()
            .AddSingleton<TeamsDispatcher>()
            .AddSingleton<TeamsDoor>()
            .AddTabs()
            .AddHostedService<AddressSweeper>();
        return options.AllowAnonymous ? services : services.AddTokens(options);
    }

    /// <summary>Past what only pages need. The door is asked for once: in each request that would cost a scope.</summary>
    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(TeamsDoor.Path, routes.ServiceProvider.GetRequiredService<TeamsDoor>().HandleAsync).ShortCircuit();
        routes.MapTabs();
    }

    static IServiceCollection AddTokens(this IServiceCollection services, TeamsOptions options) => services
        .AddSingleton(all => new InboundKeys(
            ConnectorWire.Client(WireHttp.Handler()), options.Metadata, all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<ILogger<InboundKeys>>()))
        .AddSingleton(all => new InboundTokens(all.GetRequiredService<InboundKeys>(), options.AppId, all.GetRequiredService<TimeProvider>()))
        .AddSingleton(_ => CredentialOf(options))
        .AddSingleton(all => ActivatorUtilities.CreateInstance<OutboundToken>(all, options.Cloud.Scope));

    /// <param name="way">For somebody who asks once and waits for the answer; null for the server, which asks again by itself.</param>
    internal static TokenCredential CredentialOf(TeamsOptions options, HttpMessageHandler? way = null) => options.AppType == TeamsAppType.UserAssignedMSI
        ? new ManagedIdentityCredential(Asked(new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(options.AppId)), way))
        : new ClientSecretCredential(
            options.AppType == TeamsAppType.MultiTenant ? SharedTenant : options.TenantId, options.AppId, options.AppPassword,
            Asked(new ClientSecretCredentialOptions { AuthorityHost = options.Cloud.Login, DisableInstanceDiscovery = true }, way));

    static T Asked<T>(T how, HttpMessageHandler? way)
        where T : TokenCredentialOptions
    {
        if (way is not null)
        {
            how.Transport = new HttpClientTransport(new HttpClient(way, disposeHandler: false));
            how.Retry.MaxRetries = 0;
        }

        return how;
    }
}
