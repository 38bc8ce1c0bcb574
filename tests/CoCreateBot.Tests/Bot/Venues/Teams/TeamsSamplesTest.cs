using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Bot.Venues.Slack;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

public sealed class TeamsSamplesTest
{
    const string Home = "teams:a1b2c3d4-e5f6-7890-abcd-ef1234567890/";
    const string Channel = Home + "19:d441d38c655c47a085215b2726e76927@thread.tacv2";

    /// <summary>What may stand where something else is expected.</summary>
    static readonly string[] Others = ["null", "7", "true", "\"x\"", "{}", "[[{}]]"];

    [Fact]
    public void Of_every_sample_it_is_said_what_becomes_of_it() =>
        Assert.Equal(TeamsSamples.Names(), TeamsFates.All.Select(fate => fate.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_sample_is_read_or_ignored_as_is_said_of_it()
    {
        foreach (var (file, readAs, _) in TeamsFates.All)
        {
            Assert.Equal((file, readAs), (file, Said(TeamsActivityReader.Read(TeamsSamples.Body(file), out _))));
        }
    }

    static string Said(TeamsRequest? request) => request switch
    {
        TeamsRequest.Ignored ignored => $"Ignored {ignored.Why}",
        TeamsRequest.NotAnswered other => $"NotAnswered {other.Name}",
        null => "None",
        _ => request.GetType().Name,
    };

    [Fact]
    public void Every_sample_cut_short_is_nothing_and_throws_nothing()
    {
        foreach (var file in TeamsSamples.Names())
        {
            var body = TeamsSamples.Body(file).AsSpan().TrimEnd((byte)'\n');
            for (var length = 0; length < body.Length; length += 1 + (body.Length / 50))
            {
                Assert.True(TeamsActivityReader.Read(body[..length], out var envelope) is null, $"{file} of {length} bytes was taken for something.");
                Assert.Equal(default, envelope);
            }
        }
    }

    [Fact]
    public void Every_sample_with_any_field_null_or_of_another_type_throws_nothing()
    {
        var refused = 0;
        foreach (var (file, _, _) in TeamsFates.All.Where(fate => fate.ReadAs != "None"))
        {
            foreach (var (path, bent) in SlackSample.Nulls(JsonNode.Parse(TeamsSamples.Body(file))!)) // ! an activity is a JSON object
            {
                var (name, text) = ($"{file} with {path} null", bent.ToJsonString());
                foreach (var other in Others.Select(value => text.Replace("null", value, StringComparison.Ordinal)))
                {
                    TeamsRequest? request = null;
                    var thrown = Record.Exception(() => request = TeamsActivityReader.Read(Encoding.UTF8.GetBytes(other), out _));

                    Assert.True(thrown is null, $"{name}: {thrown}");
                    refused += request is null ? 1 : 0;
                }
            }
        }

        Assert.True(refused > 100, $"Only {refused} were nothing: what must be there was not missed.");
    }

    [Fact]
    public void A_mention_in_a_channel_is_read_with_its_sender_and_without_the_bot_s_name()
    {
        var said = Read<TeamsRequest.Said>("message-channel-mention.json");

        Assert.Equal(("test", true, false, "1766459963017"), (said.Text, said.IsMention, said.IsTargeted, said.Message));
        Assert.Equal(new Person(Home + "00000000-1111-2222-3333-444444444444", "Test User"), said.From.Who);
        Assert.Equal(new VenueId(Channel), said.From.Venue);
        Assert.Equal((ConversationKind.Channel, null), (said.From.Kind, said.From.Root)); // its own id is no thread
        Assert.Equal("19:d441d38c655c47a085215b2726e76927@thread.tacv2/1766459963017", said.From.Delivery);
        Assert.Equal("https://smba.trafficmanager.net/amer/a1b2c3d4-e5f6-7890-abcd-ef1234567890/", said.From.ServiceUrl);
        Assert.Equal("29:1xXxFakeUserBase64IdStringForTeamsPlatformAbcDeFgHiJkLmNoPqRsTuVwXyZ012345ABCDEF", said.From.UserId);
        Assert.Equal("19:8j-Mnacwmq2QFDbzykeQH5v55m6cN1X3QJ5viHvGIIQ1@thread.tacv2", said.From.Team);
        Assert.Equal(("a1b2c3d4-e5f6-7890-abcd-ef1234567890", "en-US", "America/Los_Angeles"), (said.From.Tenant, said.From.Locale, said.From.Zone));
    }

    [Theory]
    [InlineData("message-channel-mention-2017.json", "Test Message", ConversationKind.Channel, true)]
    [InlineData("message-channel-two-mentions.json", "@Test Bot 1   TestMessage", ConversationKind.Channel, true)]
    [InlineData("message-channel-slash-targeted__composed.json", "poll Lunch?; pizza; sushi", ConversationKind.Channel, false)]
    [InlineData("message-groupChat-mention__composed.json", "test", ConversationKind.Group, true)]
    [InlineData("message-meetingChat__composed.json", "test", ConversationKind.Group, true)]
    [InlineData("message-no-mentions.json", "Test", ConversationKind.Personal, false)]
    [InlineData("message-personal.json", "Hey", ConversationKind.Personal, false)]
    [InlineData("doc-message-personal.json", "Hello Teams TestBot.Sending bold-italic rich text", ConversationKind.Personal, false)]
    [InlineData("playground/message-two-mentions-groupChat.json", "hi @Megan Bowen", ConversationKind.Group, true)]
    [InlineData("playground/message-channel-nondefault-channel.json", "cardpost", ConversationKind.Channel, true)]
    public void What_was_typed_is_read(string file, string text, ConversationKind kind, bool isMention)
    {
        var said = Read<TeamsRequest.Said>(file);

        Assert.Equal((text, kind, isMention), (said.Text, said.From.Kind, said.IsMention));
        Assert.Equal(file.Contains("targeted", StringComparison.Ordinal), said.IsTargeted);
    }

    [Fact]
    public void A_reply_in_a_thread_knows_it()
    {
        var said = Read<TeamsRequest.Said>("playground/message-channel-reply-in-thread.json");

        Assert.Equal(("1795325474000", "1795325474000;8bf1f72c-ffee-4302-8269-52dc39fbe7b2"), (said.From.Root, said.Message));
        Assert.Equal("teams:00000000-0000-0000-0000-0000000000001/team-id", said.From.Venue.Value);
        Assert.Equal("hello in thread", said.Text);
    }

    [Fact]
    public void A_press_is_read_with_the_card_it_stands_on()
    {
        var pressed = Read<TeamsRequest.Pressed>("invoke-adaptiveCard-action-manual__composed.json");

        Assert.Equal((null, "", "1767326091220;1767326111492"), (pressed.Value, pressed.Slot, pressed.ReplyTo));
        Assert.Equal((false, true), (pressed.IsAutomatic, pressed.IsInvoke));
        Assert.Equal(new Dictionary<string, string> { ["pollId"] = "p1", ["choice"] = "1" }, pressed.Fields);
        Assert.True(Read<TeamsRequest.Pressed>("invoke-adaptiveCard-action-automatic-refresh__composed.json").IsAutomatic);
        Assert.False(Read<TeamsRequest.Pressed>("playground/message-submit-channel.json").IsInvoke);
    }

    [Fact]
    public void What_was_filled_in_is_read_as_text()
    {
        var filled = Read<TeamsRequest.Pressed>("playground/invoke-adaptiveCard-action-all-inputs.json").Fields;
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["t"] = "tv",
                ["tm"] = "l1\nl2",
                ["num"] = "5",
                ["tog"] = "true",
                ["c1"] = "b",
                ["c2"] = "x",
                ["c3"] = "p,q",
            },
            filled);
        Assert.Equal(
            new Dictionary<string, string> { ["dialog"] = "poll.new", ["question"] = "Lunch?", ["options"] = "a\nb", ["anonymous"] = "true" },
            Read<TeamsRequest.HandedIn>("invoke-task-submit__composed.json").Fields);
        Assert.Equal(new Dictionary<string, string> { ["dialog"] = "poll.new" }, Read<TeamsRequest.Opens>("invoke-task-fetch__composed.json").Fields);
        Assert.Equal(new Dictionary<string, string> { ["data"] = "q" }, Read<TeamsRequest.Pressed>("playground/message-submit-personal.json").Fields);
        Assert.Equal(
            new Dictionary<string, string> { ["s"] = "1", ["meText"] = "v1" },
            Read<TeamsRequest.ExtensionHandedIn>("playground/invoke-composeExtension-submitAction.json").Fields);
    }

    [Fact]
    public void A_command_of_the_extension_knows_the_message_it_is_about()
    {
        Assert.Equal(("cmd1", null), Command("playground/invoke-composeExtension-fetchTask.json"));
        Assert.Equal(
            ("cmd1", new ChosenMessage("", IsByBot: true, "1795326229398")), Command("playground/invoke-composeExtension-fetchTask-from-message.json"));
    }

    static (string, ChosenMessage?) Command(string file) => Read<TeamsRequest.ExtensionOpens>(file) is var opens ? (opens.Command, opens.About) : default;

    [Fact]
    public void A_channel_and_a_team_that_end_are_told_apart()
    {
        Assert.Equal(
            "teams:72f988bf-86f1-41af-91ab-2d7cd011db47/19:6d97d816470f481dbcda38244b98689a@thread.skype",
            Read<TeamsRequest.PlaceEnded>("doc-conversationUpdate-channelDeleted-channel.json").Channel?.Value);
        var archived = Read<TeamsRequest.PlaceEnded>("doc-conversationUpdate-teamArchived-channel.json");
        Assert.Equal((null, "19:efa9296d959346209fea44151c742e73@thread.skype"), (archived.Channel?.Value, archived.From.Team));
    }

    [Fact]
    public void What_became_of_a_message_is_another_delivery_than_the_message()
    {
        var deleted = Read<TeamsRequest.Deleted>("messageDelete-soft.json");

        Assert.Equal("1666977568748", deleted.Message);
        Assert.EndsWith("/1666977568748/softDeleteMessage/2022-10-28T17:19:39.4615413Z", deleted.From.Delivery, StringComparison.Ordinal);
    }

    static T Read<T>(string file)
        where T : TeamsRequest => Assert.IsType<T>(TeamsActivityReader.Read(TeamsSamples.Body(file), out _));
}
