using System.Collections.Immutable;
using System.Net;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>"Forget me" in somebody's own chat with the bot: nothing of them is left in the bytes of any file or in any row, or in the log.</summary>
public sealed class TeamsErasingTest : IDisposable
{
    const string Name = "Qwertzuiop";
    const string Words = "Yxcvbnm";
    const string Away = "99999999-1111-2222-3333-444444444444";

    static readonly string[] Marks = ["29:qwertzuiop", "aad-qwertzuiop", "a:qwertzuiop", Name, Words];
    static readonly string Key = $"teams:{PretendTeams.Tenant}/aad-qwertzuiop";

    readonly EitherStore kept = new();

    public void Dispose() => kept.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_of_somebody_is_left_in_any_file_or_row_or_in_the_log(bool inTables)
    {
        kept.IsInTables = inTables;
        var story = await TeamsStory.BeginAsync(await kept.OpenAsync());
        var (who, chat) = await LiveAsync(story);
        await who.WriteAsync(chat, "forget me");
        await story.HearAsync(chat, "There is no way back.");
        Assert.NotNull(await story.Store.People.FindAsync(Key, default)); // it was only asked

        await who.WriteAsync(chat, "forget me yes");

        await story.HearAsync(chat, "This has begun.");
        await story.HearAsync(chat, "Done: you asked to be erased.");
        await UntilSettledAsync(story);
        await story.PassUntilAsync(() => !Array.Exists(Marks, kept.IsKept), "no byte is left"); // the row is gone for readers a moment before
        Assert.Contains("1 person", TeamsStory.TextOf(story.Channel.Root.Card), StringComparison.Ordinal); // what others count by stays
        await story.DisposeAsync();
        AssertGone(story);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Also_where_the_store_breaks_off_and_another_process_goes_on(bool inTables)
    {
        kept.IsInTables = inTables;
        var store = new MisbehavingStore(await kept.OpenAsync());
        var before = await TeamsStory.BeginAsync(store);
        var (who, chat) = await LiveAsync(before);
        store.FailNext(StoreCall.PeopleRemove);
        await who.WriteAsync(chat, "forget me yes");
        await before.HearAsync(chat, "Not everything could be erased just now.");

        var story = await before.RestartAsync(open: kept.OpenAsync);

        await story.HearAsync(chat, "Done: you asked to be erased.");
        await UntilSettledAsync(story);
        await story.DisposeAsync();
        AssertGone(story);
    }

    [Fact]
    public async Task Also_what_somebody_of_another_organisation_gave_without_their_name()
    {
        var options = new TeamsOptions { AppId = PretendTeamsKeys.Bot, AppPassword = "s3cret", TenantId = PretendTeams.Tenant, AllowedTenants = ["*"] };
        var story = await TeamsStory.BeginAsync(await kept.OpenAsync(), options);
        var who = story.Member(Name);
        who.Home = Away;
        story.Channel.Members.Add(who.Id);
        var card = await story.StartAsync("ask \"Why?\" anonymous");
        await who.HandInAsync(story.Channel, card, await who.OpenAsync(story.Channel, card, "Reply"), ("Reply 1", Words));
        Assert.True(kept.IsKept(Words));
        var chat = story.Teams.PersonalChat(who.Id, "a:qwertzuiop", Away);

        await who.WriteAsync(chat, "forget me yes");

        await story.HearAsync(chat, "Done: 1 session has forgotten you");
        await UntilSettledAsync(story);
        await story.DisposeAsync();
        AssertGone(story);
    }

    [Fact]
    public async Task In_a_channel_it_is_of_that_channel_and_says_where_the_rest_is_erased()
    {
        await using var story = await TeamsStory.BeginAsync(await kept.OpenAsync());
        var (who, _) = await LiveAsync(story);

        await who.MentionAsync(story.Channel, "forget me yes");

        var said = await story.HearAsync(story.Channel, "In your own chat with me");
        Assert.Equal(who.Id, said.Reader);
        Assert.NotNull(await story.Store.People.FindAsync(Key, default));
    }

    [Fact]
    public async Task Of_who_is_a_stranger_there_is_nothing_to_erase()
    {
        await using var story = await TeamsStory.BeginAsync(await kept.OpenAsync());
        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:bob");

        await story.Bob.WriteAsync(chat, "forget me yes");

        await story.HearAsync(chat, "No session of this workspace knows anything of you");
    }

    [Fact]
    public async Task What_waits_for_their_own_session_to_end_goes_through_no_other_again()
    {
        var walked = new WalkedStore(await kept.OpenAsync());
        var store = new MisbehavingStore(walked);
        await using var story = await TeamsStory.BeginAsync(store);
        var (who, chat) = await LiveAsync(story);
        var held = store.HoldNext(StoreCall.PeopleRemove);
        await who.WriteAsync(chat, "forget me yes");
        await story.HearAsync(chat, "This has begun.");
        await held.Reached.WaitAsync(PretendPlatform.Patience, TimeProvider.System);
        chat.Closed = (HttpStatusCode.ServiceUnavailable, "ServiceError"); // its card cannot be edited
        var before = OwnLooks();
        held.Open();

        for (var looks = 1; looks <= 4; looks++)
        {
            await story.PassUntilAsync(() => OwnLooks() >= before + looks, $"it was looked at {looks} times");
            story.Teams.Time.Pass(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(1, walked.Walks);
        chat.Closed = null;
        await story.HearAsync(chat, "Done: you asked to be erased.");
        await UntilSettledAsync(story);

        int OwnLooks() => store.Calls.Count(call => call == StoreCall.DirectoryRead) - walked.Walks;
    }

    [Fact]
    public async Task The_end_of_it_is_one_write_that_takes_all_that_tells_how_to_reach_them()
    {
        var store = new MisbehavingStore(await kept.OpenAsync());
        await using var story = await TeamsStory.BeginAsync(store);
        var (who, chat) = await LiveAsync(story);
        store.FailNext(StoreCall.ErasingsRemove);
        await who.WriteAsync(chat, "forget me yes");
        await story.PassUntilAsync(() => store.Calls.Contains(StoreCall.ErasingsRemove), "it was tried in vain");
        Assert.NotNull(await store.Addresses.FindAsync(TeamsAddresses.PlaceOf(Key), default)); // or they could not be told the next time

        await UntilSettledAsync(story);

        Assert.Equal(2, store.Calls.Count(call => call == StoreCall.ErasingsRemove));
        Assert.Null(await store.Addresses.FindAsync(TeamsPlaces.VenueOf(chat).Value, default));
        Assert.Null(await store.Addresses.FindAsync($"welcome:{TeamsPlaces.VenueOf(chat).Value}", default));
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
        Assert.Single(await store.People.OwedAsync("teams:", 9, default));

        story.Teams.Time.Pass(TeamsErasing.TellFor);

        await story.PassUntilAsync(
            async () =>
            {
                story.Teams.Time.Pass(TeamsErasing.RestMin); // it may rest for an hour
                return (await store.People.OwedAsync("teams:", 9, default)).IsEmpty;
            },
            "it is over");
    }

    [Fact]
    public async Task Who_is_nobody_there_any_more_is_not_waited_for()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);

        await AskAsync(story, store, chat => chat.Closed = (HttpStatusCode.Forbidden, "ConversationBlockedByUser"));

        await story.PassUntilAsync(async () => (await store.People.OwedAsync("teams:", 9, default)).IsEmpty, "it is over");
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
        await story.PassUntilAsync(async () => await story.Store.Addresses.FindAsync(TeamsAddresses.PlaceOf(Key), default) is not null, "their address is kept");
        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("1 person", StringComparison.Ordinal), "it is shown");
        Assert.All(Marks, mark => Assert.True(kept.IsKept(mark), mark));
        return (who, chat);
    }

    static async Task UntilSettledAsync(TeamsStory story)
    {
        await story.PassUntilAsync(async () => (await story.Store.People.OwedAsync("teams:", 9, default)).IsEmpty, "it is over");
        Assert.Null(await story.Store.Addresses.FindAsync(TeamsAddresses.PlaceOf(Key), default));
    }

    void AssertGone(TeamsStory story)
    {
        Assert.All(Marks, mark => Assert.False(kept.IsKept(mark), mark));
        Assert.All(Marks, mark => Assert.DoesNotContain(mark, story.Log.Text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Counts how often somebody goes through all places.</summary>
    sealed class WalkedStore(IStore inner) : PassingStore(inner), IDirectory
    {
        int walks;

        public int Walks => Volatile.Read(ref walks);

        public override IDirectory Directory => this;

        Task IDirectory.PutAsync(DirectoryEntry entry, CancellationToken stop) => Inner.Directory.PutAsync(entry, stop);

        Task<ImmutableArray<DirectoryEntry>> IDirectory.InVenueAsync(VenueId venue, int max, CancellationToken stop) =>
            Inner.Directory.InVenueAsync(venue, max, stop);

        Task<ImmutableArray<PlacedSession>> IDirectory.FromAsync(string begins, PlacedSession? after, int max, CancellationToken stop)
        {
            Interlocked.Increment(ref walks);
            return Inner.Directory.FromAsync(begins, after, max, stop);
        }
    }
}
