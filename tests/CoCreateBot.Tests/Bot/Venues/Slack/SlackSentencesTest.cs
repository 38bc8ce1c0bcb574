using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Sentences that promise no more than is so.</summary>
public sealed class SlackSentencesTest
{
    static readonly Lexicon Lexicon = new(Activities.BuiltIn, SlackTexts.Book, ChatTexts.HomeBook);

    [Theory]
    [InlineData("en", "backups", "key is destroyed")]
    [InlineData("de", "Sicherungen", "Schlüssel zerstört")]
    public void Whoever_is_erased_is_told_what_stays_before_at_once_and_later(string language, params string[] limits) =>
        Assert.All(limits, limit => Assert.All(
            ["Home.EraseLeaves", "Home.ErasedLater"], key => Assert.Contains(limit, Lexicon.In(language)[key], StringComparison.Ordinal)));

    [Theory]
    [InlineData("en", "a file", "the file")]
    [InlineData("de", "als Datei", "einer Datei", "die Datei", "der Datei")]
    public void An_export_is_one_file_or_several(string language, params string[] one) =>
        Assert.All(one, words => Assert.All(
            ["Slack.FilesSent", "Slack.FilesUnsure", "Slack.FilesLack", "Slack.FilesNot"],
            key => Assert.DoesNotContain(words, Lexicon.In(language)[key], StringComparison.Ordinal)));
}
