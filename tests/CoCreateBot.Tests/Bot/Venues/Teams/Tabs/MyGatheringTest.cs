using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Bot.Venues.Teams.Tabs;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Tabs;

/// <summary>What somebody's own page asks the store for.</summary>
public sealed class MyGatheringTest
{
    [Fact]
    public async Task Cards_are_looked_for_where_their_links_are_shown_alone_and_all_at_once()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var bob = new Person($"teams:{PretendTeams.Tenant}/{PretendTeams.ObjectIdOf(story.Bob.Id)}", "Bob");
        var place = new VenueId($"teams:{PretendTeams.Tenant}/19:other@thread.tacv2");
        var desk = story.Server.Services.GetRequiredService<CommandDesk>();
        for (var n = 0; n <= HomeCards.OpenMax; n++)
        {
            Assert.True((await desk.TypeAsync(place, bob, $"checkin \"Number {n}?\" for 20d", $"{n}", "en", "Etc/UTC", default)).Started);
        }

        var looks = new AsyncLocal<bool>(); // what else is under way reads, too
        var (asked, all, open) = (0, new Gate(), new Gate());
        store.Otherwise = async (call, work) =>
        {
            if (call == StoreCall.PostsRead && looks.Value)
            {
                await (Interlocked.Increment(ref asked) == HomeCards.OpenMax ? all : open).PassAsync();
            }

            await work();
        };
        looks.Value = true;
        var looking = story.Server.Services.GetRequiredService<MyGathering>().GatherAsync(bob, default);
        looks.Value = false;

        await all.Reached.WaitAsync(PretendTeams.Patience, TimeProvider.System);
        open.Open();
        all.Open();
        Assert.Equal(HomeCards.OpenMax + 1, (await looking).Open.Count());
        Assert.Equal(HomeCards.OpenMax, asked);
    }
}
