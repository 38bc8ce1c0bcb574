using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Tabs;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Tabs;

/// <summary>Codes for a tab: how many there are, and how long they lie in the store.</summary>
public sealed class TabCodesTest : IDisposable
{
    const string Told = "write this code there: ";

    readonly TestFolder folder = new();
    readonly StrictTables tables = new();
    readonly ManualTime time = new();
    readonly Words words = new Lexicon(Activities.BuiltIn, TabTexts.Book).In("en");

    /// <summary>A channel.</summary>
    readonly CoCreateBot.Bot.Venues.Teams.Origin here = TeamsActivities.Message("tab").Read()!.From with { Kind = ConversationKind.Channel }; // ! it is read

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("file")]
    [InlineData("tables")]
    public async Task What_was_told_the_day_before_yesterday_lies_nowhere(string kind)
    {
        await using var store = await OpenAsync(kind);
        var codes = new TabCodes(store, time);
        await codes.AnswerAsync(here, words, default);
        var first = await KeptAsync(store);
        Assert.Single(first);

        time.Pass(TimeSpan.FromDays(1));
        await codes.ForgetAsync(default);
        await codes.AnswerAsync(here, words, default);
        time.Pass(TimeSpan.FromDays(1));
        await codes.ForgetAsync(default);
        Assert.DoesNotContain(first[0], Assert.Single(await KeptAsync(store)), StringComparison.Ordinal);

        time.Pass(TimeSpan.FromDays(1));
        await codes.ForgetAsync(default);
        Assert.Empty(await KeptAsync(store));
        var next = (await codes.AnswerAsync(here, words, default)).Split(Told)[1].Split('.')[0];
        Assert.Equal(here.Venue, await codes.FindAsync(next, default)); // nothing else went
    }

    [Fact]
    public async Task However_late_a_day_in_the_morning_is_told_and_swept_its_codes_hold()
    {
        await using var store = new MemoryStore();
        var codes = new TabCodes(store, time);
        for (var day = 0; day < 9; day++)
        {
            var code = (await codes.AnswerAsync(here, words, default)).Split(Told)[1].Split('.')[0];
            await codes.ForgetAsync(default);
            Assert.Equal(here.Venue, await codes.FindAsync(code, default));
            time.Pass(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
            await codes.ForgetAsync(default);
            time.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.InRange((await KeptAsync(store)).Count, 1, 3);
    }

    [Fact]
    public async Task Whoever_asks_for_all_codes_of_one_place_leaves_others_theirs()
    {
        await using var store = new MemoryStore();
        var codes = new TabCodes(store, time);
        for (var n = 0; n < TabCodes.DayMax; n++)
        {
            Assert.Contains(Told, await codes.AnswerAsync(here, words, default), StringComparison.Ordinal);
        }

        Assert.Contains("no other before tomorrow", await codes.AnswerAsync(here, words, default), StringComparison.Ordinal);
        Assert.Contains(Told, await codes.AnswerAsync(here with { Venue = new(here.Venue.Value + "-other") }, words, default), StringComparison.Ordinal);
        Assert.Equal(TabCodes.DayMax + 1, (await KeptAsync(store)).Count);
        time.Pass(TimeSpan.FromDays(1));
        Assert.Contains(Told, await codes.AnswerAsync(here, words, default), StringComparison.Ordinal);
    }

    static async Task<List<string>> KeptAsync(IStore store) => [.. (await store.Whole.KeysAsync(KeyedKind.Invitation, default)).Select(key => key.First)];

    async Task<IStore> OpenAsync(string kind) => kind switch
    {
        "memory" => new MemoryStore(),
        "file" => await SqliteStore.OpenAsync(folder.File("here.db"), new()),
        _ => await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options }),
    };
}
