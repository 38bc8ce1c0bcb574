using System.Net;
using System.Text.Json.Nodes;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The client against a Slack that behaves badly.</summary>
public sealed class SlackApiTest : IDisposable
{
    static readonly VenueId General = new($"slack:{PretendSlack.Team}/C1");
    static readonly Card Hello = new("Hello & <!channel>.", "en", [new TextBlock("Hello")]);
    static readonly Guid Key = Guid.Parse("6d0f5a3e-58f4-4a9c-9f57-0a4b3f1f7f10");

    readonly ManualTime time = new();
    readonly PretendSlack slack;
    readonly PretendChannel channel;
    readonly SlackMetrics metrics = new();
    readonly SlackWire http;
    readonly SlackVenue venue;

    public SlackApiTest()
    {
        slack = new PretendSlack(time);
        channel = slack.Channel("C1");
        var options = new SlackOptions(PretendSlack.Secret, PretendSlack.Token, "");
        http = new SlackWire(SlackWire.Client(slack), options, metrics, time);
        var api = new SlackApi(new SlackHttp(http, new SlackTokens(http, options), new SlackBudgets(time), new SlackLacks()));
        var whisper = new SlackWhisper(api, metrics, NullLogger<SlackWhisper>.Instance);
        var languages = new SlackLanguages(
            api, new OwnLanguages(new MemoryStore(), time, NullLogger<OwnLanguages>.Instance), new BotOptions { StoragePath = "" }, new Lexicon(Activities.BuiltIn),
            time, NullLogger<SlackLanguages>.Instance);
        venue = new SlackVenue(api, new SlackNotices(api, whisper, languages, time), languages);
    }

    public void Dispose()
    {
        Assert.Equal("", string.Join('\n', slack.Faults));
        metrics.Dispose();
        slack.Dispose();
    }

    [Fact]
    public async Task A_card_is_posted_with_its_key_and_edited_in_place()
    {
        var id = await PostAsync();
        await venue.UpdateAsync(General, id, Hello with { Body = [new TextBlock("Goodbye")] }, default);

        Assert.Equal(id, channel.Root.Ts);
        Assert.Equal(Key.ToString(), (string?)channel.Root.Content["metadata"]!["event_payload"]!["key"]);
        Assert.Equal("Hello &amp; &lt;!channel&gt;.", (string?)channel.Root.Content["text"]);
        Assert.True(channel.Root.Shows("Goodbye"));
        Assert.Equal(1, channel.Root.Updates);
    }

    [Fact]
    public async Task A_persons_zone_is_the_one_they_set_and_of_a_stranger_there_is_none()
    {
        Assert.Equal("Europe/Vienna", await venue.ZoneOfAsync($"slack:{PretendSlack.Team}/U0BOB"));
        Assert.Null(await venue.ZoneOfAsync("web:somebody"));
    }

    [Fact]
    public async Task A_reply_stands_in_its_thread()
    {
        var root = await PostAsync();
        await venue.PostAsync(General, Hello, Guid.NewGuid(), root, default);

        Assert.Equal(root, channel.Reply.Thread);
    }

    [Fact]
    public void A_venue_shares_its_team_s_limits() => Assert.Equal(PretendSlack.Team, venue.WorkspaceOf(General));

    [Theory]
    [InlineData("not_in_channel", "Slack.NotInChannel")]
    [InlineData("channel_not_found", "Slack.NotInChannel")]
    [InlineData("is_archived", "Slack.Archived")]
    [InlineData("restricted_action_thread_locked", "Slack.Restricted")]
    [InlineData("missing_scope", "Slack.MissingScope")]
    [InlineData("token_revoked", "Slack.TokenRefused")]
    [InlineData("invalid_auth", "Slack.TokenRefused")]
    [InlineData("messages_tab_disabled", "Slack.MessagesTabDisabled")]
    [InlineData("msg_blocks_too_long", "Slack.CardRefused")]
    [InlineData("something_new", "Slack.Refused")]
    public async Task What_Slack_will_not_do_has_a_reason_that_can_be_told(string code, string reason)
    {
        slack.Trouble("chat.postMessage", new PretendTrouble.Says(code), new PretendTrouble.Says(code));
        slack.Trouble("conversations.join", new PretendTrouble.Says("missing_scope"));

        var refused = await Assert.ThrowsAsync<VenueRefusedException>(PostAsync);

        Assert.Equal(reason, refused.ReasonKey);
        Assert.Equal(code, refused.Message);
        var words = new Lexicon(Activities.BuiltIn, SlackTexts.Book);
        Assert.All(Lexicon.Languages, language => Assert.NotEqual(reason, words.In(language)[reason]));
    }

    [Fact]
    public async Task An_odd_code_is_not_repeated()
    {
        slack.Trouble("chat.postMessage", new PretendTrouble.Says(new string('x', 5_000)));

        Assert.Equal("odd_code", (await Assert.ThrowsAsync<VenueRefusedException>(PostAsync)).Message);
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_gone_and_one_that_cannot_be_edited_any_more_is_not()
    {
        slack.Trouble(
            "chat.update",
            new PretendTrouble.Says("message_not_found"),
            new PretendTrouble.Says("cant_update_message"),
            new PretendTrouble.Says("edit_window_closed"));

        await Assert.ThrowsAsync<MessageGoneException>(UpdateAsync);
        await Assert.ThrowsAsync<MessageFixedException>(UpdateAsync);
        await Assert.ThrowsAsync<MessageFixedException>(UpdateAsync);

        Task UpdateAsync() => venue.UpdateAsync(General, "1.1", Hello, default);
    }

    [Fact]
    public async Task What_may_pass_is_unavailable_and_never_a_success()
    {
        PretendTrouble[] troubles =
        [
            new PretendTrouble.NoConnection(), new PretendTrouble.LoseAnswer(), new PretendTrouble.Says("internal_error"),
            new PretendTrouble.Status(HttpStatusCode.InternalServerError), new PretendTrouble.Status(HttpStatusCode.ServiceUnavailable),
            new PretendTrouble.Odd("<html>"), new PretendTrouble.Odd(""), new PretendTrouble.Odd("{\"ok\":true"),
            new PretendTrouble.Odd("{\"ok\":true}"),
        ];
        slack.Trouble("chat.postMessage", troubles);

        foreach (var _ in troubles)
        {
            await Assert.ThrowsAsync<VenueUnavailableException>(PostAsync);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"ok\":\"true\",\"ts\":\"1.1\"}")]
    [InlineData("{\"ok\":1,\"ts\":\"1.1\"}")]
    [InlineData("{\"ok\":null,\"error\":7}")]
    public async Task Only_ok_is_ok(string answer)
    {
        slack.Trouble("chat.postMessage", new PretendTrouble.Odd(answer));

        await Assert.ThrowsAsync<VenueRefusedException>(PostAsync);
    }

    [Fact]
    public async Task A_call_that_hangs_ends_after_ten_seconds()
    {
        slack.Trouble("chat.postMessage", new PretendTrouble.Hang());

        var posting = PostAsync();
        time.Pass(SlackWire.CallMax - TimeSpan.FromTicks(1));
        Assert.False(posting.IsCompleted);
        time.Pass(TimeSpan.FromTicks(1));

        await Assert.ThrowsAsync<VenueUnavailableException>(() => posting);
    }

    [Fact]
    public async Task Who_stops_waiting_is_no_failure_of_Slack_s()
    {
        slack.Trouble("chat.postMessage", new PretendTrouble.Hang());
        using var stop = new CancellationTokenSource();

        var posting = venue.PostAsync(General, Hello, Key, null, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(17, 17)]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    [InlineData(86_400, 300)]
    [InlineData(null, 30)]
    public async Task Being_asked_to_wait_says_how_long_within_reason(int? asked, int waits)
    {
        slack.Trouble("chat.update", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, asked));

        var throttled = await Assert.ThrowsAsync<VenueThrottledException>(() => venue.UpdateAsync(General, "1.1", Hello, default));

        Assert.Equal(TimeSpan.FromSeconds(waits), throttled.RetryAfter);
    }

    [Fact]
    public async Task Above_its_tier_a_method_is_throttled_by_the_pretended_Slack_too()
    {
        for (var i = 0; i < 50; i++)
        {
            await CallAsync();
        }

        var throttled = await Assert.ThrowsAsync<VenueThrottledException>(CallAsync);
        Assert.Equal(TimeSpan.FromMinutes(1), throttled.RetryAfter);

        Task CallAsync() => http.CallAsync(
            SlackTokens.Bearer(PretendSlack.Token), "conversations.join", SlackArguments.Json(json => json.WriteString("channel", "C1")), default);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_found_by_its_key()
    {
        slack.Trouble("chat.postMessage", new PretendTrouble.LoseAnswer());
        await Assert.ThrowsAsync<VenueUnavailableException>(PostAsync);

        Assert.Equal(channel.Root.Ts, await FindAsync());
        Assert.Null(await venue.FindAsync(General, Guid.NewGuid(), null, time.GetUtcNow(), default));
    }

    [Fact]
    public async Task A_reply_is_found_in_its_thread()
    {
        var root = await venue.PostAsync(General, Hello, Guid.NewGuid(), null, default);
        var reply = await venue.PostAsync(General, Hello, Key, root, default);

        Assert.Equal(reply, await venue.FindAsync(General, Key, root, time.GetUtcNow(), default));
        Assert.Null(await FindAsync());
    }

    [Theory]
    [InlineData(1_999, true)]
    [InlineData(2_000, false)]
    public async Task It_is_looked_for_page_after_page_as_far_as_the_bound(int newer, bool isFound)
    {
        var id = await PostAsync();
        for (var i = 0; i < newer; i++)
        {
            var ts = $"{time.GetUtcNow().ToUnixTimeSeconds()}.{500_000 + i}";
            channel.Keep(new PretendMessage("C1", ts, null, new JsonObject { ["user"] = "U1" }));
        }

        Assert.Equal(isFound ? id : null, await FindAsync());
    }

    [Fact]
    public async Task A_copy_of_our_metadata_by_somebody_else_is_not_ours()
    {
        var copied = new JsonObject
        {
            ["user"] = "U1",
            ["bot_id"] = "B1",
            ["metadata"] = new JsonObject
            {
                ["event_type"] = SlackApi.SlotEvent,
                ["event_payload"] = new JsonObject { ["key"] = Key.ToString() },
            },
        };
        channel.Keep(new PretendMessage("C1", $"{time.GetUtcNow().ToUnixTimeSeconds()}.000001", null, copied));

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_public_channel_is_entered_and_a_private_one_is_not()
    {
        slack.Channel("C2", hasBot: false);
        slack.Channel("G3", hasBot: false, isPrivate: true);

        Assert.NotEqual("", await venue.PostAsync(new VenueId($"slack:{PretendSlack.Team}/C2"), Hello, Key, null, default));
        var refused = await Assert.ThrowsAsync<VenueRefusedException>(
            () => venue.PostAsync(new VenueId($"slack:{PretendSlack.Team}/G3"), Hello, Key, null, default));

        Assert.Equal("Slack.NotInChannel", refused.ReasonKey);
    }

    [Fact]
    public async Task In_a_workspace_that_is_not_the_token_s_nothing_is_said()
    {
        var refused = await Assert.ThrowsAsync<VenueRefusedException>(
            () => venue.PostAsync(new VenueId("slack:T0OTHER/C1"), Hello, Key, null, default));

        Assert.Equal("Slack.NotInstalled", refused.ReasonKey);
        Assert.Equal(["auth.test"], slack.Called);
        Assert.Empty(channel.Messages);
    }

    [Theory]
    [InlineData("http://hooks.slack.com/actions/T1/1/x")]
    [InlineData("https://hooks.slack.com:8443/actions/T1/1/x")]
    [InlineData("https://hooks.slack.com.example.org/actions/T1/1/x")]
    [InlineData("https://hooks.slack.com@example.org/")]
    [InlineData("https://example.org/?https://hooks.slack.com/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/actions")]
    public async Task An_answer_goes_to_Slack_s_own_address_only(string url)
    {
        await Assert.ThrowsAsync<VenueRefusedException>(() => http.RespondAsync(url, "{}"u8.ToArray(), default));

        Assert.Empty(slack.Called);
    }

    [Fact]
    public async Task Against_a_local_Slack_its_own_host_is_allowed_too()
    {
        var local = new SlackWire(SlackWire.Client(slack), new SlackOptions("s", "xoxb-1", "http://127.0.0.1:9200/api/"), metrics, time);
        slack.Trouble("/response/1", new PretendTrouble.Odd("ok"));

        await local.RespondAsync("http://127.0.0.1:9200/response/1", "{}"u8.ToArray(), default);

        await Assert.ThrowsAsync<VenueRefusedException>(
            () => local.RespondAsync("http://127.0.0.1:9201/response/1", "{}"u8.ToArray(), default));
    }

    [Fact]
    public async Task A_response_url_works_five_times()
    {
        var url = slack.NewResponseUrl("C1", "U1", null);
        var message = SlackTexts.Message("Hello", new Lexicon(Activities.BuiltIn, SlackTexts.Book).In("en"));
        for (var i = 0; i < 5; i++)
        {
            await http.RespondAsync(url, SlackApi.Ephemeral(message), default);
        }

        await Assert.ThrowsAsync<VenueRefusedException>(() => http.RespondAsync(url, SlackApi.Ephemeral(message), default));
    }

    [Fact]
    public async Task The_token_is_in_no_failure()
    {
        PretendTrouble[] troubles =
        [
            new PretendTrouble.NoConnection(), new PretendTrouble.Says("invalid_auth"), new PretendTrouble.Odd("<html>"),
            new PretendTrouble.Status(HttpStatusCode.NotFound),
        ];
        slack.Trouble("chat.postMessage", troubles);

        foreach (var _ in troubles)
        {
            var failure = await Record.ExceptionAsync(PostAsync);

            Assert.DoesNotContain(PretendSlack.Token, failure!.ToString(), StringComparison.Ordinal);
        }
    }

    Task<string> PostAsync() => venue.PostAsync(General, Hello, Key, null, default);

    Task<string?> FindAsync() => venue.FindAsync(General, Key, null, time.GetUtcNow(), default);
}
