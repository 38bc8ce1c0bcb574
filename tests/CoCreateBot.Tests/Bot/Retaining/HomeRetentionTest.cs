using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Bot.Retaining;

/// <summary>Each person's own place says how long sessions are kept, where they are not kept for ever.</summary>
public sealed class HomeRetentionTest
{
    static readonly Lexicon Lexicon = new(Activities.BuiltIn, ChatTexts.HomeBook, ChatTexts.Book);

    [Theory]
    [InlineData("en", 30, "Sessions that begin here are deleted 30 days after their close.")]
    [InlineData("de", 1, "Sitzungen, die hier beginnen, werden 1 Tag nach ihrem Ende gelöscht.")]
    public void It_says_for_how_many_days(string language, int days, string said) =>
        Assert.Contains(said, Home(language, days), StringComparison.Ordinal);

    [Fact]
    public void Where_that_is_for_ever_it_says_nothing_of_it() =>
        Assert.DoesNotContain("after their close", Home("en", null), StringComparison.Ordinal);

    static string Home(string language, int? days)
    {
        var content = new HomeContent(new Person("slack:T1/U1", null), [], HasMore: false, PersonSettings.None) { KeptDays = days };
        return Said.In(HomeCards.Of(content, new HomeLook("Slack"), Lexicon.In(language), null, DateTimeOffset.UnixEpoch));
    }
}
