using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Tests.Cards.Adaptive;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Tidy;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>What the bot and Microsoft's own connector (npm botframework-connector, the last there is) write, each read by the other.</summary>
public sealed class ConnectorTypesTest
{
    static readonly string Library = Path.Combine(Checkout.Root, "node_modules", "botframework-connector");

    [Fact]
    public async Task Every_message_the_bot_can_send_is_read_by_the_connector_without_loss()
    {
        var cards = ShownInTeams.All.Where(shown => !shown.IsDialog).Select(shown => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(shown.Json)).ToArray();
        JsonNode[] sent =
        [
            .. cards.Select(card => Parse(ConnectorJson.Message(card, "A sentence."))),
            Parse(ConnectorJson.Message(cards[0], "A sentence.", "29:ann", alerts: true)),
        ];

        Assert.Equal(sent.Select(Text), (await AgainAsync("Activity", sent)).Select(Text));
    }

    [Fact]
    public async Task Whatever_goes_to_the_connector_in_a_session_is_read_by_it_without_loss()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("vote \"Which first?\" Paint | Garden");
        var dialog = await story.Bob.OpenAsync(story.Channel, card, "Vote");
        await story.Bob.HandInAsync(story.Channel, card, dialog, ("Your choice", "Garden"));
        await story.Ann.MentionAsync(story.Channel, "close");
        await story.PassUntilAsync(() => story.Channel.Saying("Minutes") is not null, "the minutes");
        await story.Server.Services.GetRequiredService<ConnectorClient>()
            .CreateChatAsync(PretendTeamsKeys.ServiceUrl, PretendTeams.Tenant, story.Ann.Id, TestContext.Current.CancellationToken);
        var written = story.Teams.Written;

        foreach (var (type, call) in new[] { ("Activity", "activities"), ("ConversationParameters", "create") })
        {
            var sent = written.Where(one => one.Call.EndsWith(call, StringComparison.Ordinal)).Select(one => JsonNode.Parse(one.Body)!).ToArray(); // ! objects
            Assert.NotEmpty(sent);
            Assert.Equal(sent.Select(Text), (await AgainAsync(type, sent)).Select(Text));
        }
    }

    [Fact]
    public async Task The_bot_reads_the_same_of_what_the_connector_writes_as_of_what_Teams_wrote()
    {
        // That a message is for the bot's eyes alone, and the clock of a client, are not in its types, and times are whole milliseconds; of some examples
        // the times are dots.
        var known = TeamsFates.All.Where(fate => fate.ReadAs != "None" && !fate.File.Contains("targeted", StringComparison.Ordinal))
            .Select(fate => (fate.File, Sample: JsonNode.Parse(TeamsSamples.Body(fate.File))!)).Where(one => HasTimes(one.Sample)).ToArray(); // ! objects
        Assert.All(known, one => Round(one.Sample));
        var written = await AgainAsync("Activity", [.. known.Select(one => one.Sample)]);

        foreach (var ((file, sample), again) in known.Zip(written))
        {
            Assert.Equal((file, Read(sample)), (file, Read(again)));
        }
    }

    [Fact]
    public async Task What_the_types_do_not_know_is_lost_so_that_the_others_can_fail()
    {
        var wrong = new JsonObject { ["type"] = "message", ["summery"] = "A sentence." };

        Assert.Equal("""{"type":"message"}""", Text(Assert.Single(await AgainAsync("Activity", [wrong]))));
    }

    static void Round(JsonNode sample)
    {
        (sample["entities"] as JsonArray)?.RemoveAll(entity => (string?)entity!["type"] == "clientInfo"); // ! all are objects
        if ((string?)sample["timestamp"] is { } time)
        {
            sample["timestamp"] = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).UtcDateTime
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }
    }

    static bool HasTimes(JsonNode sample) => new[] { "timestamp", "localTimestamp" }.All(
        name => (string?)sample[name] is not { } time || DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out _));

    static string Read(JsonNode json)
    {
        var request = TeamsActivityReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), out var envelope);
        IReadOnlyDictionary<string, string> fields = request switch
        {
            TeamsRequest.Pressed pressed => pressed.Fields,
            TeamsRequest.Opens opens => opens.Fields,
            TeamsRequest.HandedIn handedIn => handedIn.Fields,
            TeamsRequest.ExtensionHandedIn handedIn => handedIn.Fields,
            _ => TeamsRequest.NoFields,
        };
        return $"{envelope} {request} {string.Join(", ", fields.OrderBy(field => field.Key, StringComparer.Ordinal))}";
    }

    static JsonNode Parse(ReadOnlyMemory<byte> json) => JsonNode.Parse(json.Span)!; // ! an object

    // Members in one order, wherever they stood.
    static string Text(JsonNode? json) => Ordered(json)?.ToJsonString() ?? "null";

    static JsonNode? Ordered(JsonNode? json) => json switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => json?.DeepClone(),
    };

    static async Task<JsonNode[]> AgainAsync(string type, JsonNode[] sent)
    {
        FromNpm.Needs(Directory.Exists(Library), "Microsoft's connector is not installed; npm ci at the root of the checkout installs it.");
        using var folder = new TestFolder();
        var all = new JsonArray([.. sent.Select(json => new JsonObject { ["type"] = type, ["json"] = json.DeepClone() })]);
        await File.WriteAllTextAsync(folder.File("sent.json"), all.ToJsonString());
        var program = Path.Combine(Checkout.Root, "tests", "CoCreateBot.Tests", "Bot", "Venues", "Teams", "connector-types.js");
        var start = new ProcessStartInfo("node", [program, folder.File("sent.json")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = Checkout.Root,
        };
        using var run = Process.Start(start)!; // ! npm needs it, too
        var said = await run.StandardOutput.ReadToEndAsync().WaitAsync(Child.Within, TimeProvider.System);
        await run.WaitForExitAsync().WaitAsync(Child.Within, TimeProvider.System);
        Assert.Equal(0, run.ExitCode);
        return [.. JsonNode.Parse(said)!.AsArray().Select(json => json!)]; // ! as many as came
    }
}
