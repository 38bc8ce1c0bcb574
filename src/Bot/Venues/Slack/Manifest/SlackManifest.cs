using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack.Manifest;

/// <summary>
/// What an operator pastes into Slack to make the app. It is written from the lists that the code itself goes by: events, shortcuts, the command, scopes.
/// </summary>
static class SlackManifest
{
    public const string AppName = "CoCreateBot";

    /// <summary>As our texts name it.</summary>
    public const string BotName = "CoCreate";

    /// <summary>A workspace may leave it out: then an export comes as text.</summary>
    public static readonly ImmutableArray<string> OptionalScopes = ["files:write"];

    static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <param name="address">Where Slack reaches the bot, without a '/' at its end; null for Socket Mode.</param>
    public static string Of(string? address)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            Describe(json);
            Features(json, address);
            OAuth(json, address);
            Settings(json, address);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    static void Describe(Utf8JsonWriter json)
    {
        json.WriteStartObject("_metadata");
        json.WriteNumber("major_version", 2);
        json.WriteNumber("minor_version", 2);
        json.WriteEndObject();
        json.WriteStartObject("display_information");
        json.WriteString("name", AppName);
        json.WriteString(
            "description", "Check in, ask, write ideas, group them, vote with dots, ask why and agree on next steps, in the channel you already use.");
        json.WriteString(
            "long_description",
            "CoCreateBot lets a group co-create without leaving the channel it already uses. One command starts a check-in, an open question, "
            + "a brainwriting, a vote with dots, 5 Whys, a warm-up, or a whole workshop from a recipe, live or over days. People answer by a "
            + "tap or in a dialog of their own; each dialog says in plain words who will see what. Votes are blind until they close. The result comes into "
            + "the same message, the minutes into its thread, and next steps have somebody who does them and a day.");
        json.WriteString("background_color", "#2b4c6f");
        json.WriteEndObject();
    }

    static void Features(Utf8JsonWriter json, string? address)
    {
        json.WriteStartObject("features");
        json.WriteStartObject("app_home");
        json.WriteBoolean("home_tab_enabled", true);
        json.WriteBoolean("messages_tab_enabled", true); // or nobody could be told anything in private
        json.WriteBoolean("messages_tab_read_only_enabled", false);
        json.WriteEndObject();
        json.WriteStartObject("bot_user");
        json.WriteString("display_name", BotName);
        json.WriteBoolean("always_online", true);
        json.WriteEndObject();
        json.WriteStartArray("shortcuts");
        foreach (var one in SlackShortcuts.All)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteString("type", one.IsOnMessage ? "message" : "global");
            json.WriteString("callback_id", one.Callback);
            json.WriteString("description", one.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("slash_commands");
        json.WriteStartObject();
        json.WriteString("command", TypedLine.Prefix.TrimEnd());
        Door(json, "url", address);
        json.WriteString("description", "Start a session, a check-in, a question or a vote; answer it, steer it");
        json.WriteString("usage_hint", "vote \"Which first?\" Paint | Garden | Bus stop");
        json.WriteBoolean("should_escape", true);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void OAuth(Utf8JsonWriter json, string? address)
    {
        json.WriteStartObject("oauth_config");
        if (address is not null)
        {
            List(json, "redirect_urls", [address + InstallEndpoints.BackPath]);
        }

        json.WriteStartObject("scopes");
        List(json, "bot", SlackScopes.Bot);
        List(json, "bot_optional", OptionalScopes);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Settings(Utf8JsonWriter json, string? address)
    {
        json.WriteStartObject("settings");
        json.WriteStartObject("event_subscriptions");
        Door(json, "request_url", address);
        List(json, "bot_events", [.. SlackEvents.All.Select(one => one.Name)]);
        json.WriteEndObject();
        json.WriteStartObject("interactivity");
        json.WriteBoolean("is_enabled", true);
        Door(json, "request_url", address);
        json.WriteEndObject();
        json.WriteBoolean("org_deploy_enabled", address is not null);
        json.WriteBoolean("socket_mode_enabled", address is null);
        json.WriteBoolean("token_rotation_enabled", false); // for good once it is on, and a token that is set by hand would live for twelve hours
        json.WriteEndObject();
    }

    // Commands, buttons and events come to one door.
    static void Door(Utf8JsonWriter json, string name, string? address)
    {
        if (address is not null)
        {
            json.WriteString(name, address + SlackDoor.Path);
        }
    }

    static void List(Utf8JsonWriter json, string name, ImmutableArray<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }
}
