using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

public sealed class TeamsActivityReaderTest
{
    [Fact]
    public void The_envelope_is_told_also_where_the_rest_cannot_be_read()
    {
        var bare = new JsonObject { ["serviceUrl"] = "https://a/", ["channelId"] = "msteams", ["conversation"] = new JsonObject { ["tenantId"] = "T1" } };

        Assert.Null(TeamsActivityReader.Read(bare.Bytes(), out var envelope));
        Assert.Equal(new TeamsEnvelope("https://a/", "msteams", "t1") { IsObject = true }, envelope);
        Assert.Null(TeamsActivityReader.Read("{}"u8, out envelope));
        Assert.Equal(new TeamsEnvelope(null, null, null) { IsObject = true }, envelope);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{\"type\":\"message\"")]
    [InlineData("{\"type\":\"message\"}{}")]
    [InlineData("{\"type\":\"message\"} x")]
    [InlineData("{\"type\":\"message\",}")]
    [InlineData("{/**/}")]
    [InlineData("{\"serviceUrl\":\"\\ud800\"}")]
    public void What_is_no_single_object_is_nothing(string body)
    {
        Assert.Null(TeamsActivityReader.Read(Encoding.UTF8.GetBytes(body), out var envelope));
        Assert.False(envelope.IsObject);
    }

    [Fact]
    public void Bytes_that_are_no_text_and_a_tower_of_objects_are_nothing()
    {
        var body = TeamsActivities.Message("hi").Bytes();
        body[body.AsSpan().IndexOf("hi"u8)] = 0xFF;
        Assert.Null(TeamsActivityReader.Read(body, out _));
        Assert.Null(TeamsActivityReader.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"value\":", 100))), out _));
        Assert.Null(TeamsActivityReader.Read(Encoding.UTF8.GetBytes($"{{\"value\":{new string('[', 70)}{new string(']', 70)}}}"), out _));
    }

    [Fact]
    public void Half_a_character_in_what_is_needed_is_nothing()
    {
        var body = Encoding.UTF8.GetString(TeamsActivities.Message("HERE").Bytes());

        Assert.Null(TeamsActivityReader.Read(Encoding.UTF8.GetBytes(body.Replace("HERE", "\\ud83d", StringComparison.Ordinal)), out var envelope));
        Assert.True(envelope.IsObject); // there is a token to look at first
    }

    [Theory]
    [InlineData("type")]
    [InlineData("id")]
    [InlineData("channelId")]
    [InlineData("serviceUrl")]
    [InlineData("from")]
    [InlineData("conversation")]
    public void What_must_be_there_is_missed(string field)
    {
        Assert.NotNull(TeamsActivities.Message("hi").Read());
        Assert.Null(TeamsActivities.Message("hi").With(field, null).Read());
    }

    [Fact]
    public void A_tenant_is_named_in_either_of_two_places()
    {
        var without = TeamsActivities.Message("hi");
        ((JsonObject)without["channelData"]!).Remove("tenant"); // ! Of puts it there
        Assert.Equal(TeamsActivities.Tenant, without.Read()?.From.Tenant);

        ((JsonObject)without["conversation"]!).Remove("tenantId"); // ! as above
        Assert.Null(without.Read());
    }

    [Fact]
    public void The_order_of_properties_does_not_matter_and_unknown_ones_are_passed_over()
    {
        var press = TeamsActivities.Press(new JsonObject { ["cocreate.press"] = "1|s|1|answer|a" });
        var turned = new JsonObject(press.Reverse().Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())))
        {
            ["new"] = new JsonObject { ["type"] = "message", ["id"] = "x" },
        };

        var (one, other) = (Assert.IsType<TeamsRequest.Pressed>(press.Read()), Assert.IsType<TeamsRequest.Pressed>(turned.Read()));

        Assert.Equal((one.From, one.Value, one.ReplyTo), (other.From, other.Value, other.ReplyTo));
    }

    [Fact]
    public void Of_what_is_there_twice_the_last_counts_for_the_envelope_and_the_rest_alike()
    {
        var body = Encoding.UTF8.GetString(TeamsActivities.Message("one").Bytes());
        var twice = body[..^1] + ""","text":"two","serviceUrl":"https://b/","channelData":{"tenant":{"id":"other"}}}""";

        var said = Assert.IsType<TeamsRequest.Said>(TeamsActivityReader.Read(Encoding.UTF8.GetBytes(twice), out var envelope));

        Assert.Equal(("two", "https://b/", "other"), (said.Text, said.From.ServiceUrl, said.From.Tenant));
        Assert.Equal((said.From.ServiceUrl, said.From.Tenant), (envelope.ServiceUrl, envelope.Tenant));
        Assert.StartsWith("teams:other/", said.From.Who.Key, StringComparison.Ordinal);
        Assert.StartsWith("teams:other/", said.From.Venue.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_id_has_a_bound()
    {
        Assert.Null(Changed("conversation", "id", new string('c', TeamsIds.IdMax + 1)).Read());
        var longest = Changed("conversation", "id", new string('c', TeamsIds.IdMax)).Read();
        Assert.EndsWith("/" + new string('c', TeamsIds.IdMax), longest?.From.Venue.Value, StringComparison.Ordinal);
        var escaped = Changed("conversation", "id", new string('ü', TeamsIds.IdMax)).Read(); // six bytes each
        Assert.EndsWith("/" + new string('ü', TeamsIds.IdMax), escaped?.From.Venue.Value, StringComparison.Ordinal);
        Assert.Null(Changed("conversation", "id", new string('ü', TeamsIds.IdMax + 1)).Read());
        Assert.Null(TeamsActivities.Message("hi", new string('1', TeamsIds.IdMax + 1)).Read());
        Assert.NotNull(TeamsActivities.Message("hi", new string('1', TeamsIds.IdMax)).Read());
        Assert.Null(TeamsActivities.Message("hi").With("serviceUrl", new string('u', TeamsIds.ServiceUrlMax + 1)).Read());
        Assert.NotNull(TeamsActivities.Message("hi").With("serviceUrl", new string('u', TeamsIds.ServiceUrlMax)).Read());
        var unknown = Changed("from", "aadObjectId", new string('a', TeamsIds.IdMax + 1)).Read();
        var nobody = Changed("from", "id", new string('a', TeamsIds.IdMax + 1)).Read();
        Assert.EndsWith("/" + TeamsActivities.User, unknown?.From.Who.Key, StringComparison.Ordinal);
        Assert.Equal((true, null), (nobody?.From.Who.Key.EndsWith(TeamsActivities.Account, StringComparison.Ordinal), nobody?.From.UserId));
    }

    static JsonObject Changed(string part, string field, JsonNode? value)
    {
        var message = TeamsActivities.Message("hi");
        message[part]![field] = value; // ! Of puts it there
        return message;
    }

    [Fact]
    public void A_name_is_kept_as_far_as_names_go()
    {
        Assert.Equal(new string('n', Limits.NameMax), Changed("from", "name", new string('n', Limits.NameMax + 1)).Read()?.From.Who.Name);
        Assert.Null(Changed("from", "name", " \u200B ").Read()?.From.Who.Name);
    }

    [Theory]
    [InlineData("de-DE", "Europe/Vienna", "de-DE", "Europe/Vienna")]
    [InlineData("", "", "en-US", "America/Los_Angeles")] // then what their Teams says of itself
    [InlineData("de_DE", "Nowhere/Land", "en-US", null)]
    [InlineData("en-US-and-very-much-more-than-a-locale-has", "../../etc/passwd", "en-US", null)]
    public void A_language_and_a_zone_are_read_where_they_are_some(string locale, string zone, string language, string? clock)
    {
        var from = TeamsActivities.Message("hi").With("locale", locale).With("localTimezone", zone).Read()!.From; // ! it can be read

        Assert.Equal((language, clock), (from.Locale, from.Zone));
    }

    [Fact]
    public void A_bot_is_not_listened_to()
    {
        Assert.Equal("bot", Why(Changed("from", "id", "28:other")));
        Assert.Equal("bot", Why(Changed("from", "id", TeamsActivities.Bot)));
        Assert.Equal("channel", Why(TeamsActivities.Message("hi").With("channelId", "agents")));
    }

    static string Why(JsonObject activity) => Assert.IsType<TeamsRequest.Ignored>(activity.Read()).Why;

    [Theory]
    [InlineData("channel", "x", true, false, ConversationKind.Channel)]
    [InlineData("CHANNEL", "x", false, false, ConversationKind.Channel)]
    [InlineData("groupChat", "x", true, true, ConversationKind.Group)]
    [InlineData("personal", "19:x", true, true, ConversationKind.Personal)]
    [InlineData(null, "x", true, true, ConversationKind.Channel)]
    [InlineData(null, "x", false, true, ConversationKind.Group)]
    [InlineData(null, "19:meeting_x@thread.v2", false, false, ConversationKind.Group)]
    [InlineData(null, "a:x", false, false, ConversationKind.Personal)]
    [InlineData("else", "a:x", false, false, ConversationKind.Personal)]
    public void Where_it_is_not_told_what_kind_of_place_it_is_it_follows(string? told, string id, bool hasTeam, bool isGroup, ConversationKind kind)
    {
        var message = TeamsActivities.Message("hi");
        message["conversation"] = new JsonObject { ["id"] = id, ["conversationType"] = told, ["isGroup"] = isGroup };
        if (!hasTeam)
        {
            ((JsonObject)message["channelData"]!).Remove("team"); // ! Of puts it there
        }

        var from = message.Read()!.From; // ! it can be read

        Assert.Equal((kind, kind == ConversationKind.Channel && hasTeam), (from.Kind, from.Team is not null));
    }

    [Fact]
    public void Chats_have_no_threads()
    {
        var said = Assert.IsType<TeamsRequest.Said>(TeamsActivities.Message("hi", "2", "19:x@thread.v2;messageid=1", "groupChat").Read());

        Assert.Equal((null, "2", "19:x@thread.v2"), (said.From.Root, said.Message, TeamsIds.Conversation(said.From.Venue)));
    }

    [Fact]
    public void What_is_written_to_others_is_told_as_no_mention()
    {
        var said = Assert.IsType<TeamsRequest.Said>(
            TeamsActivities.Message("<at>Ann</at> look", "2", TeamsActivities.Channel + ";messageid=1").Naming("29:ann", "Ann").Read());

        Assert.Equal(("@Ann look", false, "1", "1;2"), (said.Text, said.IsMention, said.From.Root, said.Message));
    }

    [Fact]
    public void A_message_that_quotes_another_says_which()
    {
        var quote = new JsonObject { ["type"] = "quotedReply", ["quotedReply"] = new JsonObject { ["messageId"] = "17" } };
        var quoting = TeamsActivities.Message("<quoted messageId=\"17\"/> agreed").With("entities", new JsonArray(quote));

        var said = Assert.IsType<TeamsRequest.Said>(quoting.Read());

        Assert.Equal(("agreed", "17"), (said.Text, said.Quoted));
    }

    [Fact]
    public void Where_the_text_is_missing_its_copy_is_read()
    {
        var copy = new JsonArray(
            new JsonObject { ["contentType"] = "image/png" },
            new JsonObject { ["contentType"] = "text/html", ["content"] = "<p>Soup &amp; <b>bread</b></p>" });

        foreach (var text in new JsonNode?[] { null, "" })
        {
            var said = Assert.IsType<TeamsRequest.Said>(TeamsActivities.Message("").With("text", text).With("attachments", copy.DeepClone()).Read());
            Assert.Equal("Soup & bread", said.Text);
        }

        Assert.Equal("typed", Assert.IsType<TeamsRequest.Said>(TeamsActivities.Message("typed").With("attachments", copy.DeepClone()).Read()).Text);
    }

    [Fact]
    public void Without_a_word_only_who_speaks_to_the_bot_says_something()
    {
        Assert.Equal("no_text", Why(TeamsActivities.Message("")));
        Assert.Equal("no_text", Why(TeamsActivities.Message("").With("text", null)));
        Assert.Equal("", Assert.IsType<TeamsRequest.Said>(TeamsActivities.Message("<at>B</at>").Naming(TeamsActivities.Bot, "B").Read()).Text);
    }

    [Fact]
    public void What_is_written_for_the_bot_alone_is_a_command_with_or_without_a_slash()
    {
        foreach (var typed in new[] { "vote A", "/vote A", $"/{TeamsActivities.BotName} vote A" })
        {
            var message = TeamsActivities.Message(typed);
            message["recipient"]!["isTargeted"] = true; // ! Of puts it there

            var said = Assert.IsType<TeamsRequest.Said>(message.Read());

            Assert.Equal(("vote A", true), (said.Text, said.IsTargeted));
        }
    }

    [Fact]
    public void A_text_beyond_every_bound_is_cut_and_never_in_half_a_character()
    {
        static string Said(string text) => Assert.IsType<TeamsRequest.Said>(TeamsActivities.Message(text).Read()).Text;

        Assert.Equal(TeamsRequest.TextMax, Said(new string('x', TeamsRequest.TextMax)).Length);
        Assert.Equal(TeamsRequest.TextMax, Said(new string('x', TeamsRequest.TextMax + 1)).Length);
        Assert.Equal(TeamsRequest.TextMax - 1, Said(new string('x', TeamsRequest.TextMax - 1) + "😀").Length);
        Assert.True(TeamsRequest.TextMax > Limits.CommandMax);
    }

    [Fact]
    public void Of_mentions_beyond_the_bound_the_names_are_left()
    {
        JsonObject Message(int others)
        {
            var message = TeamsActivities.Message("<at>B</at> hi");
            for (var at = 0; at < others; at++)
            {
                message.Naming(string.Create(CultureInfo.InvariantCulture, $"29:{at}"), string.Create(CultureInfo.InvariantCulture, $"p{at}"));
            }

            return message.Naming(TeamsActivities.Bot, "B");
        }

        Assert.Equal("hi", Assert.IsType<TeamsRequest.Said>(Message(TeamsRequest.MentionsMax - 1).Read()).Text);
        Assert.Equal("@B hi", Assert.IsType<TeamsRequest.Said>(Message(TeamsRequest.MentionsMax).Read()).Text);
    }

    [Fact]
    public void An_edit_says_what_stands_there_now()
    {
        JsonObject Update(string change, string? text) =>
            TeamsActivities.Of("messageUpdate", "2", TeamsActivities.Channel + ";messageid=1").With("text", text).With("textFormat", "plain").Change(change);

        var edited = Assert.IsType<TeamsRequest.Edited>(Update("editMessage", "better").Read());
        Assert.Equal(("better", false, "1;2", "1"), (edited.Text, edited.IsMention, edited.Message, edited.From.Root));
        Assert.Equal($"{TeamsActivities.Channel}/2/editMessage/2026-01-02T03:55:18.953Z", edited.From.Delivery);
        Assert.Equal("back", Assert.IsType<TeamsRequest.Edited>(Update("UNDELETEMESSAGE", "back").Read()).Text);
        Assert.Equal("", Assert.IsType<TeamsRequest.Edited>(Update("editMessage", "").Read()).Text);
        Assert.Equal("no_text", Why(Update("editMessage", null)));
        Assert.Equal("change", Why(Update("pinMessage", "x")));
        Assert.True(Assert.IsType<TeamsRequest.Edited>(Update("editMessage", "<at>B</at> x").Naming(TeamsActivities.Bot, "B").Read()).IsMention);
        Assert.Null(Update("editMessage", "x").With("timestamp", null).Read()); // or a second edit would be taken for the first
    }

    [Fact]
    public void A_message_that_is_deleted_is_known_by_the_id_it_came_with()
    {
        var conversation = TeamsActivities.Channel + ";messageid=1";
        var said = Assert.IsType<TeamsRequest.Said>(TeamsActivities.Message("x", "2", conversation).Read());
        var deleted = Assert.IsType<TeamsRequest.Deleted>(TeamsActivities.Of("messageDelete", "2", conversation).Change("softDeleteMessage").Read());

        Assert.Equal(said.Message, deleted.Message);
        Assert.NotEqual(said.From.Delivery, deleted.From.Delivery);
    }

    [Theory]
    [InlineData("messageReaction", "reaction")]
    [InlineData("event", "event")]
    [InlineData("typing", "typing")]
    [InlineData("endOfConversation", "unknown")]
    [InlineData("MESSAGE", "no_text")]
    public void Other_types_are_ignored_for_a_reason(string type, string why) => Assert.Equal(why, Why(TeamsActivities.Of(type, "1")));
}
