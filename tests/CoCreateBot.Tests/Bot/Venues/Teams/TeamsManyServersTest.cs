using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Origin = CoCreateBot.Bot.Venues.Teams.Origin;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Two servers share one store: where places and people are reached is the same for both.</summary>
public sealed class TeamsManyServersTest : IAsyncDisposable
{
    const string Tenant = "0b9b7c1e-30ce-4b44-a7f0-0b3d0b3a5d10";
    const string Service = "https://smba.trafficmanager.net/emea/";
    const string Elsewhere = "https://smba.trafficmanager.net/amer/";

    static readonly TimeSpan Later = TeamsAddresses.KnownFor + TimeSpan.FromTicks(1);
    static readonly VenueId Channel = TeamsIds.Venue(Tenant, "19:one@thread.tacv2");
    static readonly VenueId Chat = TeamsIds.Venue(Tenant, "a:chat-with-ann");
    static readonly Person Ann = new($"teams:{Tenant}/ann", "Ann");

    readonly ManualTime time = new();
    readonly MisbehavingStore store = new(new MemoryStore());
    readonly TeamsAddresses one;
    readonly TeamsAddresses other;

    public TeamsManyServersTest() => (one, other) = (Server(), Server());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_the_bot_was_put_again_through_one_the_other_posts_at_once()
    {
        await one.LearnAsync(From(Channel), Stop);
        await other.PlaceOfAsync(Channel, Stop);
        await other.NoteDeadAsync(Channel.Value, Stop);
        await Assert.ThrowsAsync<VenueRefusedException>(async () => await other.PlaceOfAsync(Channel, Stop));
        await one.LearnAsync(From(Channel), Stop, isAdded: true);

        Assert.Equal(Service, (await other.PlaceOfAsync(Channel, Stop)).Place.ServiceUrl);
    }

    [Fact]
    public async Task Where_it_was_taken_away_the_other_knows_it_within_a_minute()
    {
        await one.LearnAsync(From(Channel), Stop);
        await other.PlaceOfAsync(Channel, Stop);
        await one.NoteEndedAsync(Channel, Stop);
        time.Pass(Later);

        await Assert.ThrowsAsync<VenueRefusedException>(async () => await other.PlaceOfAsync(Channel, Stop));
    }

    [Fact]
    public async Task Nothing_that_one_has_forgotten_is_written_back_by_the_other()
    {
        await one.LearnAsync(From(Chat, ConversationKind.Personal), Stop);
        await one.KeepWaitingAsync(Stop);
        Assert.NotNull(await other.FindPersonAsync(Ann.Key, Stop));
        await other.FindAsync(Chat.Value, Stop);
        await one.SettleAsync(Ann.Key, Stop);

        await other.NoteChatAsync(Ann.Key, TeamsIds.Venue(Tenant, "a:another"), Stop);
        await other.NoteDeadAsync(Chat.Value, Stop);
        await other.KeepWaitingAsync(Stop);

        Assert.Null(await store.Addresses.FindAsync(TeamsAddresses.PlaceOf(Ann.Key), Stop));
        Assert.Null(await store.Addresses.FindAsync(Chat.Value, Stop));
        Assert.Null(await other.FindPersonAsync(Ann.Key, Stop));
    }

    [Fact]
    public async Task Whoever_comes_back_after_that_is_known_again()
    {
        await one.LearnAsync(From(Chat, ConversationKind.Personal), Stop);
        await one.KeepWaitingAsync(Stop);
        await other.FindPersonAsync(Ann.Key, Stop);
        await one.SettleAsync(Ann.Key, Stop);
        time.Pass(Later);

        await other.LearnAsync(From(Chat, ConversationKind.Personal), Stop);
        await other.KeepWaitingAsync(Stop);

        Assert.Equal("29:ann", (await one.OfPersonAsync(Ann.Key, Stop)).Member);
    }

    [Fact]
    public async Task Who_waits_at_the_other_when_they_are_forgotten_is_not_kept_and_who_comes_afterwards_is()
    {
        var place = TeamsAddresses.PlaceOf(Ann.Key);
        await one.LearnAsync(From(Chat, ConversationKind.Personal), Stop);
        await one.KeepWaitingAsync(Stop);
        await other.LearnAsync(From(Channel) with { ServiceUrl = Elsewhere }, Stop); // they wait there
        await one.SettleAsync(Ann.Key, Stop);

        await other.KeepWaitingAsync(Stop);

        Assert.Null(await store.Addresses.FindAsync(place, Stop));
        await other.LearnAsync(From(Channel), Stop);
        await other.KeepWaitingAsync(Stop);
        Assert.NotNull(await store.Addresses.FindAsync(place, Stop));
    }

    [Fact]
    public async Task Who_came_again_while_they_were_being_kept_and_is_forgotten_then_is_not_kept_either()
    {
        await other.LearnAsync(From(Channel), Stop);
        var held = store.HoldNext(StoreCall.AddressesPut);
        var keeping = other.KeepWaitingAsync(Stop);
        await held.Reached;
        await other.LearnAsync(From(Channel) with { UserId = "29:ann-again" }, Stop);
        held.Open();
        await keeping;
        await one.SettleAsync(Ann.Key, Stop);

        await other.KeepWaitingAsync(Stop);

        Assert.Null(await store.Addresses.FindAsync(TeamsAddresses.PlaceOf(Ann.Key), Stop));
    }

    [Fact]
    public async Task A_damaged_row_of_one_person_keeps_nobody_from_being_kept()
    {
        var damaged = new DamagedAddresses(store);
        var server = new TeamsAddresses(damaged, new PretendLeases(2), time);
        Person[] all = [.. Enumerable.Range(0, 40).Select(n => new Person($"teams:{Tenant}/p{n}", $"P{n}"))];
        foreach (var who in all)
        {
            await server.LearnAsync(From(Channel) with { Who = who }, Stop);
        }

        damaged.Places.Add(TeamsAddresses.PlaceOf(all[7].Key));

        await server.KeepWaitingAsync(Stop);

        foreach (var who in all)
        {
            Assert.NotNull(await damaged.Addresses.FindAsync(TeamsAddresses.PlaceOf(who.Key), Stop));
        }
    }

    [Fact]
    public async Task Forgetting_takes_the_chat_that_the_other_has_opened()
    {
        await one.LearnAsync(From(Channel), Stop);
        await one.KeepWaitingAsync(Stop);
        await other.LearnAsync(From(Chat, ConversationKind.Personal) with { UserId = null }, Stop);
        await other.NoteChatAsync(Ann.Key, Chat, Stop);

        await one.SettleAsync(Ann.Key, Stop);

        Assert.Null(await store.Addresses.FindAsync(Chat.Value, Stop));
    }

    [Fact]
    public async Task Somebody_who_came_to_both_with_different_tenants_is_one_person_from_then_on()
    {
        var away = From(Channel) with { Who = Ann with { Key = "teams:away/ann" } };
        await one.LearnAsync(From(Channel), Stop);
        await other.LearnAsync(away, Stop);
        await one.KeepWaitingAsync(Stop);
        await other.KeepWaitingAsync(Stop);

        Assert.Equal(Ann.Key, (await other.LearnAsync(away, Stop)).Key);
        Assert.Equal(Ann.Key, (await one.LearnAsync(away, Stop)).Key);
        Assert.Equal(Tenant, (await store.Addresses.FindAsync(TeamsAddresses.PlaceOf(Ann.Key), Stop))?.Team);
    }

    [Fact]
    public async Task Whoever_waits_at_one_to_be_kept_is_no_stranger_to_the_other_and_a_stranger_is_one_after_a_while()
    {
        await one.LearnAsync(From(Channel), Stop);
        await Assert.ThrowsAsync<VenueThrottledException>(async () => await other.OfPersonAsync(Ann.Key, Stop));
        await one.KeepWaitingAsync(Stop);
        Assert.Equal("29:ann", (await other.OfPersonAsync(Ann.Key, Stop)).Member);

        await Assert.ThrowsAsync<VenueThrottledException>(async () => await other.OfPersonAsync($"teams:{Tenant}/bob", Stop));
        time.Pass(TeamsAddresses.ComesWithin);
        await Assert.ThrowsAsync<VenueRefusedException>(async () => await other.OfPersonAsync($"teams:{Tenant}/bob", Stop));
    }

    [Fact]
    public async Task Where_both_hear_of_one_installation_in_the_same_moment_one_of_them_welcomes()
    {
        var held = store.HoldNext(StoreCall.AddressesPut);
        var first = one.TryWelcomeAsync(From(Channel), null, Stop);
        await held.Reached;
        Assert.True(await other.TryWelcomeAsync(From(Channel), null, Stop));
        held.Open();

        Assert.False(await first);
        await one.EndWelcomeAsync(From(Channel), null, Stop);
        Assert.True(await other.TryWelcomeAsync(From(Channel), null, Stop));
    }

    [Fact]
    public async Task While_the_store_is_away_what_is_known_serves_on()
    {
        await one.LearnAsync(From(Channel), Stop);
        time.Pass(Later);
        store.IsDown = true;

        Assert.Equal(Service, (await one.PlaceOfAsync(Channel, Stop)).Place.ServiceUrl);
    }

    [Fact]
    public async Task One_server_alone_reads_nothing_a_second_time()
    {
        var alone = new TeamsAddresses(store, new PretendLeases(1), time);
        await alone.LearnAsync(From(Chat, ConversationKind.Personal), Stop);
        await alone.KeepWaitingAsync(Stop);
        time.Pass(TimeSpan.FromHours(1));
        var calls = store.Calls.Length;

        await alone.LearnAsync(From(Chat, ConversationKind.Personal), Stop);
        await alone.OfPersonAsync(Ann.Key, Stop);
        await alone.NoteChatAsync(Ann.Key, Chat, Stop);

        Assert.Equal(calls, store.Calls.Length);
    }

    TeamsAddresses Server() => new(store, new PretendLeases(2), time);

    static Origin From(VenueId venue, ConversationKind kind = ConversationKind.Channel) =>
        new(Ann, venue, kind, null, "1", Service, "29:ann", kind == ConversationKind.Channel ? "19:team@thread.tacv2" : null) { Tenant = Tenant };
}
