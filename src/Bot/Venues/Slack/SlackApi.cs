using System.Globalization;
using System.Text.Json;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// The few methods of Slack's Web API that we use, each with what we use of it. First comes the workspace in whose name we call: its id, or that of the
/// organisation that has installed the bot as a whole.
/// </summary>
public sealed partial class SlackApi(SlackHttp http)
{
    public const string SlotEvent = "cocreate_slot";

    /// <summary>Messages looked through for one of ours; more than a channel gets between a crash and the next start.</summary>
    public const int FindPagesMax = 10;

    const int FindPage = 200;

    /// <summary>Slack's clock and ours may differ by this much.</summary>
    static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Workspaces of which it is remembered who the bot is there; of one more it is asked again.</summary>
    public const int SelvesMax = 5_000;

    readonly RecentlyUsed<(string Workspace, DateTimeOffset? Since), SlackSelf> selves = new(SelvesMax);

    /// <summary>Gives the message's ts, which is its id within its channel.</summary>
    /// <param name="key">Goes along as metadata, which members do not see.</param>
    public async Task<string> PostMessageAsync(string workspace, string channel, BlockKitMessage message, Guid key, string? thread, CancellationToken stop)
    {
        var answer = await CallAsync(
            workspace,
            "chat.postMessage",
            json =>
            {
                json.WriteString("channel", channel);
                json.Message(message);
                json.Unparsed();
                if (thread is not null)
                {
                    json.WriteString("thread_ts", thread);
                }

                json.WriteBoolean("unfurl_links", false);
                json.WriteBoolean("unfurl_media", false);
                json.WriteStartObject("metadata");
                json.WriteString("event_type", SlotEvent);
                json.WriteStartObject("event_payload");
                json.WriteString("key", key);
                json.WriteEndObject();
                json.WriteEndObject();
            },
            stop);
        return answer.Text("ts") ?? throw new VenueUnavailableException("no_ts"); // it may be there all the same: look it up by its key
    }

    /// <summary>Something in a channel that one of its members alone sees.</summary>
    public Task PostEphemeralAsync(
        string workspace, string channel, string user, BlockKitMessage message, CancellationToken stop, string? thread = null) => CallAsync(
        workspace,
        "chat.postEphemeral",
        json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("user", user);
            json.Message(message);
            json.Unparsed();
            if (thread is not null)
            {
                json.WriteString("thread_ts", thread);
            }
        },
        stop);

    public Task UpdateMessageAsync(string workspace, string channel, string ts, BlockKitMessage message, CancellationToken stop) => CallAsync(
        workspace,
        "chat.update",
        json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("ts", ts);
            json.Message(message);
            json.Unparsed();
        },
        stop);

    public Task DeleteMessageAsync(string workspace, string channel, string ts, CancellationToken stop) => CallAsync(
        workspace,
        "chat.delete",
        json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("ts", ts);
        },
        stop);

    /// <summary>Enters a public channel; a private one needs an invitation.</summary>
    public Task JoinChannelAsync(string workspace, string channel, CancellationToken stop) =>
        CallAsync(workspace, "conversations.join", json => json.WriteString("channel", channel), stop);

    /// <summary>May everybody in the workspace see this channel? What is told of it that is not understood counts as no.</summary>
    public async Task<bool> IsPublicAsync(string workspace, string channel, CancellationToken stop)
    {
        Dictionary<string, string> arguments = new(StringComparer.Ordinal) { ["channel"] = channel };
        var told = (await http.CallAsync(workspace, "conversations.info", SlackArguments.Form(arguments), stop)).Member("channel");
        return told.Member("is_private").ValueKind == JsonValueKind.False && told.Member("is_im").ValueKind != JsonValueKind.True;
    }

    /// <summary>Looks for our own message with this key, from the newest back, or through the thread.</summary>
    public async Task<string?> FindMessageAsync(string workspace, string channel, Guid key, string? thread, DateTimeOffset since, CancellationToken stop)
    {
        var own = await WhoAmIAsync(workspace, stop);
        var method = thread is null ? "conversations.history" : "conversations.replies";
        string? cursor = null;
        for (var page = 0; page < FindPagesMax; page++)
        {
            var answer = await http.CallAsync(workspace, method, Page(channel, thread, since, cursor), stop);
            if (answer.Items("messages").FirstOrDefault(message => Is(message, key, own)) is { ValueKind: JsonValueKind.Object } found)
            {
                return found.Text("ts");
            }

            cursor = answer.Member("response_metadata").Text("next_cursor");
            if (string.IsNullOrEmpty(cursor))
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The bot's own ids in this workspace; asked once.</summary>
    public async Task<SlackSelf> WhoAmIAsync(string workspace, CancellationToken stop)
    {
        var installing = (workspace, await http.SinceAsync(workspace, stop));
        if (selves.TryGet(installing, out var known))
        {
            return known;
        }

        var told = SlackSelf.Of(await CallAsync(workspace, "auth.test", _ => { }, stop));
        selves.Put(installing, told);
        return told;
    }

    /// <summary>
    /// Where it is installed again the bot may be another one. Which workspaces had it by an organisation is not known here, so all are asked again.
    /// </summary>
    public void Forget() => selves.Clear();

    /// <summary>The language and country somebody has set, such as "de-AT", their handle, and their zone; null where Slack does not tell.</summary>
    public async Task<(string? Locale, string? Name, string? Zone)> ProfileAsync(string workspace, string user, CancellationToken stop)
    {
        Dictionary<string, string> arguments = new(StringComparer.Ordinal) { ["user"] = user, ["include_locale"] = "true" };
        var told = (await http.CallAsync(workspace, "users.info", SlackArguments.Form(arguments), stop)).Member("user");
        return (told.Text("locale"), told.Text("name"), told.Text("tz"));
    }

    /// <summary>A sign under a message, such as "white_check_mark".</summary>
    public Task AddReactionAsync(string workspace, string channel, string ts, string name, CancellationToken stop) => CallAsync(
        workspace,
        "reactions.add",
        json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("timestamp", ts);
            json.WriteString("name", name);
        },
        stop);

    /// <summary>Gives the view's id.</summary>
    public async Task<string> OpenViewAsync(string workspace, string trigger, ReadOnlyMemory<byte> view, CancellationToken stop)
    {
        var answer = await CallAsync(
            workspace,
            "views.open",
            json =>
            {
                json.WriteString("trigger_id", trigger);
                json.Raw("view", view);
            },
            stop);
        return answer.Member("view").Text("id") ?? throw new VenueUnavailableException("no_view_id");
    }

    public Task UpdateViewAsync(string workspace, string id, ReadOnlyMemory<byte> view, CancellationToken stop) => CallAsync(
        workspace,
        "views.update",
        json =>
        {
            json.WriteString("view_id", id);
            json.Raw("view", view);
        },
        stop);

    /// <summary>What somebody sees at the bot's own place. Gives the hash by which it is known that nothing else stands there.</summary>
    /// <param name="hash">Of what stood there before; where that is another by now Slack refuses. Null: whatever stood there.</param>
    public async Task<string?> PublishHomeAsync(string workspace, string user, ReadOnlyMemory<byte> view, string? hash, CancellationToken stop)
    {
        var answer = await CallAsync(
            workspace,
            "views.publish",
            json =>
            {
                json.WriteString("user_id", user);
                json.Raw("view", view);
                if (hash is not null)
                {
                    json.WriteString("hash", hash);
                }
            },
            stop);
        return answer.Member("view").Text("hash");
    }

    /// <summary>The address of a message.</summary>
    public async Task<Uri?> PermalinkAsync(string workspace, string channel, string ts, CancellationToken stop)
    {
        Dictionary<string, string> arguments = new(StringComparer.Ordinal) { ["channel"] = channel, ["message_ts"] = ts };
        var answer = await http.CallAsync(workspace, "chat.getPermalink", SlackArguments.Form(arguments), stop);
        return Uri.TryCreate(answer.Text("permalink"), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link : null;
    }

    /// <summary>Something for one person alone, through the address that came with their command or button.</summary>
    /// <param name="replaces">It takes the place of the message, itself private, whose button was pressed.</param>
    public Task RespondAsync(string url, BlockKitMessage message, bool replaces, CancellationToken stop) =>
        http.RespondAsync(url, Ephemeral(message, replaces), stop);

    /// <summary>The same as the answer to a slash command.</summary>
    public static ReadOnlyMemory<byte> Ephemeral(BlockKitMessage message, bool replaces = false) => WireJson.Object(json =>
    {
        json.WriteString("response_type", "ephemeral");
        json.WriteBoolean("replace_original", replaces);
        json.Message(message);
    });

    Task<JsonElement> CallAsync(string workspace, string method, Action<Utf8JsonWriter> arguments, CancellationToken stop) =>
        http.CallAsync(workspace, method, SlackArguments.Json(arguments), stop);

    // Methods that read take a form for certain; JSON not all of them.
    static SlackArguments Page(string channel, string? thread, DateTimeOffset since, string? cursor)
    {
        Dictionary<string, string> arguments = new(StringComparer.Ordinal)
        {
            ["channel"] = channel,
            ["oldest"] = string.Create(CultureInfo.InvariantCulture, $"{(since - ClockSkew).ToUnixTimeSeconds()}.000000"),
            ["inclusive"] = "true",
            ["include_all_metadata"] = "true",
            ["limit"] = FindPage.ToString(CultureInfo.InvariantCulture),
        };
        if (thread is not null)
        {
            arguments["ts"] = thread;
        }

        if (cursor is not null)
        {
            arguments["cursor"] = cursor;
        }

        return SlackArguments.Form(arguments);
    }

    // Others could copy the metadata of a message; only our own counts.
    static bool Is(JsonElement message, Guid key, SlackSelf own)
    {
        var metadata = message.Member("metadata");
        return metadata.Text("event_type") == SlotEvent
            && Guid.TryParse(metadata.Member("event_payload").Text("key"), out var found) && found == key
            && ((own.Bot is not null && message.Text("bot_id") == own.Bot) || (own.User is not null && message.Text("user") == own.User));
    }
}
