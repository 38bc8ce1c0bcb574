using System.Globalization;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>
/// Thirty people in five zones, four days with a change of clocks in them, a process that is down at two deadlines. Each of them looks only at what
/// notified them, in their own working hours: the invitation, a mention, a private message. Nearly all reach each activity, and nobody is pestered.
/// </summary>
public sealed class FourDaysTest
{
    /// <summary>Friday before the clocks change in Europe; the afternoon in Auckland, the night in New York.</summary>
    static readonly DateTimeOffset Start = new(2026, 3, 27, 8, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Tick = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nearly_all_who_joined_reach_each_activity_and_nobody_is_pestered(int seed) => World.Play(
        async world =>
        {
            var run = new FourDays(world, seed);
            await run.PlayAsync();
            TestContext.Current.TestOutputHelper?.WriteLine(run.Transcript());
            run.AssertKept();
        },
        start: Start);

    sealed class FourDays(World world, int seed)
    {
        readonly Random chance = new(seed);
        readonly List<Colleague> people = [.. Colleague.All(30)];
        readonly Dictionary<int, HashSet<Colleague>> reached = [];
        readonly Dictionary<int, HashSet<string>> joinedBy = [];
        SessionId id;
        int seenPosts;
        int seenPrivate;

        public async Task PlayAsync()
        {
            id = await world.OpenAsync("session \"How might we meet less?\" ideas until 2026-03-31 9:00");
            var outages = new Queue<int>([1, 2]);
            for (var session = await world.FoldAsync(id); session.IsOpen; session = await world.FoldAsync(id))
            {
                if (outages.TryPeek(out var number) && session.OpenItem is { Deadline: { } deadline } open && open.Number == number
                    && deadline - world.Time.GetUtcNow() < TimeSpan.FromMinutes(30))
                {
                    outages.Dequeue();
                    world.Here.Kill();
                    await world.PassAsync(TimeSpan.FromHours(1));
                    world.Start();
                }

                await world.PassAsync(Tick);
                await LookAsync();
            }
        }

        async Task LookAsync()
        {
            var session = await world.FoldAsync(id);
            Notice();
            foreach (var person in people)
            {
                if (person.IsMorning(world.Time.GetUtcNow()) && !person.HasJoined && chance.NextDouble() < 0.7)
                {
                    person.ActsAt = world.Time.GetUtcNow(); // the invitation in the channel
                }

                if (person.ActsAt <= world.Time.GetUtcNow() && session.OpenItem is { } open)
                {
                    person.ActsAt = null;
                    await ActAsync(person, open);
                }
            }

            if (session.OpenItem is { } now)
            {
                joinedBy[now.Number] = [.. people.Where(person => person.HasJoined).Select(person => person.Who.Key)];
            }
        }

        void Notice()
        {
            var posts = world.Slack.InThread(World.Channel);
            foreach (var who in posts.Skip(seenPosts).SelectMany(post => post.Card.Mentions).Concat(world.Slack.Private.Skip(seenPrivate).Select(told => told.Person)))
            {
                people.Find(person => person.Who.Key == who)?.Notified(world.Time.GetUtcNow(), chance);
            }

            (seenPosts, seenPrivate) = (posts.Length, world.Slack.Private.Length);
        }

        async Task ActAsync(Colleague person, AgendaItem open)
        {
            await DoneAsync(person, "join");
            person.HasJoined = true;
            await (open.Activity.Kind switch
            {
                "check-in" => DoneAsync(person, "checkin green"),
                "brainwriting" => WriteAsync(person, open.Number),
                "dot-vote" => DoneAsync(person, "vote A"),
                "next-steps" => DoneAsync(person, $"steps \"Do my part {person.Who.Name}\" by me due 2026-04-10"),
                _ => Task.CompletedTask, // whoever likes the groups as they are leaves them so
            });
            reached.TryAdd(open.Number, []);
            reached[open.Number].Add(person);
        }

        async Task WriteAsync(Colleague person, int number)
        {
            Task<Answer> PressAsync(string verb, string argument, Dictionary<string, string> fields) => world.Hosts.AskAsync(
                id, new Wish.Pressed(new Press(id.Value, number, verb, argument), fields), person.Who, world.NewDelivery(), CancellationToken.None);
            if (await PressAsync("write", "", []) is not Answer.Done { Session: { } session } || session.Item(number) is not { State: Brainwriting state } item)
            {
                return; // no sheet is free for them now
            }

            var author = world.Hosts.Peek(id)!.AuthorOf(person.Who, item); // ! it is loaded
            if (state.CurrentOf(author) is { IsHandedIn: false } held)
            {
                var ideas = Enumerable.Range(0, 3).ToDictionary(cell => $"idea-{cell + 1}", cell => $"Idea {person.Who.Name} {held.Round} {cell}", StringComparer.Ordinal);
                Assert.IsType<Answer.Done>(await PressAsync("hand-in", $"{held.Sheet}.{held.Round}", ideas));
            }
        }

        async Task DoneAsync(Colleague person, string line) => Assert.IsType<Answer.Done>(await world.AskAsync(id, person.Who, line));

        Dictionary<int, (int Reached, int Joined)> Reach() => joinedBy.ToDictionary(
            at => at.Key, at => (reached.GetValueOrDefault(at.Key, []).Count, at.Value.Count));

        IEnumerable<(string Person, string Kind, DateOnly Day)> Privately() => world.Slack.PrivateAt.Select(told => (
            told.Person,
            told.Card.FallbackText.StartsWith("A sheet", StringComparison.Ordinal) ? "news"
                : told.Card.FallbackText.StartsWith("You have not", StringComparison.Ordinal) ? "reminder" : "facilitator",
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(told.At, LocalTime.ZoneOf("Europe/Vienna")).DateTime)));

        public string Transcript()
        {
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"seed {seed}: {people.Count(person => person.HasJoined)} of {people.Count} joined");
            text.AppendLine(CultureInfo.InvariantCulture, $"in the channel {world.Slack.InChannel(World.Channel).Length} posts, in the thread {world.Slack.InThread(World.Channel).Length}");
            foreach (var (number, (came, joined)) in Reach())
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"activity {number}: {came} of {joined} who had joined by its end");
            }

            foreach (var kind in Privately().GroupBy(told => told.Kind))
            {
                var each = kind.GroupBy(told => told.Person).Select(person => person.Count()).ToList();
                text.AppendLine(CultureInfo.InvariantCulture, $"{kind.Key}: {kind.Count()} to {each.Count} people, at most {each.Max()} to one");
            }

            return text.ToString();
        }

        public void AssertKept()
        {
            Assert.Equal(5, Reach().Count);
            Assert.All(Reach(), at => Assert.True(at.Value.Reached >= 0.95 * at.Value.Joined, Transcript()));
            Assert.InRange(people.Count(person => person.HasJoined), 27, 30);
            Assert.Single(world.Slack.InChannel(World.Channel));
            var thread = world.Slack.InThread(World.Channel);
            var further = thread.Count(post => post.Card.FallbackText.StartsWith("Part ", StringComparison.Ordinal)); // of minutes that are long
            Assert.Equal(4 + 1, thread.Length - further); // a bell for each activity after the first, and the minutes
            Assert.InRange(further, 0, SessionCards.MinutesPagesMax - 1);
            Assert.All(Privately().Where(told => told.Kind == "news").GroupBy(told => (told.Person, told.Day)), day => Assert.Single(day));
            Assert.All(Privately().Where(told => told.Kind == "reminder").GroupBy(told => told.Person), person => Assert.InRange(person.Count(), 1, 4));
            Assert.All(Privately().GroupBy(told => (told.Person, told.Day)), day => Assert.InRange(day.Count(), 1, 2));
            Assert.DoesNotContain(world.Slack.PrivateAt, told => !people.Exists(person => person.Who.Key == told.Person && person.HasJoined) && told.Person != World.Ann.Key);
        }
    }

    sealed class Colleague(int number, TimeZoneInfo zone)
    {
        const int From = 9;
        const int Until = 17;

        public Person Who { get; } = new(string.Create(CultureInfo.InvariantCulture, $"slack:T1/P{number}"), string.Create(CultureInfo.InvariantCulture, $"P{number}"));

        public bool HasJoined { get; set; }

        public DateTimeOffset? ActsAt { get; set; }

        public static IEnumerable<Colleague> All(int count)
        {
            string[] zones = ["Europe/Vienna", "America/New_York", "Asia/Tokyo", "America/Sao_Paulo", "Pacific/Auckland"];
            return Enumerable.Range(0, count).Select(n => new Colleague(n, LocalTime.ZoneOf(zones[n % zones.Length])));
        }

        DateTime Here(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

        public bool IsMorning(DateTimeOffset now) => Here(now).TimeOfDay >= TimeSpan.FromHours(From) && Here(now - Tick).TimeOfDay < TimeSpan.FromHours(From);

        /// <summary>Within two hours, if they still work by then; else within the first hour of their next working day.</summary>
        public void Notified(DateTimeOffset now, Random chance)
        {
            var soon = now + TimeSpan.FromMinutes(chance.Next(120));
            var here = Here(now);
            var isAtWork = here.Hour is >= From and < Until && Here(soon).Hour is >= From and < Until;
            var day = DateOnly.FromDateTime(here.Hour < From ? here : here.AddDays(1));
            var morning = LocalTime.At(day, new TimeOnly(From, 0), zone) + TimeSpan.FromMinutes(chance.Next(60));
            ActsAt = isAtWork ? soon : ActsAt < morning ? ActsAt : morning;
        }
    }
}
