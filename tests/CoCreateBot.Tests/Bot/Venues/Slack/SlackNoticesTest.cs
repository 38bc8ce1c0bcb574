using System.Text.RegularExpressions;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>A card that Slack takes no longer is told to its facilitator, with the cause and what to do.</summary>
public sealed partial class SlackNoticesTest
{
    [Fact]
    public async Task It_is_told_in_the_channel_to_the_facilitator_alone_and_once()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin “How was the week?”");
        story.Slack.Trouble("chat.update", new PretendTrouble.Says("invalid_blocks"), new PretendTrouble.Says("msg_too_long"));

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told");
        await story.Bob.PressAsync(channel.Root, "▲ Yellow");
        await story.Slack.UntilAsync(() => story.Count("chat.update") == 2, "it is refused again");
        await story.Ann.PressAsync(console, "Pause");
        await story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "it is taken");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 2, "the console is drawn anew");

        Assert.Equal(story.Ann.Id, story.Slack.Whispers[0].User);
        Assert.True(story.Slack.Whispers[0].Message.Shows("the channel does not show how things stand, because Slack did not take the card."));
        Assert.True(story.Slack.Whispers[0].Message.Shows("How was the week?"));
        Assert.Equal(1, story.Count("chat.postEphemeral"));
    }

    [Fact]
    public async Task It_stands_on_the_console_and_beside_the_answer_to_a_command_until_it_is_over()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");
        channel.IsArchived = true;
        await story.Ann.PressAsync(console, "Pause");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 2, "Ann is told, and the console is drawn anew");
        await story.Ann.PressAsync(story.Slack.Whispers.Single(whisper => whisper.Replaces).Message, "Go on");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 3, "the console is drawn anew");

        Assert.True(story.Slack.Whispers[2].Message.Shows("because it is archived. Unarchive it"));
        Assert.True((await story.Ann.TypeAsync(channel.Id, "pause")).Shows("because it is archived. Unarchive it"));
        Assert.False((await story.Bob.TypeAsync(channel.Id, "checkin green")).Shows("archived"));
        channel.IsArchived = false;
        await story.Ann.TypeAsync(channel.Id, "resume");
        await story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "it is shown again");
        Assert.False((await story.Ann.TypeAsync(channel.Id, "extend 10m")).Shows("archived"));
    }

    [Fact]
    public async Task Where_the_channel_is_closed_to_the_bot_it_comes_as_a_direct_message()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        var direct = story.Slack.Channel(story.Ann.Id);
        channel.HasBot = false;

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => direct.Messages.Count == 1, "Ann is told");

        Assert.True(direct.Root.Shows("because I am not in it any more. Type /invite @CoCreate there"));
        Assert.Empty(story.Slack.Whispers);
    }

    [Fact]
    public async Task Where_that_is_switched_off_too_it_comes_as_a_late_answer_to_what_the_facilitator_did_last()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        channel.HasBot = false;

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told");

        Assert.Equal(story.Ann.Id, story.Slack.Whispers[0].User);
        Assert.True(story.Slack.Whispers[0].Message.Shows("/invite @CoCreate"));
    }

    [Fact]
    public async Task Minutes_that_are_refused_are_told_too()
    {
        await using var story = await SlackStory.BeginAsync();
        var (_, console) = await story.StartAsync("checkin");
        story.Slack.Trouble("chat.postMessage", new PretendTrouble.Says("restricted_action_thread_locked"));

        await story.Ann.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 2, "Ann is told, and the console is drawn anew");

        Assert.Contains(story.Slack.Whispers, whisper => !whisper.Replaces && whisper.Message.Shows("the rules of this workspace do not let me post there"));
    }

    [Fact]
    public async Task Who_could_not_be_asked_in_private_is_counted_on_the_console_with_the_cause_and_without_a_name()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("steps for 20d");
        await story.Bob.TypeAsync(channel.Id, "join");
        story.Slack.Trouble("chat.postMessage", new PretendTrouble.Says("messages_tab_disabled"));
        await story.Ann.TypeAsync(channel.Id, "steps \"Call the city\" by bob");
        await story.PassUntilAsync(() => KeptRefusals.AnyAsync(story.Store, new($"slack:{PretendSlack.Team}/{channel.Id}")), "Bob was to be asked");

        var answer = await story.Ann.TypeAsync(channel.Id, "extend 10m");

        Assert.True(answer.Shows("1 private message, such as a reminder or asking somebody, was not delivered"), answer.Shown);
        Assert.True(answer.Shows("Ask an admin to turn on the messages tab of the app."), answer.Shown);
        Assert.DoesNotMatch(@"(?i)\b(U0)?bob\b", answer.Shown); // the three letters alone may be in a random id
        Assert.False((await story.Bob.TypeAsync(channel.Id, "steps \"Buy paint\" by me")).Shows("not delivered"));
    }

    [Fact]
    public async Task What_a_schedule_opens_and_its_channel_does_not_take_is_told_to_who_planned_it()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, direct) = (story.Slack.Channel("C0GENERAL"), story.Slack.Channel(story.Ann.Id));
        var soon = TimeZoneInfo.ConvertTime(story.Slack.Time.GetUtcNow().AddMinutes(1), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var planned = await story.Ann.TypeAsync(channel.Id, $"checkin every day at {soon:HH:mm} in Europe/Berlin");
        Assert.True(planned.Shows("First: "), planned.Shown);
        channel.IsArchived = true;

        await story.PassUntilAsync(story.Slack.UntilAsync(() => direct.Messages.Count == 1, "Ann is told"));

        Assert.True(direct.Root.Shows("because it is archived. Unarchive it"), direct.Root.Shown);
        Assert.Empty(channel.Messages);
    }

    [Fact]
    public async Task Also_after_a_start_of_the_process_it_is_told_to_who_steers_and_to_nobody_else()
    {
        var before = await SlackStory.BeginAsync();
        var (channel, _) = await before.StartAsync("checkin");
        await before.Bob.PressAsync(channel.Root, "● Green");
        await before.Ann.TypeAsync(channel.Id, "cohost bob");
        await using var story = await before.RestartAsync();
        var cem = story.Member("U0CEM", "cem");
        var (ann, bob, other) = (story.Slack.Channel(story.Ann.Id), story.Slack.Channel(story.Bob.Id), story.Slack.Channel(cem.Id));
        channel.IsArchived = true;

        await cem.PressAsync(channel.Root, "● Green");

        await story.PassUntilAsync(story.Slack.UntilAsync(() => ann.Messages.Count == 1 && bob.Messages.Count == 1, "both who steer are told"));
        Assert.True(ann.Root.Shows("because it is archived. Unarchive it"), ann.Root.Shown);
        Assert.Empty(other.Messages);
    }

    [Fact]
    public async Task Who_steers_from_Slack_what_began_in_a_room_is_told_in_Slack()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, direct) = (story.Slack.Channel("C0GENERAL"), story.Slack.Channel(story.Bob.Id));
        var server = (TestServer)story.Services.GetRequiredService<IServer>();
        server.BaseAddress = new Uri("https://cocreate.example.org/");
        var gus = new Visitor(server, "en");
        await gus.SendAsync("/rooms");
        await gus.JoinAsync(gus.Path, "Gus");
        await gus.TypeAsync("checkin");
        await gus.TypeAsync("invite channel");
        await story.Bob.TypeAsync(channel.Id, $"join {Code.Match(gus.Text).Value}");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 1, "its card is there"));
        await story.Bob.TypeAsync(channel.Id, "checkin green");
        await gus.TypeAsync("cohost bob");
        Assert.False(gus.IsProblem, gus.Notice);
        await story.Bob.TypeAsync(channel.Id, "extend 10m");
        channel.IsArchived = true;

        await gus.TypeAsync("checkin red");
        await story.PassUntilAsync(story.Slack.UntilAsync(
            () => direct.Messages.Exists(message => message.Shows("because it is archived. Unarchive it")), "Bob is told"));
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 10_000)]
    static partial Regex Code { get; }
}
