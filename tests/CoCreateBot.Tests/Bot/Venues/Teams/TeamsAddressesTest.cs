using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Origin = CoCreateBot.Bot.Venues.Teams.Origin;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Where conversations and people are reached is known from what came, and outlives the process.</summary>
public sealed class TeamsAddressesTest : IAsyncDisposable
{
    const string Tenant = "0b9b7c1e-30ce-4b44-a7f0-0b3d0b3a5d10";
    const string Emea = "https://smba.trafficmanager.net/emea/";
    const string Team = "19:team@thread.tacv2";

    static readonly VenueId Channel = TeamsIds.Venue(Tenant, "19:one@thread.tacv2");
    static readonly VenueId Other = TeamsIds.Venue(Tenant, "19:two@thread.tacv2");
    static readonly VenueId Chat = TeamsIds.Venue(Tenant, "a:chat-with-ann");
    static readonly Person Ann = new($"teams:{Tenant}/ann", "Ann");

    readonly MisbehavingStore store = new(new MemoryStore());
    readonly TeamsAddresses addresses;

    public TeamsAddressesTest() => addresses = new TeamsAddresses(store, new PretendLeases(1), TimeProvider.System);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    int Writes => store.Calls.Count(call => call == StoreCall.AddressesPut);

    static Origin From(VenueId venue, string service = Emea, ConversationKind kind = ConversationKind.Channel) =>
        new(Ann, venue, kind, null, "1", service, "29:ann", kind == ConversationKind.Channel ? Team : null) { Tenant = Tenant };

    [Fact]
    public async Task What_came_tells_where_it_is_answered_also_after_a_start()
    {
        await addresses.LearnAsync(From(Channel), Stop);
        Assert.Equal("29:ann", (await addresses.OfPersonAsync(Ann.Key, Stop)).Member);
        await addresses.KeepWaitingAsync(Stop);

        foreach (var one in new[] { addresses, new TeamsAddresses(store, new PretendLeases(1), TimeProvider.System) })
        {
            var (place, isChannel) = await one.PlaceOfAsync(Channel, Stop);
            Assert.True(isChannel);
            Assert.Equal((Emea, Tenant, "19:one@thread.tacv2"), (place.ServiceUrl, place.Tenant, place.Conversation));
            Assert.Equal("29:ann", (await one.OfPersonAsync(Ann.Key, Stop)).Member);
        }
    }

    [Fact]
    public async Task It_is_written_once_and_again_where_it_is_another()
    {
        for (var n = 0; n < 5; n++)
        {
            await addresses.LearnAsync(From(Channel), Stop);
        }

        Assert.Equal(1, Writes);
        await addresses.LearnAsync(From(Channel, "https://smba.trafficmanager.net/amer/"), Stop);
        Assert.Equal(2, Writes);
        Assert.Equal("https://smba.trafficmanager.net/amer/", (await addresses.PlaceOfAsync(Channel, Stop)).Place.ServiceUrl);
    }

    [Fact]
    public async Task People_are_kept_together_and_not_beside_what_they_did()
    {
        for (var n = 0; n < 5; n++)
        {
            await addresses.LearnAsync(From(Channel) with { Who = new Person($"teams:{Tenant}/{n}", null) }, Stop);
        }

        Assert.Equal(1, Writes); // of the place
        store.FailNext(StoreCall.AddressesPut);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => addresses.KeepWaitingAsync(Stop));
        await addresses.KeepWaitingAsync(Stop);
        await addresses.KeepWaitingAsync(Stop);

        Assert.Equal(3, Writes);
        Assert.NotNull(await store.Addresses.FindAsync(TeamsAddresses.PlaceOf($"teams:{Tenant}/4"), Stop));
    }

    [Fact]
    public async Task The_chat_with_somebody_stays_known_when_they_write_elsewhere()
    {
        await addresses.LearnAsync(From(Chat, kind: ConversationKind.Personal), Stop);
        await addresses.LearnAsync(From(Channel), Stop);

        Assert.Equal(Chat.Value, (await addresses.OfPersonAsync(Ann.Key, Stop)).Chat);
    }

    [Fact]
    public async Task Somebody_stays_who_they_were_when_they_first_came_also_where_they_come_in_two_ways_at_once_and_after_a_start()
    {
        var away = From(Channel) with { Who = Ann with { Key = "teams:away/ann" } };
        var held = store.HoldNextAnswer(StoreCall.AddressesRead);
        var first = addresses.LearnAsync(From(Chat, kind: ConversationKind.Personal), Stop).AsTask();
        await held.Reached;
        var before = await addresses.LearnAsync(away, Stop);
        held.Open();

        Assert.Equal(before, await first);
        await addresses.KeepWaitingAsync(Stop);
        Assert.Equal(before, await new TeamsAddresses(store, new PretendLeases(1), TimeProvider.System).LearnAsync(From(Other), Stop));
        Assert.Equal("teams:away/bob", (await addresses.LearnAsync(away with { Who = new("teams:away/bob", null) }, Stop)).Key);
    }

    [Theory]
    [InlineData("teams:t1/ann", "person:ann")]
    [InlineData("teams:t2/29:Ann", "person:29:Ann")]
    public void How_somebodys_row_is_called_stays_as_it_is(string person, string place) => Assert.Equal(place, TeamsAddresses.PlaceOf(person));

    [Fact]
    public async Task Their_chat_is_answered_where_it_is_and_not_where_they_are_a_guest()
    {
        await addresses.LearnAsync(From(Chat, kind: ConversationKind.Personal), Stop);
        await addresses.LearnAsync(From(new VenueId("teams:away/19:x"), "https://smba.trafficmanager.net/away/") with { Tenant = "away" }, Stop);

        var ann = await addresses.OfPersonAsync(Ann.Key, Stop);
        Assert.Equal((Emea, Chat.Value), (ann.Service, ann.Chat));
    }

    [Fact]
    public async Task That_the_bot_hears_all_stays_known()
    {
        await addresses.LearnAsync(From(Channel), Stop, hears: true);
        await addresses.LearnAsync(From(Channel), Stop);

        Assert.True((await addresses.FindAsync(Channel.Value, Stop))!.Hears); // ! it is known
    }

    [Fact]
    public async Task What_takes_nothing_any_more_is_not_tried_until_something_comes_from_there()
    {
        await addresses.LearnAsync(From(Channel), Stop);
        await addresses.NoteDeadAsync(Channel.Value, Stop);
        await Assert.ThrowsAsync<VenueRefusedException>(async () => await addresses.PlaceOfAsync(Channel, Stop));

        await addresses.LearnAsync(From(Channel), Stop);
        Assert.Equal(Emea, (await addresses.PlaceOfAsync(Channel, Stop)).Place.ServiceUrl);
    }

    [Fact]
    public async Task With_a_team_all_its_channels_end_and_come_back()
    {
        await addresses.LearnAsync(From(Channel), Stop);
        await addresses.LearnAsync(From(Other), Stop);
        await addresses.LearnAsync(From(Chat, kind: ConversationKind.Personal), Stop);

        await addresses.NoteTeamAsync(Tenant, Team, isDead: true, Stop);
        await Assert.ThrowsAsync<VenueRefusedException>(async () => await addresses.PlaceOfAsync(Channel, Stop));
        await Assert.ThrowsAsync<VenueRefusedException>(async () => await addresses.PlaceOfAsync(Other, Stop));
        Assert.Equal(Emea, (await addresses.PlaceOfAsync(Chat, Stop)).Place.ServiceUrl);

        await addresses.NoteTeamAsync(Tenant, Team, isDead: false, Stop);
        Assert.Equal(Emea, (await addresses.PlaceOfAsync(Other, Stop)).Place.ServiceUrl);
    }

    [Fact]
    public async Task Of_the_biggest_team_each_channel_ends_wherever_the_bot_was_greeted()
    {
        var team = $"{Tenant}/{Team}";
        foreach (var begin in new[] { "welcome:", "" })
        {
            var rows = Enumerable.Range(0, TeamsAddresses.ChannelsMax)
                .Select(n => new Address($"{begin}{TeamsIds.Venue(Tenant, $"19:{n}@thread.tacv2").Value}", Emea, begin == "" ? "channel" : "welcome", team));
            await store.Addresses.PutAsync([.. rows], Stop);
        }

        Assert.True(await addresses.TryWelcomeAsync(From(Channel), null, Stop)); // of the team itself

        await addresses.NoteTeamAsync(Tenant, Team, isDead: true, Stop);

        var all = await store.Addresses.OfTeamAsync(team, 3 * TeamsAddresses.ChannelsMax, Stop);
        Assert.Equal((2 * TeamsAddresses.ChannelsMax) + 1, all.Length);
        Assert.All(all, one => Assert.True(one.IsDead));
    }

    [Fact]
    public async Task What_ended_by_itself_does_not_come_back_with_its_team_and_what_was_said_there_is_said_anew()
    {
        await addresses.LearnAsync(From(Channel), Stop);
        await addresses.LearnAsync(From(Other), Stop);
        Assert.True(await addresses.TryWelcomeAsync(From(Channel), Channel, Stop));
        await addresses.NoteEndedAsync(Other, Stop);

        await addresses.NoteTeamAsync(Tenant, Team, isDead: true, Stop);
        await addresses.NoteTeamAsync(Tenant, Team, isDead: false, Stop);

        Assert.Equal(Emea, (await addresses.PlaceOfAsync(Channel, Stop)).Place.ServiceUrl);
        await Assert.ThrowsAsync<VenueRefusedException>(async () => await addresses.PlaceOfAsync(Other, Stop));
        Assert.True(await addresses.TryWelcomeAsync(From(Channel), Channel, Stop));

        await addresses.LearnAsync(From(Other), Stop);
        await addresses.NoteTeamAsync(Tenant, Team, isDead: true, Stop);
        await Assert.ThrowsAsync<VenueRefusedException>(async () => await addresses.PlaceOfAsync(Other, Stop)); // it is of the team again
    }

    [Fact]
    public async Task A_stranger_and_whoever_is_forgotten_cannot_be_reached()
    {
        await Assert.ThrowsAsync<VenueRefusedException>(async () => await addresses.OfPersonAsync(Ann.Key, Stop));
        await addresses.LearnAsync(From(Channel), Stop);
        await addresses.KeepWaitingAsync(Stop);
        await addresses.SettleAsync(Ann.Key, Stop);

        await Assert.ThrowsAsync<VenueRefusedException>(async () => await addresses.OfPersonAsync(Ann.Key, Stop));
        Assert.Null(await store.Addresses.FindAsync(TeamsAddresses.PlaceOf(Ann.Key), Stop));
    }

    [Fact]
    public async Task What_is_noted_of_somebody_brings_nobody_back_who_was_forgotten_or_is_just_then()
    {
        var place = TeamsAddresses.PlaceOf(Ann.Key);
        await addresses.LearnAsync(From(Chat, kind: ConversationKind.Personal), Stop);
        await addresses.KeepWaitingAsync(Stop);
        var another = new TeamsAddresses(store, new PretendLeases(1), TimeProvider.System);
        var held = store.HoldNext(StoreCall.AddressesPut);
        var dead = another.NoteDeadAsync(place, Stop);
        await held.Reached;
        var settled = another.SettleAsync(Ann.Key, Stop);
        for (var turns = 0; turns < 100 && !settled.IsCompleted; turns++)
        {
            await Task.Yield(); // so that it would be over if it did not wait for its turn
        }

        held.Open();
        await dead;
        await settled;
        Assert.Null(await store.Addresses.FindAsync(place, Stop));

        await addresses.SettleAsync(Ann.Key, Stop);
        await addresses.NoteChatAsync(Ann.Key, Chat, Stop);
        await addresses.NoteDeadAsync(Chat.Value, Stop);

        Assert.Null(await store.Addresses.FindAsync(place, Stop));
        Assert.Null(await store.Addresses.FindAsync(Chat.Value, Stop));
        Assert.Null(await addresses.FindPersonAsync(Ann.Key, Stop));
    }

    [Fact]
    public async Task What_was_read_does_not_come_after_what_became_known_or_was_forgotten_meanwhile()
    {
        await addresses.LearnAsync(From(Channel), Stop);
        await addresses.KeepWaitingAsync(Stop);
        var another = new TeamsAddresses(store, new PretendLeases(1), TimeProvider.System);
        var held = store.HoldNextAnswer(StoreCall.AddressesRead);
        var place = another.FindAsync(Channel.Value, Stop).AsTask();
        await held.Reached;
        await another.LearnAsync(From(Channel, "https://smba.trafficmanager.net/amer/") with { UserId = null }, Stop);
        held.Open();
        await place;
        Assert.Equal("https://smba.trafficmanager.net/amer/", (await another.PlaceOfAsync(Channel, Stop)).Place.ServiceUrl);

        another = new TeamsAddresses(store, new PretendLeases(1), TimeProvider.System);
        held = store.HoldNextAnswer(StoreCall.AddressesRead);
        var person = another.FindPersonAsync(Ann.Key, Stop).AsTask();
        await held.Reached;
        await another.SettleAsync(Ann.Key, Stop);
        held.Open();
        await person;
        Assert.Null(await another.FindPersonAsync(Ann.Key, Stop));
    }

    [Fact]
    public async Task News_is_kept_before_anything_is_done_and_what_is_known_needs_no_store()
    {
        await addresses.LearnAsync(From(Channel), Stop);
        store.IsDown = true;

        await addresses.LearnAsync(From(Channel), Stop);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await addresses.LearnAsync(From(Other), Stop));
        await Assert.ThrowsAsync<VenueUnavailableException>(async () => await addresses.PlaceOfAsync(Other, Stop));
    }

    [Fact]
    public async Task It_is_welcomed_once_an_installation_also_after_a_start_and_where_both_events_come_at_once()
    {
        var held = store.HoldNext(StoreCall.AddressesPut);
        var first = addresses.TryWelcomeAsync(From(Channel), null, Stop);
        await held.Reached;
        Assert.False(await addresses.TryWelcomeAsync(From(Channel), null, Stop));
        held.Open();
        Assert.True(await first);
        Assert.False(await addresses.TryWelcomeAsync(From(Other), null, Stop)); // the same team
        Assert.False(await new TeamsAddresses(store, new PretendLeases(1), TimeProvider.System).TryWelcomeAsync(From(Channel), null, Stop));
        Assert.True(await addresses.TryWelcomeAsync(From(Channel), Other, Stop)); // one channel of it by itself
        Assert.False(await addresses.TryWelcomeAsync(From(Channel), Other, Stop));

        await addresses.NoteTeamAsync(Tenant, Team, isDead: true, Stop);
        Assert.True(await addresses.TryWelcomeAsync(From(Channel), null, Stop));
        Assert.True(await addresses.TryWelcomeAsync(From(Channel), Other, Stop));

        await addresses.EndWelcomeAsync(From(Channel), Other, Stop);
        Assert.True(await addresses.TryWelcomeAsync(From(Channel), Other, Stop));
        Assert.False(await addresses.TryWelcomeAsync(From(Channel), null, Stop));
    }

    [Fact]
    public async Task A_welcome_that_could_not_be_kept_is_still_owed()
    {
        store.FailNext(StoreCall.AddressesPut);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => addresses.TryWelcomeAsync(From(Chat, kind: ConversationKind.Personal), null, Stop));

        Assert.True(await addresses.TryWelcomeAsync(From(Chat, kind: ConversationKind.Personal), null, Stop));
    }
}
