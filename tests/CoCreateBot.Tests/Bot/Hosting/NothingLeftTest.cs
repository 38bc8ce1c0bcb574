using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>On a real file: what was promised to nobody's eyes is in none of its bytes, in no log line and in no export.</summary>
public sealed class NothingLeftTest : IDisposable
{
    const int Sessions = 200;
    const int Seed = 20261122;
    const int PartLength = 8;

    static readonly Activities Known = Activities.BuiltIn;
    static readonly Lexicon Lexicon = new(Known);

    static readonly string[] Starts =
    [
        "checkin word anonymous for 5m", "checkin anonymous for 5m", "vote A | B | C concern for 5m", "vote consent \"Shall we?\" A | B for 5m", "brainwrite live for 5m",
        "ask \"Why?\" anonymous for 5m", "cluster Bench | More benches | Lamp for 5m",
    ];

    readonly TestFolder folder = new();
    readonly ManualTime time = new();
    readonly HeardLog<SessionHosts> log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_hundred_sessions_that_were_anonymous_to_everyone_leave_nobody_behind()
    {
        await using var store = await SqliteStore.OpenAsync(folder.File("cocreate.db"), new());
        await using var hosts = Hosts(store);
        var (random, ids) = (new Random(Seed), new List<SessionId>());
        for (var n = 0; n < Sessions; n++)
        {
            ids.Add(await PlayedAsync(hosts, random, Starts[n % Starts.Length]));
        }

        var keys = new List<byte[]>();
        foreach (var id in ids)
        {
            keys.AddRange((await store.Keys.ReadAsync(id, default)).Where(key => key.Scope > 0).Select(key => key.Key!.Value.ToArray())); // ! none is destroyed yet
        }

        Assert.True(keys.TrueForAll(key => folder.AllBytes().AsSpan().IndexOf(key) >= 0), "A key is not found as long as it is there: this test shows nothing.");
        time.Pass(Limits.UndoWindow);
        await UntilAsync(async () =>
        {
            var states = await Task.WhenAll(ids.Select(async id => (await hosts.LookAsync(id, default))!.State)); // ! they are there
            return states.All(state => state.Agenda.All(item => item.IsKeyDestroyed));
        });

        var bytes = folder.AllBytes();
        foreach (var key in keys)
        {
            for (var start = 0; start + PartLength <= key.Length; start += PartLength)
            {
                Assert.True(bytes.AsSpan().IndexOf(key.AsSpan(start, PartLength)) < 0, "Bytes of a destroyed key are left.");
            }
        }

        var kept = Encoding.UTF8.GetString(bytes) + string.Join('\n', log.All) + await ExportsAsync(hosts, ids);
        foreach (var artifact in await Task.WhenAll(ids.Select(id => store.Artifacts.ReadAsync(id, default))))
        {
            Assert.All(artifact, row => Assert.Null(row.Author));
        }

        Assert.Empty(log.Bugs);
        Assert.Contains("some words", kept);
        Assert.DoesNotContain("slack:T1/", kept);
        Assert.DoesNotContain("Voice of", kept);
        Assert.DoesNotContain("Starter", await ExportsAsync(hosts, ids));
    }

    [Fact]
    public async Task Who_is_forgotten_and_what_is_deleted_is_in_no_byte_of_any_file()
    {
        await using var store = await SqliteStore.OpenAsync(folder.File("cocreate.db"), new());
        await using var hosts = Hosts(store);
        var bo = new Person("slack:T1/bo-the-forgotten", "Bo the Forgotten");
        var ids = new List<SessionId>();
        for (var n = 0; n < 40; n++)
        {
            var id = await OpenAsync(hosts, "checkin word for 5m");
            await AskAsync(hosts, id, bo, "checkin bos-word");
            await AskAsync(hosts, id, new Person($"slack:T1/cem{n}", "Cemalettin"), "checkin cems-word");
            await AskAsync(hosts, id, Starter, "close");
            ids.Add(id);
        }

        foreach (var id in ids)
        {
            await hosts.AskAsync(id, new Wish.Ready(new Command.ForgetMe()), bo, "forget", default);
        }

        await UntilAsync(async () => (await Task.WhenAll(ids.Select(async id => (await hosts.LookAsync(id, default))!.State))).All(state => state.ErasedAt is null)); // ! as above
        var kept = Text();
        Assert.DoesNotContain("bos-word", kept);
        Assert.DoesNotContain("the-forgotten", kept);
        Assert.DoesNotContain("the Forgotten", kept);
        Assert.Contains("cems-word", kept);

        foreach (var id in ids)
        {
            Assert.IsType<Answer.Done>(await hosts.AskAsync(id, new Wish.Ready(new Command.Delete(IsSure: true)), Starter, "delete", default));
        }

        await UntilAsync(async () => (await Task.WhenAll(ids.Select(async id => await hosts.LookAsync(id, default)))).All(session => session is null));
        Assert.DoesNotContain("cems-word", Text());
        Assert.DoesNotContain("Cemalettin", Text()); // three letters may come by chance
        Assert.DoesNotContain("Starter", Text());
    }

    [Fact]
    public async Task A_forgotten_persons_pictures_are_in_no_byte_of_any_file_and_those_of_others_are()
    {
        await using var store = await SqliteStore.OpenAsync(folder.File("cocreate.db"), new());
        await using var hosts = Hosts(store);
        var (bo, cem) = (new Person("slack:T1/bo", "Bo"), new Person("slack:T1/cem", "Cem"));
        var ids = new List<SessionId>();
        for (var n = 0; n < 20; n++)
        {
            var id = await OpenAsync(hosts, n % 2 == 0 ? "brainwrite for 5m" : "brainwrite named for 5m");
            await DrawAsync(hosts, id, bo, "bos-drawing");
            await DrawAsync(hosts, id, cem, "cems-drawing");
            await (n % 3 == 0 ? AskAsync(hosts, id, Starter, "close") : Task.CompletedTask);
            ids.Add(id);
        }

        Assert.Contains("bos-drawing", Text());
        foreach (var id in ids)
        {
            Assert.IsType<Answer.Done>(await hosts.AskAsync(id, new Wish.Ready(new Command.ForgetMe()), bo, "forget", default));
        }

        await UntilAsync(async () =>
        {
            var sessions = await Task.WhenAll(ids.Select(async id => await hosts.LookAsync(id, default)));
            return sessions.All(session => session?.State.ErasedAt is null);
        });
        Assert.DoesNotContain("bos-drawing", Text());
        Assert.Equal(ids.Count, Text().Split("<cems-drawing").Length - 1);
        Assert.Empty(log.Bugs);
    }

    static async Task DrawAsync(SessionHosts hosts, SessionId id, Person who, string what)
    {
        var bytes = Encoding.ASCII.GetBytes($"<{what} {new string('.', 3_000)} {what}>");
        var picture = new StoredPicture(Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()), "image/png", bytes);
        await hosts.AskAsync(id, new Wish.Ready(new Command.Contribute(1, new BrainwritingCommand.TakeSheet())), who, Guid.NewGuid().ToString(), default);
        var session = await hosts.LookAsync(id, default);
        var item = session!.State.OpenItem!; // ! both are there
        var held = ((Brainwriting)item.State).CurrentOf(session.AuthorOf(who, item))!; // ! it was just taken
        var kept = new PictureRef(picture.Id, bytes.Length).Encode();
        var fields = new Dictionary<string, string> { ["idea-1"] = "a drawing", ["picture-1:kept"] = kept };
        var press = new Press(id.Value, 1, "hand-in", $"{held.Sheet}.{held.Round}");
        Assert.IsType<Answer.Done>(await hosts.AskAsync(
            id, new Wish.Pressed(press, fields) { Pictures = [picture] }, who, Guid.NewGuid().ToString(), default));
    }

    static Person Starter => new("web:starter", "Starter");

    string Text() => Encoding.UTF8.GetString(folder.AllBytes());

    SessionHosts Hosts(SqliteStore store) => new(new HostContext(store, Known, new EventCodec(Known), Lexicon, time, new HostMetrics(), new NoVenue(), log));

    async Task<SessionId> PlayedAsync(SessionHosts hosts, Random random, string start)
    {
        var id = await OpenAsync(hosts, start);
        await hosts.AskAsync(id, new Wish.Ready(new Command.SetLevel(AnonymityLevel.AnonymousToEveryone)), Starter, "level", default);
        for (var n = 0; n < 6; n++)
        {
            var who = new Person($"slack:T1/{random.Next(5)}", $"Voice of {random.Next(5)}");
            foreach (var command in Commands(start, random))
            {
                await hosts.AskAsync(id, new Wish.Ready(new Command.Contribute(1, command)), who, $"delivery-{random.Next()}", default);
            }
        }

        await AskAsync(hosts, id, Starter, "close");
        return id;
    }

    static ImmutableArray<ActivityCommand> Commands(string start, Random random) => start.Split(' ')[0] switch
    {
        "checkin" => [new CheckInCommand.Answer(start.Contains("word", StringComparison.Ordinal) ? "some words" : "red", random.Next(2) == 0 ? "a note" : null)],
        "vote" => [new DotVoteCommand.SetBallot([new DotsOn(random.Next(2), 1)])],
        "brainwrite" => [new BrainwritingCommand.TakeSheet(), new BrainwritingCommand.HandIn(null, [new WrittenCell("some words " + random.Next())])],
        "ask" => [new OpenPromptCommand.Say("some words " + random.Next(3))],
        "cluster" => [new ClusteringCommand.Note(1, "some words")],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static async Task<SessionId> OpenAsync(SessionHosts hosts, string start)
    {
        var id = SessionId.New();
        var line = TypedLine.Parse(start);
        var plan = Known.ForVerb(line.Verb)!.Plan(line).Value!; // ! the test's own lines
        await hosts.AskAsync(id, new Wish.Ready(new Command.Open(new VenueId("web:room"), "en", "Etc/UTC", IsLive: false, [plan])), Starter, "open", default);
        return id;
    }

    static Task<Answer> AskAsync(SessionHosts hosts, SessionId id, Person who, string line) =>
        hosts.AskAsync(id, new Wish.Typed(TypedLine.Parse(line)), who, Guid.NewGuid().ToString(), default);

    static async Task<string> ExportsAsync(SessionHosts hosts, List<SessionId> ids)
    {
        var codec = new ExportCodec(Known, Lexicon);
        var all = new StringBuilder();
        foreach (var id in ids)
        {
            var state = (await hosts.LookAsync(id, default))!.State; // ! it is there
            all.Append(ExportText.Markdown(state, Lexicon.In("en"))).Append(ExportText.Csv(state, Lexicon.In("en"))).Append(Encoding.UTF8.GetString(codec.Write(state)));
        }

        return all.ToString();
    }

    // The mailboxes work on other threads; the test's own time limit ends it where they do not.
    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Yield();
        }
    }

    /// <summary>Shows nothing to anybody, and reaches everybody in Slack.</summary>
    sealed class NoVenue : IOutward
    {
        public bool Owes(VenueId venue) => false;

        public bool Reaches(string person) => person.StartsWith("slack:", StringComparison.Ordinal);

        public void Show(LoadedSession session, bool isPhase, Action<Session> settled, bool isAnew = false) => settled(session.State);
    }
}
