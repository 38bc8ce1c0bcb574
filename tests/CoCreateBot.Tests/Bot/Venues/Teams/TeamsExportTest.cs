using System.Globalization;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Teams takes no files from a bot in a channel: what was given comes as text, for whoever asked.</summary>
public sealed class TeamsExportTest
{
    const int People = 40;

    [Fact]
    public async Task All_that_was_given_is_there_and_not_what_fits_into_one_text()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");
        string[] notes =
            [.. Enumerable.Range(1, People).Select(n => string.Create(CultureInfo.InvariantCulture, $"Note {n:D2} has many words: {new string('x', 110)}"))];
        foreach (var (n, note) in notes.Index())
        {
            var person = story.Member(string.Create(CultureInfo.InvariantCulture, $"P{n}"));
            story.Channel.Members.Add(person.Id);
            await person.MentionAsync(story.Channel, $"checkin green \"{note}\"");
        }

        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("40 people have answered", StringComparison.Ordinal), "all answers");
        await story.Ann.MentionAsync(story.Channel, "export");

        await story.PassUntilAsync(() => Array.TrueForAll(notes, note => Read(story).Contains(note, StringComparison.Ordinal)), "all notes");
    }

    static string Read(TeamsStory story) => string.Join(
        '\n', story.Channel.Messages.Where(message => message.Reader == story.Ann.Id).Select(message => TeamsStory.TextOf(message.Card)));
}
