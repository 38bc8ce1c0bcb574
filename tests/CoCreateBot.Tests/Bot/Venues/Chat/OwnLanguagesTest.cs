using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Chat;

/// <summary>What somebody chose is spoken from then on, whatever the store does meanwhile.</summary>
public sealed class OwnLanguagesTest : IAsyncDisposable
{
    static readonly Person Ann = new("teams:t1/ann", null);

    readonly ManualTime time = new();
    readonly MisbehavingStore store = new(new MemoryStore());
    readonly HeardLog<OwnLanguages> log = new();
    readonly OwnLanguages own;

    public OwnLanguagesTest() => own = new OwnLanguages(store, time, log);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task What_was_chosen_while_it_is_read_anew_stands()
    {
        await store.People.PutAsync(Ann.Key, new("en", null), default);
        Assert.Equal("en", await own.OfAsync(Ann));
        var read = new TaskCompletionSource(); // goes on with whoever ends it, so that all is over then
        store.Otherwise = async (call, work) =>
        {
            await work();
            await (call == StoreCall.PeopleRead ? read.Task : Task.CompletedTask);
        };
        time.Pass(OwnLanguages.KnownFor);
        Assert.Equal("en", await Task.Run(() => own.OfAsync(Ann)));

        await store.People.PutAsync(Ann.Key, new("de", null), default);
        own.Put(Ann.Key, "de");
        await Task.Run(read.SetResult);

        Assert.Equal("de", await own.OfAsync(Ann));
    }

    [Fact]
    public async Task What_another_process_wrote_is_known_when_it_was_read_anew()
    {
        await store.People.PutAsync(Ann.Key, new("en", null), default);
        Assert.Equal("en", await own.OfAsync(Ann));
        await store.People.PutAsync(Ann.Key, new("de", null), default);
        Assert.Equal("en", await own.OfAsync(Ann));

        time.Pass(OwnLanguages.KnownFor);
        await own.OfAsync(Ann); // a store in memory answers at once

        Assert.Equal("de", await own.OfAsync(Ann));
    }

    [Fact]
    public async Task A_fault_in_what_nobody_waits_for_is_heard_and_what_was_known_stands()
    {
        await store.People.PutAsync(Ann.Key, new("de", null), default);
        Assert.Equal("de", await own.OfAsync(Ann));
        time.Pass(OwnLanguages.KnownFor);
        store.BreakNext(StoreCall.PeopleRead);

        Assert.Equal("de", await own.OfAsync(Ann)); // a store in memory answers at once

        Assert.Single(log.Bugs);
        Assert.Equal("de", await own.OfAsync(Ann));
    }

    [Fact]
    public async Task A_fault_is_met_once()
    {
        await store.People.PutAsync(Ann.Key, new("de", null), default);
        store.BreakNext(StoreCall.PeopleRead);
        await Assert.ThrowsAsync<InvalidOperationException>(() => own.OfAsync(Ann));

        Assert.Equal("de", await own.OfAsync(Ann));
    }
}
