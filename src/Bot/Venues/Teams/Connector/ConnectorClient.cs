using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Teams.Connector;

/// <summary>A conversation and where it is reached.</summary>
/// <param name="ServiceUrl">From a request that was found genuine.</param>
/// <param name="Conversation">Without the root of a thread.</param>
public readonly record struct TeamsPlace(string ServiceUrl, string Tenant, string Conversation);

/// <summary>Somebody in a conversation. Of the anonymous Teams tells an id and a name.</summary>
/// <param name="Id">Of this person for this bot: "29:…".</param>
/// <param name="ObjectId">Of this person in their directory; null for the anonymous.</param>
public sealed record TeamsMember(string Id, string? ObjectId, string? Name, string? Role);

/// <summary>A team, by the id that its channels have in common.</summary>
public sealed record TeamsTeam(string Id, string? Name, string? ObjectId);

/// <param name="Name">Null for the first one, which each client calls General in its own language.</param>
public sealed record TeamsChannel(string Id, string? Name, ChannelKind Kind);

/// <summary>
/// The Bot Connector's REST calls, under the names of the Bot Framework's client, no more of them than the bot needs. Activities go out as they are
/// written; every failure is one of the venue's exceptions.
/// </summary>
public sealed class ConnectorClient(ConnectorWire wire, ConnectorBudgets budgets)
{
    /// <summary>Members a page; the server takes it as a wish.</summary>
    public const int MembersPage = 100;

    /// <summary>Beyond so many pages nobody needs names.</summary>
    public const int MemberPagesMax = 100;

    const int IdMax = 255;

    /// <summary>Posts a new message, in a thread where one is named, and gives its id.</summary>
    /// <param name="root">Id of the message over the thread; null outside.</param>
    public async Task<string> SendToConversationAsync(TeamsPlace at, string? root, ReadOnlyMemory<byte> activity, CancellationToken stop) =>
        IdIn(await CallAsync("send", HttpMethod.Post, at, $"{Of(at, root)}/activities", activity, stop));

    /// <summary>One person's eyes only; it is gone after a day. Not in a chat between two.</summary>
    public async Task<string> SendTargetedAsync(TeamsPlace at, string? root, ReadOnlyMemory<byte> activity, CancellationToken stop) =>
        IdIn(await CallAsync("send_targeted", HttpMethod.Post, at, $"{Of(at, root)}/activities?isTargetedActivity=true", activity, stop));

    /// <param name="activity">All of it; nothing of what was there before stays.</param>
    public Task UpdateActivityAsync(TeamsPlace at, string? root, string id, ReadOnlyMemory<byte> activity, CancellationToken stop) =>
        CallAsync("update", HttpMethod.Put, at, $"{Of(at, root)}/activities/{Part(id)}", activity, stop);

    /// <param name="activity">Without its recipient: Teams refuses it here.</param>
    public Task UpdateTargetedAsync(TeamsPlace at, string? root, string id, ReadOnlyMemory<byte> activity, CancellationToken stop) =>
        CallAsync("update_targeted", HttpMethod.Put, at, $"{Of(at, root)}/activities/{Part(id)}?isTargetedActivity=true", activity, stop);

    public Task DeleteActivityAsync(TeamsPlace at, string? root, string id, CancellationToken stop) =>
        CallAsync("delete", HttpMethod.Delete, at, $"{Of(at, root)}/activities/{Part(id)}", null, stop);

    /// <summary>The chat between the bot and one person; the same one each time.</summary>
    /// <param name="user">"29:…".</param>
    public async Task<string> CreateChatAsync(string serviceUrl, string tenant, string user, CancellationToken stop)
    {
        await budgets.WaitAsync(tenant, user, ConnectorUse.Creating, stop);
        var body = WireJson.Object(json =>
        {
            json.WriteBoolean("isGroup", false);
            json.WriteStartArray("members");
            json.WriteStartObject();
            json.WriteString("id", user);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("tenantId", tenant);
        });
        var all = new TeamsPlace(serviceUrl, tenant, tenant); // which rests where Teams says "later"
        return IdIn(await TakenAsync("create", HttpMethod.Post, all, "v3/conversations", body, ConnectorUse.Creating, stop));
    }

    /// <summary>A sign under a message, such as "like". It is not worth a wait: false where there is no room for it now.</summary>
    public async Task<bool> TryReactAsync(TeamsPlace at, string? root, string id, string type, CancellationToken stop)
    {
        if (budgets.Take(at.Tenant, at.Conversation, ConnectorUse.Reactions) > TimeSpan.Zero)
        {
            return false;
        }

        await TakenAsync("react", HttpMethod.Put, at, $"{Of(at, root)}/activities/{Part(id)}/reactions/{Part(type)}", null, ConnectorUse.Reactions, stop);
        return true;
    }

    /// <param name="user">"29:…" or the id in their directory. Null where they are not there.</param>
    public async Task<TeamsMember?> GetConversationMemberAsync(TeamsPlace at, string user, CancellationToken stop)
    {
        try
        {
            return MemberIn(await ReadAsync("member", at, $"{Of(at, null)}/members/{Part(user)}", stop));
        }
        catch (VenueRefusedException e) when (e.Message is "MemberNotFoundInConversation" or "http_404")
        {
            return null;
        }
    }

    /// <summary>All members, page by page.</summary>
    public async IAsyncEnumerable<TeamsMember> GetConversationPagedMembersAsync(TeamsPlace at, [EnumeratorCancellation] CancellationToken stop)
    {
        string? next = null;
        for (var page = 0; page < MemberPagesMax; page++)
        {
            var size = MembersPage.ToString(CultureInfo.InvariantCulture);
            var path = $"{Of(at, null)}/pagedmembers?pageSize={size}{(next is null ? "" : $"&continuationToken={Part(next)}")}";
            var answer = await ReadAsync("members", at, path, stop);
            var members = answer.Items("members").Select(MemberIn).OfType<TeamsMember>().ToList();
            foreach (var member in members)
            {
                yield return member;
            }

            var token = answer.Text("continuationToken");
            if (string.IsNullOrEmpty(token) || token == next || members.Count == 0)
            {
                yield break; // a token may stay when the members have ended
            }

            next = token;
        }
    }

    public async Task<TeamsTeam> FetchTeamDetailsAsync(TeamsPlace at, string team, CancellationToken stop)
    {
        var answer = await ReadAsync("team", at, $"v3/teams/{Part(team)}", stop);
        return new TeamsTeam(answer.Text("id") ?? team, answer.Text("name"), answer.Text("aadGroupId"));
    }

    public async Task<IReadOnlyList<TeamsChannel>> FetchChannelListAsync(TeamsPlace at, string team, CancellationToken stop) =>
    [
        .. (await ReadAsync("channels", at, $"v3/teams/{Part(team)}/conversations", stop)).Items("conversations")
            .Where(one => one.Text("id") is not null)
            .Select(one => new TeamsChannel(one.Text("id")!, one.Text("name"), KindIn(one.Text("type")))), // ! see the line before
    ];

    Task<JsonElement> ReadAsync(string what, TeamsPlace at, string path, CancellationToken stop) =>
        CallAsync(what, HttpMethod.Get, at, path, null, stop, ConnectorUse.Members);

    async Task<JsonElement> CallAsync(
        string what, HttpMethod method, TeamsPlace at, string path, ReadOnlyMemory<byte>? body, CancellationToken stop,
        ConnectorUse use = ConnectorUse.Sending)
    {
        await budgets.WaitAsync(at.Tenant, at.Conversation, use, stop);
        return await TakenAsync(what, method, at, path, body, use, stop);
    }

    // Its turn was taken.
    async Task<JsonElement> TakenAsync(
        string what, HttpMethod method, TeamsPlace at, string path, ReadOnlyMemory<byte>? body, ConnectorUse use, CancellationToken stop)
    {
        try
        {
            var answer = await wire.CallAsync(what, method, at.ServiceUrl, path, body, stop);
            budgets.Pass(at.Conversation, use);
            return answer;
        }
        catch (CallsCollidedException)
        {
            throw new VenueThrottledException(budgets.Collide(at.Conversation, use));
        }
        catch (VenueThrottledException e)
        {
            budgets.Block(at.Conversation, use, e.RetryAfter);
            throw;
        }
    }

    static string Of(TeamsPlace at, string? root) => $"v3/conversations/{Part(root is null ? at.Conversation : $"{at.Conversation};messageid={root}")}";

    static string Part(string id) => Uri.EscapeDataString(id);

    // Without one it was done, and cannot be found again: that it was must not be told as a failure that may pass.
    static string IdIn(JsonElement answer) =>
        answer.Text("id") is { Length: > 0 and <= IdMax } id ? id : throw new VenueRefusedException("Teams.Refused", "no_id");

    static ChannelKind KindIn(string? type) => type switch
    {
        "standard" => ChannelKind.Standard,
        "private" => ChannelKind.Private,
        "shared" => ChannelKind.Shared,
        _ => ChannelKind.Unsaid,
    };

    // The id in the directory has two names.
    static TeamsMember? MemberIn(JsonElement json) => json.Text("id") is { } id
        ? new TeamsMember(
            id, json.Text("aadObjectId") ?? json.Text("objectId"), json.Text("name"),
            json.Text("userRole"))
        : null;
}
