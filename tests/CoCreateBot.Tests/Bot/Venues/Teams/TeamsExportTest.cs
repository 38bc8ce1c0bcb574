using System.Globalization;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Teams takes no files from a bot in a channel: what was given comes as text.</summary>
public sealed class TeamsExportTest
{
    [Fact]
    public async Task All_that_was_given_is_there_however_many_cards_it_takes()
    {
        await using var story = await TeamsStory.BeginAsync();
        var options = Enumerable.Range(1, 40).Select(n => string.Create(CultureInfo.InvariantCulture, $"Option {n} of this vote, with so many words that forty fill pages"));
        await story.StartAsync($"vote \"Which first?\" {string.Join(" | ", options)}");
        await story.Ann.MentionAsync(story.Channel, "close");
        await story.PassUntilAsync(() => story.Channel.Saying("Minutes") is not null, "the minutes");

        await story.Ann.MentionAsync(story.Channel, "export");
        await story.PassUntilAsync(() => Read(story).Split("Option 40 of").Length > 2, "the table");

        // Each once in the minutes and once in the table.
        Assert.All(Enumerable.Range(1, 40), n => Assert.True(
            Read(story).Split(string.Create(CultureInfo.InvariantCulture, $"Option {n} of this vote")).Length > 2, $"Option {n}"));
    }

    static string Read(TeamsStory story) => string.Join(
        '\n', story.Channel.Messages.Where(message => message.Reader == story.Ann.Id).Select(message => TeamsStory.TextOf(message.Card)));
}
