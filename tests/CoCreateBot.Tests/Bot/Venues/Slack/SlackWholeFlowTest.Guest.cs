using System.Globalization;
using System.Text.Json.Nodes;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>A guest account, or somebody of another workspace of whom Slack tells little or nothing.</summary>
public sealed partial class SlackWholeFlowTest
{
    const string OfManyChannels = """{"id":"U0GIA","name":"gia","is_restricted":true,"is_ultra_restricted":false,"tz":null,"profile":{}}""";
    const string OfOneChannel = """{"id":"U0GIA","name":"gia","is_restricted":true,"is_ultra_restricted":true}""";
    const string Stranger = """{"id":"U0GIA","is_stranger":true,"profile":{"real_name":""}}""";

    [Theory]
    [InlineData(OfManyChannels, "gia")]
    [InlineData(OfOneChannel, "gia")]
    [InlineData(Stranger, "Guest 2")]
    [InlineData(null, "Guest 2")]
    public async Task A_guest_takes_part_as_everybody_does(string? profile, string firstNamed)
    {
        await using var story = await SlackStory.BeginAsync();
        var gia = Gia(story, profile);
        Introduce(story, story.Bob);
        var (channel, console) = await story.StartAsync($"session \"{Asked}\" ask live");
        await OkAsync(gia.SendReplyAsync(channel.Root, "100.1", Cars, "Ev1"));
        await SeeAsync(story, channel, "1 reply from 1 person.", $"{Cars} – {firstNamed}");
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.2", Backs, "Ev2"));
        await gia.SubmitAsync(await gia.OpenAsync(channel.Root, "Reply"), ("Reply 2", Market));
        await SeeAsync(story, channel, "3 replies from 2 people.", $"{Cars} – gia", $"{Market} – gia"); // a click names them, if nothing else did

        console = await NextAsync(story, console, "Rating");
        await SeeAsync(story, channel, "Everyone rates 3 of 3");
        var form = await gia.OpenAsync(channel.Root, "Rate");
        await gia.SubmitAsync(form, (Labelled(form, Cars), "Agree"));
        await SeeAsync(story, channel, "1 person has rated.");
        console = await NextAsync(story, console, "Next steps");
        await SeeAsync(story, channel, "Who does what by when?");
        var direct = story.Slack.Channel(gia.Id);
        await story.Ann.TypeAsync(channel.Id, "steps \"Ask the city\" by gia due Friday");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => direct.Messages.Count > 0, "the guest is asked in private"));
        Says(direct.Messages[0], "you are asked to do this: “Ask the city” (due Fri 6 Mar 2026). Will you?");
        await gia.PressAsync(direct.Messages[0], "I accept");
        await SeeAsync(story, channel, "Ask the city – gia does it; due Fri 6 Mar 2026");
        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 4, "the minutes stand in the thread"));
        Says(channel.Messages[^1], $"{Cars} – gia", $"{Market} – gia", $"{Backs} – bob", "1 agree, 0 disagree, 0 pass", "Ask the city – gia does it");
    }

    [Theory]
    [InlineData(OfManyChannels)]
    [InlineData(OfOneChannel)]
    [InlineData(Stranger)]
    [InlineData(null)]
    public async Task A_guest_checks_in_and_votes_and_their_dots_count(string? profile)
    {
        await using var story = await SlackStory.BeginAsync();
        var gia = Gia(story, profile);
        var (channel, console) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");

        await gia.SubmitAsync(await gia.OpenAsync(channel.Root, "Vote"), ("B.", "1 dot"));
        await story.Bob.SubmitAsync(await story.Bob.OpenAsync(channel.Root, "Vote"), ("B.", "1 dot"), ("C.", "1 dot"));
        await SeeAsync(story, channel, "2 people have voted.");
        await story.Ann.PressAsync(console, "Close");
        await SeeAsync(story, channel, "2 dots from 2 people");
        Says(channel.Root, "Picked: B. Garden.");

        var other = story.Slack.Channel("C0OTHER");
        await story.Ann.TypeAsync(other.Id, "checkin");
        await gia.PressAsync(other.Root, "● Green");
        await SeeAsync(story, other, "● Green: 1 person: gia", "1 person has answered.");
    }

    [Theory]
    [InlineData(OfManyChannels)]
    [InlineData(OfOneChannel)]
    [InlineData(Stranger)]
    [InlineData(null)]
    public async Task A_guest_cannot_steer_what_another_started(string? profile)
    {
        await using var story = await SlackStory.BeginAsync();
        var gia = Gia(story, profile);
        var (channel, console) = await story.StartAsync($"session \"{Asked}\" ask live");
        await gia.PressAsync(channel.Root, "Take part");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "they have joined");
        string[] steering = ["next", "close", "close yes", "pause", "extend 2m", "skip 2", "cancel yes", "cohost gia", "delete yes"];
        foreach (var line in steering)
        {
            Says(await gia.TypeAsync(channel.Id, line), "Only the person who started this session can do that.");
        }

        foreach (var button in (string[])["Next: Rating", "2 minutes more", "Pause", "Skip this"])
        {
            var told = story.Slack.Whispers.Count;
            await gia.PressAsync(console, button);
            await story.Slack.UntilAsync(() => story.Slack.Whispers.Count > told, "the guest is told in private");
            Assert.Equal((gia.Id, false), (story.Slack.Whispers[^1].User, story.Slack.Whispers[^1].Replaces));
            Says(story.Slack.Whispers[^1].Message, "Only the person who started this session can do that.");
        }

        Says(channel.Root, "1: Open prompt: now", "2: Rating: planned, 5 min", "3: Next steps: planned, 5 min");
    }

    [Theory]
    [InlineData(OfManyChannels)]
    [InlineData(OfOneChannel)]
    [InlineData(Stranger)]
    [InlineData(null)]
    public async Task Where_Slack_tells_neither_language_nor_zone_a_guest_has_the_server_s(string? profile)
    {
        await using var story = await SlackStory.BeginAsync();
        var gia = Gia(story, profile);
        var channel = story.Slack.Channel("C0GENERAL");

        Says(await gia.TypeAsync(channel.Id, "help"), "What one needs first");
        await gia.TypeAsync(channel.Id, "checkin until 21:30");

        var until = long.Parse(channel.Root.Shown.Split("!date^")[1].Split('^')[0], CultureInfo.InvariantCulture);
        Assert.Equal(new TimeSpan(21, 30, 0), DateTimeOffset.FromUnixTimeSeconds(until).TimeOfDay); // the server's zone is UTC
    }

    static PretendSlackMember Gia(SlackStory story, string? profile)
    {
        var gia = story.Member("U0GIA", "gia");
        story.Slack.Profiles[gia.Id] = profile is null ? null : JsonNode.Parse(profile)!.AsObject();
        return gia;
    }
}
