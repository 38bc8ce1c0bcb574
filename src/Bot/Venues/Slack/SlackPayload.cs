using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Picks what is needed out of a JSON payload of some kilobytes (a button brings its whole message along) without building the
/// rest. Unknown fields are skipped, and what has another type than expected counts as not there.
/// </summary>
ref partial struct SlackPayload
{
    /// <summary>A view has at most 100 blocks.</summary>
    const int InputsMax = 100;

    const string Press = "block_actions";

    Utf8JsonReader json;
    string? type, challenge, user, name, userTeam, team, enterprise, trigger, url, action, value, metadata, channel, appTeam, view, eventType, eventId;
    string? menuChannel, callback, tab, own, contextTeam, appEnterprise;
    Message said, now, before;
    bool isOrg, isEphemeral, hasActions, hasView;
    ImmutableArray<SlackInput>.Builder? inputs;
    ImmutableArray<string> bots = [], users = [], teams = [];

    SlackPayload(Utf8JsonReader json) => this.json = json;

    public static SlackRequest? Read(ReadOnlySpan<byte> text) => WireJson.Read<SlackRequest>(text, Read);

    static SlackRequest? Read(ref Utf8JsonReader json)
    {
        var payload = new SlackPayload(json);
        return payload.ReadRoot() ? payload.ToRequest() : null;
    }

    SlackRequest? ToRequest() => type switch
    {
        Press => ToPressed(),
        "view_submission" => ToHandedIn(),
        "url_verification" => challenge is null ? null : new SlackRequest.Verification(challenge),
        "event_callback" => ToEvent(),
        "message_action" => ToOnMessage(),
        "shortcut" => ToStarted(),
        "app_rate_limited" => new SlackRequest.Ignored("app_rate_limited"),
        // Sent only where we asked for it, which we do not.
        "view_closed" or "block_suggestion" or "interactive_message" => new SlackRequest.Ignored(type),
        null => null,
        _ => new SlackRequest.Ignored("unknown"),
    };

    readonly SlackRequest? ToPressed()
    {
        if (Who() is not { } who || !SlackIds.IsTrigger(trigger) || !hasActions)
        {
            return null;
        }

        // A link that looks like a button sends its press too; it carries nothing.
        return action is null || value is null
            ? new SlackRequest.Ignored("no_value")
            : new SlackRequest.Pressed(who, Place(), action, value, trigger, SlackIds.Url(url), isEphemeral)
            {
                View = SlackIds.IsId(view) ? view : null,
                Metadata = metadata ?? "",
                Inputs = inputs is null or { Count: > InputsMax } ? [] : inputs.ToImmutable(),
            };
    }

    readonly SlackRequest.HandedIn? ToHandedIn() =>
        Who() is { } who && SlackIds.IsTrigger(trigger) && hasView && inputs is not { Count: > InputsMax }
            ? new SlackRequest.HandedIn(who, Place(), trigger, metadata ?? "", inputs?.ToImmutable() ?? []) { View = SlackIds.IsId(view) ? view : null }
            : null;

    // The menu of an old installation may have another action.
    readonly SlackRequest? ToOnMessage() => !SlackShortcuts.IsOnMessage(callback) ? new SlackRequest.Ignored("message_action")
        : Who() is { } who && (team ?? userTeam) is var home && SlackIds.IsId(home) && SlackIds.IsId(menuChannel) && SlackIds.IsTrigger(trigger)
            ? new SlackRequest.OnMessage(
                who, SlackIds.Venue(home, menuChannel), callback, now.Text ?? "", now is not { Bot: null, Subtype: not "bot_message" },
                trigger, SlackIds.Url(url))
            {
                Ts = IsTs(now.Ts) ? now.Ts : null,
                Thread = IsTs(now.Thread) ? now.Thread : null,
            }
            : null;

    readonly SlackRequest? ToStarted() => !SlackShortcuts.IsGlobal(callback) ? new SlackRequest.Ignored("shortcut")
        : Who() is { } who && SlackIds.IsTrigger(trigger) ? new SlackRequest.Started(who, Place(), trigger)
        : null;

    readonly SlackPlace Place() => new(team ?? Card ?? userTeam, appTeam, channel, isOrg || SlackIds.IsOrganisation(appTeam))
    {
        IsPartner = IsPartner,
        IsHomeOfPerson = (team ?? Card) is null,
    };

    /// <summary>The workspace of the message that a button is on, where it says so: in one that is shared the person may be at home in another.</summary>
    readonly string? Card => !hasView && SlackIds.IsId(appTeam) && !SlackIds.IsOrganisation(appTeam) ? appTeam : null;

    // What is done in a channel that is shared with others may name their side; events and commands from there name ours. So it goes by where the app is
    // installed.
    readonly bool IsPartner =>
        SlackIds.IsId(appTeam) && (SlackIds.IsOrganisation(appTeam) ? enterprise : isOrg ? null : team) is { } named && named != appTeam;

    readonly Person? Who() => SlackIds.PersonKey(IsPartner ? appTeam : isOrg ? enterprise : team ?? userTeam, user) is { } key
        ? new Person(key, SlackIds.Name(name))
        : null;

    bool ReadRoot()
    {
        while (NextProperty())
        {
            if (Is("type"u8)) type = Text();
            else if (Is("challenge"u8)) challenge = Text();
            else if (Is("trigger_id"u8)) trigger = Text();
            else if (Is("response_url"u8)) url = Text();
            else if (Is("is_enterprise_install"u8)) isOrg = Flag();
            else if (Is("user"u8)) ReadUser();
            else if (Is("team"u8)) team = Id();
            else if (Is("enterprise"u8)) enterprise = Id();
            else if (Is("container"u8)) ReadContainer();
            else if (Is("actions"u8)) ReadActions();
            else if (Is("view"u8)) ReadView();
            else if (type == Press && Is("message"u8)) appTeam ??= Member("team"u8);
            else if (Is("team_id"u8)) team ??= Text();
            else if (Is("enterprise_id"u8)) enterprise ??= Text();
            else if (!TakeOfEvent()) TakeOfMenu();
        }

        return !json.Read(); // what stands behind the object throws
    }

    // A button brings its whole card along, which is passed over.
    void TakeOfMenu()
    {
        var canBe = type is null or "message_action" or "shortcut";
        if (canBe && Is("callback_id"u8)) callback = Text();
        else if (canBe && Is("channel"u8)) menuChannel = Id();
        else if (canBe && Is("message"u8)) ReadMessage(ref now);
        else json.Skip();
    }

    void ReadUser()
    {
        if (!Enter())
        {
            return;
        }

        while (NextProperty())
        {
            if (Is("id"u8)) user = Text();
            else if (Is("name"u8)) name = Text();
            else if (Is("team_id"u8)) userTeam = Text();
            else json.Skip();
        }
    }

    void ReadContainer()
    {
        if (!Enter())
        {
            return;
        }

        while (NextProperty())
        {
            if (Is("is_ephemeral"u8)) isEphemeral = Flag();
            else if (Is("channel_id"u8)) channel = Text();
            else json.Skip();
        }
    }

    // Slack sends one action a click.
    void ReadActions()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject && !hasActions)
            {
                ReadAction();
            }
            else
            {
                json.Skip();
            }
        }
    }

    void ReadAction()
    {
        hasActions = true;
        while (NextProperty())
        {
            if (Is("action_id"u8)) action = Text();
            else if (Is("value"u8)) value = Text();
            else if (Is("selected_option"u8)) value ??= OptionValue();
            else json.Skip();
        }
    }

    void ReadView()
    {
        if (!Enter())
        {
            return;
        }

        hasView = true;
        while (NextProperty())
        {
            if (Is("private_metadata"u8)) metadata = Text();
            else if (Is("id"u8)) view = Text();
            else if (Is("app_installed_team_id"u8)) appTeam = Text();
            else if (Is("state"u8)) ReadState();
            else json.Skip();
        }
    }

    void ReadState()
    {
        if (!Enter())
        {
            return;
        }

        while (NextProperty())
        {
            if (Is("values"u8)) ReadBlocks();
            else json.Skip();
        }
    }

    void ReadBlocks()
    {
        if (!Enter())
        {
            return;
        }

        inputs = ImmutableArray.CreateBuilder<SlackInput>();
        while (NextProperty())
        {
            var block = Decoded();
            string? given = null;
            var isText = false;
            if (Enter())
            {
                while (NextProperty())
                {
                    given = ElementValue(ref isText) ?? given;
                }
            }

            inputs.Add(new SlackInput(block, given) { IsText = isText });
        }
    }

    string? ElementValue(ref bool isText)
    {
        string? given = null;
        if (Enter())
        {
            while (NextProperty())
            {
                if (Is("value"u8)) given = Text() ?? given;
                else if (Is("type"u8)) isText = Text() == "plain_text_input";
                else if (Is("selected_option"u8)) given = OptionValue() ?? given;
                else if (Is("selected_options"u8)) given = Ticked();
                else if (Is("selected_conversation"u8)) given = Text() ?? given;
                else json.Skip();
            }
        }

        return given ?? (isText ? "" : null); // a text that was emptied is taken back; a choice that was not made says nothing
    }

    string? OptionValue() => Member("value"u8);

    /// <summary>A list of boxes holds one of ours: it is ticked or not.</summary>
    string Ticked()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return InputToggle.Off;
        }

        var isAny = false;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            isAny = true;
            json.Skip();
        }

        return isAny ? InputToggle.On : InputToggle.Off;
    }

    string? Id() => Member("id"u8);

    string? Member(ReadOnlySpan<byte> wanted)
    {
        string? found = null;
        if (Enter())
        {
            while (NextProperty())
            {
                if (Is(wanted)) found = Text();
                else json.Skip();
            }
        }

        return found;
    }

    bool NextProperty() => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    readonly bool Is(ReadOnlySpan<byte> property) => json.ValueTextEquals(property);

    /// <summary>From a property to the inside of its object; false where it has none, and then the value is passed over.</summary>
    bool Enter()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        json.Skip();
        return false;
    }

    bool Flag()
    {
        json.Read();
        json.Skip();
        return json.TokenType == JsonTokenType.True;
    }

    string? Text()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return Decoded();
        }

        json.Skip();
        return null;
    }

    readonly string Decoded() => json.GetString() ?? "";
}
