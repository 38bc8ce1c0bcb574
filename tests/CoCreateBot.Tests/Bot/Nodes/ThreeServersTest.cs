using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>
/// Three servers on a store that loses requests and answers and lets them overtake each other, with clocks that differ, deliveries that come twice and to two
/// servers, and servers that die between any two steps. What was acknowledged is there once, what is owed is done, and all see the same in the end.
/// </summary>
public sealed class ThreeServersTest
{
    /// <summary>More on demand: COCREATE_SEEDS=100000.</summary>
    const int Seeds = 1_000;

    const int Parts = 4;
    const int StepsMax = 25;
    const int EndingMax = 45;

    /// <summary>Until every row of it is gone takes long.</summary>
    const int ToTheEndEvery = 16;

    static readonly Misbehaviour[] Moods = [.. Enum.GetValues<Misbehaviour>().Where(what => what != Misbehaviour.None)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_is_lost_doubled_or_left_undone(int part) => TroubledServers.PlaySeeds(
        Seeds, part, Parts, (world, seed) => new Story(world, new Random(seed), isToTheEnd: seed % ToTheEndEvery == 0).TellAsync());

    sealed class Story(World world, Random dice, bool isToTheEnd) : TroubledServers(world, dice)
    {
        int people;

        public async Task TellAsync()
        {
            for (var n = 0; n < 3; n++)
            {
                await World.JoinAsync(TimeSpan.FromSeconds(Dice.Next(-5, 6)));
            }

            await World.PassAsync(TimeSpan.FromSeconds(2));
            var id = await World.OpenAsync("checkin for 8m");
            BeBad();
            for (var n = Dice.Next(5, StepsMax); n > 0; n--)
            {
                await StepAsync(id);
            }

            BeGood();
            await EndAsync(id);
        }

        async Task StepAsync(SessionId id)
        {
            switch (Dice.Next(13))
            {
                case < 6:
                    await Task.WhenAll(Enumerable.Range(0, Dice.Next(1, 5)).Select(_ => GiveAsync(id)));
                    break;
                case 6:
                    await AskAsync(id, World.Ann, "extend 1m", World.NewDelivery());
                    break;
                case 7:
                    await DieAsync();
                    break;
                case 8:
                    DieSoon();
                    break;
                case 9:
                    _ = BeAwayAsync(Any());
                    break;
                default:
                    await World.PassAsync(TimeSpan.FromSeconds(Dice.Next(1, 40)));
                    break;
            }
        }

        // A delivery may come to two servers, at once or after a while.
        async Task GiveAsync(SessionId id)
        {
            var who = new Person($"slack:T1/p{people++}", null);
            var (line, delivery) = (Dice.Next(2) == 0 ? "checkin green" : "checkin red", World.NewDelivery());
            Tried.Add(who.Key);
            var first = AskAsync(id, who, line, delivery);
            if (Dice.Next(4) == 0)
            {
                await Task.WhenAll(first, AskAsync(id, who, line, delivery));
            }

            if (await first is Answer.Done)
            {
                Acknowledged.Add(who.Key, line.Split(' ')[1]);
            }
        }

        void BeBad()
        {
            World.Slack.Mood = _ => Dice.Next(200) < Badness ? Moods[Dice.Next(Moods.Length)] : Misbehaviour.None;
            BeBadStore();
        }

        void BeGood()
        {
            World.Slack.Mood = _ => Misbehaviour.None;
            BeGoodStore();
        }

        async Task EndAsync(SessionId id)
        {
            if (!World.Living.Any())
            {
                await World.JoinAsync();
            }

            await World.PassAsync(TimeSpan.FromMinutes(3)); // whatever backs off tries again
            await AssertAllThereAsync(id);
            await AskAsync(id, World.Ann, "close", World.NewDelivery());
            await World.PassAsync(TimeSpan.FromMinutes(5));
            await AssertAllThereAsync(id);
            if ((await World.Inner.Posts.ReadAsync(id, default)).All(slot => slot.Failure is null))
            {
                await World.AssertShownOnceAsync(id);
            }

            Assert.NotNull((await World.FoldAsync(id)).ClosedAt);
            if (!isToTheEnd)
            {
                return;
            }

            for (var minutes = 0; minutes < EndingMax && await IsLeftAsync(); minutes++)
            {
                await World.PassAsync(TimeSpan.FromMinutes(1));
            }

            Assert.Empty(await World.Inner.SharedBy("").Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
            Assert.Empty(await World.Inner.SharedBy("").Nodes!.LeasesAsync(10, default));
        }

        async Task<bool> IsLeftAsync() => !(await World.Inner.SharedBy("").Due.UpToAsync(DateTimeOffset.MaxValue, 10, default)).IsEmpty
            || !(await World.Inner.SharedBy("").Nodes!.LeasesAsync(10, default)).IsEmpty;
    }
}
