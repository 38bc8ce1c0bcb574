using System.Globalization;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Presses, dialogs, the message extension, and all that is asked of us by a name.</summary>
public sealed class TeamsInvokesTest
{
    const string Value = "1|abcdefghijklmnop|1|answer|green";

    static JsonObject Ours() => new() { [AdaptiveData.Press] = Value, [AdaptiveData.Slot] = "root" };

    static TeamsRequest.Pressed Pressed(JsonObject activity) => Assert.IsType<TeamsRequest.Pressed>(activity.Read());

    [Fact]
    public void A_press_is_read_and_nothing_of_ours_is_taken_for_an_input()
    {
        var pressed = Pressed(TeamsActivities.Press(Ours()));

        Assert.Equal((Value, "root", "1767326111492", null), (pressed.Value, pressed.Slot, pressed.ReplyTo, pressed.Own));
        Assert.Equal((false, true), (pressed.IsAutomatic, pressed.IsInvoke));
        Assert.Same(TeamsRequest.NoFields, pressed.Fields);
        Assert.Equal("1767326111492", pressed.From.Root);
        Assert.Equal($"{TeamsActivities.Channel}/f:975cac46-e795-f39b-0c0d-491c14495a9b", pressed.From.Delivery);
        Assert.True(Press.TryDecode(pressed.Value, out _));
    }

    [Fact]
    public void An_old_client_s_press_comes_as_a_message_and_its_words_are_nobody_s()
    {
        var message = TeamsActivities.Message("Green was pressed", "2", TeamsActivities.Channel + ";messageid=1").With("replyToId", "1").With("value", Ours());

        var pressed = Pressed(message);

        Assert.Equal((Value, "root", "1", false), (pressed.Value, pressed.Slot, pressed.ReplyTo, pressed.IsInvoke));
    }

    [Fact]
    public void A_card_in_a_thread_is_named_with_it()
    {
        var press = TeamsActivities.Press(Ours()).With("replyToId", "1767326111999");

        Assert.Equal("1767326111492;1767326111999", Pressed(press).ReplyTo);
        Assert.Null(Pressed(press.With("replyToId", null)).ReplyTo);
    }

    [Fact]
    public void What_asks_by_itself_is_no_press()
    {
        var press = TeamsActivities.Press(Ours());
        press["value"]!["trigger"] = "Automatic"; // ! Press puts it there
        Assert.True(Pressed(press).IsAutomatic);
        ((JsonObject)press["value"]!).Remove("trigger"); // ! as above; Microsoft's local client sends none
        Assert.False(Pressed(press).IsAutomatic);
    }

    [Fact]
    public void A_press_that_is_none_of_ours_is_told_as_such()
    {
        Assert.Null(Pressed(TeamsActivities.Press([])).Value);
        Assert.Null(Pressed(TeamsActivities.Press(new JsonObject { [AdaptiveData.Press] = 7 })).Value);
        Assert.Null(Pressed(TeamsActivities.Press(new JsonObject { [AdaptiveData.Press] = new string('x', Press.EncodedMax + 1) })).Value);
        Assert.NotNull(Pressed(TeamsActivities.Press(new JsonObject { [AdaptiveData.Press] = new string('x', Press.EncodedMax) })).Value);
        Assert.Null(Pressed(TeamsActivities.Invoke("adaptiveCard/action", [])).Value);
        Assert.Null(Pressed(TeamsActivities.Invoke("adaptiveCard/action", []).With("value", "odd")).Value);
    }

    [Fact]
    public void Inputs_become_texts_and_what_is_none_is_passed_over()
    {
        var data = Ours();
        data["text"] = "a\n😀";
        data["number"] = 1.5;
        data["yes"] = true;
        data["no"] = false;
        data["nothing"] = null;
        data["list"] = new JsonArray("x");
        data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        data["type"] = "task/fetch";
        data["cocreate.new"] = "x";
        data[""] = "x";
        data[new string('i', TeamsIds.IdMax + 1)] = "x";
        data[new string('i', TeamsIds.IdMax)] = "y";

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["text"] = "a\n😀",
                ["number"] = "1.5",
                ["yes"] = "true",
                ["no"] = "false",
                [new string('i', TeamsIds.IdMax)] = "y",
            },
            Pressed(TeamsActivities.Press(data)).Fields);
    }

    [Fact]
    public void An_input_may_be_called_type()
    {
        Assert.Equal("bug", Pressed(TeamsActivities.Press(new JsonObject { ["type"] = "bug" })).Fields["type"]);
    }

    [Fact]
    public void More_inputs_than_any_form_of_ours_has_are_refused()
    {
        static JsonObject Many(int count)
        {
            var data = Ours();
            for (var at = 0; at < count; at++)
            {
                data[string.Create(CultureInfo.InvariantCulture, $"i{at}")] = "x";
            }

            return data;
        }

        Assert.Equal(TeamsRequest.FieldsMax, Pressed(TeamsActivities.Press(Many(TeamsRequest.FieldsMax))).Fields.Count);
        Assert.Null(TeamsActivities.Press(Many(TeamsRequest.FieldsMax + 1)).Read());
        Assert.Null(TeamsActivities.Invoke("task/submit", new JsonObject { ["data"] = Many(TeamsRequest.FieldsMax + 1) }).Read());
        Assert.Null(TeamsActivities.Message("x").With("value", Many(TeamsRequest.FieldsMax + 1)).Read());
        Assert.Null(TeamsActivities.Invoke("composeExtension/submitAction", new JsonObject { ["data"] = Many(TeamsRequest.FieldsMax + 1) }).Read());
    }

    [Fact]
    public void What_was_filled_in_is_cut_where_no_answer_is_as_long()
    {
        static int Kept(int length) => Pressed(TeamsActivities.Press(new JsonObject { ["a"] = new string('x', length) })).Fields["a"].Length;

        Assert.Equal(TeamsRequest.TextMax, Kept(TeamsRequest.TextMax));
        Assert.Equal(TeamsRequest.TextMax, Kept(TeamsRequest.TextMax + 1));
    }

    [Fact]
    public void A_dialog_is_opened_and_handed_in()
    {
        var data = Ours();
        data["type"] = "task/fetch";
        var opens = Assert.IsType<TeamsRequest.Opens>(TeamsActivities.Invoke("task/fetch", new JsonObject { ["data"] = data }).Read());
        Assert.Equal((Value, "root", 0), (opens.Value, opens.Slot, opens.Fields.Count));

        var filled = new JsonObject { [AdaptiveData.Own] = "home|settings", ["note"] = "x" };
        var handedIn = Assert.IsType<TeamsRequest.HandedIn>(TeamsActivities.Invoke("TASK/submit", new JsonObject { ["data"] = filled }).Read());
        Assert.Equal((null, "home|settings", "x"), (handedIn.Value, handedIn.Own, handedIn.Fields["note"]));
        Assert.Null(Assert.IsType<TeamsRequest.HandedIn>(TeamsActivities.Invoke("task/submit", []).Read()).Value);
    }

    [Fact]
    public void A_button_says_whether_it_opens_a_dialog_and_whether_it_is_a_command_of_its_own()
    {
        var asks = Ours();
        asks[AdaptiveData.Dialog] = true;
        asks[AdaptiveData.Asks] = true;
        var pressed = Pressed(TeamsActivities.Press(asks));
        Assert.Equal((true, true, 0), (pressed.OpensDialog, pressed.IsAsking, pressed.Fields.Count));
        Assert.True(Assert.IsType<TeamsRequest.Opens>(TeamsActivities.Invoke("task/fetch", new JsonObject { ["data"] = asks.DeepClone() }).Read()).IsAsking);

        var plain = Pressed(TeamsActivities.Press(Ours()));
        Assert.Equal((false, false), (plain.OpensDialog, plain.IsAsking));
    }

    [Fact]
    public void A_button_may_mean_one_of_our_own_things()
    {
        var own = new JsonObject { [AdaptiveData.Own] = "start|vote" };
        Assert.Equal("start|vote", Pressed(TeamsActivities.Press(own)).Own);
        Assert.Equal(
            "start|vote", Assert.IsType<TeamsRequest.Opens>(TeamsActivities.Invoke("task/fetch", new JsonObject { ["data"] = own.DeepClone() }).Read()).Own);
    }

    [Fact]
    public void A_command_in_a_message_s_menu_brings_the_message()
    {
        JsonObject Chosen(JsonObject from, string content, string kind = "html") => new()
        {
            ["commandId"] = "ask-why",
            ["messagePayload"] = new JsonObject
            {
                ["id"] = "2",
                ["replyToId"] = "1",
                ["from"] = from,
                ["body"] = new JsonObject { ["contentType"] = kind, ["content"] = content },
            },
        };
        ChosenMessage? About(JsonObject value) =>
            Assert.IsType<TeamsRequest.ExtensionOpens>(TeamsActivities.Invoke("composeExtension/fetchTask", value).Read()).About;

        var person = new JsonObject { ["user"] = new JsonObject { ["id"] = "x" }, ["application"] = null };
        var bot = new JsonObject { ["application"] = new JsonObject() };
        Assert.Equal(
            new ChosenMessage("@Ann it is late & dark", false, "1;2"), About(Chosen(person, "<p><at id=\"0\">Ann</at> it is <b>late</b> &amp; dark</p>")));
        Assert.Equal(new ChosenMessage("a <b> c", true, "1;2"), About(Chosen(bot, "a <b> c", "text")));
        Assert.Null(About(new JsonObject { ["commandId"] = "ask-why", ["messagePayload"] = null }));
        Assert.Equal(new ChosenMessage("", false, null), About(new JsonObject { ["messagePayload"] = new JsonObject() }));
    }

    [Fact]
    public void The_extension_s_dialog_is_handed_in_with_its_command_and_its_message()
    {
        var value = new JsonObject { ["commandId"] = "start", ["data"] = Ours(), ["messagePayload"] = new JsonObject { ["id"] = "2" } };

        var handedIn = Assert.IsType<TeamsRequest.ExtensionHandedIn>(TeamsActivities.Invoke("composeExtension/submitAction", value).Read());

        Assert.Equal(("start", Value, null, "2"), (handedIn.Command, handedIn.Value, handedIn.Own, handedIn.About?.Message));
    }

    [Theory]
    [InlineData("tab/fetch")]
    [InlineData("config/fetch")]
    [InlineData("fileConsent/invoke")]
    [InlineData("composeExtension/queryLink")]
    [InlineData("actionableMessage/executeAction")]
    [InlineData("nobody/knows")]
    public void What_nobody_here_answers_is_said_by_its_name(string name) =>
        Assert.Equal(name, Assert.IsType<TeamsRequest.NotAnswered>(TeamsActivities.Invoke(name, []).Read()).Name);

    [Fact]
    public void A_name_is_not_longer_than_a_counter_takes()
    {
        static string Name(JsonNode? name) => Assert.IsType<TeamsRequest.NotAnswered>(TeamsActivities.Invoke("", []).With("name", name).Read()).Name;

        Assert.Equal(TeamsRequest.NameMax, Name(new string('n', TeamsRequest.NameMax)).Length);
        Assert.Equal(TeamsRequest.NameMax, Name(new string('n', TeamsRequest.NameMax + 1)).Length);
        Assert.Equal("", Name(null));
    }

    [Theory]
    [InlineData("message/submitAction", "feedback")]
    [InlineData("message/fetchTask", "feedback")]
    [InlineData("signin/verifyState", "signin")]
    [InlineData("signin/tokenExchange", "signin")]
    [InlineData("signin/failure", "signin")]
    public void What_is_answered_with_nothing_says_why(string name, string why) =>
        Assert.Equal(why, Assert.IsType<TeamsRequest.Ignored>(TeamsActivities.Invoke(name, []).Read()).Why);

    [Fact]
    public void A_search_has_an_answer_of_its_own() => Assert.IsType<TeamsRequest.Searched>(TeamsActivities.Invoke("application/search", []).Read());

    /// <summary>Before the compiler has looked at it twice, it takes about twice of what it takes then (2.0 kB, 23 Nov 2026).</summary>
    [Fact]
    public void A_plain_press_takes_little_memory() =>
        Assert.InRange(BytesFor(TeamsActivities.Press(Ours())), 1, 5 * 1024);

    [Fact]
    public void What_nobody_needs_takes_no_memory()
    {
        const int SlackBytes = 512; // of a moment in which the compiler changes its code

        var more = TeamsActivities.Press(Ours()).With("attachments", new JsonArray(Card())).With("more", Card()).With("text", Filler());
        more["value"]!["context"] = Card(); // ! Press puts it there
        more["channelData"]!["more"] = Card(); // ! as above

        Assert.InRange(BytesFor(more), 1, BytesFor(TeamsActivities.Press(Ours())) + SlackBytes);
    }

    static string Filler() => new('x', 5_000);

    static JsonObject Card() => new() { ["contentType"] = "text/html", ["content"] = Filler() };

    static long BytesFor(JsonObject activity)
    {
        const int Tries = 200;
        var body = activity.Bytes();
        var least = long.MaxValue;
        for (var at = 0; at < Tries; at++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            TeamsActivityReader.Read(body, out _);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
