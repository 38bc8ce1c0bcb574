using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>The calls, as far as the bot uses them.</summary>
sealed partial class PretendTeams
{
    /// <summary>Teams shows cards up to this; more is cut off somewhere on the way.</summary>
    const int CardMax = 28 * 1024;

    static readonly string[] ActivityFields =
        ["type", "text", "textFormat", "summary", "attachments", "recipient", "channelData", "entities", "importance", "replyToId", "inputHint"];

    HttpResponseMessage Do(PretendTeamsCall call)
    {
        if (Tokens.Count > 0 && (call.Token is null || !Tokens.Contains(call.Token)))
        {
            return Error(HttpStatusCode.Unauthorized, "BotNotAuthorized");
        }

        if (call.Body.Length > 0 && call.Type != "application/json; charset=utf-8")
        {
            Faults.Add($"{call.Name} came as {call.Type}");
        }

        return call.Path switch
        {
            ["conversations"] when call.Method == "POST" => Create(Parse(call)),
            ["conversations", var id, .. var rest] => InConversation(call, id, rest),
            ["teams", var team] => Of(team, () => new JsonObject { ["id"] = team, ["name"] = "A team", ["aadGroupId"] = "group-1" }),
            ["teams", var team, "conversations"] => Of(team, () => new JsonObject
            {
                ["conversations"] = new JsonArray(
                [
                    .. conversations.Values.Where(one => one.Team == team)
                        .Select(one => new JsonObject { ["id"] = one.Id, ["name"] = one.Id == team ? null : "A channel", ["type"] = one.ChannelType }),
                ]),
            }),
            _ => Unknown(call),
        };
    }

    HttpResponseMessage Of(string team, Func<JsonObject> answer) =>
        conversations.Values.Any(one => one.Team == team) ? Answer(HttpStatusCode.OK, answer()) : Error(HttpStatusCode.NotFound, "ConversationNotFound");

    HttpResponseMessage Unknown(PretendTeamsCall call)
    {
        Faults.Add($"There is no such call: {call.Method} {string.Join('/', call.Path)}");
        return Error(HttpStatusCode.NotFound, "NotFound");
    }

    HttpResponseMessage InConversation(PretendTeamsCall call, string full, string[] rest)
    {
        var parts = full.Split(";messageid=");
        if (!conversations.TryGetValue(parts[0], out var conversation))
        {
            return Error(HttpStatusCode.NotFound, "ConversationNotFound");
        }

        if (conversation.Closed is { } closed)
        {
            return Error(closed.Status, closed.Code);
        }

        if (!conversation.HasBot)
        {
            return Error(HttpStatusCode.Forbidden, "BotNotInConversationRoster");
        }

        var thread = parts.Length > 1 ? parts[1] : null;
        if (thread is not null && conversation.Kind != "channel")
        {
            Faults.Add($"There are no threads in a {conversation.Kind}");
        }

        if (WaitFor(conversation.Id, UseOf(rest)) is { } wait)
        {
            return Throttled(wait);
        }

        return (call.Method, rest) switch
        {
            ("POST", ["activities"]) => Send(call, conversation, thread),
            ("PUT", ["activities", var id]) => Update(call, conversation, id),
            ("DELETE", ["activities", var id]) => Delete(conversation, id),
            ("PUT", ["activities", var id, "reactions", var type]) => React(conversation, id, type),
            ("GET", ["members", var user]) => Member(conversation, user),
            ("GET", ["pagedmembers"]) => Members(call, conversation),
            _ => Unknown(call),
        };
    }

    HttpResponseMessage Create(JsonObject body)
    {
        Check(body, ["isGroup", "members", "tenantId", "activity", "channelData", "bot"], "a new conversation");
        var user = (string?)body["members"]?.AsArray().Single()?["id"];
        if ((string?)body["tenantId"] != Tenant || user is not ['2', '9', ':', ..])
        {
            return Error(HttpStatusCode.BadRequest, "BadSyntax");
        }

        if (!conversations.Values.Any(one => one.Members.Contains(user)))
        {
            return Error(HttpStatusCode.Forbidden, "BotNotInConversationRoster");
        }

        if (WaitFor(user, "create") is { } wait)
        {
            return Throttled(wait);
        }

        var known = conversations.Values.FirstOrDefault(one => one.Kind == "personal" && one.Members.SequenceEqual([user]));
        return Answer(HttpStatusCode.Created, new JsonObject { ["id"] = (known ?? PersonalChat(user, $"a:{user[3..]}")).Id });
    }

    HttpResponseMessage Send(PretendTeamsCall call, PretendConversation conversation, string? thread)
    {
        if (thread is not null && !conversation.Messages.Any(message => message.Id == thread && message.Thread is null))
        {
            return Error(HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
        }

        var isTargeted = call.Query["isTargetedActivity"] == "true";
        var activity = Parse(call);
        var reader = (string?)activity["recipient"]?["id"];
        if (isTargeted && (conversation.Kind == "personal" || !conversation.Members.Contains(reader ?? "")))
        {
            return Error(HttpStatusCode.BadRequest, "BadArgument");
        }

        if (Refuses(activity) is { } error)
        {
            return error;
        }

        var message = new PretendActivity(NewId(), thread, isTargeted ? reader : null, Time.GetUtcNow()) { Content = activity };
        conversation.Keep(message);
        return Answer(HttpStatusCode.Created, new JsonObject { ["id"] = message.Id });
    }

    HttpResponseMessage Update(PretendTeamsCall call, PretendConversation conversation, string id)
    {
        var isTargeted = call.Query["isTargetedActivity"] == "true";
        if (conversation.Messages.Find(message => (message.Id == id || message.OtherId == id) && message.Reader is null != isTargeted && !message.IsDeleted) is not { } found)
        {
            return Error(HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
        }

        var activity = Parse(call);
        if (isTargeted && activity["recipient"] is not null)
        {
            return Error(HttpStatusCode.BadRequest, "BadArgument");
        }

        if (Refuses(activity) is { } error)
        {
            return error;
        }

        found.Content = activity;
        found.Edits++;
        return Answer(HttpStatusCode.OK, new JsonObject { ["id"] = id });
    }

    static HttpResponseMessage Delete(PretendConversation conversation, string id)
    {
        if (conversation.Messages.Find(message => message.Id == id) is not { } found)
        {
            return Error(HttpStatusCode.NotFound, "ActivityNotFoundInConversation");
        }

        found.IsDeleted = true;
        return new HttpResponseMessage(HttpStatusCode.OK);
    }

    static HttpResponseMessage Member(PretendConversation conversation, string user) =>
        conversation.Members.Find(member => member == user || ObjectIdOf(member) == user) is { } found
            ? Answer(HttpStatusCode.OK, Person(found))
            : Error(HttpStatusCode.NotFound, "MemberNotFoundInConversation");

    // As the server does: fewer than were asked for, and a token that stays when there is nothing more.
    static HttpResponseMessage Members(PretendTeamsCall call, PretendConversation conversation)
    {
        var from = int.Parse(call.Query["continuationToken"] ?? "0", CultureInfo.InvariantCulture);
        var page = conversation.Members.Skip(from).Take(2).ToList();
        return Answer(HttpStatusCode.OK, new JsonObject
        {
            ["continuationToken"] = (from + page.Count).ToString(CultureInfo.InvariantCulture),
            ["members"] = new JsonArray([.. page.Select(Person)]),
        });
    }

    public static string ObjectIdOf(string user) => $"aad-{user[3..]}";

    static JsonObject Person(string user) => new()
    {
        ["id"] = user,
        ["objectId"] = ObjectIdOf(user),
        ["name"] = $"Name of {user[3..]}",
        ["tenantId"] = Tenant,
        ["userRole"] = "user",
    };

    JsonObject Parse(PretendTeamsCall call)
    {
        var json = JsonNode.Parse(call.Body)!.AsObject(); // ! or it is a fault that fails the test
        Heard.AddRange(PretendSlack.TextsIn(json));
        return json;
    }

    HttpResponseMessage? Refuses(JsonObject activity)
    {
        Check(activity, ActivityFields, "an activity");
        if ((string?)activity["type"] != "message" || activity["attachments"]?.AsArray() is not [JsonObject attachment])
        {
            Faults.Add("A message of ours is one card");
            return Error(HttpStatusCode.BadRequest, "BadSyntax");
        }

        if ((string?)attachment["contentType"] != "application/vnd.microsoft.card.adaptive" || (string?)attachment["content"]?["type"] != "AdaptiveCard")
        {
            Faults.Add("An attachment of ours is an Adaptive Card");
        }

        if (System.Text.Encoding.UTF8.GetByteCount(attachment["content"]?.ToJsonString() ?? "") > CardMax)
        {
            return Error(HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig");
        }

        return null;
    }

    void Check(JsonObject json, string[] known, string what) =>
        Faults.AddRange(json.Select(member => member.Key).Except(known).Select(odd => $"{what} has no {odd}"));
}
