using System.Text.Json;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CoCreateBot.Bot.Doctor;

/// <summary>
/// Asks Microsoft what of the settings for Teams works: whether it gives the bot a token, and whether the keys by which Teams signs can be read. Each once,
/// for a bounded while; nothing is changed, and nothing is sent to Teams itself.
/// </summary>
sealed class TeamsDoctor(BotOptions options, HttpMessageHandler way, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    const string Where = "In the Azure portal open your bot, Configuration → ";
    const string NoIdentity = "no_managed_identity";
    const string Code = OutboundToken.CodeMark;
    const string InTheWay = "A firewall or a proxy may be in the way, or Microsoft itself is down: azure.status.microsoft.";

    readonly HttpClient http = WireHttp.Client(way, InboundKeys.AnswerBytesMax, isOwner: false);

    readonly TeamsOptions teams = options.Teams;

    public async IAsyncEnumerable<Finding> FindAsync()
    {
        if (teams.IsOff)
        {
            var how = "In the Azure portal create an Azure Bot and set Teams:AppId, Teams:AppPassword and "
                + "Teams:TenantId; `manifest teams` then makes the app package. README, Connect Teams, has each step.";
            yield return options.Slack.IsOff ? Finding.Missing($"Teams is not set up. {how}") : Finding.Ok($"Teams is off. To add it: {how}");
            yield break;
        }

        if (!teams.Problems().IsEmpty)
        {
            yield break; // said already; a secret must not go to a wrong address
        }

        if (teams.AllowAnonymous)
        {
            yield return Finding.Ok($"Teams:AllowAnonymous is set: Microsoft's local client on this machine needs no token at {TeamsDoor.Path}. Teams itself "
                + "cannot be connected with it.");
            yield break;
        }

        yield return Registered();
        yield return Address();
        yield return Places();
        yield return await TokenAsync();
        yield return await KeysAsync();
    }

    public void Dispose() => http.Dispose();

    Finding Registered()
    {
        var registration = teams.AppType switch
        {
            TeamsAppType.UserAssignedMSI => $"with a managed identity, in the directory {teams.TenantId}",
            TeamsAppType.MultiTenant => "with a client secret",
            _ => $"with a client secret, in the directory {teams.TenantId}",
        };
        var people = teams.AllowedTenants switch
        {
            [] => "The people of that directory may use it.",
            [TeamsOptions.AnyTenant] => "The people of all directories may use it.",
            var some => $"The people of these directories may use it: {string.Join(", ", some)}.",
        };
        return Finding.Ok($"Teams:AppId is {teams.AppId}, a bot of the type {teams.AppType} {registration}. {people}");
    }

    Finding Address() => options.PublicUrl switch
    {
        { Scheme: "https" } url => Finding.Ok($"Teams has to reach {url.AbsoluteUri.TrimEnd('/')}{TeamsDoor.Path}: it has to be the bot's messaging endpoint. "
            + "Whether Teams does reach it, its first message shows. Its tabs, people's own page and the boards of a channel, are pages of the same address. "
            + $"The button \"My page\" goes by {LinkId()}."),
        { } url => Finding.Wrong($"Teams comes by https alone, and Web:PublicUrl is {url}. Put the bot behind a proxy that speaks https, and set its address."),
        null => Finding.Missing("Teams comes to this server by https, but Web:PublicUrl does not say under which address. Set it, and the same with "
            + $"{TeamsDoor.Path} behind it as the messaging endpoint. {Where}Messaging endpoint."),
    };

    string LinkId() => teams.CatalogId.Length > 0
        ? $"Teams:CatalogId, {teams.CatalogId}"
        : "Teams:AppId; where an administrator put the app into the organisation's catalogue, set Teams:CatalogId to the id that it has there";

    static Finding Places() => Finding.Ok("It works in personal chats, group chats and standard channels where the app was added to the chat or the team. To a "
        + "private or shared channel an owner adds it by itself (… beside the channel's name, Manage channel, Apps). Where it is added it tests delivery, and "
        + "tells whoever added it.");

    async Task<Finding> TokenAsync()
    {
        var token = new OutboundToken(TeamsSetup.CredentialOf(teams, way), teams.Cloud.Scope, time, NullLogger<OutboundToken>.Instance);
        try
        {
            await token.GetAsync(CancellationToken.None);
            return Finding.Ok("Microsoft gives the bot its token: it can speak to Teams.");
        }
        catch (VenueRefusedException e)
        {
            return Refused(e.Message);
        }
        catch (VenueUnavailableException) when (teams.AppType == TeamsAppType.UserAssignedMSI)
        {
            return Refused(NoIdentity);
        }
        catch (VenueUnavailableException e)
        {
            return Finding.Wrong($"Microsoft's login at {teams.Cloud.Login} gave no answer{(e.Message == "timeout" ? " in time" : "")}. {InTheWay}");
        }
    }

    static Finding Refused(string code) => Finding.Wrong($"Microsoft gives the bot no token: {code}. {Remedy(code)}");

    // Of the many codes of Entra ID those that a wrong setting has.
    static string Remedy(string code) => code switch
    {
        Code + "7000215" => $"Teams:AppPassword is no secret of this bot. {Where}Manage Password → New client secret: copy its value, not its id.",
        Code + "7000222" => $"Teams:AppPassword has run out. {Where}Manage Password → New client secret, and copy its value.",
        Code + "700016" => $"Teams:AppId is not known in that directory. {Where}compare Teams:AppId with Microsoft App ID, and Teams:TenantId with App "
            + "Tenant ID.",
        Code + "90002" or Code + "900023" => $"There is no such directory as Teams:TenantId says. {Where}App Tenant ID.",
        NoIdentity => "A bot of the type UserAssignedMSI runs only on a machine in Azure to which that identity is assigned. Elsewhere register one "
            + "of the type SingleTenant.",
        _ => $"What that means says login.microsoftonline.com/error?code={code[Code.Length..]}.",
    };

    async Task<Finding> KeysAsync()
    {
        var place = teams.Metadata.AbsoluteUri;
        using var limit = new CancellationTokenSource(AnswerWithin, time);
        try
        {
            var read = await OpenIdConnectConfigurationRetriever.GetAsync(place, new KeyDocuments(http), limit.Token);
            return read.JsonWebKeySet?.Keys is { Count: > 0 } keys
                ? Finding.Ok($"The keys by which Teams signs can be read at {place}; there are {keys.Count}.")
                : Finding.Wrong($"There are no keys at {place}, so nothing that Teams sends would be taken. Leave Teams:OpenIdMetadata out.");
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException or InvalidOperationException or ArgumentException
            or JsonException)
        {
            return Finding.Wrong($"The keys by which Teams signs cannot be read at {place}{(limit.IsCancellationRequested ? ": no answer in time" : "")}, so "
                + $"nothing that Teams sends would be taken. {InTheWay}");
        }
    }
}
