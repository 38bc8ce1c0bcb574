using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoCreateBot.Tests.Bot.Venues.Teams;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues;

/// <summary>One session in a Teams channel, a Slack channel and a web room, brought together by codes: one tally, the same facts in each summary.</summary>
public sealed partial class ThreePlatformsTest
{
    const string Purpose = "Why do orders arrive late?";

    [Fact]
    public async Task A_Teams_channel_a_Slack_channel_and_a_web_room_hold_one_session_and_all_tell_the_same()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.BringAllAsync();
        await scene.PlayAsync();
        await scene.EndAsync();

        var inSlack = Lines(Assert.Single(scene.InSlack.Messages, IsMinutes).Content["blocks"]);
        Assert.All(
            ["3 people took part", "No reader was named", "Name a reader", "Ask the council for a date", "Garden"],
            fact => Assert.Contains(inSlack, line => line.Contains(fact, StringComparison.Ordinal)));
        var facts = inSlack.SelectMany(Facts).ToArray();
        var inTeams = Flat(TeamsStory.TextOf(Assert.Single(scene.InTeams.Shown, IsMinutes).Card));
        Assert.All(facts, fact => Assert.Contains(fact, inTeams, StringComparison.Ordinal));
        var inTheRoom = await scene.ReadMinutesAsync();
        Assert.All(facts, fact => Assert.Contains(fact, inTheRoom, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_begun_in_Slack_is_joined_in_Teams_and_a_press_there_is_seen_in_Slack()
    {
        await using var scene = await Scene.OpenAsync();
        var console = await scene.Bob.TypeAsync(scene.InSlack.Id, "checkin");
        Assert.True(console.Says("It is open."), console.Shown);
        var code = Code.Match((await scene.Bob.TypeAsync(scene.InSlack.Id, "invite channel")).Shown).Value;

        await scene.Ann.MentionAsync(scene.InTeams, $"join {code}");
        await scene.UntilInTeamsAsync(() => scene.InTeams.Shown.Any(message => Says(message, "How are you arriving?")), "its card is there");
        await scene.Ann.PressAsync(scene.InTeams, scene.InTeams.Shown.Single(message => Says(message, "How are you arriving?")), "Red");

        await scene.UntilInSlackAsync(() => scene.InSlack.Root.Shows("1 person has answered."), "the press");
    }

    [Fact]
    public async Task A_code_is_given_as_it_is_typed_where_it_is_read()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.Ann.MentionAsync(scene.InTeams, "checkin");

        await scene.Ann.MentionAsync(scene.InTeams, "invite channel");

        await scene.UntilInTeamsAsync(() => scene.InTeams.Messages.Exists(message => Says(message, "@CoCreate join ")), "the code");
        Assert.DoesNotContain(scene.InTeams.Messages, message => Says(message, "/cocreate join"));
    }

    [Fact]
    public async Task Whoever_joins_from_where_its_card_cannot_be_is_told_why()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.Bob.TypeAsync(scene.InSlack.Id, "checkin");
        var code = Code.Match((await scene.Bob.TypeAsync(scene.InSlack.Id, "invite channel")).Shown).Value;
        var chat = scene.Teams.PersonalChat(scene.Ann.Id, "a:ann");
        scene.InTeams.HasBot = false;

        await scene.Ann.MentionAsync(scene.InTeams, $"join {code}");

        await scene.UntilInTeamsAsync(() => chat.Shown.Any(message => Says(message, "not a member")), "the cause");
        Assert.DoesNotContain(chat.Shown, message => Says(message, "shown here"));
    }

    sealed class Scene : IAsyncDisposable
    {
        Scene(TeamsStory story, PretendSlack slack)
        {
            (this.story, this.slack) = (story, slack);
            InSlack = slack.Channel("C0GENERAL");
            Bob = new PretendSlackMember(slack, story.Http, "U0BOB", "bob");
            story.Server.BaseAddress = new Uri("https://cocreate.example.org/");
            Gus = new Visitor(story.Server, "en");
        }

        readonly TeamsStory story;
        readonly PretendSlack slack;

        public PretendTeams Teams => story.Teams;

        public PretendConversation InTeams => story.Channel;

        public PretendTeamsMember Ann => story.Ann;

        public PretendChannel InSlack { get; }

        public PretendSlackMember Bob { get; }

        /// <summary>In a web room of his own.</summary>
        public Visitor Gus { get; }

        public static async Task<Scene> OpenAsync()
        {
            var beside = new PretendSlack(new ManualTime());
            var scene = new Scene(await TeamsStory.BeginAsync(slack: beside), beside);
            await scene.Gus.SendAsync("/rooms");
            await scene.Gus.JoinAsync(scene.Gus.Path, "Gus");
            return scene;
        }

        public async Task BringAllAsync()
        {
            await Ann.MentionAsync(InTeams, $"session \"{Purpose}\" root-cause live");
            await Ann.MentionAsync(InTeams, "add vote \"Which first?\" Paint | Garden | Bus stop");
            await Bob.TypeAsync(InSlack.Id, $"join {await CodeAsync()}");
            await UntilInSlackAsync(() => InSlack.Messages.Exists(message => message.Shows(Purpose)), "its card is in Slack");
            await GusTypesAsync($"join {await CodeAsync()}");
            Assert.Contains(Purpose, Gus.Text, StringComparison.Ordinal);
        }

        public async Task PlayAsync()
        {
            await Bob.TypeAsync(InSlack.Id, "checkin red");
            await GusTypesAsync("checkin yellow");
            await Ann.PressAsync(InTeams, Card, "Green");
            await AllShowAsync("3 people have answered.");
            await NextAsync("Why did this happen?");
            await Bob.TypeAsync(InSlack.Id, "why \"No reader was named\" evidence");
            await Ann.MentionAsync(InTeams, "why root 1");
            await GusTypesAsync("why measure 1 \"Name a reader\" by bob due 31.12.");
            await NextAsync("Who does what by when?");
            await Bob.TypeAsync(InSlack.Id, "steps \"Ask the council for a date\" by bob");
            await NextAsync("Which first?");
            await Bob.TypeAsync(InSlack.Id, "vote B");
            await GusTypesAsync("vote B");
            var dialog = await Ann.OpenAsync(InTeams, Card, "Vote");
            Assert.Null(await Ann.HandInAsync(InTeams, Card, dialog, ("Your choice", "Paint")));
            await AllShowAsync("3 people have voted.");
        }

        public async Task EndAsync()
        {
            await Ann.MentionAsync(InTeams, "close");
            await UntilInSlackAsync(() => InSlack.Messages.Exists(IsMinutes), "minutes in Slack");
            await UntilInTeamsAsync(() => InTeams.Shown.Any(IsMinutes), "minutes in Teams");
        }

        public async Task<string> ReadMinutesAsync()
        {
            await Gus.SeeAsync(Gus.Room);
            await Gus.SeeAsync(Gus.Minutes);
            return Flat(Tag.Replace(Gus.Text, " "));
        }

        public Task UntilInTeamsAsync(Func<bool> isSo, string what) => story.PassUntilAsync(isSo, what);

        public async Task UntilInSlackAsync(Func<bool> isSo, string what)
        {
            var seen = slack.UntilAsync(isSo, what);
            await story.PassUntilAsync(() => seen.IsCompleted, what);
            await seen;
        }

        public async ValueTask DisposeAsync()
        {
            await story.DisposeAsync();
            Assert.Equal("", string.Join('\n', slack.Faults));
        }

        PretendActivity Card => InTeams.Root;

        async Task NextAsync(string to)
        {
            await Ann.MentionAsync(InTeams, "next");
            await AllShowAsync(to);
        }

        async Task AllShowAsync(string text)
        {
            await UntilInTeamsAsync(() => Says(Card, text), $"{text} in Teams");
            await UntilInSlackAsync(() => InSlack.Root.Shows(text), $"{text} in Slack");
            await Gus.SeeAsync(Gus.Room);
            Assert.Contains(text, Gus.Text, StringComparison.Ordinal);
        }

        // Whoever steers gets it for their eyes alone.
        async Task<string> CodeAsync()
        {
            var before = Given().Length;
            await Ann.MentionAsync(InTeams, "invite channel");
            await UntilInTeamsAsync(() => Given().Length > before, "the code");
            return Given()[^1];
        }

        string[] Given() =>
            [.. InTeams.Messages.Where(message => message.Reader == Ann.Id).Select(message => Code.Match(TeamsStory.TextOf(message.Card)).Value).Where(code => code.Length > 0)];

        async Task GusTypesAsync(string text)
        {
            await Gus.TypeAsync(text);
            Assert.False(Gus.IsProblem, Gus.Notice);
        }
    }

    static bool IsMinutes(PretendMessage message) => message.Thread is not null && message.Shows("Minutes");

    static bool IsMinutes(PretendActivity message) => message.Thread is not null && Says(message, "Minutes");

    static bool Says(PretendActivity message, string text) => TeamsStory.TextOf(message.Card).Contains(text, StringComparison.Ordinal);

    static string[] Lines(JsonNode? node) => [.. Texts(node).Select(Flat).Where(text => text.Length > 0)];

    static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray all => all.SelectMany(Texts),
        JsonObject one => one.SelectMany(field => field is { Key: "text", Value: JsonValue text } ? [text.GetValue<string>()] : Texts(field.Value)),
        _ => [],
    };

    // Numbers and words, without what each platform makes them look like.
    static IEnumerable<string> Facts(string line) => Dressed.Split(line).Select(part => Flat(part).Trim('.', ',', ' ')).Where(part => part.Any(char.IsLetterOrDigit));

    static string Flat(string text) => Space.Replace(Escape.Replace(text, ""), " ").Trim();

    [GeneratedRegex("(?<=join )[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 10_000)]
    static partial Regex Code { get; }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    static partial Regex Tag { get; }

    /// <summary>Dates that each reader sees in their own way, what is typed before a command, bars, colons behind what is bold.</summary>
    [GeneratedRegex(@"<!date[^>]*>|/cocreate|▇+|:|\n", RegexOptions.None, 10_000)]
    static partial Regex Dressed { get; }

    /// <summary>What keeps Markdown from being read as such, and what makes it bold.</summary>
    [GeneratedRegex(@"\\(?=[\p{P}\p{S}])|\*\*", RegexOptions.None, 10_000)]
    static partial Regex Escape { get; }

    [GeneratedRegex(@"[\s\u2060\u2068\u2069]+", RegexOptions.None, 10_000)]
    static partial Regex Space { get; }
}
