using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What is typed and what there is to read, in Slack, where there is no page.</summary>
public sealed class SlackReadingTest
{
    [Theory]
    [InlineData("en-US", "Type /cocreate help to see")]
    [InlineData("de-DE", "Mit /cocreate help sehen Sie")]
    public async Task Help_starts_refusals_and_cards_name_commands_as_they_are_typed_here(string locale, string refusal)
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Locales[story.Ann.Id] = locale;
        var (channel, console) = await story.StartAsync("vote “Which first?” Paint | Garden");
        Assert.True(console.Shows("/cocreate next, /cocreate extend 2m, /cocreate pause"));

        var help = await story.Ann.TypeAsync(channel.Id, "help all");
        Assert.True(help.Shows("/cocreate vote B B D"));
        Assert.True(help.Shows("/cocreate minutes"));
        Assert.True((await story.Ann.TypeAsync(channel.Id, "frobnicate")).Shows(refusal));
        Assert.True((await story.Ann.TypeAsync(channel.Id, "vot B")).Shows("/cocreate vote"));
        Assert.True((await story.Ann.TypeAsync(channel.Id, "/cocreate vote B")).Shows("/cocreate") is false);
        await story.Slack.UntilAsync(() => channel.Root.Shows("1 person has voted."), "a command with its prefix typed twice counts");
    }

    [Fact]
    public void A_bare_command_would_be_found()
    {
        Assert.NotEmpty(CommandTexts.BareIn(["“x” is no command. Type help to see what you can do."]));
        Assert.NotEmpty(CommandTexts.BareIn(["minutes shows you the minutes so far; /cocreate export gives them"]));
        Assert.NotEmpty(CommandTexts.BareIn(["Type %/help"]));
        Assert.Empty(CommandTexts.BareIn(["Type /cocreate help to see what you can do."]));
    }

    [Theory]
    [InlineData("ü", 138, 28)]
    [InlineData("😀", 69, 60)]
    public async Task Minutes_and_export_of_a_named_check_in_say_every_note_in_private_and_in_the_thread(string letter, int length, int people)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");
        var notes = Enumerable.Range(0, people).Select(n => string.Concat(Enumerable.Repeat(letter, length)) + n.ToString("D2", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        foreach (var (n, note) in notes.Index())
        {
            await story.Member($"U1P{n:D3}", $"person{n}").TypeAsync(channel.Id, $"checkin green \"{note}\"");
        }

        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(
            () => notes.TrueForAll(note => channel.Messages.Skip(1).Any(message => message.Says(note))), "all is in the thread"));
        Assert.All(channel.Messages.Skip(1), message => Assert.Equal(channel.Root.Ts, message.Thread));
        Assert.True(channel.Root.Shows($"{people} people have answered."));

        foreach (var word in new[] { "minutes", "export" }) // without files the export is text, too
        {
            story.Slack.Trouble("files.getUploadURLExternal", new PretendTrouble.Says("missing_scope"));
            var before = story.Slack.Whispers.Count;
            var first = await story.Bob.TypeAsync(channel.Id, word);
            Assert.Equal(word == "export", first.Says("All that was given"));
            await story.Slack.UntilAsync(
                () => notes.TrueForAll(note => first.Says(note) || story.Slack.Whispers.Skip(before).Any(whisper => whisper.Message.Says(note))),
                $"all is said by {word}");
        }
    }
}
