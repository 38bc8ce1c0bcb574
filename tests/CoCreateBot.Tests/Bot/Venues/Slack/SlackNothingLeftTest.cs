using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Who is erased and what is deleted stands in no message any more, in no byte of a file, in no row of a table and in no line of the log.</summary>
public sealed class SlackNothingLeftTest : IDisposable
{
    const string Bobs = "Yxcvbnm";
    const string Anns = "Qwertzuiop";
    const string Deleted = "This session was deleted on request.";

    static readonly (string Start, string Answer)[] Told =
    [
        ($"checkin free \"{Anns}?\" for 2h", $"checkin {Bobs}"),
        ($"ask \"{Anns}?\" for 2h", $"ask {Bobs}"),
        ($"ask \"{Anns}?\" anonymous for 2h", $"ask {Bobs}"),
        ("steps for 2h", $"steps \"{Bobs}\" by me"),
    ];

    readonly PretendSlack slack = new(new ManualTime());
    readonly EitherStore kept = new();

    public void Dispose()
    {
        slack.Dispose();
        kept.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Neither_of_who_is_erased_nor_of_what_is_deleted(bool inTables)
    {
        kept.IsInTables = inTables;
        var story = await SlackStory.BeginAsync(slack, await kept.OpenAsync());
        var channels = await PlayAsync(story);
        await story.Bob.OpenHomeAsync();
        await story.Bob.SubmitAsync(await story.Bob.OpenFromHomeAsync("Erase me"));

        await slack.PassUntilAsync(async () => (await story.Store.People.OwedAsync("slack:", 9, default)).IsEmpty, "it is over");
        await slack.PassUntilAsync(() => Task.FromResult(!Shows(channels, Bobs) && !kept.IsKept(Bobs) && !kept.IsKept(story.Bob.Id)), $"all of Bob is gone: {Where(channels, Bobs)}");
        Assert.All(channels[..2], channel => Assert.Contains(channel.Messages, message => message.Says("(removed)")));
        Assert.True(Shows(channels, Anns) && kept.IsKept(Anns));

        foreach (var channel in channels)
        {
            await story.Ann.TypeAsync(channel.Id, "close");
            await story.Ann.TypeAsync(channel.Id, "delete yes");
        }

        await slack.PassUntilAsync(
            () => Task.FromResult(channels.TrueForAll(channel => channel.Messages.TrueForAll(message => message.Says(Deleted)))), "all cards say so");
        await slack.PassUntilAsync(() => Task.FromResult(!kept.IsKept(Anns) && !kept.IsKept(story.Ann.Id)), "no byte and no row is left");
        Assert.False(Shows(channels, Anns));
        await story.DisposeAsync();
        Assert.All((string[])[Bobs, Anns], words => Assert.DoesNotContain(words, story.Log.Text, StringComparison.Ordinal));
    }

    async Task<List<PretendChannel>> PlayAsync(SlackStory story)
    {
        var channels = new List<PretendChannel>();
        foreach (var (n, (start, answer)) in Told.Index())
        {
            var channel = slack.Channel($"C{n}");
            channels.Add(channel);
            await story.Ann.TypeAsync(channel.Id, start);
            var answered = await story.Bob.TypeAsync(channel.Id, answer);
            Assert.False(answered.Says("Please"), answered.Shown);
            await (n < 2 ? story.Ann.TypeAsync(channel.Id, "close") : Task.CompletedTask); // its minutes are there, too
        }

        await slack.PassUntilAsync(() => Task.FromResult(channels.Take(2).All(channel => channel.Messages.Exists(IsOfThread))), "minutes are there");
        Assert.True(Shows(channels[..2], Bobs) && kept.IsKept(Bobs) && kept.IsKept(story.Bob.Id));
        return channels;
    }

    static bool IsOfThread(PretendMessage message) => message.Thread is not null;

    static bool Shows(List<PretendChannel> channels, string words) => channels.Exists(channel => channel.Messages.Exists(message => message.Says(words)));

    static string Where(List<PretendChannel> channels, string words) =>
        string.Join('\n', channels.SelectMany(channel => channel.Messages).Where(message => message.Says(words)).Select(message => message.Shown));
}
