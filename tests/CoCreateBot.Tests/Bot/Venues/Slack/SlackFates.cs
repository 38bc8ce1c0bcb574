using System.Collections.Immutable;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What becomes of each sample of what Slack sends: what it is read as, and what follows, or why nothing does.</summary>
static class SlackFates
{
    public static readonly ImmutableArray<(string File, string ReadAs, string Then)> All =
    [
        // To our address, signed by the test.
        ("event.app_home_opened.json", "HomeOpened", "their App Home is drawn"),
        ("event.app_home_opened.org_wide.json", "HomeOpened", "their App Home is drawn"),
        ("event.app_mention.json", "Mentioned", "what stands behind the name is a command"),
        ("event.app_mention.shared_channel.json", "Mentioned", "what stands behind the name is a command"),
        ("event.app_rate_limited.json", "Ignored app_rate_limited", "Slack tells of too many events; nothing can be done about it here"),
        ("event.app_uninstalled.json", "Uninstalled", "the installation ends"),
        ("event.member_joined_channel.json", "Ignored event", "who comes is no contribution"),
        ("event.member_left_channel.json", "Ignored event", "who goes is no contribution"),
        ("event.message.bot_message_classic.json", "Ignored event", "a bot said it"),
        ("event.message.bot_message_from_own_response_url.json", "Ignored event", "the bot itself said it"),
        ("event.message.by_bot_new_style.json", "Ignored event", "a bot said it"),
        ("event.message.channel.json", "Ignored event", "it stands in no thread"),
        ("event.message.channel_join.synthetic.json", "Ignored event", "a note of Slack's"),
        ("event.message.file_share.json", "Ignored event", "it stands in no thread"),
        ("event.message.message_changed.json", "Ignored event", "it stands in no thread"),
        ("event.message.message_changed.link_unfurl.synthetic.json", "Ignored event", "Slack has put a preview to it; its words are the same"),
        ("event.message.message_changed.own_chat_update.synthetic.json", "Ignored event", "the bot's own edit"),
        ("event.message.message_changed.thread_reply.synthetic.json", "Replied", "a contribution is changed, where there is one"),
        ("event.message.message_deleted.json", "Ignored event", "it stood in no thread"),
        ("event.message.message_deleted.thread_reply.synthetic.json", "Replied", "a contribution is withdrawn, where there is one"),
        ("event.message.org_wide.json", "Ignored event", "it stands in no thread"),
        ("event.message.slack_connect.json", "Ignored event", "a bot said it, and in no thread"),
        ("event.message.thread_broadcast.json", "Replied", "a contribution, where a prompt is open"),
        ("event.message.tombstone.synthetic.json", "Ignored event", "the head of a thread is gone, no reply"),
        ("event.message.unicode.synthetic.json", "Ignored mention", "it names the bot: it comes as a mention, too"),
        ("event.message.user_with_blocks.json", "Ignored event", "it stands in no thread"),
        ("event.reaction_added.json", "Ignored event", "a reaction is no contribution"),
        ("event.team_access_granted.org_wide.json", "AccessChanged", "the organisation gives it to workspaces"),
        ("event.team_access_revoked.org_wide.json", "AccessChanged", "the organisation takes it from workspaces"),
        ("event.tokens_revoked.bot.json", "TokensRevoked", "the installation ends"),
        ("event.tokens_revoked.user.json", "TokensRevoked", "a person's own token: nothing of ours"),
        ("event.url_verification.json", "Verification", "the challenge goes back"),
        ("interactivity.block_actions.home_tab.json", "Ignored no_value", "its button carries nothing: none of ours"),
        ("interactivity.block_actions.in_thread.json", "Pressed", "no button of ours: its sender is told so"),
        ("interactivity.block_actions.message_button.json", "Pressed", "no button of ours: its sender is told so"),
        ("interactivity.block_actions.message_with_state.json", "Pressed", "no button of ours: its sender is told so"),
        ("interactivity.block_actions.modal.synthetic.json", "Pressed", "no button of ours"),
        ("interactivity.block_actions.org_wide.json", "Pressed", "no button of ours: its sender is told so"),
        ("interactivity.block_suggestion.modal.json", "Ignored block_suggestion", "no list of ours asks while one types"),
        ("interactivity.message_action.json", "Ignored message_action", "another app's entry in the menu"),
        ("interactivity.shortcut.json", "Ignored shortcut", "another app's shortcut"),
        ("interactivity.shortcut.org_wide.json", "Ignored shortcut", "another app's shortcut"),
        ("interactivity.view_closed.json", "Ignored view_closed", "nothing is kept of a dialog that was closed"),
        ("interactivity.view_closed.org_wide.json", "Ignored view_closed", "nothing is kept of a dialog that was closed"),
        ("interactivity.view_submission.json", "HandedIn", "no dialog of ours: it says so"),
        ("interactivity.view_submission.org_wide.json", "HandedIn", "no dialog of ours: it says so"),
        ("interactivity.view_submission.response_urls.json", "HandedIn", "no dialog of ours: it says so"),
        ("interactivity.view_submission.slack_connect.json", "HandedIn", "no dialog of ours: it says so"),
        ("slash_command.bolt-python__test_slash_command__slash_command_body.txt", "Typed", "its sender is answered"),
        ("slash_command.java-slack-sdk__CommandsTest__helloBody.txt", "Typed", "its sender is answered"),
        ("slash_command.java-slack-sdk__CommandsTest__submissionBody.txt", "Typed", "its sender is answered"),
        ("slash_command.java-slack-sdk__KtorAppCommandTest__unknownCommandPayload.txt", "Typed", "its sender is answered"),
        ("slash_command.java-slack-sdk__KtorAppCommandTest__weatherCommandPayload.txt", "Typed", "its sender is answered"),
        ("slash_command.java-slack-sdk__SlackAppServiceTest__slashCommandPayload.txt", "Typed", "its sender is answered"),
        ("slash_command.java-slack-sdk__SlashCommandPayloadTest__body1.txt", "Typed", "its sender is answered"),
        ("slash_command.java-slack-sdk__SlashCommandPayloadTest__body2.txt", "Typed", "its sender gets a dialog"),
        ("slash_command.java-slack-sdk__SlashCommandPayloadTest__orgLevelApp.txt", "Typed", "its sender is answered"),
        ("slash_command.java-slack-sdk__SlashCommandTest__slashCommandPayload.txt", "Typed", "its sender is answered"),
        ("slash_command.python-slack-sdk__test_signature_verifier__body.txt", "Typed", "its sender is answered"),

        // To our address, signed as the file says.
        ("http.event.retry.synthetic.txt", "Ignored mention", "signed as it stands; it names the bot: it comes as a mention, too"),
        ("http.slash_command.signed.synthetic.txt", "Typed", "signed as it stands; its sender is answered"),

        // Through a socket.
        ("socket.disconnect__python-slack-sdk__mock_socket_mode_server__socket_mode_disconnect_message.json", "Disconnect",
            "another connection takes its place"),
        ("socket.events_api__java-slack-sdk__EnvelopeTest__message.json", "Mentioned", "what stands behind the name is a command"),
        ("socket.events_api__java-slack-sdk__MockSocketMode__eventsEnvelope.json", "Mentioned", "what stands behind the name is a command"),
        ("socket.events_api__python-slack-sdk__test_messages__message.json", "Ignored event", "a step of a workflow: we have none"),
        ("socket.events_api__python-slack-sdk__test_messages__message_1.json", "Ignored event", "a step of a workflow: we have none"),
        ("socket.hello__java-slack-sdk__EnvelopeTest__message.json", "Hello", "the connection stands"),
        ("socket.hello__java-slack-sdk__HelloEventTest__json.json", "Hello", "the connection stands"),
        ("socket.hello__python-slack-sdk__mock_socket_mode_server__socket_mode_hello_message.json", "Hello", "the connection stands"),
        ("socket.interactive__java-slack-sdk__MockSocketMode__interactiveEnvelope.json", "Pressed", "no button of ours: its sender is told so"),
        ("socket.slash_commands__java-slack-sdk__MockSocketMode__commandEnvelope.json", "Typed", "its sender gets a dialog"),

        // No payloads.
        ("README.md", "None", "says where the others come from"),
        ("local-slack.yaml", "None", "a workspace for local-slack"),
        ("manifest.example.json", "None", "an app's manifest; ours has tests of its own"),
        ("signature.known_answer.json", "None", "a signature, checked with the others of its kind"),
    ];
}
