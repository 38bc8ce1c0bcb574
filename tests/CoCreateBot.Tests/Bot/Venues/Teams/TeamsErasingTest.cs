using System.Text;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>"Forget me" in somebody's own chat with the bot: nothing of them is left in the bytes of any file, or in the log.</summary>
public sealed class TeamsErasingTest : IDisposable
{
    const string Name = "Qwertzuiop";
    const string Words = "Yxcvbnm";

    static readonly string[] Marks = ["29:qwertzuiop", "aad-qwertzuiop", "a:qwertzuiop", Name, Words];
    static readonly string Key = $"teams:{PretendTeams.Tenant}/aad-qwertzuiop";

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Nothing_of_somebody_is_left_in_any_file_or_in_the_log()
    {
        var story = await TeamsStory.BeginAsync(await OpenAsync());
        var (who, chat) = await LiveAsync(story);
        await who.WriteAsync(chat, "forget me");
        await story.HearAsync(chat, "There is no way back.");
        Assert.NotNull(await story.Store.People.FindAsync(Key, default)); // it was only asked

        await who.WriteAsync(chat, "forget me yes");

        await story.HearAsync(chat, "This has begun.");
        await story.HearAsync(chat, "Done: you asked to be erased.");
        await UntilSettledAsync(story);
        await story.PassUntilAsync(() => !Array.Exists(Marks, IsKept), "no byte is left"); // the row is gone for readers a moment before
        Assert.Contains("1 person", TeamsStory.TextOf(story.Channel.Root.Card), StringComparison.Ordinal); // what others count by stays
        await story.DisposeAsync();
        AssertGone(story);
    }

    [Fact]
    public async Task Also_where_the_store_breaks_off_and_another_process_goes_on()
    {
        var store = new MisbehavingStore(await OpenAsync());
        var before = await TeamsStory.BeginAsync(store);
        var (who, chat) = await LiveAsync(before);
        store.FailNext(StoreCall.PeopleRemove);
        await who.WriteAsync(chat, "forget me yes");
        await before.HearAsync(chat, "Not everything could be erased just now.");

        var story = await before.RestartAsync(open: OpenAsync);

        await story.HearAsync(chat, "Done: you asked to be erased.");
        await UntilSettledAsync(story);
        await story.DisposeAsync();
        AssertGone(story);
    }

    [Fact]
    public async Task In_a_channel_it_is_of_that_channel_and_says_where_the_rest_is_erased()
    {
        await using var story = await TeamsStory.BeginAsync(await OpenAsync());
        var (who, _) = await LiveAsync(story);

        await who.MentionAsync(story.Channel, "forget me yes");

        var said = await story.HearAsync(story.Channel, "In your own chat with me");
        Assert.Equal(who.Id, said.Reader);
        Assert.NotNull(await story.Store.People.FindAsync(Key, default));
    }

    [Fact]
    public async Task Of_who_is_a_stranger_there_is_nothing_to_erase()
    {
        await using var story = await TeamsStory.BeginAsync(await OpenAsync());
        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:bob");

        await story.Bob.WriteAsync(chat, "forget me yes");

        await story.HearAsync(chat, "No session of this workspace knows anything of you");
    }

    async Task<IStore> OpenAsync() => await SqliteStore.OpenAsync(folder.File("teams.db"), new SqliteOptions());

    /// <summary>They answer by name in a channel, begin something in their own chat, and set something.</summary>
    async Task<(PretendTeamsMember Who, PretendConversation Chat)> LiveAsync(TeamsStory story)
    {
        var who = story.Member(Name);
        story.Channel.Members.Add(who.Id);
        var chat = story.Teams.PersonalChat(who.Id, "a:qwertzuiop");
        var card = await story.StartAsync("checkin");
        await who.MentionAsync(story.Channel, $"checkin green \"{Words}\"");
        await who.WriteAsync(chat, $"checkin \"{Words}?\"");
        await story.HearAsync(chat, "For you as facilitator");
        await story.Store.People.PutAsync(Key, new("en", null), default);
        await story.PassUntilAsync(async () => await story.Store.Addresses.FindAsync(Key, default) is not null, "their address is kept");
        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("1 person", StringComparison.Ordinal), "it is shown");
        Assert.All(Marks, mark => Assert.True(IsKept(mark), mark));
        return (who, chat);
    }

    static async Task UntilSettledAsync(TeamsStory story)
    {
        await story.PassUntilAsync(async () => (await story.Store.People.OwedAsync(9, default)).IsEmpty, "it is over");
        Assert.Null(await story.Store.Addresses.FindAsync(Key, default));
    }

    void AssertGone(TeamsStory story)
    {
        Assert.All(Marks, mark => Assert.False(IsKept(mark), mark));
        Assert.All(Marks, mark => Assert.DoesNotContain(mark, story.Log.Text, StringComparison.OrdinalIgnoreCase));
    }

    bool IsKept(string mark) => folder.AllBytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0;
}
