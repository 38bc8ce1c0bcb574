using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>Whatever people do with codes, in whatever order and at once.</summary>
public sealed class PlaceCodesLawTest
{
    const int Tries = 60;

    static readonly VenueId[] Places =
        [World.Channel, new("slack:T1/C2"), new("slack:T1/C3"), new("slack:T2/C9"), new("slack:T3/C1"), World.Room, new("web:b"), new("web:c")];

    static readonly Person[] People = [World.Ann, World.Bo, new("slack:T2/dee", "Dee"), new("web:gus", "Gus")];

    [Fact]
    public void A_code_adds_at_most_one_place_and_none_after_it_was_taken_back()
    {
        var brought = 0;
        Prop.ForAll(
            Arb.From(Gen.ArrayOf(Gen.Choose(0, 9_999), 40)),
            steps => World.Play(async world => brought += await PlayAsync(world, steps)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true));

        Assert.True(brought > Tries, "hardly anybody brought a place");
    }

    static async Task<int> PlayAsync(World world, int[] steps)
    {
        var id = await world.OpenAsync("vote A | B for 20d");
        var story = new Story(world, id);
        foreach (var step in steps)
        {
            await story.DoAsync(step % 10, step / 10 % 10, step / 100 % 10, step / 1_000);
        }

        var state = await world.FoldAsync(id);
        Assert.InRange(state.Venues.Length, 1, Limits.VenuesMax);
        Assert.Equal(state.Venues.Length, state.Venues.Distinct().Count());
        Assert.True(state.Venues.Length <= 1 + story.Brought.Count, "a place came by nobody's code");
        Assert.Equal(story.Brought.Count, story.Brought.Distinct(StringComparer.Ordinal).Count());
        return story.Brought.Count;
    }

    /// <summary>Deals in codes, and keeps in mind which of them brought a place.</summary>
    sealed class Story(World world, SessionId id)
    {
        readonly List<string> codes = [];
        readonly HashSet<string> closed = new(StringComparer.Ordinal);

        public List<string> Brought { get; } = [];

        public async Task DoAsync(int what, int a, int b, int c)
        {
            switch (what)
            {
                case 0 or 1 or 2:
                    var given = await world.SayAsync(World.Ann, "invite channel");
                    codes.AddRange(given.IsProblem ? [] : [PlaceCodesTest.CodeIn(given)]);
                    break;
                case 3 when a < 3:
                    var off = await world.SayAsync(World.Ann, "invite off");
                    closed.UnionWith(off.IsProblem ? [] : codes); // where it was moved away nothing is heard of it
                    break;
                case 4 when a < 2:
                    world.Time.Pass(TimeSpan.FromHours(5 * (1 + b)));
                    await Pretend.OneThread.QuietAsync();
                    break;
                case 5 when a < 2:
                    await world.SayAsync(World.Ann, b < 5 ? "lock" : "unlock");
                    break;
                case 6 when a == 0:
                    await world.AskAsync(id, World.Ann, new Command.Move(Places[b % Places.Length]));
                    break;
                default:
                    await Task.WhenAll(JoinAsync(a, b, c), JoinAsync(a, b + 1, c + 1)); // one code at two places at once
                    break;
            }
        }

        async Task JoinAsync(int code, int place, int who)
        {
            if (codes.Count == 0)
            {
                return;
            }

            var typed = codes[code % codes.Count];
            var reply = await world.SayAsync(People[who % People.Length], $"join {typed}", Places[place % Places.Length]);
            if (reply.Key == "Commands.ShownHere")
            {
                Assert.DoesNotContain(typed, closed);
                Brought.Add(typed);
            }
        }
    }
}
