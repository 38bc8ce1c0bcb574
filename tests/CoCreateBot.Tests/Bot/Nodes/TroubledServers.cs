using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>
/// A story of several servers on a store that loses requests and answers and lets them overtake each other, and of servers that die between any two steps.
/// What is asked is kept, so that in the end it can be looked for. The dice decide all of it, and a seed gives them again.
/// </summary>
abstract class TroubledServers(World world, Random dice)
{
    /// <summary>A seed that once failed, or fails now: COCREATE_SEED=17.</summary>
    public static int? OneSeed => int.TryParse(Environment.GetEnvironmentVariable("COCREATE_SEED"), out var one) ? one : null;

    /// <summary>More on demand: COCREATE_SEEDS=100000.</summary>
    static int? SeedsAsked => int.TryParse(Environment.GetEnvironmentVariable("COCREATE_SEEDS"), out var asked) ? asked : null;

    protected World World { get; } = world;

    protected Random Dice { get; } = dice;

    /// <summary>So many of a thousand requests to the store go wrong.</summary>
    protected int Badness { get; } = dice.Next(40);

    /// <summary>Who was told that they were heard, and with what.</summary>
    protected Dictionary<string, string> Acknowledged { get; } = [];

    protected HashSet<string> Tried { get; } = [];

    /// <summary>Plays the seeds of one part of the tests, or the one that is asked for.</summary>
    public static void PlaySeeds(int seeds, int part, int parts, Func<World, int, Task> story)
    {
        var all = OneSeed is { } one ? [one] : Enumerable.Range(0, SeedsAsked ?? seeds).Where(seed => seed % parts == part);
        foreach (var seed in all)
        {
            try
            {
                World.PlayShared(world => story(world, seed), seed);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed} (COCREATE_SEED={seed} plays it again): {e.Message}", e);
            }
        }
    }

    // Whoever asks a server that dies hears nothing, or that it is not there.
    protected async Task<Answer> AskAsync(SessionId id, Person who, string line, string delivery)
    {
        var node = Any();
        var answer = World.AskAsync(id, who, line, delivery, node);
        await World.WhileTimePassesAsync(answer, () => !node.IsKilled);
        return answer.IsCompleted && !node.IsKilled ? await answer : new Answer.Unavailable();
    }

    protected async Task DieAsync()
    {
        Any().Kill();
        World.Slack.ForgetWaits();
        await World.WhileTimePassesAsync(World.JoinAsync(TimeSpan.FromSeconds(Dice.Next(-5, 6))), () => true);
    }

    // The store is away for this one alone, and the others go on.
    protected async Task BeAwayAsync(Node node)
    {
        node.Store.IsDown = true;
        await Task.Delay(TimeSpan.FromSeconds(Dice.Next(5, 41)), World.Time);
        node.Store.IsDown = node.IsKilled;
    }

    // Between any two of the next steps to the store.
    protected void DieSoon()
    {
        var (node, steps) = (Any(), Dice.Next(12));
        node.Store.Otherwise = async (_, work) =>
        {
            if (--steps < 0 && !node.IsKilled)
            {
                if (Dice.Next(2) == 0)
                {
                    await work();
                }

                node.Kill();
                World.Slack.ForgetWaits();
                throw new StoreUnavailableException(StoreTrouble.Unreachable, "It died here.");
            }

            await work();
        };
    }

    protected void BeBadStore()
    {
        World.Store.Otherwise = async (_, work) =>
        {
            if (Dice.Next(10) == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Dice.Next(1, 1_500)), World.Time); // others overtake it
            }

            var fate = Dice.Next(1_000);
            if (fate >= Badness)
            {
                await work();
            }

            if (fate < Badness)
            {
                if (fate % 2 == 0)
                {
                    await work();
                }

                throw new StoreUnavailableException(StoreTrouble.Unreachable, "As the dice fell.");
            }
        };
    }

    protected void BeGoodStore()
    {
        World.Store.Otherwise = (_, work) => work();
        foreach (var node in World.Living)
        {
            node.Store.Otherwise = (_, work) => work();
            node.Store.IsDown = false;
        }
    }

    protected async Task AssertAllThereAsync(SessionId id)
    {
        var state = await World.FoldAsync(id);
        AssertHeard(id, state);
        foreach (var node in World.Living)
        {
            var looking = node.Hosts.LookFreshAsync(id, default).AsTask();
            await World.WhileTimePassesAsync(looking, () => true);
            var seen = (await looking)!; // ! it is there
            var answers = ((CheckIn)state.Agenda[0].State).Answers;
            Assert.Equal(answers.Count, ((CheckIn)seen.State.Agenda[0].State).Answers.Count);
            Assert.InRange(answers.Count, Acknowledged.Count, Tried.Count);
            foreach (var (who, value) in Acknowledged)
            {
                Assert.Equal(value, answers[seen.AuthorOf(new Person(who, null), state.Agenda[0])].Value);
            }
        }
    }

    // Nobody has to ask for it: whoever has it in memory has heard of all that was written.
    void AssertHeard(SessionId id, Session state)
    {
        foreach (var seen in World.Living.Select(node => node.Hosts.Peek(id)?.State).OfType<Session>())
        {
            Assert.Equal(state.ClosedAt, seen.ClosedAt);
            Assert.Equal(((CheckIn)state.Agenda[0].State).Answers.Count, ((CheckIn)seen.Agenda[0].State).Answers.Count);
        }
    }

    protected Node Any()
    {
        var living = World.Living.ToList();
        return living.Count > 0 ? living[Dice.Next(living.Count)] : World.Here;
    }
}
