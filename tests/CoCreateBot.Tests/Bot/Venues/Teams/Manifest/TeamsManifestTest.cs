using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Manifest;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Manifest;

/// <summary>The manifest in the app package of Teams: right for Teams, and true of what the bot does.</summary>
public sealed class TeamsManifestTest
{
    const string Modules = "node_modules/@microsoft/app-manifest";

    /// <summary>More of a description no menu shows (documentation of Teams, bot commands).</summary>
    const int DescriptionMax = 128;

    /// <summary>Of one extension (documentation of Teams, message extensions).</summary>
    const int EntriesMax = 10;

    /// <summary>The parts of the manifest that people read, as a translation names them.</summary>
    static readonly ImmutableArray<string> Read = ["title", "short", "full", "description"];

    static JsonNode Manifest => JsonNode.Parse(new TeamsManifest(new Uri("https://bot.example.org"), new Guid(PretendTeamsKeys.Bot)).Text())!; // ! it is JSON

    static JsonObject German => JsonNode.Parse(TeamsManifest.Translation("de"))!.AsObject(); // ! it is JSON

    [Fact]
    public async Task Microsofts_own_schemas_have_nothing_against_it() =>
        Assert.Equal("", await FaultsAsync(Manifest.ToJsonString(), German.ToJsonString()));

    [Theory]
    [InlineData("/bots/0 must NOT have additional properties", "bots", "colour")]
    [InlineData("/name must NOT have additional properties", "name", "long")]
    [InlineData(" must NOT have additional properties", null, "setings")]
    public async Task A_typing_error_in_it_would_be_found(string fault, string? part, string name)
    {
        var wrong = Manifest;
        var at = part is null ? wrong : wrong[part]!; // ! it has both
        (at is JsonArray list ? list[0]! : at)[name] = "x"; // ! it has one

        Assert.StartsWith(fault, await FaultsAsync(wrong.ToJsonString(), German.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name.short", 31)]
    [InlineData("bots[0].commandLists[3].commands[0].title", 1)]
    public async Task A_translation_that_is_too_long_or_of_nothing_would_be_found(string place, int length)
    {
        var wrong = German;
        wrong[place] = new string('x', length);

        Assert.Contains("must NOT have", await FaultsAsync(Manifest.ToJsonString(), wrong.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_text_is_there_in_German_and_nothing_else_is()
    {
        var english = Texts(Manifest, "").ToDictionary(text => text.Place, text => text.Text, StringComparer.Ordinal);
        var german = German.Where(text => text.Key != "$schema").ToDictionary(text => text.Key, text => (string?)text.Value ?? "", StringComparer.Ordinal);

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), german.Keys.Order(StringComparer.Ordinal));
        var same = english.Where(text => german[text.Key] == text.Value).Select(text => text.Key);
        Assert.All(same, place => Assert.True(place == "name.short" || place.EndsWith("].title", StringComparison.Ordinal), place)); // what is typed
    }

    [Fact]
    public void No_description_of_a_command_is_longer_than_a_menu_shows() => Assert.All(
        Texts(Manifest, "").Where(text => text.Place.StartsWith("bots", StringComparison.Ordinal)).Select(text => text.Text)
            .Concat(German.Where(text => text.Key.StartsWith("bots", StringComparison.Ordinal)).Select(text => (string?)text.Value ?? "")),
        text => Assert.InRange(text.Length, 1, DescriptionMax));

    [Fact]
    public void The_app_is_named_as_people_name_the_bot_in_our_texts() =>
        Assert.Equal(TeamsTexts.Prefix, $"@{(string?)Manifest["name"]!["short"]} "); // ! it has a name

    [Fact]
    public void Each_command_that_is_offered_is_understood() => World.Play(async world =>
    {
        var words = new Lexicon(Activities.BuiltIn).In("en").Typed(TypedLine.Prefix);
        Assert.True(IsUnknown(await world.SayAsync(World.Ann, "nonsense")));
        Assert.True(IsUnknown(await world.SayAsync(World.Ann, "forget him")));
        foreach (var command in TeamsCommands.Lists.SelectMany(list => list.Commands).Distinct())
        {
            var reply = await world.SayAsync(World.Ann, command, new VenueId($"slack:T1/{command.Replace(' ', '-')}"));

            Assert.False(IsUnknown(reply), $"{command}: {reply.Text}");
        }

        // A word that is none of ours is answered without a reason of a session's and without a sentence that says how.
        bool IsUnknown(Reply reply) => reply is { IsProblem: true, Key: null, Cause: null } || reply.Text.Contains(words["Session.NotUnderstood"], StringComparison.Ordinal);
    });

    [Fact]
    public void What_steers_a_session_does_so() => World.Play(async world =>
    {
        await world.OpenAsync("session \"How might we …?\" ideas live");

        Assert.All(
            [await world.SayAsync(World.Ann, "minutes"), await world.SayAsync(World.Ann, "next"), await world.SayAsync(World.Ann, "close yes")],
            reply => Assert.False(reply.IsProblem, reply.Text));
    });

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Each_example_in_a_description_can_be_typed_as_it_stands(string language) => World.Play(async world =>
    {
        var examples = Examples(language).ToList();

        Assert.Equal(5, examples.Count);
        foreach (var (command, example) in examples)
        {
            var reply = await world.SayAsync(World.Ann, $"{command} {example}", new VenueId($"slack:T1/{command}"));
            Assert.True(reply.Started, $"{command} {example}: {reply.Text}");
        }
    });

    [Fact]
    public void Each_activity_that_can_be_started_is_offered_where_a_team_is() => Assert.Empty(
        Activities.BuiltIn.All.Where(activity => activity.Start(new Lexicon(Activities.BuiltIn).In("en")) is not null)
            .Select(activity => activity.Verbs[0]).Except(TeamsCommands.Lists[0].Commands));

    [Fact]
    public void A_command_that_was_chosen_behind_a_slash_is_the_same_as_typed() => Assert.All(
        TeamsCommands.Lists.Single(list => list.Trigger == "slash").Commands,
        command => Assert.All(
            [command, $"/{command}", $"/{TeamsManifest.Name} {command}", $"{TeamsManifest.Name} {command}"],
            sent => Assert.Equal(command, TeamsText.Command(sent, TeamsManifest.Name))));

    [Fact]
    public void Each_entry_in_Teams_own_menus_comes_back_by_its_name_and_opens_a_dialog()
    {
        var entries = Manifest["composeExtensions"]![0]!["commands"]!.AsArray(); // ! it has some

        Assert.InRange(entries.Count, TeamsCommands.Entries.Length, EntriesMax);
        foreach (var (entry, known) in entries.Zip(TeamsCommands.Entries))
        {
            Assert.True((bool?)entry!["fetchTask"]); // ! no null
            var sent = TeamsActivities.Invoke("composeExtension/fetchTask", new JsonObject { ["commandId"] = (string?)entry["id"] });
            Assert.Equal(known.Id, Assert.IsType<TeamsRequest.ExtensionOpens>(sent.Read()).Command);
        }
    }

    [Fact]
    public void What_needs_a_message_stands_in_the_menu_of_one_and_nowhere_else() => Assert.All(
        [TeamsCommands.AskWhyId, TeamsCommands.AddIdeaId],
        id => Assert.Equal(["message"], TeamsCommands.Entries.Single(entry => entry.Id == id).Contexts));

    [Fact]
    public void Each_page_that_is_promised_is_there_and_on_our_own_site()
    {
        Assert.Null(Manifest["connectors"]);
        var mine = Assert.Single(Manifest["staticTabs"]!.AsArray())!; // ! it has one
        Assert.Equal("my-page", (string?)mine["entityId"]); // what is installed once has its name for ever
        Assert.Equal(
            "https://bot.example.org/teams/me?theme={app.theme}&locale={app.locale}&account={user.id}&ticket={page.subPageId}", (string?)mine["contentUrl"]);
        var boards = Assert.Single(Manifest["configurableTabs"]!.AsArray())!; // ! it has one
        Assert.Equal("https://bot.example.org/teams/tab?theme={app.theme}&locale={app.locale}", (string?)boards["configurationUrl"]);
        Assert.Contains("bot.example.org", Manifest["validDomains"]!.AsArray().Select(domain => (string?)domain)); // ! it has some
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void The_icons_have_the_size_that_Teams_wants(string file, int side) => Assert.Equal((side, side), Icon.Read(file).Size);

    [Fact]
    public void The_outline_is_white_on_nothing_and_the_other_icon_covers_all()
    {
        var (outline, color) = (Icon.Read("outline.png"), Icon.Read("color.png"));

        Assert.All(outline.Points, point => Assert.Equal((255, 255, 255), (point.Red, point.Green, point.Blue)));
        Assert.Contains(outline.Points, point => point.Alpha == 0);
        Assert.Contains(outline.Points, point => point.Alpha == 255);
        Assert.All(color.Points, point => Assert.Equal(255, point.Alpha));
    }

    static IEnumerable<(string Command, string Example)> Examples(string language)
    {
        foreach (var (n, command) in TeamsCommands.Lists[0].Commands.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"bots[0].commandLists[0].commands[{n}].description");
            var text = language == "de" ? (string?)German[place] : Texts(Manifest, "").Single(text => text.Place == place).Text;
            if (text!.IndexOf(": \"", StringComparison.Ordinal) is var at and > 0) // ! each has one
            {
                yield return (command, text[(at + 2)..]);
            }
        }
    }

    static IEnumerable<(string Place, string Text)> Texts(JsonNode json, string path) => json switch
    {
        JsonArray list => list.Index().SelectMany(item => Texts(item.Item!, string.Create(CultureInfo.InvariantCulture, $"{path}[{item.Index}]"))), // ! no null
        JsonObject members => members.SelectMany(
            member => Texts(member.Value!, path.Length == 0 ? member.Key : $"{path}.{member.Key}")), // ! no null
        JsonValue value when value.GetValueKind() == JsonValueKind.String && IsRead(path) => [(path, value.GetValue<string>())],
        _ => [],
    };

    static bool IsRead(string path) => path.StartsWith("staticTabs", StringComparison.Ordinal)
        ? path.EndsWith(".name", StringComparison.Ordinal)
        : Read.Contains(path.Split('.')[^1]) && !path.StartsWith("icons", StringComparison.Ordinal);

    static async Task<string> FaultsAsync(string manifest, string german)
    {
        FromNpm.Needs(
            Directory.Exists(Path.Combine(Checkout.Root, Modules)),
            "Microsoft's schemas of manifests are not installed; npm ci at the root of the checkout installs them.");
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("manifest.json"), manifest);
        await File.WriteAllTextAsync(folder.File("de.json"), german);
        var program = Path.Combine(Checkout.Root, "tests", "CoCreateBot.Tests", "Bot", "Venues", "Teams", "Manifest", "validate.js");
        var start = new ProcessStartInfo("node", [program, folder.File("manifest.json"), folder.File("de.json")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var run = Process.Start(start)!; // ! npm needs it, too
        var said = await run.StandardOutput.ReadToEndAsync().WaitAsync(Child.Within, TimeProvider.System);
        await run.WaitForExitAsync().WaitAsync(Child.Within, TimeProvider.System);
        Assert.Equal(0, run.ExitCode);
        return said.Trim('\n');
    }

    readonly record struct Point(int Red, int Green, int Blue, int Alpha);

    /// <summary>As much of PNG as our icons have: eight bits, with transparency, no filter.</summary>
    sealed record Icon((int Width, int Height) Size, ImmutableArray<Point> Points)
    {
        public static Icon Read(string file)
        {
            var bytes = File.ReadAllBytes(Path.Combine(Checkout.Root, "manifest", "teams", file)).AsSpan();
            Assert.Equal([0x89, .. "PNG\r\n\u001a\n"u8], bytes[..8].ToArray());
            var size = (Width: BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), Height: BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
            Assert.Equal([8, 6, 0, 0, 0], bytes[24..29].ToArray());
            var packed = bytes.Slice(41, BinaryPrimitives.ReadInt32BigEndian(bytes[33..])).ToArray();
            using var unpacked = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            var points = ImmutableArray.CreateBuilder<Point>();
            var row = new byte[1 + (size.Width * 4)];
            for (var y = 0; y < size.Height; y++)
            {
                unpacked.ReadExactly(row);
                Assert.Equal(0, row[0]);
                points.AddRange(row[1..].Chunk(4).Select(point => new Point(point[0], point[1], point[2], point[3])));
            }

            return new Icon(size, points.ToImmutable());
        }
    }
}
