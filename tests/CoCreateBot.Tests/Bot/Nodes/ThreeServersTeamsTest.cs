using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Bot.Venues.Teams;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>
/// Three servers in a bad world, and a Teams that loses the answer to the card's post, so that the card stands there twice, and cannot be asked for it.
/// People press either of the two, at any server: it counts once, the card that is kept shows it, and the other one says that it is a double.
/// </summary>
public sealed class ThreeServersTeamsTest
{
    const int Seeds = 200;
    const int Parts = 4;
    const int StepsMax = 18;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_pressed_on_a_double_counts_once_and_the_card_shows_it(int part)
    {
        var doubles = 0;
        TroubledServers.PlaySeeds(Seeds, part, Parts, async (world, seed) =>
        {
            var story = new Story(world, new Random(seed));
            await story.TellAsync();
            doubles += story.Doubles;
        });

        Assert.True(doubles > 0 || TroubledServers.OneSeed is not null, "No double was pressed, so nothing was shown.");
    }

    /// <summary>Where a store that failed, or a lease that went, once left a card that was pressed as it was for good.</summary>
    [Theory]
    [InlineData(244)]
    [InlineData(310)]
    [InlineData(897)]
    public void A_double_that_was_pressed_is_never_left_as_it_was(int seed) =>
        World.PlayShared(world => new Story(world, new Random(seed)).TellAsync(), seed);

    sealed class Story(World world, Random dice) : TroubledServers(world, dice)
    {
        const string Call = "adaptiveCard/action";
        const string Twice = "posted twice";

        static readonly string[] Colours = ["Green", "Red"];

        static readonly PretendTrouble[] Troubles =
        [
            new PretendTrouble.LoseAnswer(), new PretendTrouble.LoseAnswer(), new PretendTrouble.NoConnection(), new PretendTrouble.Hang(),
            new PretendTrouble.Status(HttpStatusCode.ServiceUnavailable), new PretendTrouble.Status(HttpStatusCode.TooManyRequests, 3),
        ];

        static readonly PretendTeamsKeys Keys = new(new ManualTime()); // what is past the door needs none
        static readonly HttpClient Door = new();

        readonly TeamsSide teams = new(world.Time);
        readonly Dictionary<string, PretendActivity> screens = []; // the cards as people saw them first
        readonly HashSet<string> heard = []; // those on which something was given
        readonly Queue<PretendTrouble> ofPosts = [];
        PretendConversation place = null!; // ! the story begins with it
        int people;
        int presses;

        /// <summary>So many cards that are not the one that is kept were pressed, and it counted.</summary>
        public int Doubles { get; private set; }

        public async Task TellAsync()
        {
            World.Teams = teams;
            place = Dice.Next(2) == 0 ? teams.Platform.Channel() : teams.Platform.GroupChat();
            for (var n = 0; n < 3; n++)
            {
                await World.JoinAsync(TimeSpan.FromSeconds(Dice.Next(-5, 6)));
            }

            await World.PassAsync(TimeSpan.FromSeconds(2));
            BeBad();
            var (id, ann) = await OpenAsync();
            BeBadStore();
            for (var n = Dice.Next(5, StepsMax); n > 0; n--)
            {
                await StepAsync(id, ann);
            }

            teams.Fate = _ => default;
            BeGoodStore();
            await EndAsync(id, ann);
        }

        // The first post is done and its answer lost; of the next ones some as well, or nothing comes of them for a while.
        void BeBad()
        {
            for (var n = Dice.Next(1, 3); n > 0; n--)
            {
                ofPosts.Enqueue(new PretendTrouble.LoseAnswer());
                for (var none = Dice.Next(3); none > 0; none--)
                {
                    ofPosts.Enqueue(new PretendTrouble.NoConnection());
                }
            }

            teams.Fate = request =>
            {
                var isPost = request.Method == HttpMethod.Post;
                var wait = Dice.Next(8) > 0 ? 0 : Dice.Next(1, isPost && Dice.Next(4) == 0 ? 14_000 : 1_500);
                var trouble = isPost && ofPosts.TryDequeue(out var next) ? next
                    : Dice.Next(200) < Badness ? Troubles[Dice.Next(Troubles.Length)]
                    : null;
                return (TimeSpan.FromMilliseconds(wait), trouble);
            };
        }

        async Task<(SessionId Id, Person Ann)> OpenAsync()
        {
            var node = Any();
            var from = Read(new PretendTeamsMember(teams.Platform, Keys, Door, "Ann").Mentions(place, "checkin")).From;
            await node.Teams!.LearnAsync(from); // ! there is a Teams
            var typing = node.Desk.TypeAsync(
                from.Venue, from.Who, "checkin for 8m", World.NewDelivery(), "en", "Europe/Vienna", CancellationToken.None);
            await World.WhileTimePassesAsync(typing, () => true);
            return ((await typing).Session!.Value, from.Who); // ! it was started
        }

        async Task StepAsync(SessionId id, Person ann)
        {
            switch (Dice.Next(13))
            {
                case < 6:
                    await Task.WhenAll(Enumerable.Range(0, Dice.Next(1, 4)).Select(_ => PressAsync()));
                    break;
                case 6:
                    await AskAsync(id, ann, "extend 1m", World.NewDelivery());
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
                    await World.PassAsync(TimeSpan.FromSeconds(Dice.Next(1, 30)));
                    break;
            }
        }

        // Who sees two of them may press both; Teams may tell one press twice.
        async Task PressAsync()
        {
            See();
            if (screens.Count == 0)
            {
                return;
            }

            var who = new PretendTeamsMember(teams.Platform, Keys, Door, $"P{people++}");
            place.Members.Add(who.Id);
            var (card, colour) = (AnyCard(), Colours[Dice.Next(Colours.Length)]);
            var press = who.Presses(place, card, colour, $"f:{presses++}");
            var first = SendAsync(press, card, colour);
            await (Dice.Next(4) switch
            {
                0 => Task.WhenAll(first, SendAsync(press, card, colour)),
                1 when AnyCard() is var other => Task.WhenAll(first, SendAsync(who.Presses(place, other, colour, $"f:{presses++}"), other, colour)),
                _ => first,
            });
        }

        void See()
        {
            foreach (var one in place.Shown.Where(one => !screens.ContainsKey(one.Id) && SlotOf(one) == SessionCards.RootSlot))
            {
                screens.Add(one.Id, one with { Content = (JsonObject)one.Content.DeepClone() });
            }
        }

        PretendActivity AnyCard() => screens.Values.ElementAt(Dice.Next(screens.Count));

        async Task SendAsync(JsonObject press, PretendActivity card, string colour)
        {
            var (node, request, asked) = (Any(), Read(press), teams.Platform.Ask(Call));
            Tried.Add(request.From.Who.Key);
            var answering = node.Teams!.TakeAsync(request); // ! there is a Teams
            await World.WhileTimePassesAsync(answering, () => !node.IsKilled);
            if (!answering.IsCompleted || node.IsKilled)
            {
                return;
            }

            teams.Platform.NoteAnswer(asked);
            var json = JsonNode.Parse((await answering).Json.Span);
            teams.Platform.Judge(Call, json);
            if (json?["value"] is JsonObject)
            {
                Acknowledged[request.From.Who.Key] = colour.ToLowerInvariant();
                heard.Add(card.Id);
                return;
            }

            var words = node.Lexicon.In("en");
            var said = (string?)json?["value"];
            Assert.NotEqual(words["Teams.OtherPlace"], said);
            Assert.NotEqual(words.Say(Refusals.OldCard), said);
        }

        async Task EndAsync(SessionId id, Person ann)
        {
            if (!World.Living.Any())
            {
                await World.JoinAsync();
            }

            await World.PassAsync(TimeSpan.FromMinutes(3)); // whatever backs off tries again
            See();
            await AssertAllThereAsync(id);
            await AskAsync(id, ann, "close", World.NewDelivery());
            await World.PassAsync(TimeSpan.FromMinutes(2));
            await AssertAllThereAsync(id);
            var state = await World.FoldAsync(id);
            Assert.NotNull(state.ClosedAt);
            await AssertOneCardAsync(state);
            Assert.Equal("", string.Join('\n', teams.Platform.Faults));
        }

        // Of the others those say it that somebody has told of by pressing them; of the rest nobody can know.
        async Task AssertOneCardAsync(Session state)
        {
            var root = (await World.Inner.Posts.ReadAsync(state.Id, default)).Single(slot => slot.Venue == state.Venue && slot.Slot == SessionCards.RootSlot);
            Assert.Null(root.Failure);
            var words = World.Here.Lexicon.In(state.Language).Typed(TeamsTexts.Prefix);
            var server = World.Here.Teams!; // ! there is a Teams
            var (slot, card) = new ShownSession(state.Id, state.Venue).Desired(state, words, [], server.Venue).First();
            Assert.Equal(SessionCards.RootSlot, slot);
            var kept = place.Shown.Single(one => one.Id == root.MessageId);
            Assert.Equal(server.Draw(state, slot, card, words)?.ToJsonString(), kept.Card.ToJsonString());
            foreach (var other in place.Shown.Where(one => one.Id != root.MessageId && screens.ContainsKey(one.Id)))
            {
                var says = TeamsStory.TextOf(other.Card).Contains(Twice, StringComparison.Ordinal);
                Assert.True(says || !heard.Contains(other.Id), $"Pressed, and it does not say that it is a double: {TeamsStory.TextOf(other.Card)}");
                Assert.True(says || SlotOf(other) == SessionCards.RootSlot, $"Neither a double nor as it was: {TeamsStory.TextOf(other.Card)}");
                Doubles += says && heard.Contains(other.Id) ? 1 : 0;
            }
        }

        static TeamsRequest Read(JsonObject activity) =>
            TeamsActivityReader.Read(Encoding.UTF8.GetBytes(activity.ToJsonString()), out _)!; // ! it is as Teams sends it

        static string? SlotOf(PretendActivity message) => PretendTeamsMember.Typed(message.Card)
            .Select(one => (one["data"] as JsonObject)?["cocreate.slot"]).OfType<JsonValue>().FirstOrDefault()?.ToString();
    }
}
