using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>
/// A strict Bot Connector in the test's own process: it knows its conversations and who is in them, refuses what Teams refuses, counts what comes, and
/// behaves badly when told to. What a client did wrong stands in <see cref="PretendPlatform.Faults"/>.
/// </summary>
sealed partial class PretendTeams(ManualTime time) : PretendPlatform(time)
{
    public const string Tenant = "0b9b7c1e-30ce-4b44-a7f0-0b3d0b3a5d10";
    public const string Token = "pretend-token";

    readonly Dictionary<string, PretendConversation> conversations = new(StringComparer.Ordinal);
    readonly List<(string Call, string Body)> bodies = [];
    long number = 1_766_459_963_000;

    /// <summary>The tokens that it takes; none: it takes whatever comes, as Microsoft's local client does.</summary>
    public HashSet<string> Tokens { get; } = [Token];

    /// <summary>Every text that came in a call.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>What was written with each call that writes, by the call's name.</summary>
    public ImmutableArray<(string Call, string Body)> Written
    {
        get
        {
            lock (gate)
            {
                return [.. bodies];
            }
        }
    }

    public PretendConversation Channel(string id = "19:channel-1@thread.tacv2", string team = "19:team-1@thread.tacv2") => Add(new(id, "channel") { Team = team });

    public PretendConversation GroupChat(string id = "19:group-1@thread.v2") => Add(new(id, "groupChat"));

    public PretendConversation PersonalChat(string user, string id, string tenant = Tenant) =>
        Add(new(id, "personal") { Members = { user }, Tenant = tenant });

    public PretendConversation Conversation(string id)
    {
        lock (gate)
        {
            return conversations[id];
        }
    }

    public string NewId()
    {
        lock (gate)
        {
            return (++number).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        PretendTrouble? trouble;
        HttpResponseMessage? answer = null;
        lock (gate)
        {
            var call = PretendTeamsCall.Of(request, body);
            trouble = Note(call.Name);
            if (body.Length > 0)
            {
                bodies.Add((call.Name, body));
            }

            if (trouble is null or { IsAfterWork: true })
            {
                answer = Do(call);
            }

            Change();
        }

        return trouble is null ? answer! : await trouble.AnswerAsync(cancellationToken); // ! without trouble it was done
    }

    static HttpResponseMessage Answer(HttpStatusCode status, JsonNode? json = null) => new(status)
    {
        Content = new StringContent(json?.ToJsonString() ?? "", Encoding.UTF8, "application/json"),
    };

    static HttpResponseMessage Error(HttpStatusCode status, string code) =>
        Answer(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "Said to nobody." } });

    PretendConversation Add(PretendConversation conversation)
    {
        lock (gate)
        {
            return conversations[conversation.Id] = conversation;
        }
    }
}

/// <param name="kind">As Teams names it: personal, groupChat, channel.</param>
sealed class PretendConversation(string id, string kind)
{
    ImmutableList<PretendActivity> messages = [];

    public string Id => id;

    public string Kind => kind;

    public string? Team { get; init; }

    /// <summary>Whose it is.</summary>
    public string Tenant { get; init; } = PretendTeams.Tenant;

    /// <summary>standard, private, shared.</summary>
    public string ChannelType { get; init; } = "standard";

    public bool HasBot { get; set; } = true;

    /// <summary>Of the people in it, as the bot knows them: "29:…".</summary>
    public List<string> Members { get; } = [];

    /// <summary>Why nothing can be sent there; null: it can.</summary>
    public (HttpStatusCode Status, string Code)? Closed { get; set; }

    /// <summary>Oldest first, with those in threads, as they stand at this moment: a test may look while the bot sends.</summary>
    public List<PretendActivity> Messages => [.. Volatile.Read(ref messages)];

    /// <summary>Called by one at a time.</summary>
    public void Keep(PretendActivity message) => Volatile.Write(ref messages, messages.Add(message));

    public ImmutableArray<PretendActivity> Shown => [.. Messages.Where(message => !message.IsDeleted && message.Reader is null)];

    public PretendActivity Root => Shown.Single(message => message.Thread is null);
}

/// <summary>A message, as it stands there now.</summary>
/// <param name="Reader">Whose eyes only it is for; null: all.</param>
sealed record PretendActivity(string Id, string? Thread, string? Reader, DateTimeOffset At)
{
    public JsonObject Content { get; set; } = [];

    /// <summary>By which it can be edited as well.</summary>
    public string? OtherId { get; set; }

    public int Edits { get; set; }

    public bool IsDeleted { get; set; }

    public JsonObject Card => Content["attachments"]!.AsArray().Single()!["content"]!.AsObject(); // ! a message of ours is a card
}

/// <summary>A call of the connector, taken apart.</summary>
sealed record PretendTeamsCall(
    string Name, string Method, string[] Path, System.Collections.Specialized.NameValueCollection Query, string? Token, string? Type, string Body)
{
    public static PretendTeamsCall Of(HttpRequestMessage request, string body)
    {
        var url = request.RequestUri!; // ! each request has one
        var path = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)
            .SkipWhile(part => part != "v3").Skip(1).ToArray();
        var name = path switch
        {
            ["conversations"] => "create",
            ["conversations", _, "activities", ..] when path.Contains("reactions") => "react",
            ["conversations", _, var what, ..] => what,
            ["teams", _, "conversations"] => "channels",
            ["teams", _] => "team",
            _ => "unknown",
        };
        return new PretendTeamsCall(
            $"{request.Method} {name}", request.Method.Method, path, System.Web.HttpUtility.ParseQueryString(url.Query),
            request.Headers.Authorization is { Scheme: "Bearer", Parameter: var token } ? token : null,
            request.Content?.Headers.ContentType?.ToString(), body);
    }
}
