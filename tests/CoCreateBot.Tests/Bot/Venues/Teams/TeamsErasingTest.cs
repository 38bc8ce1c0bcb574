using System.Net;
using System.Text;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>"Forget me" in somebody's own chat with the bot: nothing of them is left in the bytes of any file or in any row, or in the log.</summary>
public sealed class TeamsErasingTest : IDisposable
{
    const string Name = "Qwertzuiop";
    const string Words = "Yxcvbnm";

    static readonly string[] Marks = ["29:qwertzuiop", "aad-qwertzuiop", "a:qwertzuiop", Name, Words];
    static readonly string Key = $"teams:{PretendTeams.Tenant}/aad-qwertzuiop";

    readonly TestFolder folder = new();
    readonly StrictTables tables = new();
    bool isInTables;

    public void Dispose()
    {
        folder.Dispose();
        tables.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_of_somebody_is_left_in_any_file_or_row_or_in_the_log(bool inTables)
    {
        isInTables = inTables;
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Also_where_the_store_breaks_off_and_another_process_goes_on(bool inTables)
    {
        isInTables = inTables;
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

    [Fact]
    public async Task Who_could_not_be_told_for_a_cause_that_passes_is_told_later()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var chat = await AskAsync(story, store, chat => chat.Closed = (HttpStatusCode.InternalServerError, "ServiceError"));
        await story.PassUntilAsync(() => Posts(story) >= 2, "it was tried");

        chat.Closed = null;

        await story.HearAsync(chat, "Done: you asked to be erased.");
    }

    [Fact]
    public async Task Who_can_never_be_told_is_not_kept_for_ever()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        await AskAsync(story, store, chat => chat.Closed = (HttpStatusCode.InternalServerError, "ServiceError"));
        await story.PassUntilAsync(() => Posts(story) >= 3, "it was tried again");
        Assert.Single(await store.People.OwedAsync(9, default));

        story.Teams.Time.Pass(TeamsErasing.TellFor);

        await story.PassUntilAsync(
            async () =>
            {
                story.Teams.Time.Pass(TeamsErasing.RestMin); // it may rest for an hour
                return (await store.People.OwedAsync(9, default)).IsEmpty;
            },
            "it is over");
    }

    [Fact]
    public async Task Who_is_nobody_there_any_more_is_not_waited_for()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);

        await AskAsync(story, store, chat => chat.Closed = (HttpStatusCode.Forbidden, "ConversationBlockedByUser"));

        await story.PassUntilAsync(async () => (await store.People.OwedAsync(9, default)).IsEmpty, "it is over");
        Assert.Equal(2, Posts(story));
    }

    /// <summary>Bob asks for it, and when that has been said the world changes; only then anything is erased.</summary>
    static async Task<PretendConversation> AskAsync(TeamsStory story, MisbehavingStore store, Action<PretendConversation> change)
    {
        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:bob");
        var held = store.HoldNext(StoreCall.PeopleRemove);
        await story.Bob.WriteAsync(chat, "forget me yes");
        await story.HearAsync(chat, "This has begun.");
        await held.Reached.WaitAsync(PretendPlatform.Patience, TimeProvider.System);
        change(chat);
        held.Open();
        return chat;
    }

    static int Posts(TeamsStory story) => story.Teams.Written.Count(one => one.Call == "POST activities");

    async Task<IStore> OpenAsync() => isInTables
        ? await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options })
        : await SqliteStore.OpenAsync(folder.File("teams.db"), new SqliteOptions());

    /// <summary>The bot is added to their own chat, they answer by name in a channel, begin something in their own chat, and set something.</summary>
    async Task<(PretendTeamsMember Who, PretendConversation Chat)> LiveAsync(TeamsStory story)
    {
        var who = story.Member(Name);
        story.Channel.Members.Add(who.Id);
        var chat = story.Teams.PersonalChat(who.Id, "a:qwertzuiop");
        await who.TellAsync(who.Installs(chat));
        await story.HearAsync(chat, "Delivery works");
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

    bool IsKept(string mark) => isInTables
        ? tables.Everything.Contains(mark, StringComparison.Ordinal)
        : folder.AllBytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0;
}
