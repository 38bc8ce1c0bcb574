using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Sessions;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>
/// Somebody has everything after the close: the bytes of the store, the exports, the pages, and the list of the people who were there. They guess whose
/// each text is, in every way that an order could tell it, and are right no more often than by chance.
/// </summary>
public sealed class AttackerTest(ITestOutputHelper output) : IDisposable
{
    const int SessionCount = 1_000;

    /// <summary>
    /// PRODUCT's bound: two percentage points above 1/n. Over 2,000 activities of 6 to 12 people, or 1,300 where people joined by name, chance alone scatters
    /// by 0.3 to 0.4 points (one guess of n is right in each on the average, give or take one), so that it reaches the bound in one run of 100,000. Seen, as
    /// the best of 68 attacks: 0.5 and 0.7 points.
    /// </summary>
    const double Above = 0.02;

    const int ActivitiesMin = 2_000;

    static readonly Activities Known = Activities.BuiltIn;
    static readonly Lexicon Lexicon = new(Known);

    readonly TestFolder folder = new();
    readonly ManualTime time = new();
    readonly HeardLog<SessionHosts> log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whoever_has_the_store_the_exports_and_the_pages_of_a_thousand_sessions_guesses_no_author_better_than_by_chance()
    {
        var seed = Random.Shared.Next(); // another each time: the aliases, keys and lots are, too
        output.WriteLine($"Seed {seed}.");
        await using var store = await SqliteStore.OpenAsync(folder.File("cocreate.db"), new());
        await using var hosts = new SessionHosts(
            new HostContext(store, Known, new EventCodec(Known), Lexicon, time, new HostMetrics(), new NoVenue(), log));
        var played = await new AttackedSessions(hosts, seed).PlayAsync(SessionCount);
        await EndUndoAsync(hosts, played);

        var loot = new Loot(folder.File("cocreate.db"), new EventCodec(Known), folder.AllBytes());
        await loot.ReadAsync();
        Assert.Empty(log.Bugs);
        Assert.DoesNotContain(log.All, line => Loot.In(line).Any() || line.Contains("slack:T1", StringComparison.Ordinal));
        var spoils = new List<Spoils>();
        foreach (var session in played)
        {
            var shown = Shown((await hosts.LookAsync(session.Id, default))!.State); // ! it is there
            Assert.DoesNotContain(session.Aliases.Keys, alias => shown.Values.Any(text => text.Contains(alias.Value, StringComparison.Ordinal)));
            spoils.AddRange(loot.Of(session, shown));
        }

        NothingLinks(loot, spoils, played);
        NobodyGuesses(loot, spoils);
    }

    /// <summary>An alias stands in one activity of one session alone, and no key that is left makes one.</summary>
    static void NothingLinks(Loot loot, List<Spoils> spoils, ImmutableArray<AttackedSession> played)
    {
        var anonymous = spoils.SelectMany(one => one.Aliases.Select(alias => (one.Session.Id, one.Activity, alias))).ToHashSet();
        var places = loot.Aliases.Concat(loot.Joined.SelectMany(session => session.Value.Select(person => (session.Key, 0, person.Alias))))
            .Distinct().ToLookup(place => place.Item3, place => (place.Item1, place.Item2));
        Assert.All(anonymous, one => Assert.Equal((one.Id, one.Activity), Assert.Single(places[one.alias])));

        var made = played.SelectMany(loot.Recomputed).ToHashSet();
        Assert.DoesNotContain(anonymous, one => made.Contains(one.alias));
        Assert.Contains(loot.Joined.SelectMany(session => session.Value), person => made.Contains(person.Alias)); // else this would show nothing
    }

    void NobodyGuesses(Loot loot, List<Spoils> spoils)
    {
        Assert.InRange(spoils.Count, ActivitiesMin, int.MaxValue);
        var scores = new SortedDictionary<string, Score>(StringComparer.Ordinal);
        foreach (var one in spoils)
        {
            foreach (var (order, people) in Lists(loot, one.Session))
            {
                foreach (var trace in one.Traces.Where(trace => !trace.Owners.IsEmpty))
                {
                    var name = $"{trace.Name}; people {order}";
                    scores[name] = scores.GetValueOrDefault(name).With(trace.Owners, people);
                }
            }
        }

        var knowing = spoils.Aggregate(default(Score), (score, one) => score.With(one.Traces[1].Owners, one.Traces[0].Owners));
        Assert.True(knowing.Above > Above, $"Who saw in which order people came guesses no better: this shows nothing. {knowing}");

        var best = scores.MaxBy(score => score.Value.Above);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{spoils.Count} activities, {scores.Count} attacks, {scores.Values.Sum(score => score.Things)} guesses; best: {best.Key}: {best.Value}"));
        Assert.All(scores, score => Assert.True(score.Value.Above <= Above, $"{score.Key}: {score.Value}"));
    }

    /// <summary>Right guesses among all, and how many chance would give.</summary>
    readonly record struct Score(int Things, int Right, double ByChance)
    {
        public double Above => (Right - ByChance) / Things;

        /// <summary>Where there are as many things as people, each gets one; else the first share goes to the first, and so on.</summary>
        public Score With(ImmutableArray<int> owners, ImmutableArray<int> people) => new(
            Things + owners.Length,
            Right + owners.Where((owner, i) => people[i * people.Length / owners.Length] == owner).Count(),
            ByChance + ((double)owners.Length / people.Length));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{(double)Right / Things:P2} of {Things} things, by chance {ByChance / Things:P2}");
    }

    /// <summary>The people as whoever was there, or the file, lists them.</summary>
    static IEnumerable<(string Order, ImmutableArray<int> People)> Lists(Loot loot, AttackedSession session)
    {
        var all = Enumerable.Range(0, session.People.Length);
        yield return ("by their ids", [.. all.OrderBy(who => session.People[who].Key, StringComparer.Ordinal)]);
        yield return ("by their names", [.. all.OrderBy(who => session.People[who].Name, StringComparer.Ordinal)]);
        var joined = loot.Joined[session.Id];
        if (all.All(who => joined.Exists(person => person.Name == session.People[who].Name)))
        {
            yield return ("as they joined", [.. all.OrderBy(who => joined.FindIndex(person => person.Name == session.People[who].Name))]);
            yield return ("by their aliases in the session", [.. all.OrderBy(
                who => joined.Find(person => person.Name == session.People[who].Name).Alias.Value, StringComparer.Ordinal)]);
        }
    }

    static Dictionary<string, string> Shown(Session state)
    {
        var english = Lexicon.In("en");
        return new()
        {
            ["export: Markdown"] = ExportText.Markdown(state, english),
            ["export: CSV"] = ExportText.Csv(state, english),
            ["export: JSON"] = Encoding.UTF8.GetString(new ExportCodec(Known, Lexicon).Write(state)),
            ["page: card"] = Said.In(SessionCards.Root(state, english)),
            ["page: minutes"] = SessionCards.MinutesCard(state, english) is { } minutes ? Said.In(minutes) : "",
        };
    }

    /// <summary>Until nobody can undo the close any more and all the keys are gone.</summary>
    async Task EndUndoAsync(SessionHosts hosts, ImmutableArray<AttackedSession> played)
    {
        time.Pass(Limits.UndoWindow);
        foreach (var session in played)
        {
            while ((await hosts.LookAsync(session.Id, default))!.State.Agenda.Any(HasKey)) // ! it is there
            {
                await Task.Yield(); // the mailboxes work on other threads; the test's own time limit ends it where they do not
            }
        }
    }

    static bool HasKey(AgendaItem item) => item.Level == AnonymityLevel.AnonymousToEveryone && item.OpenedAt is not null && !item.IsKeyDestroyed;

    /// <summary>Shows nothing to anybody, and reaches everybody in Slack.</summary>
    sealed class NoVenue : IOutward
    {
        public bool Owes(VenueId venue) => false;

        public bool Reaches(string person) => person.StartsWith("slack:", StringComparison.Ordinal);

        public void Show(LoadedSession session, bool isPhase, Action<Session> settled, bool isAnew = false) => settled(session.State);
    }
}
