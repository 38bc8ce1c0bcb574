using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>One session in channels of two workspaces and in a web room, brought together by codes: one tally, the same facts everywhere.</summary>
public sealed partial class SlackPlacesTest
{
    const string Partner = "T0PARTNER";
    const string Purpose = "Why do orders arrive late?";

    [Fact]
    public async Task Two_workspaces_and_a_web_room_hold_one_session_and_all_tell_the_same()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.BringAllAsync();
        await scene.PlayAsync();
        await scene.EndAsync();

        var told = Lines(Minutes(scene.Home));
        Assert.All(
            ["4 people took part", "No reader was named", "Name a reader", "Ask the council for a date", "Garden"],
            fact => Assert.Contains(told, line => line.Contains(fact, StringComparison.Ordinal)));
        Assert.All(scene.Channels, channel => Assert.Equal(told, Lines(Minutes(channel))));
        Assert.All(scene.Channels, channel => Assert.Equal(Lines(scene.Home.Root), Lines(channel.Root)));
        await scene.Gus.SeeAsync(scene.Gus.Room);
        await scene.Gus.SeeAsync(scene.Gus.Minutes);
        var page = Flat(Tag.Replace(scene.Gus.Text, " "));
        Assert.All(told.SelectMany(Facts), fact => Assert.Contains(fact, page, StringComparison.Ordinal));
        Assert.Equal(
            ["#general (pretend)", "#general (pretend)", "One more place"],
            scene.ToAnn.Messages.Select(message => Lines(message)[0].Split(" joined")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task In_a_private_channel_without_the_bot_whoever_types_the_code_is_told_how_to_invite_it_and_then_the_card_comes()
    {
        await using var story = await SlackStory.BeginAsync();
        var (home, _) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop");
        var hidden = story.Slack.Channel("G0SECRET", hasBot: false, isPrivate: true);
        var code = Code.Match((await story.Ann.TypeAsync(home.Id, "invite channel")).Shown).Value;

        var answer = await story.Bob.TypeAsync(hidden.Id, $"join {code}");
        Assert.True(answer.Says("Type /invite @CoCreate there; it follows with the next change."), answer.Shown);

        hidden.HasBot = true;
        await story.Bob.TypeAsync(hidden.Id, "vote B");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => hidden.Messages.Count == 1, "its card is there"));
        Assert.Single(home.Messages);
    }

    [Fact]
    public async Task By_a_mention_a_code_is_given_in_private_and_taken()
    {
        await using var story = await SlackStory.BeginAsync();
        var (home, _) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop");
        var other = story.Slack.Channel("C0OTHER");

        var given = await story.Ann.MentionAsync(home.Root, home.Id, "invite channel", "100.1");
        var answer = await story.Bob.MentionAsync(null, other.Id, $"join {Code.Match(given.Shown).Value}", "100.2");

        Assert.True(answer.Says("This channel shows the session now, too: Which first?"), answer.Shown);
        Assert.True(other.Root.Says("Which first?"));
        Assert.Single(home.Messages);
    }

    [Theory]
    [InlineData(true, false, "pretend joined by code")]
    [InlineData(false, false, "#general (pretend) joined by code")]
    [InlineData(false, true, "pretend joined by code")]
    public async Task Elsewhere_only_a_channel_that_is_surely_public_is_called_by_its_name(bool isPrivate, bool isSlow, string told)
    {
        await using var story = await SlackStory.BeginAsync();
        var (home, _) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop");
        var other = story.Slack.Channel("C0OTHER", isPrivate: isPrivate);
        var toAnn = story.Slack.Channel(story.Ann.Id);
        await story.Ann.TypeAsync(home.Id, "join");
        var code = Code.Match((await story.Ann.TypeAsync(home.Id, "invite channel")).Shown).Value;
        if (isSlow)
        {
            story.Slack.Trouble("conversations.info", new PretendTrouble.Hang());
        }

        var answering = story.Bob.TypeAsync(other.Id, $"join {code}");
        await story.PassUntilAsync(answering);
        Assert.True((await answering).Says("are seen there, too, with names where the question shows names"), (await answering).Shown);
        await story.PassUntilAsync(story.Slack.UntilAsync(() => toAnn.Messages.Count == 1, "Ann is told"));

        Assert.True(toAnn.Root.Says(told), toAnn.Root.Shown);
        Assert.Equal(told.Contains('#', StringComparison.Ordinal), story.Slack.Heard.Any(text => text.Contains("#general", StringComparison.Ordinal)));
    }

    sealed class Scene : IAsyncDisposable
    {
        Scene(SlackStory story) => this.story = story;

        readonly SlackStory story;

        public PretendChannel Home { get; private set; } = null!; // ! opened below

        public PretendChannel[] Channels { get; private set; } = [];

        public Visitor Gus { get; private set; } = null!; // ! opened below

        public PretendSlackMember Dee { get; private set; } = null!; // ! opened below

        public PretendChannel ToAnn { get; private set; } = null!; // ! opened below

        public static async Task<Scene> OpenAsync()
        {
            var slack = new PretendSlack(new ManualTime()) { IsByOAuth = true };
            var scene = new Scene(await SlackStory.BeginAsync(slack));
            await new SlackBrowser(scene.story).InstallAsync();
            await new SlackBrowser(scene.story).InstallAsync(Partner);
            scene.ToAnn = slack.Channel("U0ANN");
            scene.Home = slack.Channel("C0HOME");
            scene.Channels = [scene.Home, slack.Channel("C0BESIDE"), slack.Channel("C0PARTNER", team: Partner)];
            scene.Dee = scene.story.Member("U0BOB", "dee", Partner); // Bob's own id, in another workspace
            var server = (TestServer)scene.story.Services.GetRequiredService<IServer>();
            server.BaseAddress = new Uri("https://cocreate.example.org/");
            scene.Gus = new Visitor(server, "en");
            await scene.Gus.SendAsync("/rooms");
            await scene.Gus.JoinAsync(scene.Gus.Path, "Gus");
            return scene;
        }

        public async Task BringAllAsync()
        {
            await story.Ann.TypeAsync(Home.Id, $"session \"{Purpose}\" root-cause live");
            await story.Ann.TypeAsync(Home.Id, "add vote \"Which first?\" Paint | Garden | Bus stop");
            await BringAsync(code => story.Bob.TypeAsync(Channels[1].Id, $"join {code}"), Channels[1]);
            await BringAsync(code => Dee.TypeAsync(Channels[2].Id, $"join {code}"), Channels[2]);
            await GusTypesAsync($"join {await CodeAsync()}");
            Assert.Contains(Purpose, Gus.Text, StringComparison.Ordinal);
        }

        async Task BringAsync(Func<string, Task> join, PretendChannel channel)
        {
            await join(await CodeAsync());
            await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count > 0, "its card is there"));
        }

        async Task<string> CodeAsync() => Code.Match((await story.Ann.TypeAsync(Home.Id, "invite channel")).Shown).Value;

        public async Task PlayAsync()
        {
            await story.Bob.TypeAsync(Home.Id, "checkin green");
            await story.Bob.TypeAsync(Channels[1].Id, "checkin red"); // the same person in another channel: the same answer, changed
            await Dee.TypeAsync(Channels[2].Id, "checkin green");
            await GusTypesAsync("checkin yellow");
            await story.Ann.TypeAsync(Home.Id, "checkin green");
            await story.PassUntilAsync(story.Slack.UntilAsync(() => Channels.All(one => one.Root.Shows("4 people have answered.")), "four, and not five"));
            await NextAsync("Why did this happen?");
            await Dee.TypeAsync(Channels[2].Id, "why \"No reader was named\" evidence");
            await story.Ann.TypeAsync(Home.Id, "why root 1");
            await GusTypesAsync("why measure 1 \"Name a reader\" by dee due 31.12.");
            await NextAsync("Who does what by when?");
            await story.Bob.TypeAsync(Channels[1].Id, "steps \"Ask the council for a date\" by bob");
            await NextAsync("Which first?");
            await story.Bob.TypeAsync(Home.Id, "vote A");
            await story.Bob.TypeAsync(Channels[1].Id, "vote B");
            await Dee.TypeAsync(Channels[2].Id, "vote B");
            await GusTypesAsync("vote B");
            await story.Ann.TypeAsync(Home.Id, "vote A");
            await story.PassUntilAsync(story.Slack.UntilAsync(() => Channels.All(one => one.Root.Shows("4 people have voted.")), "one ballot each"));
        }

        async Task NextAsync(string to)
        {
            await story.Ann.TypeAsync(Home.Id, "next");
            await story.PassUntilAsync(story.Slack.UntilAsync(() => Channels.All(one => one.Root.Shows(to)), $"{to} is open everywhere"));
        }

        async Task GusTypesAsync(string text)
        {
            await Gus.TypeAsync(text);
            Assert.False(Gus.IsProblem, Gus.Notice);
        }

        public async Task EndAsync()
        {
            await story.Ann.TypeAsync(Home.Id, "close");
            await story.PassUntilAsync(story.Slack.UntilAsync(
                () => Channels.All(one => one.Messages.Exists(IsMinutes)), "minutes everywhere"));
            await story.PassUntilAsync(story.Slack.UntilAsync(() => Channels.All(one => one.Root.Shows("Closed")), "closed everywhere"));
        }

        public ValueTask DisposeAsync() => story.DisposeAsync();
    }

    static bool IsMinutes(PretendMessage message) => message.Thread is not null && message.Shows("Minutes");

    static PretendMessage Minutes(PretendChannel channel) => Assert.Single(channel.Messages, IsMinutes);

    /// <summary>What can be read of a message, text by text.</summary>
    static string[] Lines(PretendMessage message) => [.. Texts(message.Content["blocks"]).Select(Flat).Where(text => text.Length > 0)];

    static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray all => all.SelectMany(Texts),
        JsonObject one => one.SelectMany(field => field is { Key: "text", Value: JsonValue text } ? [text.GetValue<string>()] : Texts(field.Value)),
        _ => [],
    };

    // Numbers and words, without what each platform makes them look like.
    static IEnumerable<string> Facts(string line) => Dressed.Split(line).Select(part => Flat(part).Trim('.', ',', ' ')).Where(part => part.Any(char.IsLetterOrDigit));

    static string Flat(string text) => Space.Replace(text, " ").Trim();

    [GeneratedRegex("(?<=/cocreate join )[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 10_000)]
    static partial Regex Code { get; }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    static partial Regex Tag { get; }

    /// <summary>Dates that each reader sees in their own way, the bot's name before a command, bars, colons behind what is bold.</summary>
    [GeneratedRegex(@"<!date[^>]*>|/cocreate|▇+|:|\n", RegexOptions.None, 10_000)]
    static partial Regex Dressed { get; }

    [GeneratedRegex(@"[\s\u2060\u2068\u2069]+", RegexOptions.None, 10_000)]
    static partial Regex Space { get; }
}
