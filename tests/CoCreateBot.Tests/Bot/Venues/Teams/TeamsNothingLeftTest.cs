using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Who is forgotten and what is deleted stands in no message any more; of what is deleted nothing is in a byte of a file or in a row of a table.</summary>
public sealed class TeamsNothingLeftTest : IDisposable
{
    const string Bobs = "Yxcvbnm";
    const string Anns = "Qwertzuiop";
    const string Deleted = "This session was deleted on request.";

    readonly EitherStore kept = new();

    public void Dispose() => kept.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Neither_of_who_is_forgotten_nor_of_what_is_deleted(bool inTables)
    {
        kept.IsInTables = inTables;
        var story = await TeamsStory.BeginAsync(await kept.OpenAsync());
        await story.StartAsync($"checkin free \"{Anns}?\"");
        await story.Bob.MentionAsync(story.Channel, $"checkin {Bobs}");
        await story.Ann.MentionAsync(story.Channel, "close");
        await story.PassUntilAsync(() => Said(story).Count(text => text.Contains(Bobs, StringComparison.Ordinal)) >= 2, "card and minutes are there");
        Assert.True(kept.IsKept(Bobs));

        await story.Bob.MentionAsync(story.Channel, "forget me yes");
        await story.PassUntilAsync(() => !Shows(story, Bobs) && !kept.IsKept(Bobs), "all of Bob is gone");
        Assert.True(Shows(story, Anns) && kept.IsKept(Anns));

        await story.Ann.MentionAsync(story.Channel, "delete yes");
        await story.PassUntilAsync(() => !Shows(story, Anns) && !kept.IsKept(Anns), "all of it is gone");
        Assert.True(Said(story).Count(text => text.Contains(Deleted, StringComparison.Ordinal)) >= 2);
        await story.DisposeAsync();
        Assert.All((string[])[Bobs, Anns], words => Assert.DoesNotContain(words, story.Log.Text, StringComparison.Ordinal));
    }

    static List<string> Said(TeamsStory story) => [.. story.Channel.Shown.Select(message => message.Content.ToJsonString(PretendJson.Readable))];

    static bool Shows(TeamsStory story, string words) => Said(story).Exists(text => text.Contains(words, StringComparison.Ordinal));
}
