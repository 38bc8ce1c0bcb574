using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

public sealed class SlackRequestReaderTest
{
    const string Form = "application/x-www-form-urlencoded";
    const string Json = "application/json";

    /// <summary>What each kind of sample is for us; the part of its name decides.</summary>
    static readonly (string Part, string Expected)[] Kinds =
    [
        ("event.url_verification", "Verification"),
        ("event.app_rate_limited", "Ignored app_rate_limited"),
        ("event.message.message_changed.thread_reply", "Replied"),
        ("event.message.message_deleted.thread_reply", "Replied"),
        ("event.message.thread_broadcast", "Replied"),
        ("event.message.unicode", "Ignored mention"), // it names the bot
        ("event.app_mention", "Mentioned"),
        ("event.app_home_opened", "HomeOpened"),
        ("event.app_uninstalled", "Uninstalled"),
        ("event.tokens_revoked", "TokensRevoked"),
        ("event.team_access", "AccessChanged"),
        ("event.", "Ignored event"),
        ("block_actions.home_tab", "Ignored no_value"), // a button without a value: none of ours
        ("block_actions.", "Pressed"),
        ("view_submission", "HandedIn"),
        ("view_closed", "Ignored view_closed"),
        ("interactivity.shortcut", "Ignored shortcut"),
        ("message_action", "Ignored message_action"),
        ("block_suggestion", "Ignored block_suggestion"),
        ("slash_command.", "Typed"),
    ];

    [Fact]
    public void Every_sample_is_read_or_ignored_for_a_reason()
    {
        var seen = 0;
        foreach (var (name, contentType, body) in Samples())
        {
            var request = SlackRequestReader.Read(contentType, body);
            var said = request switch
            {
                SlackRequest.Ignored ignored => $"Ignored {ignored.Why}",
                _ => request?.GetType().Name ?? "null",
            };

            Assert.Equal((name, Kinds.First(kind => name.Contains(kind.Part, StringComparison.Ordinal)).Expected), (name, said));
            seen++;
        }

        Assert.True(seen > 45, $"Only {seen} samples were found.");
    }

    [Fact]
    public void Every_sample_cut_short_is_nothing_and_throws_nothing()
    {
        foreach (var (name, contentType, body) in Payloads())
        {
            for (var length = 0; length < body.Length; length += 7)
            {
                var request = SlackRequestReader.Read(contentType, body.AsSpan(0, length).ToArray());

                Assert.True(request is null, $"{name} of {length} bytes was taken for {request}.");
            }
        }
    }

    [Fact]
    public void A_command_cut_short_throws_nothing_and_never_becomes_another()
    {
        foreach (var (_, contentType, body) in Samples().Where(sample => sample.Name.StartsWith("slash_command", StringComparison.Ordinal)))
        {
            for (var length = 0; length < body.Length; length++)
            {
                var request = SlackRequestReader.Read(contentType, body.AsSpan(0, length).ToArray());

                Assert.True(request is null or SlackRequest.Typed);
            }
        }
    }

    [Fact]
    public void Every_sample_with_any_field_null_or_of_another_type_throws_nothing()
    {
        foreach (var (name, contentType, body) in Payloads())
        {
            var sent = Encoding.UTF8.GetString(body);
            var json = contentType == Json ? sent : Uri.UnescapeDataString(sent["payload=".Length..]);
            foreach (var bent in Bent(JsonNode.Parse(json)!)) // ! a sample is a JSON object
            {
                var text = contentType == Json ? bent : "payload=" + Uri.EscapeDataString(bent);
                var thrown = Record.Exception(() => SlackRequestReader.Read(contentType, Encoding.UTF8.GetBytes(text)));

                Assert.True(thrown is null, $"{name}: {thrown} for {bent}");
            }
        }
    }

    [Fact]
    public void A_command_is_read_with_everything_unescaped()
    {
        const string Body = "token=x&team_id=T0123ABCD&team_domain=acme&channel_id=C0123CHAN&channel_name=general"
            + "&user_id=U0123USER&user_name=ana&command=%2Fcocreate"
            + "&text=%22Mittag+%F0%9F%8D%95%3F%22+%22Pizza+%26amp%3B+Pasta%22+%22100+%25+vegan%2B%22"
            + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT0123ABCD%2F1%2Fabc&trigger_id=1.2.abc";

        var typed = Assert.IsType<SlackRequest.Typed>(SlackRequestReader.Read(Form + "; charset=utf-8", Encoding.UTF8.GetBytes(Body)));

        Assert.Equal(new Person("slack:T0123ABCD/U0123USER", "ana"), typed.Who);
        Assert.Equal(new VenueId("slack:T0123ABCD/C0123CHAN"), typed.Venue);
        Assert.Equal("\"Mittag 🍕?\" \"Pizza & Pasta\" \"100 % vegan+\"", typed.Text);
        Assert.Equal("1.2.abc", typed.Trigger);
        Assert.Equal("https://hooks.slack.com/commands/T0123ABCD/1/abc", typed.ResponseUrl);
    }

    [Theory]
    [InlineData("a &lt;b&gt; &amp;lt; c", "a <b> &lt; c")]
    [InlineData("<@U1|ana> and <@U2>", "@ana and @U2")]
    [InlineData("<#C1|general> <#C2|>", "#general #C2")]
    [InlineData("<!here> <!subteam^S1|@crew>", "@here @crew")]
    [InlineData("<https://example.org/?a=1&amp;b=2|example.org> <mailto:a@b.c|a@b.c>", "https://example.org/?a=1&b=2 mailto:a@b.c")]
    [InlineData("1 < 2", "1 < 2")]
    public void Slack_s_marks_become_what_was_typed(string sent, string typed) => Assert.Equal(typed, SlackMarkup.Read(sent));

    [Fact]
    public void A_button_under_a_card_of_4_kB_is_read()
    {
        var payload = """
            {"type":"block_actions","user":{"id":"U1","username":"ann","name":"ann","team_id":"T1"},"api_app_id":"A1","token":"t",
            "container":{"type":"message","message_ts":"1.2","channel_id":"C1","is_ephemeral":false},
            "trigger_id":"1.2.c","team":{"id":"T1","domain":"d"},
            "enterprise":null,"is_enterprise_install":false,"channel":{"id":"C1","name":"general"},
            "message":{"type":"message","text":"CARD","blocks":[{"type":"actions","elements":[{"action_id":"a1","value":"not this"}]}]},
            "state":{"values":{"b":{"a":{"value":"nor this"}}}},"response_url":"https://hooks.slack.com/actions/T1/1/x",
            "actions":[{"action_id":"a2","block_id":"b2","text":{"type":"plain_text","text":"Green"},"value":"1|s|1|answer|green",
            "type":"button","action_ts":"1.3"}]}
            """.Replace("CARD", new string('x', 3_800), StringComparison.Ordinal);

        var request = SlackRequestReader.Read(Form, Payload(payload));

        Assert.Equal(
            new SlackRequest.Pressed(
                new Person("slack:T1/U1", "ann"),
                new SlackPlace("T1", null, "C1", IsOrg: false),
                "a2",
                "1|s|1|answer|green",
                "1.2.c",
                "https://hooks.slack.com/actions/T1/1/x",
                IsEphemeral: false),
            request);
    }

    [Fact]
    public void A_dialog_is_read_with_what_was_left_empty()
    {
        const string Sent = """
            {"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1","name":"ann","team_id":"T1"},"trigger_id":"1.2.c",
            "view":{"id":"V1","private_metadata":"1|s|2|hand-in|","callback_id":"form","app_installed_team_id":"T0","hash":"h","blocks":[{"block_id":"note"}],
            "state":{"values":{"note":{"v":{"type":"plain_text_input","value":"a\u00e9\ud83c\udf55"}},
            "dots":{"v":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"2 dots"},"value":"2"}}},
            "why":{"v":{"type":"plain_text_input","value":null}},"pick":{"v":{"type":"radio_buttons","selected_option":null}},
            "yes":{"v":{"type":"checkboxes","selected_options":[{"text":{"type":"plain_text","text":"A"},"value":"on"}]}},
            "no":{"v":{"type":"checkboxes","selected_options":[]}}}}}}
            """;

        var handedIn = Assert.IsType<SlackRequest.HandedIn>(
            SlackRequestReader.Read(Form, Payload(Sent)));

        Assert.Equal("1|s|2|hand-in|", handedIn.Metadata);
        Assert.Equal(new SlackPlace("T1", "T0", null, IsOrg: false) { IsPartner = true }, handedIn.Place);
        Assert.Equal(
            [new("note", "aé🍕") { IsText = true }, new("dots", "2"), new("why", "") { IsText = true }, new("pick", null), new("yes", "on"), new("no", "off")],
            handedIn.Inputs);
    }

    [Theory]
    [InlineData("T-other", "T-ours", "false", "slack:T-ours/W1")]
    [InlineData("T-other", "E-ours", "false", "slack:E-ours/W1")]
    [InlineData("T-other", "E-ours", "true", "slack:E-ours/W1")]
    [InlineData("T-ours", "T-ours", "true", "slack:E-other/W1")]
    [InlineData("T-ours", "", "false", "slack:T-ours/W1")]
    public void In_a_dialog_a_partner_is_who_they_are_in_our_channel(string team, string installed, string isOrg, string key)
    {
        var sent = $$$"""
            {"type":"view_submission","team":{"id":"{{{team}}}"},"enterprise":{"id":"E-other"},"is_enterprise_install":{{{isOrg}}},
            "user":{"id":"W1","name":"kaz","team_id":"{{{team}}}"},"trigger_id":"1.2.c",
            "view":{"id":"V1","private_metadata":"1|s|2|hand-in|","app_installed_team_id":"{{{installed}}}",
            "state":{"values":{} } } }
            """;

        Assert.Equal(key, Assert.IsType<SlackRequest.HandedIn>(SlackRequestReader.Read(Form, Payload(sent))).Who.Key);
    }

    [Theory]
    [InlineData("U0BOT", false)]
    [InlineData("U1", true)]
    public void What_the_bot_itself_says_to_somebody_is_no_mention_of_it(string author, bool isHeard)
    {
        var sent = $$$"""
            {"type":"event_callback","event_id":"Ev1","team_id":"T1","authorizations":[{"team_id":"T1","user_id":"U0BOT","is_bot":true}],
            "event":{"type":"message","subtype":"file_share","channel":"D1","user":"{{{author}}}","ts":"1.2","text":"Your files"}}
            """;

        Assert.Equal(isHeard, SlackRequestReader.Read(Json, Encoding.UTF8.GetBytes(sent)) is SlackRequest.Mentioned);
    }

    [Fact]
    public void In_an_organisation_s_install_a_person_is_the_same_in_a_command_and_under_a_button()
    {
        const string Command = "team_id=T1&enterprise_id=E1&is_enterprise_install=true&channel_id=C1&user_id=W1&user_name=ann"
            + "&command=%2Fcocreate&text=&trigger_id=1";
        const string Button = """
            {"type":"block_actions","user":{"id":"W1","name":"ann","team_id":"T2"},"trigger_id":"2","team":null,"enterprise":{"id":"E1"},
            "is_enterprise_install":true,"actions":[{"action_id":"a","value":"v"}]}
            """;

        var typed = Assert.IsType<SlackRequest.Typed>(SlackRequestReader.Read(Form, Encoding.UTF8.GetBytes(Command)));
        var pressed = Assert.IsType<SlackRequest.Pressed>(SlackRequestReader.Read(Form, Payload(Button)));

        Assert.Equal(typed.Who, pressed.Who);
        Assert.Equal("slack:T1/C1", typed.Venue.Value);
    }

    [Theory]
    [InlineData(Form, "")]
    [InlineData(Form, "payload=")]
    [InlineData(Form, "payload=%7")]
    [InlineData(Form, "payload=%zz")]
    [InlineData(Form, "payload=%7B%7D%ff")]
    [InlineData(Form, "command=%2Fcocreate")]
    [InlineData(Form, "team_id=T1&channel_id=C1&user_id=U1&command=%2Fcocreate&text=%ff&trigger_id=1")]
    [InlineData(Form, "team_id=T1&channel_id=C1%2FC2&user_id=U1&command=%2Fcocreate&text=&trigger_id=1")]
    [InlineData(Form, "team_id=T1&channel_id=C1&user_id=&command=%2Fcocreate&text=&trigger_id=1")]
    [InlineData(Form, "team_id=T1&channel_id=C1&user_id=U1&command=%2Fcocreate&text=&trigger_id=")]
    [InlineData(Form, "ssl_check=2")]
    [InlineData(Json, "")]
    [InlineData(Json, "[]")]
    [InlineData(Json, "\"url_verification\"")]
    [InlineData(Json, "{}")]
    [InlineData(Json, "{\"type\":null}")]
    [InlineData(Json, "{\"type\":\"url_verification\"}")]
    [InlineData(Json, "{\"type\":\"url_verification\",\"challenge\":\"c\"}{}")]
    [InlineData(Json, "{\"type\":\"url_verification\",\"challenge\":\"\\ud800\"}")]
    [InlineData(Json, "{\"\\ud800\":1,\"type\":\"url_verification\",\"challenge\":\"c\"}")]
    [InlineData("text/plain", "{\"type\":\"url_verification\",\"challenge\":\"c\"}")]
    [InlineData(null, "{\"type\":\"url_verification\",\"challenge\":\"c\"}")]
    public void What_is_malformed_is_nothing(string? contentType, string body) =>
        Assert.Null(SlackRequestReader.Read(contentType, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Json_nested_without_end_is_nothing() =>
        Assert.Null(SlackRequestReader.Read(Json, Encoding.UTF8.GetBytes(new string('[', 200_000))));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void An_id_has_a_longest_length(int length, bool isRead)
    {
        var body = $"team_id=T1&channel_id=C1&user_id={new string('U', length)}&command=%2Fcocreate&text=&trigger_id=1";

        Assert.Equal(isRead, SlackRequestReader.Read(Form, Encoding.UTF8.GetBytes(body)) is not null);
    }

    [Fact]
    public void The_certificate_check_does_nothing() =>
        Assert.Equal(new SlackRequest.Ignored("ssl_check"), SlackRequestReader.Read(Form, "ssl_check=1&token=x"u8.ToArray()));

    static byte[] Payload(string json) => Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(json));

    static IEnumerable<(string Name, string ContentType, byte[] Body)> Payloads() =>
        Samples().Where(sample => !sample.Name.StartsWith("slash_command", StringComparison.Ordinal));

    static IEnumerable<(string Name, string ContentType, byte[] Body)> Samples()
    {
        foreach (var file in SlackSamples.Named("event.*.json"))
        {
            yield return (Path.GetFileName(file), Json, Encoding.UTF8.GetBytes(File.ReadAllText(file).Trim()));
        }

        foreach (var file in SlackSamples.Named("interactivity.*.json"))
        {
            yield return (Path.GetFileName(file), Form, Payload(File.ReadAllText(file).Trim()));
        }

        foreach (var file in SlackSamples.Named("slash_command.*.txt"))
        {
            yield return (Path.GetFileName(file), Form, File.ReadAllBytes(file));
        }
    }

    /// <summary>The same JSON again and again, each time with one value replaced.</summary>
    static IEnumerable<string> Bent(JsonNode root)
    {
        Func<JsonNode?>[] odds = [() => null, () => 7, () => "odd", () => new JsonArray(1), () => new JsonObject { ["id"] = true }];
        foreach (var path in Paths(root, []).ToList())
        {
            foreach (var odd in odds)
            {
                var copy = root.DeepClone();
                var parent = path[..^1].Aggregate(copy, (node, step) => step is int at ? node[at]! : node[(string)step]!); // ! it is there
                if (path[^1] is int index)
                {
                    parent[index] = odd();
                }
                else
                {
                    parent[(string)path[^1]] = odd();
                }

                yield return copy.ToJsonString();
            }
        }
    }

    static IEnumerable<object[]> Paths(JsonNode? node, object[] path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Paths(field.Value, [.. path, field.Key]).Prepend([.. path, field.Key])),
        JsonArray items => items.SelectMany((item, at) => Paths(item, [.. path, at]).Prepend([.. path, at])),
        _ => [],
    };
}
