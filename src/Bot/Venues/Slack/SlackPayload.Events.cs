using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CoCreateBot.Bot.Venues.Slack.Manifest;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Mentions, messages in threads, and what becomes of the installation. All else that a channel tells (joins, files, what bots say, previews of links) is
/// passed over.
/// </summary>
ref partial struct SlackPayload
{
    struct Message
    {
        public string? Subtype, User, Bot, Ts, Thread, Text, EditedBy;
    }

    // Without an id it is none of Slack's.
    readonly SlackRequest ToEvent() => (!SlackIds.IsTrigger(eventId) || !SlackEvents.IsAskedFor(eventType) ? null : eventType switch
    {
        SlackEvents.Message => ToReplied(eventId),
        SlackEvents.Mention => ToMentioned(eventId),
        SlackEvents.Home when SlackIds.PersonKey(Home, said.User) is { } key => new SlackRequest.HomeOpened(new(key, null), eventId, tab == "home"),
        SlackEvents.Uninstalled when SlackIds.IsId(Installed) => new SlackRequest.Uninstalled(Installed) { Enterprise = Organisation },
        SlackEvents.Revoked when SlackIds.IsId(Installed) => new SlackRequest.TokensRevoked(Installed, bots, users) { Enterprise = Organisation },
        SlackEvents.AccessGranted or SlackEvents.AccessRevoked when SlackIds.IsId(enterprise) && !teams.IsEmpty =>
            new SlackRequest.AccessChanged(enterprise, teams, eventType == SlackEvents.AccessGranted),
        _ => null,
    }) ?? new SlackRequest.Ignored("event");

    /// <summary>
    /// Where it happened, as we know it. In a channel that is shared with others an event may name the workspace whose channel it was first, whoever wrote
    /// there: the authorization names ours, and that of a whole organisation at least its own.
    /// </summary>
    readonly string? Workspace => appTeam ?? (isOrg && (appEnterprise ?? enterprise) != enterprise ? contextTeam : null) ?? team;

    /// <summary>Who stands for the workspace in a person's key.</summary>
    readonly string? Home => isOrg ? appEnterprise ?? enterprise : Workspace;

    /// <summary>Whose installation it is. Where the whole organisation has installed the bot, Slack may name no workspace.</summary>
    readonly string? Installed => isOrg ? enterprise : team ?? enterprise;

    readonly string? Organisation => SlackIds.IsId(enterprise) ? enterprise : null;

    // A bot that names us may be one that answers to every answer.
    readonly SlackRequest.Mentioned? ToMentioned(string id) => said is { Bot: null, Subtype: null or "thread_broadcast" or "file_share" }
        && (own is null || said.User != own) && IsTs(said.Ts) && SlackIds.IsId(Workspace) && SlackIds.IsId(channel)
        && SlackIds.PersonKey(Home, said.User) is { } key
            ? new(
                new(key, null), SlackIds.Venue(Workspace, channel), IsTs(said.Thread) && said.Thread != said.Ts ? said.Thread : null, said.Ts,
                SlackMarkup.Read(SlackMarkup.Without(said.Text ?? "", own)).Trim(), id)
            {
                Marked = SlackMarkup.Marked(SlackMarkup.Without(said.Text ?? "", own)),
            }
            : null;

    readonly SlackRequest? ToReplied(string id)
    {
        var (message, isChange, isGone) = said.Subtype switch
        {
            null or "thread_broadcast" or "file_share" => (said, false, false),
            // Slack itself changes messages, too: only what their author has edited is theirs.
            "message_changed" when now.Subtype == "tombstone" => (before, true, true),
            "message_changed" when now.EditedBy == now.User && now.Text != before.Text => (now, true, false),
            "message_deleted" => (before, true, true),
            _ => default,
        };
        if (!isChange && message.Thread is null && SlackIds.IsDirect(channel))
        {
            return ToMentioned(id); // whoever writes to the bot alone need not name it
        }

        if (!IsReply(message) || (own is not null && message.User == own)
            || !SlackIds.IsId(Workspace) || !SlackIds.IsId(channel) || SlackIds.PersonKey(Home, message.User) is not { } key)
        {
            return null;
        }

        // Whoever talks to the bot contributes nothing: it comes as a mention, too, but not from where nobody else is. What was given and is now such
        // talk is taken back.
        var isTalk = own is not null && !isGone && SlackMarkup.Mentions(message.Text ?? "", own);
        return isTalk && !isChange
            ? SlackIds.IsDirect(channel) ? ToMentioned(id) : new SlackRequest.Ignored("mention")
            : new SlackRequest.Replied(
                new(key, null), SlackIds.Venue(Workspace, channel), message.Thread!, message.Ts!, // ! it is a reply
                isGone || isTalk ? null : SlackMarkup.Read(message.Text ?? ""), isChange, id)
            {
                Marked = isGone || isTalk ? null : SlackMarkup.Marked(message.Text ?? ""),
            };
    }

    static bool IsReply(Message message) => message.Bot is null && IsTs(message.Ts) && IsTs(message.Thread) && message.Ts != message.Thread;

    static bool IsTs([NotNullWhen(true)] string? ts) => ts is { Length: > 0 and <= SlackRequest.IdMax };

    bool TakeOfEvent()
    {
        if (Is("event"u8)) ReadEvent();
        else if (Is("event_id"u8)) eventId = Text();
        else if (Is("context_team_id"u8)) contextTeam = WorkspaceIn(Text());
        else if (Is("authorizations"u8)) ReadAuthorizations();
        else if (Is("authed_users"u8)) own ??= Ids().FirstOrDefault();
        else return false;

        return true;
    }

    void ReadEvent()
    {
        if (!Enter())
        {
            return;
        }

        while (NextProperty())
        {
            if (Is("type"u8)) eventType = Text();
            else if (Is("channel"u8)) channel = Text();
            else if (Is("message"u8)) ReadMessage(ref now);
            else if (Is("previous_message"u8)) ReadMessage(ref before);
            else if (Is("tab"u8)) tab = Text();
            else if (Is("tokens"u8)) ReadTokens();
            else if (Is("team_ids"u8)) teams = Ids();
            else Take(ref said);
        }
    }

    void ReadMessage(ref Message message)
    {
        if (!Enter())
        {
            return;
        }

        while (NextProperty())
        {
            Take(ref message);
        }
    }

    void Take(ref Message message)
    {
        if (Is("subtype"u8)) message.Subtype = Text();
        else if (Is("user"u8)) message.User = Text();
        else if (Is("bot_id"u8)) message.Bot = Text();
        else if (Is("ts"u8)) message.Ts = Text();
        else if (Is("thread_ts"u8)) message.Thread = Text();
        else if (Is("text"u8)) message.Text = Text();
        else if (Is("edited"u8)) message.EditedBy = Member("user"u8);
        else json.Skip();
    }

    void ReadTokens()
    {
        if (!Enter())
        {
            return;
        }

        while (NextProperty())
        {
            if (Is("bot"u8)) bots = Ids();
            else if (Is("oauth"u8)) users = Ids();
            else json.Skip();
        }
    }

    /// <summary>A list of ids; what is none is passed over.</summary>
    ImmutableArray<string> Ids()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return [];
        }

        var ids = ImmutableArray.CreateBuilder<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String && Decoded() is var id && SlackIds.IsId(id))
            {
                ids.Add(id);
            }

            json.Skip();
        }

        return ids.ToImmutable();
    }

    // One entry: the installation that sees the event, and the bot's own user there.
    void ReadAuthorizations()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadAuthorization();
            }
            else
            {
                json.Skip();
            }
        }
    }

    void ReadAuthorization()
    {
        string? whose = null;
        var isBot = true; // of which some senders say nothing
        while (NextProperty())
        {
            if (Is("is_enterprise_install"u8)) isOrg |= Flag();
            else if (Is("is_bot"u8)) isBot = Flag();
            else if (Is("user_id"u8)) whose = Text();
            else if (Is("team_id"u8)) appTeam ??= WorkspaceIn(Text());
            else if (Is("enterprise_id"u8)) appEnterprise ??= Text() is var id && SlackIds.IsId(id) ? id : null;
            else json.Skip();
        }

        own ??= isBot ? whose : null;
    }

    /// <summary>Null of what is none: an organisation, say, of which it cannot be told which of its workspaces is meant.</summary>
    static string? WorkspaceIn(string? id) => SlackIds.IsId(id) && !SlackIds.IsOrganisation(id) ? id : null;
}
