using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoCreateBot.Tests.Cards.BlockKit;

namespace CoCreateBot.Tests.Pretend;

/// <summary>The methods of the Web API, as far as the bot uses them.</summary>
sealed partial class PretendSlack
{
    const int ResponsesMax = 5;

    static readonly TimeSpan TriggerLives = TimeSpan.FromSeconds(3);
    static readonly TimeSpan ResponseUrlLives = TimeSpan.FromMinutes(30);

    static readonly Dictionary<string, string[]> Arguments = new()
    {
        ["auth.test"] = [],
        ["auth.teams.list"] = ["cursor", "limit"],
        ["chat.postMessage"] = ["channel", "text", "blocks", "thread_ts", "unfurl_links", "unfurl_media", "metadata", "parse", "link_names"],
        ["chat.postEphemeral"] = ["channel", "user", "text", "blocks", "parse", "link_names", "thread_ts"],
        ["chat.delete"] = ["channel", "ts"],
        ["chat.getPermalink"] = ["channel", "message_ts"],
        ["chat.update"] = ["channel", "ts", "text", "blocks", "parse", "link_names"],
        ["conversations.info"] = ["channel"],
        ["conversations.join"] = ["channel"],
        ["conversations.history"] = ["channel", "oldest", "inclusive", "include_all_metadata", "limit", "cursor"],
        ["conversations.replies"] = ["channel", "ts", "oldest", "inclusive", "include_all_metadata", "limit", "cursor"],
        ["conversations.open"] = ["users"],
        ["files.completeUploadExternal"] = ["files", "channel_id", "initial_comment"],
        ["files.getUploadURLExternal"] = ["filename", "length"],
        ["reactions.add"] = ["channel", "timestamp", "name"],
        ["users.info"] = ["user", "include_locale"],
        ["views.open"] = ["trigger_id", "view"],
        ["views.publish"] = ["user_id", "view", "hash"],
        ["views.update"] = ["view_id", "view", "hash"],
    };

    readonly Dictionary<string, DateTimeOffset?> triggers = [];
    readonly Dictionary<string, string> owners = []; // of triggers and of the views that they opened
    readonly Dictionary<string, ResponseUrl> responseUrls = [];

    sealed record ResponseUrl(string Channel, string User, DateTimeOffset At, JsonNode? Original)
    {
        public int Uses { get; set; }
    }

    JsonObject Call(string method, string? mediaType, string body)
    {
        if (!Arguments.TryGetValue(method, out var known))
        {
            Faults.Add($"{method} is no method that is known here");
            return Error("unknown_method");
        }

        // Methods that read take a form for certain, those that write JSON.
        var isForm = method is "users.info" or "auth.teams.list" or "chat.getPermalink" or "files.getUploadURLExternal"
            || (method.StartsWith("conversations.", StringComparison.Ordinal) && method != "conversations.join");
        if (mediaType != (isForm ? "application/x-www-form-urlencoded" : "application/json"))
        {
            Faults.Add($"{method} came as {mediaType}");
            return Error("invalid_arguments");
        }

        var arguments = isForm ? Form(body) : JsonNode.Parse(body)!.AsObject();
        foreach (var odd in arguments.Select(argument => argument.Key).Except(known))
        {
            Faults.Add($"{method} has no argument {odd}");
        }

        return method switch
        {
            "auth.test" => WhoIsCalling(),
            "auth.teams.list" => Teams(),
            "chat.postMessage" => Post(arguments),
            "chat.postEphemeral" => PostEphemeral(arguments),
            "chat.delete" => Delete(arguments),
            "chat.getPermalink" => Permalink(arguments),
            "chat.update" => Update(arguments),
            "conversations.info" => ChannelInfo(arguments),
            "conversations.join" => Join(arguments),
            "conversations.history" or "conversations.replies" => History(arguments),
            "conversations.open" => OpenDirect(arguments),
            "files.completeUploadExternal" => ShowFiles(arguments),
            "files.getUploadURLExternal" => NameUpload(arguments),
            "reactions.add" => React(arguments),
            "users.info" => UserInfo(arguments),
            "views.open" => OpenView(arguments),
            "views.publish" => PublishHome(arguments),
            _ => UpdateView(arguments),
        };
    }

    JsonObject Post(JsonObject arguments)
    {
        if (Refuses(arguments, out var channel) is { } error)
        {
            return error;
        }

        var thread = (string?)arguments["thread_ts"];
        if (thread is not null && channel!.Messages.All(message => message.Ts != thread))
        {
            return Error("thread_not_found");
        }

        if (Lint("chat.postMessage", BlockKitLint.Message(Element(arguments))) is { } fault)
        {
            return fault;
        }

        var ts = string.Create(CultureInfo.InvariantCulture, $"{Time.GetUtcNow().ToUnixTimeSeconds()}.{++number:000000}");
        channel!.Keep(new PretendMessage(channel.Id, ts, thread, Content(arguments)));
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = ts };
    }

    JsonObject PostEphemeral(JsonObject arguments)
    {
        if (Refuses(arguments, out var channel) is { } error)
        {
            return error;
        }

        if (Lint("chat.postEphemeral", BlockKitLint.Message(Element(arguments))) is { } fault)
        {
            return fault;
        }

        if (channel!.Outsiders.Contains((string?)arguments["user"] ?? ""))
        {
            return Error("user_not_in_channel");
        }

        var told = new PretendMessage(channel.Id, Number("e."), (string?)arguments["thread_ts"], Content(arguments)) { IsEphemeral = true };
        Whispers.Add(new PretendWhisper((string?)arguments["user"] ?? "", told, Replaces: false));
        return new JsonObject { ["ok"] = true, ["message_ts"] = told.Ts };
    }

    JsonObject Update(JsonObject arguments)
    {
        if (Refuses(arguments, out var channel) is { } error)
        {
            return error;
        }

        if (channel!.Messages.Find(message => message.Ts == (string?)arguments["ts"]) is not { } message)
        {
            return Error("message_not_found");
        }

        if (((string?)arguments["text"])?.Length > BlockKitLint.MessageTextMax)
        {
            return Error("msg_too_long");
        }

        if (Lint("chat.update", BlockKitLint.Message(Element(arguments))) is { } fault)
        {
            return fault;
        }

        var content = Content(arguments);
        content["metadata"] ??= message.Content["metadata"]?.DeepClone();
        message.Content = content;
        message.Updates++;
        return new JsonObject { ["ok"] = true, ["ts"] = message.Ts };
    }

    JsonObject? Refuses(JsonObject arguments, out PretendChannel? channel)
    {
        var isThere = channels.TryGetValue((string?)arguments["channel"] ?? "", out channel) && IsSeen(channel.Team);
        return (isThere, channel) switch
        {
            (false, _) or (_, { HasBot: false, IsPrivate: true }) => Error("channel_not_found"),
            (_, { HasBot: false }) => Error("not_in_channel"),
            (_, { IsArchived: true }) => Error("is_archived"),
            _ => null,
        };
    }

    JsonObject Join(JsonObject arguments)
    {
        if (!channels.TryGetValue((string?)arguments["channel"] ?? "", out var channel) || channel.IsPrivate || !IsSeen(channel.Team))
        {
            return Error("channel_not_found");
        }

        channel.HasBot = true;
        return Ok();
    }

    JsonObject History(JsonObject arguments)
    {
        if (Refuses(arguments, out var channel) is { } error)
        {
            return error;
        }

        var thread = (string?)arguments["ts"];
        var oldest = (string?)arguments["oldest"] ?? "0";
        var limit = int.Parse((string?)arguments["limit"] ?? "100", CultureInfo.InvariantCulture);
        var from = int.Parse((string?)arguments["cursor"] ?? "0", CultureInfo.InvariantCulture);
        var all = channel!.Messages.Where(message => thread is null
            ? message.Thread is null && string.CompareOrdinal(message.Ts, oldest) >= 0
            : message.Ts == thread || message.Thread == thread).ToList();
        if (thread is null)
        {
            all.Reverse(); // a channel is told from its newest message back, a thread from its parent on
        }

        var withMetadata = (string?)arguments["include_all_metadata"] == "true";
        var page = all.Skip(from).Take(limit).Select(message => (JsonNode)Told(message, withMetadata)).ToArray();
        return new JsonObject
        {
            ["ok"] = true,
            ["messages"] = new JsonArray(page),
            ["has_more"] = from + limit < all.Count,
            ["response_metadata"] = new JsonObject
            {
                ["next_cursor"] = from + limit < all.Count ? (from + limit).ToString(CultureInfo.InvariantCulture) : "",
            },
        };
    }

    static JsonObject Told(PretendMessage message, bool withMetadata)
    {
        var told = (JsonObject)message.Content.DeepClone();
        told["type"] = "message";
        told["ts"] = message.Ts;
        told["user"] ??= BotUser;
        told["bot_id"] ??= Bot;
        if (!withMetadata)
        {
            told.Remove("metadata");
        }

        return told;
    }

    JsonObject React(JsonObject arguments)
    {
        if (Refuses(arguments, out _) is { } error)
        {
            return error;
        }

        return Reactions.Add(((string?)arguments["channel"], (string?)arguments["timestamp"], (string?)arguments["name"])) ? Ok() : Error("already_reacted");
    }

    JsonObject OpenView(JsonObject arguments)
    {
        var trigger = (string?)arguments["trigger_id"] ?? "";
        if (!triggers.TryGetValue(trigger, out var issued) || IsOthers(trigger))
        {
            return Error("invalid_trigger_id");
        }

        if (issued is not { } at)
        {
            return Error("exchanged_trigger_id");
        }

        if (Time.GetUtcNow() - at > TriggerLives)
        {
            return Error("expired_trigger_id");
        }

        if (Lint("views.open", BlockKitLint.View(Element(arguments["view"]))) is { } fault)
        {
            return fault;
        }

        triggers[trigger] = null;
        var view = new PretendView(Number("V"), (JsonObject)arguments["view"]!.DeepClone());
        Views[view.Id] = view;
        owners[view.Id] = owners.GetValueOrDefault(trigger, "");
        viewHomes[view.Id] = caller!.Workspace; // ! it is known who calls
        return Told(view);
    }

    JsonObject UpdateView(JsonObject arguments)
    {
        if (!Views.TryGetValue((string?)arguments["view_id"] ?? "", out var view) || !view.IsOpen)
        {
            return Error("not_found");
        }

        if (arguments["hash"] is { } hash && (string?)hash != view.Hash)
        {
            return Error("hash_conflict");
        }

        if (Lint("views.update", BlockKitLint.View(Element(arguments["view"]))) is { } fault)
        {
            return fault;
        }

        view.Content = (JsonObject)arguments["view"]!.DeepClone();
        view.Hash = Number("hash.");
        return Told(view);
    }

    static JsonObject Told(PretendView view) =>
        new() { ["ok"] = true, ["view"] = new JsonObject { ["id"] = view.Id, ["hash"] = view.Hash } };

    JsonObject Respond(HttpRequestMessage request, string body)
    {
        if (request.Headers.Authorization is not null)
        {
            Faults.Add("the token went to a response_url");
        }

        if (!responseUrls.TryGetValue(request.RequestUri!.AbsoluteUri, out var url) || Time.GetUtcNow() - url.At > ResponseUrlLives)
        {
            return new JsonObject { ["ok"] = false, ["error"] = "expired_url", ["$status"] = 404 };
        }

        if (++url.Uses > ResponsesMax)
        {
            return new JsonObject { ["ok"] = false, ["error"] = "used_url", ["$status"] = 404 };
        }

        var arguments = JsonNode.Parse(body)!.AsObject();
        var replaces = (bool?)arguments["replace_original"] ?? false;
        if ((string?)arguments["response_type"] != "ephemeral" || (replaces && url.Original is null))
        {
            Faults.Add($"a private sentence could be seen by others: {body}");
        }

        Lint("response_url", BlockKitLint.Message(Element(arguments)));
        var told = new PretendMessage(url.Channel, Number("w."), null, Content(arguments)) { IsEphemeral = true };
        Whispers.Add(new PretendWhisper(url.User, told, replaces));
        if (replaces && channels.Values.SelectMany(one => one.Messages).FirstOrDefault(one => ReferenceEquals(one.Content, url.Original)) is { } there)
        {
            there.Content = Content(arguments);
            there.Updates++;
        }

        return Ok();
    }

    JsonObject? Lint(string method, IReadOnlyList<string> faults)
    {
        Faults.AddRange(faults.Select(fault => $"{method}: {fault}"));
        return faults.Count > 0 ? Error("invalid_blocks") : null;
    }

    static JsonObject Content(JsonObject arguments) => new()
    {
        ["text"] = arguments["text"]?.DeepClone(),
        ["blocks"] = arguments["blocks"]?.DeepClone(),
        ["metadata"] = arguments["metadata"]?.DeepClone(),
    };

    static JsonObject Form(string body)
    {
        var form = new JsonObject();
        foreach (var field in body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2)))
        {
            form[field[0]] = Uri.UnescapeDataString(field[1].Replace('+', ' '));
        }

        return form;
    }

    static JsonElement Element(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString(PretendJson.Readable) ?? "null");
        return document.RootElement.Clone();
    }
}
