using System.Text;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Socket;

namespace CoCreateBot.Tests.Bot.Venues.Slack.Socket;

/// <summary>Envelopes, and the pauses between tries.</summary>
public sealed class SocketMessageTest
{
    /// <summary>What each sample is for us; the part of its name decides.</summary>
    static readonly (string Part, string Expected)[] Kinds =
    [
        ("socket.hello", "hello"),
        ("socket.disconnect", "disconnect too_many_websockets"),
        ("python-slack-sdk__test_messages", "events_api Ignored event"), // a workflow's step, which we have none of
        ("socket.events_api", "events_api Mentioned"),
        ("socket.interactive", "interactive Pressed"),
        ("socket.slash_commands", "slash_commands Typed"),
    ];

    [Fact]
    public void Every_sample_is_read_or_ignored_for_a_reason()
    {
        var samples = SlackSamples.Named("socket.*.json").ToList();
        Assert.True(samples.Count > 7, $"Only {samples.Count} samples were found.");

        Assert.All(samples, file => Assert.Equal(
            Kinds.First(kind => file.Contains(kind.Part, StringComparison.Ordinal)).Expected, Said(File.ReadAllBytes(file))));
    }

    [Fact]
    public void Every_sample_cut_short_is_nothing_and_throws_nothing()
    {
        foreach (var file in SlackSamples.Named("socket.*.json"))
        {
            var text = Encoding.UTF8.GetBytes(File.ReadAllText(file).Trim());
            for (var length = 0; length < text.Length; length++)
            {
                Assert.Null(SocketMessage.Read(text.AsSpan(0, length)));
            }
        }
    }

    [Fact]
    public void An_envelope_says_by_what_it_is_acknowledged_and_where_its_payload_lies()
    {
        var text = """{"payload": {"a":[1,{"b":"}"}]} ,"envelope_id":"e","accepts_response_payload":true,"type":"interactive","x":[{}]}"""u8;

        var message = SocketMessage.Read(text)!.Value;

        Assert.Equal(("interactive", "e", true, null), (message.Type, message.Envelope, message.TakesPayload, message.Reason));
        Assert.Equal("""{"a":[1,{"b":"}"}]}""", Encoding.UTF8.GetString(text[message.Payload]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":"hello"}{}""")]
    [InlineData("""{"type":"hello" """)]
    [InlineData("{\"type\":\"\\ud800\"}")]
    public void What_is_malformed_is_nothing(string text) => Assert.Null(SocketMessage.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Bytes_that_are_no_text_are_nothing() => Assert.Null(SocketMessage.Read([(byte)'{', 0xFF, (byte)'}']));

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void An_envelopes_id_has_a_longest_length(int length, bool isRead) => Assert.Equal(
        isRead, SocketMessage.Read(Encoding.UTF8.GetBytes($$"""{"type":"x","envelope_id":"{{new string('e', length)}}"}""")) is not null);

    [Fact]
    public void A_command_is_read_as_from_a_form()
    {
        var read = SlackRequestReader.ReadCommand("""
            {"team_id":"T1","enterprise_id":"E1","is_enterprise_install":true,"channel_id":"C1","user_id":"W1","user_name":"ann","x":{"y":[1]},
            "command":"/cocreate","text":"vote \"W\u00e4re?\" A &amp; B | <@U2|bob>","trigger_id":"1.2","response_url":"https://hooks.slack.com/commands/T1/1/x"}
            """u8);

        var typed = Assert.IsType<SlackRequest.Typed>(read);
        Assert.Equal(("slack:E1/W1", "slack:T1/C1", "vote \"Wäre?\" A & B | @bob"), (typed.Who.Key, typed.Venue.Value, typed.Text));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("""{"team_id":"T1","channel_id":"C1","user_id":"U1","command":"/c","trigger_id":"1" """)]
    [InlineData("""{"team_id":7,"channel_id":"C1","user_id":"U1","command":"/c","trigger_id":"1"}""")]
    [InlineData("""{"team_id":"T1","channel_id":"C1","user_id":"U1","command":"/c","trigger_id":"1","text":"\ud800"}""")]
    public void A_command_that_is_none_is_nothing(string text) => Assert.Null(SlackRequestReader.ReadCommand(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_pause_grows_from_a_second_to_a_minute_and_is_never_the_same_for_all()
    {
        var pauses = Enumerable.Range(1, 40).SelectMany(failures => Enumerable.Repeat(failures, 50)).Select(failures => (failures, SocketPause.After(failures))).ToList();

        Assert.All(pauses, pause => Assert.InRange(pause.Item2, SocketPause.Min, SocketPause.Max));
        Assert.All(pauses.Where(pause => pause.failures == 1), pause => Assert.InRange(pause.Item2.TotalSeconds, 1, 2));
        Assert.All(pauses.Where(pause => pause.failures > 6), pause => Assert.InRange(pause.Item2.TotalSeconds, 30, 60));
        Assert.True(pauses.Select(pause => pause.Item2).Distinct().Count() > 100);
    }

    static string Said(byte[] text)
    {
        var message = SocketMessage.Read(text)!.Value;
        var payload = text[message.Payload];
        SlackRequest? request = message.Type switch
        {
            "events_api" or "interactive" => SlackPayload.Read(payload),
            "slash_commands" => SlackRequestReader.ReadCommand(payload),
            _ => null,
        };
        var kind = request is SlackRequest.Ignored ignored ? $"Ignored {ignored.Why}" : request?.GetType().Name ?? message.Reason;
        return kind is null ? message.Type : $"{message.Type} {kind}";
    }
}
