namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Messages in threads. All else that a channel tells (joins, files, what bots say, previews of links) is passed over.</summary>
ref partial struct SlackPayload
{
    struct Message
    {
        public string? Subtype, User, Bot, Ts, Thread, Text, EditedBy;
    }

    readonly SlackRequest ToReplied()
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
        return eventType == "message" && IsReply(message) && SlackIds.IsTrigger(eventId) && SlackIds.IsId(team) && SlackIds.IsId(channel)
            && SlackIds.PersonKey(isOrg ? enterprise : team, message.User) is { } key
                ? new SlackRequest.Replied(
                    new(key, null), SlackIds.Venue(team, channel), message.Thread!, message.Ts!, // ! it is a reply
                    isGone ? null : SlackMarkup.Read(message.Text ?? ""), isChange, eventId)
                : new SlackRequest.Ignored("event");
    }

    static bool IsReply(Message message) =>
        message is { Bot: null, Ts: { Length: > 0 and <= SlackRequest.IdMax } ts, Thread: { Length: > 0 and <= SlackRequest.IdMax } thread } && ts != thread;

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

    // One entry: the installation that sees the event.
    void ReadAuthorizations()
    {
        json.Read();
        var depth = json.CurrentDepth;
        if (json.TokenType != System.Text.Json.JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.TokenType == System.Text.Json.JsonTokenType.PropertyName && Is("is_enterprise_install"u8))
            {
                isOrg |= Flag();
            }
        }
    }
}
