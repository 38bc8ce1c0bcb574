using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What of Slack's events is read: mentions, the App Home, menus, the life of an installation.</summary>
public sealed class SlackEventsTest
{
    static readonly Person Ann = new("slack:T1/U1", null);
    static readonly VenueId Venue = new("slack:T1/C1");

    [Theory]
    [InlineData("<@U0BOT> vote \\\"Which?\\\" A | B", "vote \"Which?\" A | B")]
    [InlineData("  <@U0BOT|CoCreate>  help", "help")]
    [InlineData("please <@U0BOT> &lt;now&gt; &amp;amp; then", "please   <now> &amp; then")]
    [InlineData("<@U0BOT>", "")]
    [InlineData("<@U0BOT2> help", "@U0BOT2 help")]
    [InlineData("ask <@U2> <@U0BOT>", "ask @U2")]
    public void A_mention_is_read_without_the_bots_own_name(string text, string typed) =>
        Assert.Equal(
            new SlackRequest.Mentioned(Ann, Venue, null, "1.2", typed, "Ev1"),
            Assert.IsType<SlackRequest.Mentioned>(Event(Mention(text))) with { Marked = null });

    [Theory]
    [InlineData("<@U9> help", "help")]
    [InlineData("help <@U9>", "help @U9")]
    [InlineData("help", "help")]
    public void Where_Slack_does_not_tell_the_bots_id_the_first_name_is_taken_for_it(string text, string typed)
    {
        var read = Read($$"""
            { "event":{{Mention(text)}}, "type":"event_callback", "team_id":"T1", "event_id":"Ev1" }
            """);

        Assert.Equal(typed, Assert.IsType<SlackRequest.Mentioned>(read).Text);
    }

    [Fact]
    public void A_mention_in_a_thread_says_so_and_its_mark_is_the_messages()
    {
        var mention = Assert.IsType<SlackRequest.Mentioned>(Event(Mention("<@U0BOT> close", ""","thread_ts":"1.1" """)));

        Assert.Equal(("1.1", "slack:T1/C1/1.2"), (mention.Thread, mention.Delivery));
    }

    [Theory]
    [InlineData(""","thread_ts":"1.2" """)] // the message that a thread begins with
    [InlineData(""","thread_ts":"" """)]
    [InlineData(""","thread_ts":7 """)]
    public void A_mention_that_is_in_no_thread_names_none(string more) =>
        Assert.Null(Assert.IsType<SlackRequest.Mentioned>(Event(Mention("<@U0BOT> help", more))).Thread);

    [Theory]
    [InlineData(""","bot_id":"B1" """)]
    [InlineData(""","subtype":"bot_message" """)]
    public void What_a_bot_says_to_us_is_nothing(string more) => Assert.Equal(new SlackRequest.Ignored("event"), Event(Mention("<@U0BOT> help", more)));

    [Fact]
    public void The_same_message_as_an_ordinary_reply_is_passed_over() => Assert.Equal(
        new SlackRequest.Ignored("mention"),
        Event("""{"type":"message","user":"U1","ts":"1.2","thread_ts":"1.1","channel":"C1","text":"so <@U0BOT> close"}"""));

    [Fact]
    public void A_reply_that_is_changed_into_talk_with_the_bot_is_taken_back() => Assert.Equal(
        new SlackRequest.Replied(Ann, Venue, "1.1", "1.2", null, IsChange: true, "Ev1"),
        Event("""
            {"type":"message","subtype":"message_changed","channel":"C1",
            "message":{"user":"U1","ts":"1.2","thread_ts":"1.1","text":"<@U0BOT> close","edited":{"user":"U1"}},
            "previous_message":{"user":"U1","ts":"1.2","thread_ts":"1.1","text":"An idea"}}
            """));

    [Fact]
    public void A_reply_that_mentions_somebody_else_is_a_reply() => Assert.IsType<SlackRequest.Replied>(
        Event("""{"type":"message","user":"U1","ts":"1.2","thread_ts":"1.1","channel":"C1","text":"ask <@U2>"}"""));

    [Fact]
    public void A_person_whose_own_token_it_is_is_not_the_bot()
    {
        var read = Read("""
            {"type":"event_callback","team_id":"T1","event_id":"Ev1","authorizations":[{"user_id":"U7","is_bot":false}],
            "event":{"type":"message","user":"U1","ts":"1.2","thread_ts":"1.1","channel":"C1","text":"ask <@U7>"}}
            """);

        Assert.IsType<SlackRequest.Replied>(read);
    }

    [Theory]
    [InlineData("message", typeof(SlackRequest.Replied))]
    [InlineData("app_mention", typeof(SlackRequest.Mentioned))]
    public void In_a_shared_channel_it_is_of_the_workspace_that_has_the_app(string type, Type read)
    {
        var sample = JsonNode.Parse(File.ReadAllText(SlackSamples.Named("event.message.slack_connect.json").Single()))!;
        var told = sample["event"]!.AsObject();
        told.Remove("bot_id");
        (told["type"], told["thread_ts"]) = (type, "1605835900.000100");

        var request = Read(sample.ToJsonString());

        Assert.IsType(read, request);
        Assert.Equal(("slack:T_INSTALLED/UUUUUXXXXX", new VenueId("slack:T_INSTALLED/C111")), Of(request));
    }

    // An organisation's authorization names no workspace: around what comes from outside only the context does.
    [Theory]
    [InlineData(""" "team_id":"T1","enterprise_id":"E1","context_team_id":"E1" """, "slack:T1/C1")]
    [InlineData(""" "team_id":"T1" """, "slack:T1/C1")]
    [InlineData(""" "team_id":"T9","enterprise_id":"E9","context_team_id":"T1","context_enterprise_id":"E1" """, "slack:T1/C1")]
    [InlineData(""" "team_id":"T9","context_team_id":"T1" """, "slack:T1/C1")]
    [InlineData(""" "team_id":"T9","enterprise_id":"E9","context_team_id":"E1" """, "slack:T9/C1")]
    public void Where_an_organisation_has_the_app_people_are_its_own_wherever_the_event_comes_from(string where, string venue) => Assert.Equal(
        ("slack:E1/U1", new VenueId(venue)),
        Of(Read($$"""
            { {{where}}, "type":"event_callback", "event":{{Mention("<@U0BOT> help")}}, "event_id":"Ev1",
            "authorizations":[{"enterprise_id":"E1","team_id":null,"user_id":"U0BOT","is_bot":true,"is_enterprise_install":true}]}
            """)));

    static (string Who, VenueId Venue) Of(SlackRequest? request) => request switch
    {
        SlackRequest.Replied one => (one.Who.Key, one.Venue),
        SlackRequest.Mentioned one => (one.Who.Key, one.Venue),
        _ => default,
    };

    [Theory]
    [InlineData("home", true)]
    [InlineData("messages", false)]
    [InlineData("about", false)]
    public void A_visit_at_the_bots_own_place_says_at_which_tab(string tab, bool isHome) => Assert.Equal(
        new SlackRequest.HomeOpened(Ann, "Ev1", isHome),
        Event($$$"""{"type":"app_home_opened","user":"U1","channel":"D1","tab":"{{{tab}}}","view":{"id":"V1","type":"home","blocks":[]}}"""));

    [Fact]
    public void A_session_is_started_from_the_menu_beside_the_message_box() => Assert.Equal(
        new SlackRequest.Started(new("slack:E1/W1", null), new SlackPlace("T1", null, null, IsOrg: true) { IsHomeOfPerson = true }, "1.2.x"),
        Read("""
            {"type":"shortcut","team":null,"user":{"id":"W1","team_id":"T1"},"is_enterprise_install":true,"enterprise":{"id":"E1"},
            "callback_id":"start-session","trigger_id":"1.2.x"}
            """));

    [Theory]
    [InlineData("ask-why")]
    [InlineData("add-idea")]
    public void What_is_chosen_in_a_messages_menu_says_what_and_on_which_message(string action)
    {
        var chosen = Assert.IsType<SlackRequest.OnMessage>(Read($$$"""
            {"type":"message_action","team":{"id":"T1"},"user":{"id":"U1","name":"ann"},"channel":{"id":"C1"},"callback_id":"{{{action}}}",
            "trigger_id":"1.2.x","message_ts":"1.2","message":{"user":"U2","ts":"1.2","thread_ts":"1.1","text":"Said"}}
            """));

        Assert.Equal((action, "Said", "1.2", "1.1", false), (chosen.Action, chosen.Text, chosen.Ts, chosen.Thread, chosen.IsByBot));
    }

    [Theory]
    [InlineData("shortcut", "shortcut")]
    [InlineData("message_action", "message_action")]
    public void An_entry_that_is_not_ours_any_more_is_passed_over(string type, string why) => Assert.Equal(
        new SlackRequest.Ignored(why),
        Read($$"""
            {"type":"{{type}}","team":{"id":"T1"},"user":{"id":"U1"},"channel":{"id":"C1"},"callback_id":"old","trigger_id":"1.2.x"}
            """));

    [Theory]
    [InlineData(""" "team_id":"T1" """, "T1", null)]
    [InlineData(""" "team_id":"T1","enterprise_id":"E1" """, "T1", "E1")]
    [InlineData(""" "enterprise_id":"E1" """, "E1", "E1")]
    [InlineData(""" "team_id":"T1","enterprise_id":"E1","authorizations":[{"is_enterprise_install":true}] """, "E1", "E1")]
    public void The_app_is_gone_from_a_workspace_or_from_an_organisation(string where, string workspace, string? enterprise) => Assert.Equal(
        new SlackRequest.Uninstalled(workspace) { Enterprise = enterprise },
        Read($$"""
            { {{where}}, "type":"event_callback", "event":{"type":"app_uninstalled"}, "event_id":"Ev1" }
            """));

    [Fact]
    public void Tokens_that_are_worth_nothing_any_more_are_known_by_their_users()
    {
        var revoked = Assert.IsType<SlackRequest.TokensRevoked>(
            Event("""{"type":"tokens_revoked","tokens":{"oauth":["U1",7,"no id!"],"bot":["U0BOT"]}}"""));

        Assert.Equal("T1", revoked.Workspace);
        Assert.Equal(["U0BOT"], revoked.Bots);
        Assert.Equal(["U1"], revoked.Users);
    }

    [Theory]
    [InlineData("team_access_granted", true)]
    [InlineData("team_access_revoked", false)]
    public void An_organisation_gives_the_app_to_workspaces_and_takes_it_from_them(string type, bool isGranted)
    {
        var changed = Assert.IsType<SlackRequest.AccessChanged>(Read($$"""
            {"type":"event_callback","enterprise_id":"E1","event":{"type":"{{type}}","team_ids":["T1","T2"]},"event_id":"Ev1"}
            """));

        Assert.Equal(("E1", isGranted), (changed.Enterprise, changed.IsGranted));
        Assert.Equal(["T1", "T2"], changed.Teams);
    }

    [Theory]
    [InlineData("""{"type":"app_mention","user":"U1","ts":"1.2","text":"x"}""")]
    [InlineData("""{"type":"app_mention","user":null,"ts":"1.2","text":"x","channel":"C1"}""")]
    [InlineData("""{"type":"app_mention","user":"U1","ts":null,"text":"x","channel":"C1"}""")]
    [InlineData("""{"type":"app_home_opened","tab":"home"}""")]
    [InlineData("""{"type":"team_access_granted","team_ids":[]}""")]
    [InlineData("""{"type":"team_access_granted","team_ids":"T1"}""")]
    [InlineData("""{"type":"member_joined_channel","user":"U1","channel":"C1"}""")]
    [InlineData("""{"type":["app_mention"]}""")]
    [InlineData("null")]
    public void What_lacks_something_is_passed_over(string told) => Assert.Equal(new SlackRequest.Ignored("event"), Event(told));

    [Fact]
    public void A_button_of_our_own_in_a_view_says_in_which_and_what_stands_there()
    {
        var pressed = Assert.IsType<SlackRequest.Pressed>(Read("""
            {"type":"block_actions","user":{"id":"U1","name":"ann"},"team":{"id":"T1"},"trigger_id":"1.2","container":{"type":"view","view_id":"V1"},
            "view":{"id":"V1","private_metadata":"~start|x","state":{"values":{"b":{"a":{"type":"plain_text_input","value":"typed"}}}}},
            "actions":[{"action_id":"a","type":"static_select","selected_option":{"value":"~start|recipe"}}]}
            """));

        Assert.Equal(("~start|recipe", "V1", "~start|x"), (pressed.Value, pressed.View, pressed.Metadata));
        Assert.Equal([new("b", "typed") { IsText = true }], pressed.Inputs);
        Assert.Equal((SlackOwn.Start, SlackOwn.Home), (SlackOwn.NameIn(pressed.Value), SlackOwn.NameIn("~home")));
    }

    static string Mention(string text, string more = "") => $$"""
        { "type":"app_mention", "user":"U1", "ts":"1.2", "channel":"C1", "text":"{{text}}" {{more}} }
        """;

    static SlackRequest? Event(string told) => Read($$"""
        {"type":"event_callback","team_id":"T1","event":{{told}},"event_id":"Ev1",
        "authorizations":[{"enterprise_id":null,"team_id":"T1","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}]}
        """);

    static SlackRequest? Read(string json) => SlackPayload.Read(Encoding.UTF8.GetBytes(json));
}
