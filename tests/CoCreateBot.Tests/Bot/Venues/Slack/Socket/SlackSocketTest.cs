using System.Net;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Socket;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack.Socket;

/// <summary>Socket Mode: what comes through a socket does what it would do through the HTTP door, and there is always a socket.</summary>
public sealed class SlackSocketTest
{
    static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.25);

    [Fact]
    public async Task A_vote_goes_from_the_command_to_the_minutes_without_an_address_of_ours()
    {
        await using var story = await SocketStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");
        await story.Sockets.LineAsync(0);

        var console = await story.Ann.TypeAsync(channel.Id, "vote \"Which first?\" Paint | Garden & roses | Bus stop | Lights");
        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");
        await story.Bob.SubmitAsync(ballot, ("A.", "1 dot"), ("B.", "1 dot"), ("C.", "1 dot")); // more than there are: the answer goes along
        Assert.NotEmpty(ballot.Errors);
        await story.Bob.SubmitAsync(ballot, ("A.", "1 dot"), ("B.", "1 dot"), ("C.", "0 dots"));
        Assert.False(ballot.IsOpen);
        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(() => channel.Messages.Count == 2, "the minutes are posted");

        Assert.Equal(HttpStatusCode.NotFound, (await story.Http.PostAsync(SlackDoor.Path, new StringContent("{}"))).StatusCode);
        Assert.Single(story.Sockets.Lines);
        Assert.DoesNotContain("U0BOB", story.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("roses", story.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_twice_and_again_on_another_connection_counts_once_and_is_acknowledged_each_time()
    {
        await using var story = await SocketStory.BeginAsync();
        var (channel, line) = await AskedAsync(story);
        var reply = Reply(channel, "100.1", "Fewer posts", "Ev1");

        await line.TellAsync("events_api", reply, "e-1");
        await line.TellAsync("events_api", reply, "e-1");
        await line.DisconnectAsync("refresh_requested");
        var next = (await NextAsync(story, 1))[1];
        await next.TellAsync("events_api", reply, "e-2", retry: 1);
        reply["event_id"] = "Ev2";
        await next.TellAsync("events_api", reply, "e-3");

        await story.PassUntilAsync(() => channel.Root.Shows("1 reply"), "it counts once");
        Assert.Equal(2, line.Acks.Count(ack => ack.Envelope == "e-1"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public async Task A_message_in_pieces_is_whole_again(int pieces)
    {
        await using var story = await SocketStory.BeginAsync();
        var (channel, line) = await AskedAsync(story);

        Assert.Null((await line.TellAsync("events_api", Reply(channel, "100.1", "Größere Räume 🏡", "Ev1"), pieces: pieces)).Payload);

        await story.PassUntilAsync(() => channel.Root.Says("Größere Räume 🏡"), "it is there");
    }

    [Theory]
    [InlineData("""{"envelope_id":"x","type":"events_api","payl""")]
    [InlineData("""["hello"]""")]
    [InlineData("no JSON at all")]
    [InlineData("")]
    [InlineData("""{"type":"something_new"}""")]
    [InlineData("""{"type":7,"envelope_id":{}}""")]
    public async Task What_cannot_be_read_is_passed_over_and_the_connection_stands(string text)
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);

        await line.WriteTextAsync(text);
        await line.WriteFrameAsync(0x82, [1, 2, 3]); // bytes
        var ack = await line.TellAsync("events_api", new JsonObject { ["type"] = "app_rate_limited" });

        Assert.Null(ack.Payload);
        Assert.Single(story.Sockets.Lines);
    }

    [Theory]
    [InlineData("events_api", """{"type":"event_callback"}""")]
    [InlineData("interactive", """{"type":"block_actions"}""")]
    [InlineData("slash_commands", """{"command":"/cocreate"}""")]
    [InlineData("something_new", """{"a":1}""")]
    public async Task A_payload_that_is_not_understood_is_acknowledged_so_that_it_does_not_come_again(string type, string payload)
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);

        Assert.Null((await line.TellAsync(type, JsonNode.Parse(payload)!.AsObject())).Payload);
    }

    [Theory]
    [MemberData(nameof(LargestView.Letters), MemberType = typeof(LargestView))]
    public async Task The_largest_dialog_that_we_draw_comes_back_in_any_script(string letter)
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);

        var ack = await line.TellAsync("interactive", JsonNode.Parse(LargestView.HandedIn(letter))!.AsObject());

        Assert.Contains("This session is not known here", ack.Payload?.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketFrames.BytesMax, true)]
    [InlineData(SocketFrames.BytesMax + 1, false)]
    public async Task A_message_has_a_longest_length(int length, bool isRead)
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);
        var bare = """{"type":"disconnect","reason":"refresh_requested","x":""}""";

        await line.WriteTextAsync(bare.Replace("\"x\":\"", "\"x\":\"" + new string('y', length - bare.Length), StringComparison.Ordinal), pieces: 3);
        await line.TellAsync("events_api", new JsonObject { ["type"] = "app_rate_limited" });

        Assert.Equal(isRead ? 2 : 1, isRead ? (await NextAsync(story, 1)).Count : story.Sockets.Lines.Count);
    }

    [Fact]
    public async Task A_cut_cable_brings_another_connection()
    {
        await using var story = await SocketStory.BeginAsync();
        var (channel, line) = await AskedAsync(story);

        line.Drop();
        var next = (await NextAsync(story, 1))[1];
        await next.TellAsync("events_api", Reply(channel, "100.1", "Fewer posts", "Ev1"));

        await story.PassUntilAsync(() => channel.Root.Shows("1 reply"), "it counts");
    }

    [Fact]
    public async Task The_next_connection_is_there_before_the_old_one_goes_and_both_are_served()
    {
        await using var story = await SocketStory.BeginAsync();
        var (channel, old) = await AskedAsync(story);
        story.Time.Pass(SlackSocket.SteadyAfter);

        await old.DisconnectAsync("warning");
        var next = await story.Sockets.LineAsync(1); // at once: no time passes
        await old.DisconnectAsync("refresh_requested");
        await old.TellAsync("events_api", Reply(channel, "100.1", "On the old one", "Ev1"));
        await next.TellAsync("events_api", Reply(channel, "100.2", "On the new one", "Ev2"));
        Assert.False(old.IsGone);

        await story.PassUntilAsync(() => old.IsGone, "the old one goes");
        Assert.True(old.SaidGoodbye);
        Assert.False(next.IsGone);
        Assert.Equal(2, story.Sockets.Lines.Count);
        await story.PassUntilAsync(() => channel.Root.Shows("2 replies"), "both count");
    }

    [Fact]
    public async Task A_connection_that_only_lives_for_moments_is_not_replaced_without_a_pause()
    {
        await using var story = await SocketStory.BeginAsync();

        for (var at = 0; at < 6; at++)
        {
            var line = (await NextAsync(story, at))[at];
            Assert.Equal(at + 1, story.Sockets.Asked);
            line.Drop();
            await line.GoneAsync();
        }

        Assert.InRange((story.Time.GetUtcNow() - new ManualTime().GetUtcNow()).TotalSeconds, 1 + 2 + 4 + 8 + 16, 240); // the least of each pause
    }

    [Fact]
    public async Task A_refused_ticket_is_asked_for_again_when_Slack_says()
    {
        await using var story = await SocketStory.BeginAsync(arrange: sockets => sockets.Refuse(HttpStatusCode.TooManyRequests, "", retryAfter: 30));
        await story.Sockets.UntilAsync(() => story.Sockets.Asked == 1, "it is asked for");
        var start = story.Time.GetUtcNow();

        await NextAsync(story, 0);

        Assert.InRange(story.Time.GetUtcNow() - start, TimeSpan.FromSeconds(29.5), TimeSpan.FromSeconds(35));
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"invalid_auth"}""", "invalid_auth")]
    [InlineData("""{"ok":true}""", "odd_socket_address")]
    [InlineData("""{"ok":true,"url":"ws://wss-primary.slack.com/"}""", "odd_socket_address")]
    [InlineData("""{"ok":true,"url":"https://slack.com/"}""", "odd_socket_address")]
    [InlineData("<html>", "no_json")]
    public async Task Whatever_is_wrong_with_a_ticket_is_said_once_and_tried_again(string answer, string said)
    {
        await using var story = await SocketStory.BeginAsync(arrange: sockets =>
        {
            sockets.Refuse(HttpStatusCode.OK, answer);
            sockets.Refuse(HttpStatusCode.OK, answer);
        });

        await NextAsync(story, 0);

        Assert.Equal(2, story.Log.Text.Split(said + ".").Length);
    }

    [Fact]
    public async Task A_late_hello_is_waited_for_but_not_for_ever()
    {
        await using var story = await SocketStory.BeginAsync(arrange: sockets => sockets.IsPolite = false);
        var first = await story.Sockets.LineAsync(0);
        await PassAsync(story, SocketLink.HelloWithin + Tick);
        await first.GoneAsync();

        var second = (await NextAsync(story, 1))[1];
        await PassAsync(story, SocketLink.HelloWithin - (2 * Tick));
        await second.HelloAsync();
        await second.TellAsync("events_api", new JsonObject { ["type"] = "app_rate_limited" });

        Assert.Equal(2, story.Sockets.Lines.Count);
        Assert.False(second.IsGone);
    }

    [Fact]
    public async Task A_silent_connection_is_dead_and_one_that_only_pings_is_not()
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);
        await PassAsync(story, 3 * SocketLink.SilenceMax);
        Assert.False(line.IsGone);

        story.Sockets.IsPinging = false;
        await PassAsync(story, SocketLink.SilenceMax + TimeSpan.FromSeconds(1));
        await line.GoneAsync();

        Assert.False((await NextAsync(story, 1))[1].IsGone);
    }

    [Fact]
    public async Task Where_Socket_Mode_is_switched_off_it_says_so_and_tries_no_more()
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);

        await line.DisconnectAsync("link_disabled");
        await line.GoneAsync();
        await PassAsync(story, TimeSpan.FromMinutes(3));

        Assert.Equal(1, story.Sockets.Asked);
        Assert.Contains("switched Socket Mode off", story.Log.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Socket Mode is switched off for this Slack app; see the log."), await ReadyAsync(story));
    }

    [Fact]
    public async Task Who_asks_whether_it_is_ready_learns_when_the_socket_is_down_for_more_than_a_minute()
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);
        await line.TellAsync("events_api", new JsonObject { ["type"] = "app_rate_limited" });
        for (var refused = 0; refused < 7; refused++)
        {
            story.Sockets.Refuse(HttpStatusCode.ServiceUnavailable, "");
        }

        line.Drop();
        await line.GoneAsync();
        await PassAsync(story, SocketHealth.DownMax - TimeSpan.FromSeconds(1));
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(story));

        await PassAsync(story, TimeSpan.FromSeconds(2));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Slack's socket has been down for more than a minute; see the log."), await ReadyAsync(story));
        await (await NextAsync(story, 1))[1].TellAsync("events_api", new JsonObject { ["type"] = "app_rate_limited" });
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(story));
    }

    [Fact]
    public async Task What_was_taken_is_kept_and_acknowledged_before_the_server_stops_and_it_says_goodbye()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SocketStory.BeginAsync(store);
        var (channel, line) = await AskedAsync(story);
        var held = store.HoldNext(StoreCall.LogAppend);
        var id = await line.SendAsync("events_api", Reply(channel, "100.1", "Just in time", "Ev1"));
        await held.Reached;
        Assert.DoesNotContain(line.Acks, ack => ack.Envelope == id);

        var stopping = story.StopAsync();
        held.Open();
        await line.AckAsync(id);
        await story.Sockets.UntilAsync(() => line.IsGone, "it goes"); // at once: no time passes
        while (!stopping.IsCompleted)
        {
            story.Time.Pass(Tick);
            await Task.Yield();
        }

        await stopping;
        Assert.True(line.SaidGoodbye);
    }

    [Fact]
    public async Task What_was_not_kept_is_not_acknowledged_and_counts_when_Slack_tells_it_again()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SocketStory.BeginAsync(store);
        var (channel, line) = await AskedAsync(story);
        var reply = Reply(channel, "100.1", "Fewer posts", "Ev1");

        store.IsDown = true;
        await line.SendAsync("events_api", reply, "e-1");
        await line.TellAsync("events_api", new JsonObject { ["type"] = "app_rate_limited" });
        await Task.WhenAny(line.AckAsync("e-1"), Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System)); // an ack that must not come
        Assert.DoesNotContain(line.Acks, ack => ack.Envelope == "e-1");

        store.IsDown = false;
        await line.TellAsync("events_api", reply, "e-2", retry: 1);
        await story.PassUntilAsync(() => channel.Root.Shows("1 reply"), "it counts");
    }

    static async Task<(PretendChannel Channel, PretendSocketLine Line)> AskedAsync(SocketStory story)
    {
        var channel = story.Slack.Channel("C0GENERAL");
        var line = await story.Sockets.LineAsync(0);
        await story.Ann.TypeAsync(channel.Id, "ask “What would make this channel worth your time?”");
        return (channel, line);
    }

    static JsonObject Reply(PretendChannel channel, string ts, string text, string id) => new()
    {
        ["team_id"] = PretendSlack.Team,
        ["type"] = "event_callback",
        ["event_id"] = id,
        ["event"] = new JsonObject
        {
            ["type"] = "message",
            ["user"] = "U0BOB",
            ["ts"] = ts,
            ["thread_ts"] = channel.Root.Ts,
            ["channel"] = channel.Id,
            ["text"] = text,
        },
    };

    static async Task<IReadOnlyList<PretendSocketLine>> NextAsync(SocketStory story, int at)
    {
        await story.PassUntilAsync(() => story.Sockets.Lines.Count > at, $"connection {at}");
        return story.Sockets.Lines;
    }

    static async Task PassAsync(SocketStory story, TimeSpan time)
    {
        for (var until = story.Time.GetUtcNow() + time; story.Time.GetUtcNow() < until;)
        {
            story.Time.Pass(Tick);
            await Task.WhenAny(story.Slack.NextCallAsync(TimeSpan.FromMilliseconds(5)));
        }
    }

    static async Task<(HttpStatusCode Status, string Said)> ReadyAsync(SocketStory story)
    {
        story.Time.Pass(TimeSpan.FromTicks(1));
        var answer = await story.Http.GetAsync("/health/ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
