using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>People press at several servers at once, in one session: what that costs the store, and how long they wait.</summary>
public sealed class SharingTest(ITestOutputHelper output)
{
    const int Servers = 3;
    const int PeopleEach = 8;
    const int PressesEach = 30;
    const double AppendsMax = 0.4;

    /// <summary>Milliseconds between a person's presses.</summary>
    const int PauseMost = 300;

    /// <param name="storeLeast">Milliseconds that a call of the store takes.</param>
    /// <param name="storeMost">As before.</param>
    /// <param name="waitMax">Seconds that nobody waits longer for an answer.</param>
    [Theory]
    [InlineData(10, 60, 2)]
    [InlineData(100, 300, 4)]
    public void Presses_at_three_servers_share_commits_and_lose_few_races(int storeLeast, int storeMost, int waitMax) => World.PlayShared(
        async world =>
        {
            var first = await world.JoinAsync();
            var id = await world.OpenAsync("checkin", venue: World.Room);
            Node[] servers = [first, await world.JoinAsync(), await world.JoinAsync()];
            await world.PassAsync(TimeSpan.FromSeconds(2));
            await AllJoinAsync(world, id, servers);
            var (begun, before) = (servers.Sum(Appends), (await world.LogAsync(id)).Length);
            world.Store.Otherwise = async (_, work) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(world.Dice.Next(storeLeast, storeMost)), world.Time);
                await work();
            };

            var pressing = servers.SelectMany((server, at) => Enumerable.Range(0, PeopleEach).Select(n => PressAsync(world, id, server, at, n))).ToList();
            var all = Task.WhenAll(pressing);
            await world.WhileTimePassesAsync(all, () => true);

            var (appends, commits) = (servers.Sum(Appends) - begun, (await world.LogAsync(id)).Length - before);
            var each = appends / (double)(Servers * PeopleEach * PressesEach);
            var longest = (await all).Max();
            output.WriteLine($"{each:N3} appends a press, {appends} appends, {commits} commits, the longest wait {longest.TotalMilliseconds:N0} ms");
            Assert.InRange(each, 0, AppendsMax);
            Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(waitMax));
            world.Store.Otherwise = (_, work) => work();
            Assert.Equal(Servers * PeopleEach, (await world.FoldAsync(id)).OpenItem!.State.Contributors); // ! it is open
        },
        seed: 7);

    static int Appends(Node server) => server.Store.Calls.Count(call => call is StoreCall.LogAppend);

    static async Task AllJoinAsync(World world, SessionId id, Node[] servers)
    {
        for (var at = 0; at < Servers; at++)
        {
            for (var n = 0; n < PeopleEach; n++)
            {
                await world.AskAsync(id, Guest(at, n), "checkin green", at: servers[at]);
            }
        }
    }

    /// <summary>The longest that one of these presses waited for its answer.</summary>
    static async Task<TimeSpan> PressAsync(World world, SessionId id, Node at, int server, int n)
    {
        string[] words = ["red", "green"];
        var longest = TimeSpan.Zero;
        for (var press = 0; press < PressesEach; press++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(world.Dice.Next(PauseMost)), world.Time);
            var began = world.Time.GetTimestamp();
            Assert.IsType<Answer.Done>(await world.AskAsync(id, Guest(server, n), $"checkin {words[press % 2]}", at: at));
            var took = world.Time.GetElapsedTime(began);
            longest = took > longest ? took : longest;
        }

        return longest;
    }

    static Person Guest(int server, int n) => new($"guest-{server}-{n}", $"Guest {server} {n}");
}
