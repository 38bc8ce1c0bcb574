using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CoCreateBot.Bot.Venues.Teams.Tabs;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams.Manifest;

/// <summary>
/// What tells Teams about the app: it is uploaded with its icons in a package. It is written from the lists that the code itself goes by, and asks for no more
/// than is acted on.
/// </summary>
/// <param name="address">Where Teams reaches the bot.</param>
/// <param name="app">The bot's own id; the app has the same.</param>
sealed class TeamsManifest(Uri address, Guid app)
{
    public const string FileName = "manifest.json";
    public const string ColorIcon = "color.png";
    public const string OutlineIcon = "outline.png";

    /// <summary>The first that has slash commands and targeted messages (June 2026).</summary>
    const string Schema = "1.29";

    /// <summary>Of the app: Teams takes a changed manifest only with a higher one.</summary>
    const string Version = "1.0.0";

    /// <summary>Ends the key of what an entry does.</summary>
    const string What = "What";

    const string Publisher = "CoCreateBot";
    const string Accent = "#0c7a76"; // as the icon is

    static readonly ResourceManager Book = new("TeamsManifest", typeof(TeamsManifest).Assembly);

    static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    static readonly ImmutableArray<string> Scopes = ["personal", "team", "groupChat"];

    /// <summary>
    /// What an owner of a team or a chat is asked to grant when the app is added there. Without the first two the bot hears only what names it, and without
    /// the third it is not told where it is added to a private or shared channel, which is where it says what it is and tests delivery.
    /// </summary>
    static readonly ImmutableArray<string> Permissions = ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat", "ChannelMember.Read.Group"];

    /// <summary>By which people name the bot: as our texts have it.</summary>
    public static string Name => TeamsTexts.Prefix.Trim(' ', '@');

    /// <summary>Each language but the first is a file beside the manifest.</summary>
    public static ImmutableArray<string> Translations => [.. Lexicon.Languages.Skip(1)];

    /// <summary>Without a '/' at its end.</summary>
    public string Address => address.AbsoluteUri.TrimEnd('/');

    public static string FileOf(string language) => $"{language}.json";

    public string Text() => Written(json =>
    {
        json.WriteString("$schema", $"https://developer.microsoft.com/json-schemas/teams/v{Schema}/MicrosoftTeams.schema.json");
        json.WriteString("manifestVersion", Schema);
        json.WriteString("version", Version);
        json.WriteString("id", app);
        Describe(json);
        Bot(json);
        Extension(json);
        Tabs(json);
        Grants(json);
    });

    /// <summary>The texts of the manifest in another language, by the places at which they stand there.</summary>
    public static string Translation(string language) => Written(json =>
    {
        json.WriteString("$schema", $"https://developer.microsoft.com/json-schemas/teams/v{Schema}/MicrosoftTeams.Localization.schema.json");
        json.WriteString("name.short", Name);
        json.WriteString("name.full", In("FullName", language));
        json.WriteString("description.short", In("Short", language));
        json.WriteString("description.full", In("Full", language));
        foreach (var (at, list) in TeamsCommands.Lists.Index())
        {
            foreach (var (n, command) in list.Commands.Index())
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"bots[0].commandLists[{at}].commands[{n}]");
                json.WriteString($"{place}.title", command); // typed the same in each language
                json.WriteString($"{place}.description", In(KeyOf(command), language));
            }
        }

        foreach (var (n, entry) in TeamsCommands.Entries.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"composeExtensions[0].commands[{n}]");
            json.WriteString($"{place}.title", In(entry.Text, language));
            json.WriteString($"{place}.description", In(entry.Text + What, language));
        }

        json.WriteString("staticTabs[0].name", In("MyPage", language));
    });

    static string In(string key, string language = "") =>
        (Book.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new MissingManifestResourceException($"There is no text {key}."))
            .Replace(Words.CommandMark, TeamsTexts.Prefix, StringComparison.Ordinal);

    static string KeyOf(string command) => $"Does-{command.Replace(' ', '-')}";

    static string Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    void Describe(Utf8JsonWriter json)
    {
        json.WriteStartObject("localizationInfo");
        json.WriteString("defaultLanguageTag", Lexicon.Languages[0]);
        Objects(json, "additionalLanguages", Translations, language =>
        {
            json.WriteString("languageTag", language);
            json.WriteString("file", FileOf(language));
        });
        json.WriteEndObject();
        json.WriteStartObject("developer");
        json.WriteString("name", Publisher);
        json.WriteString("websiteUrl", Address);
        json.WriteString("privacyUrl", Address); // required; whoever has pages of their own puts them here
        json.WriteString("termsOfUseUrl", Address);
        json.WriteEndObject();
        json.WriteStartObject("name");
        json.WriteString("short", Name);
        json.WriteString("full", In("FullName"));
        json.WriteEndObject();
        json.WriteStartObject("description");
        json.WriteString("short", In("Short"));
        json.WriteString("full", In("Full"));
        json.WriteEndObject();
        json.WriteStartObject("icons");
        json.WriteString("color", ColorIcon);
        json.WriteString("outline", OutlineIcon);
        json.WriteEndObject();
        json.WriteString("accentColor", Accent);
    }

    void Bot(Utf8JsonWriter json) => Objects(json, "bots", [app], id =>
    {
        json.WriteString("botId", id);
        List(json, "scopes", Scopes);
        json.WriteBoolean("supportsTargetedMessages", true); // or there would be no "/" commands
        Objects(json, "commandLists", TeamsCommands.Lists, list =>
        {
            List(json, "scopes", list.Scopes);
            List(json, "triggers", [list.Trigger]);
            Objects(json, "commands", list.Commands, command =>
            {
                json.WriteString("title", command);
                json.WriteString("description", In(KeyOf(command)));
            });
        });
    });

    void Extension(Utf8JsonWriter json) => Objects(json, "composeExtensions", [app], id =>
    {
        json.WriteString("botId", id);
        Objects(json, "commands", TeamsCommands.Entries, entry =>
        {
            json.WriteString("id", entry.Id);
            json.WriteString("type", "action");
            json.WriteString("title", In(entry.Text));
            json.WriteString("description", In(entry.Text + What));
            List(json, "context", entry.Contexts);
            if (entry.IsSlash)
            {
                List(json, "triggers", ["slash"]);
            }

            json.WriteBoolean("fetchTask", true); // the dialog comes from the bot
        });
    });

    void Tabs(Utf8JsonWriter json)
    {
        Objects(json, "configurableTabs", [TabPaths.NewContent], path =>
        {
            json.WriteString("configurationUrl", Address + path);
            json.WriteBoolean("canUpdateConfiguration", true);
            List(json, "scopes", ["team", "groupChat"]);
        });
        Objects(json, "staticTabs", [TabPaths.MyEntity], entity => MyPage(entity, json));
    }

    void MyPage(string entity, Utf8JsonWriter json)
    {
        json.WriteString("entityId", entity);
        json.WriteString("name", In("MyPage"));
        json.WriteString("contentUrl", Address + TabPaths.MyContent);
        json.WriteString("websiteUrl", Address + TabPaths.My);
        List(json, "scopes", ["personal"]);
    }

    void Grants(Utf8JsonWriter json)
    {
        List(json, "permissions", ["identity", "messageTeamMembers"]); // who somebody is, and words to them alone
        List(json, "validDomains", [address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}"]);
        json.WriteString("defaultInstallScope", "team");
        json.WriteStartObject("defaultGroupCapability");
        json.WriteString("team", "bot");
        json.WriteString("groupchat", "bot");
        json.WriteString("meetings", "bot");
        json.WriteEndObject();
        json.WriteString("supportsChannelFeatures", "tier1"); // shared and private channels
        json.WriteStartObject("webApplicationInfo");
        json.WriteString("id", app);
        json.WriteString("resource", Address); // it says nothing, but no permission is granted without it
        json.WriteEndObject();
        json.WriteStartObject("authorization");
        json.WriteStartObject("permissions");
        Objects(json, "resourceSpecific", Permissions, permission =>
        {
            json.WriteString("name", permission);
            json.WriteString("type", "Application");
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Objects<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
