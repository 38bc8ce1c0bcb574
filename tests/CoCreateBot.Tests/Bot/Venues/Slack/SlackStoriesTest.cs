using System.Net;
using System.Text.Json.Nodes;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>From the typed command to the minutes, through the real door.</summary>
public sealed class SlackStoriesTest
{
    [Fact]
    public async Task A_check_in_goes_from_the_command_over_taps_to_its_minutes_with_one_post_here_and_one_in_the_thread()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin “How was the week?”");
        Assert.True(channel.Root.Shows("How was the week?"));
        Assert.True(console.Shows("Only you can use these buttons."));

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "Bob's name stands on the card");
        await story.Ann.PressAsync(channel.Root, "▲ Yellow");
        await story.Slack.UntilAsync(() => channel.Root.Shows("ann"), "Ann's name stands on the card");
        await story.Bob.PressAsync(channel.Root, "■ Red");
        await story.Slack.UntilAsync(() => channel.Root.Shows("2 people have answered."), "both are counted once");
        Assert.Single(channel.Messages);

        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are posted");
        await story.Slack.UntilAsync(() => channel.Root.Shows("Closed"), "the card shows the result");

        Assert.Equal(channel.Root.Ts, channel.Reply.Thread);
        Assert.True(channel.Reply.Shows("Minutes"));
        Assert.True(channel.Reply.Shows("How was the week?"));
        Assert.Equal(2, story.Count("chat.postMessage"));
        Assert.DoesNotContain("\"type\":\"actions\"", channel.Root.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_steers_by_typing_has_the_buttons_that_hold_now()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("session \"How might we meet?\" ideas live");
        Assert.True(console.Shows("Next: Brainwriting"), console.Shown);

        var told = await story.Ann.TypeAsync(channel.Id, "next");
        Assert.True(told.Says("It goes on.") && told.Shows("Next: Clustering") && !told.Shows("Next: Brainwriting"), told.Shown);
        Assert.True((await story.Ann.TypeAsync(channel.Id, "pause")).Shows("Go on"));

        await story.Ann.PressAsync(told, "Next: Clustering");
        await story.Slack.UntilAsync(() => channel.Messages.Count == 3, "the buttons steer it: the thread has another bell");
        Assert.False((await story.Ann.TypeAsync(channel.Id, "steps")).Shows("Next: "));
    }

    [Theory]
    [InlineData("Back to Check-in", "close yes")]
    [InlineData("Next: Clustering", "skip 2")]
    [InlineData("Next: ", "add steps")]
    [InlineData("Next: Clustering", "order 3 2 4")]
    [InlineData("Next: ", "close yes", "reopen")]
    public async Task Whatever_changes_what_comes_next_brings_the_buttons_that_hold_then(string button, params string[] lines)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("session \"How might we meet?\" ideas live");
        PretendMessage? told = null;

        foreach (var line in lines)
        {
            told = await story.Ann.TypeAsync(channel.Id, line);
        }

        Assert.NotNull(PretendSlackMember.Button(told!, button)); // ! there are lines
    }

    [Fact]
    public async Task Whoever_taps_red_is_told_in_private_what_they_may_do()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin “How was the week?”");

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Bob.PressAsync(channel.Root, "■ Red");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Any(told => told.User == story.Bob.Id), "Bob is told");

        var told = Assert.Single(story.Slack.Whispers, told => told.User == story.Bob.Id);
        Assert.True(told.Message.Shows("You may skip today, or talk to the facilitator"));
        Assert.False(channel.Root.Shows("You may skip today"), "All see what was for one.");
    }

    [Fact]
    public async Task A_vote_is_given_in_a_dialog_that_reopens_with_what_was_given_and_its_result_comes_into_the_same_message()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");

        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");
        Assert.True(ballot.Shows("Which first?"));
        await story.Bob.SubmitAsync(ballot, ("B.", "1 dot"), ("D.", "1 dot"));
        Assert.False(ballot.IsOpen);

        var again = await story.Bob.OpenAsync(channel.Root, "Vote");
        var kept = PretendSlackForm.Filled(again.Content, []);
        Assert.Equal(2, kept.Count(input => (string?)input.Value!["v"]!["selected_option"]!["value"] == "1"));
        await story.Bob.SubmitAsync(again, ("D.", "0 dots"), ("B.", "1 dot"));

        await story.Ann.SubmitAsync(await story.Ann.OpenAsync(channel.Root, "Vote"), ("B.", "1 dot"));
        await story.Slack.UntilAsync(() => channel.Root.Shows("2 people have voted."), "the card counts voters");
        Assert.False(channel.Root.Shows("dots from"), "A blind vote showed dots before its close.");

        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are posted");
        await story.Slack.UntilAsync(() => channel.Root.Shows("2 dots from 2 people"), "the result stands in the same message");
        Assert.True(channel.Reply.Shows("2 dots from 2 people"));
        Assert.Equal(2, story.Count("chat.postMessage"));
    }

    [Fact]
    public async Task Dots_beyond_the_budget_keep_the_dialog_open_and_say_so_beside_an_input()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");

        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");
        await story.Bob.SubmitAsync(ballot, ("A.", "1 dot"), ("B.", "1 dot"), ("C.", "1 dot"));

        Assert.True(ballot.IsOpen);
        Assert.Contains("You have 2 dots and gave 3.", Assert.Single(ballot.Errors).Value, StringComparison.Ordinal);
        await story.Bob.SubmitAsync(ballot, ("A.", "1 dot"), ("B.", "1 dot"));
        Assert.False(ballot.IsOpen);
    }

    [Fact]
    public async Task A_forged_ballot_for_an_option_that_is_not_there_is_refused_in_the_dialog()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");
        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");
        var input = ballot.Content["blocks"]!.AsArray().First(block => (string?)block!["type"] == "input")!;
        input["element"]!["options"]![0]!["value"] = "77";
        input["element"]!["options"]![0]!["text"]!["text"] = "forged";

        var label = ((string)input["label"]!["text"]!)[..2];
        await story.Bob.SubmitAsync(ballot, (label, "forged"));

        Assert.True(ballot.IsOpen);
        Assert.Single(ballot.Errors);
        await story.Ann.TypeAsync(channel.Id, "close");
        await story.Slack.UntilAsync(() => channel.Root.Shows("Nobody voted."), "the forged ballot did not count");
    }

    [Fact]
    public async Task What_is_handed_in_after_the_close_is_told_so_in_the_dialog()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");
        var late = await story.Bob.OpenAsync(channel.Root, "Vote");
        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => channel.Root.Shows("Nobody voted."), "it is closed");

        await story.Bob.SubmitAsync(late, ("A.", "1 dot"));

        Assert.True(late.Shows("This is closed, so your answer was not counted."));
        Assert.Null(late.Content["submit"]);
    }

    [Theory]
    [InlineData("ask “What now?”", "Reply", "Reply 2")]
    [InlineData("why “The report was late”", "Add a cause", "Because")]
    public async Task What_was_written_stays_in_a_dialog_that_is_handed_in_after_the_close(string start, string button, string label)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync(start);
        var late = await story.Bob.OpenAsync(channel.Root, button);
        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => channel.Root.Shows("Closed"), "it is closed");

        await story.Bob.SubmitAsync(late, (label, "What took me an hour on the phone"));

        Assert.True(late.IsOpen && late.Content["submit"] is not null, late.Shown); // Slack leaves all that was typed
        var (input, why) = Assert.Single(late.Errors);
        Assert.Contains("This is closed", why, StringComparison.Ordinal);
        Assert.Contains("copy it", why, StringComparison.Ordinal);
        Assert.StartsWith(label, (string?)late.Content["blocks"]!.AsArray().Single(block => (string?)block!["block_id"] == input)!["label"]!["text"]);
    }

    [Fact]
    public async Task A_button_of_a_card_that_was_closed_meanwhile_is_answered_in_private()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");
        var green = PretendSlackMember.Button(channel.Root, "● Green").DeepClone();
        var note = PretendSlackMember.Button(channel.Root, "Add a note").DeepClone();
        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => channel.Root.Shows("Closed"), "it is closed");

        Assert.Equal(HttpStatusCode.OK, (await story.Bob.SendPressAsync(channel.Root, green, story.Slack.NewTrigger())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await story.Bob.SendPressAsync(channel.Root, note, story.Slack.NewTrigger())).StatusCode);
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count(whisper => whisper.User == story.Bob.Id) == 2, "Bob is told twice");

        var told = story.Slack.Whispers.Where(whisper => whisper.User == story.Bob.Id);
        Assert.All(told, whisper => Assert.False(whisper.Replaces));
        Assert.All(told, whisper => Assert.True(whisper.Message.Shows("This is closed, so your answer was not counted.")));
        Assert.Empty(story.Slack.Views);
    }

    [Fact]
    public async Task A_double_click_and_a_delivery_sent_twice_count_once()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");
        var trigger = story.Slack.NewTrigger();

        var answers = await Task.WhenAll(
            story.Bob.SendPressAsync(channel.Root, "● Green", trigger),
            story.Bob.SendPressAsync(channel.Root, "● Green", trigger),
            story.Bob.SendPressAsync(channel.Root, "● Green", story.Slack.NewTrigger()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "it is counted");
        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are posted");
        Assert.True(channel.Reply.Shows("1 person took part"));
    }

    [Fact]
    public async Task A_command_that_Slack_delivers_twice_starts_one_session()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");
        var trigger = story.Slack.NewTrigger();

        await story.Ann.SendCommandAsync(channel.Id, "checkin", trigger);
        await story.Ann.SendCommandAsync(channel.Id, "checkin", trigger);

        Assert.Single(channel.Messages);
        Assert.Equal(1, story.Count("chat.postMessage"));
    }

    [Fact]
    public async Task Many_people_at_once_all_count_and_the_card_is_edited_fewer_times_than_they_press()
    {
        const int People = 60;
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");

        var presses = Enumerable.Range(0, People).Select(i =>
            story.Member($"U{i}", $"person {i}").SendPressAsync(channel.Root, "● Green", story.Slack.NewTrigger()));
        Assert.All(await Task.WhenAll(presses), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are posted");

        Assert.True(channel.Reply.Shows($"{People} people took part"));
        Assert.True(channel.Root.Updates < People / 2, $"{channel.Root.Updates} edits");
    }

    [Fact]
    public async Task Only_the_facilitator_can_use_the_console()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");

        await story.Bob.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Bob is told");

        Assert.Equal(story.Bob.Id, story.Slack.Whispers[0].User);
        Assert.True(story.Slack.Whispers[0].Message.Shows("Only the person who started this session can do that."));
        Assert.False(story.Slack.Whispers[0].Replaces);
        Assert.NotNull(PretendSlackMember.Button(channel.Root, "● Green")); // it is still open
    }

    [Fact]
    public async Task The_console_is_drawn_anew_after_each_of_its_buttons()
    {
        await using var story = await SlackStory.BeginAsync();
        var (_, console) = await story.StartAsync("checkin");

        await story.Ann.PressAsync(console, "Pause");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "the console is replaced");

        Assert.True(story.Slack.Whispers[0] is { Replaces: true });
        await story.Ann.PressAsync(story.Slack.Whispers[0].Message, "Go on");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 2, "and again");
        Assert.NotNull(PretendSlackMember.Button(story.Slack.Whispers[1].Message, "Pause"));
    }

    [Fact]
    public async Task After_a_restart_a_dialog_opens_light_at_once_and_is_then_filled()
    {
        var before = await SlackStory.BeginAsync();
        var (channel, _) = await before.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");
        await before.Bob.SubmitAsync(await before.Bob.OpenAsync(channel.Root, "Vote"), ("C.", "1 dot"));
        await before.Slack.UntilAsync(() => channel.Root.Shows("1 person has voted."), "Bob's vote is on the card");

        await before.SettleAsync();
        await using var story = await before.RestartAsync();
        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");
        await story.Slack.UntilAsync(() => ballot.Shows("Which first?"), "the light view is filled");

        Assert.Equal(1, story.Count("views.update"));
        var kept = PretendSlackForm.Filled(ballot.Content, []);
        Assert.Single(kept, input => (string?)input.Value!["v"]!["selected_option"]!["value"] == "1");
        await story.Bob.SubmitAsync(ballot, ("A.", "1 dot"));
        Assert.False(ballot.IsOpen);
    }

    [Fact]
    public async Task A_press_on_a_session_that_is_not_there_is_told_in_private()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");
        var message = new PretendMessage(channel.Id, "1.1", null, new JsonObject { ["text"] = "", ["blocks"] = new JsonArray() });
        string[] values = ["1|aaaaaaaaaaaaaaaa|1|answer|green", "1|short|1|answer|green", "something else", "1|start-key|0|close|"];
        foreach (var value in values)
        {
            var button = new JsonObject { ["action_id"] = "a0", ["value"] = value };

            Assert.Equal(HttpStatusCode.OK, (await story.Bob.SendPressAsync(message, button, story.Slack.NewTrigger())).StatusCode);
        }

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 4, "each is answered");
        Assert.Empty(channel.Messages);
    }

    [Fact]
    public async Task A_typed_answer_counts_as_a_pressed_one_and_help_needs_no_words()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");

        var answer = await story.Bob.TypeAsync(channel.Id, "checkin yellow");
        var help = await story.Bob.TypeAsync(channel.Id, "help");
        var typo = await story.Bob.TypeAsync(channel.Id, "voet <!channel> a | b");

        Assert.True(answer.Shows("That counts."));
        Assert.True(help.Shows("vote"));
        Assert.True(typo.Shows("Did you mean"));
        await story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "the typed answer stands on the card");
    }

    [Fact]
    public async Task Nobody_is_mentioned_by_what_people_write()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin “<!channel> *now* <@U0ANN> &amp;”");
        await story.Bob.PressAsync(channel.Root, "■ Red");
        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are posted");

        var texts = channel.Messages.Select(message => (string)message.Content["text"]!); // not null: a message has a text
        Assert.All(texts, text => Assert.DoesNotContain("<!channel>", text, StringComparison.Ordinal));
    }
}
