using System.Globalization;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Teams takes no files from a bot in a channel: what was given comes as text, for whoever asked.</summary>
public sealed class TeamsExportTest
{
    const int People = 150;

    [Fact]
    public async Task All_that_was_given_is_there_and_not_what_fits_into_a_few_messages()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("ask \"What would help?\"");
        string[] answers =
            [.. Enumerable.Range(1, People).Select(n => string.Create(CultureInfo.InvariantCulture, $"Answer {n:D3} has many words: {new string('x', 400)}"))];
        foreach (var (n, answer) in answers.Index())
        {
            var person = story.Member(string.Create(CultureInfo.InvariantCulture, $"P{n}"));
            story.Channel.Members.Add(person.Id);
            await person.MentionAsync(story.Channel, $"ask {answer}");
        }

        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains($"{People} replies", StringComparison.Ordinal), "all answers");
        await story.Ann.MentionAsync(story.Channel, "export");

        await story.PassUntilAsync(() => Array.TrueForAll(answers, answer => Read(story).Contains(answer, StringComparison.Ordinal)), "all answers");
    }

    static string Read(TeamsStory story) => string.Join(
        '\n', story.Channel.Messages.Where(message => message.Reader == story.Ann.Id).Select(message => TeamsStory.TextOf(message.Card)));
}
