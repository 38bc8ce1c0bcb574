using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>One session as it was really played, which no attacker knows.</summary>
/// <param name="People">Who took part, in an order that is nowhere else.</param>
/// <param name="Texts">Whose each text is, as a place in <paramref name="People"/>.</param>
/// <param name="Aliases">The same of each alias in an activity, as long as the keys were there.</param>
sealed record AttackedSession(
    SessionId Id, ImmutableArray<Person> People, Dictionary<string, (int Activity, int Who)> Texts, Dictionary<PersonAlias, (int Activity, int Who)> Aliases);

/// <summary>Plays sessions in which all that people write is anonymous to everyone: kinds, people, texts, and who comes first, by lot.</summary>
sealed class AttackedSessions(SessionHosts hosts, int seed)
{
    public const int PeopleMin = 6;
    public const int PeopleMax = 12;

    const int AtOnce = 50;
    const int TextBytes = 8;
    const int PadMax = 60;
    const string NamedCheckIn = "checkin";

    static readonly Person Starter = new("web:starter", "Starter");
    static readonly Activities Known = Activities.BuiltIn;

    /// <summary>What may follow on one another; named are the check-in that begins two of three, and the steps.</summary>
    static readonly ImmutableArray<ImmutableArray<string>> Blocks =
    [
        ["checkin word anonymous"], ["checkin roti anonymous"], ["vote A | B | C | D concern"], ["brainwrite live", "steps"], ["brainwrite gallery live"],
        ["brainwrite"], ["brainwrite rounds 1"], ["ask \"Why?\" anonymous"], ["ask \"Why?\" anonymous", "rate", "steps"],
    ];

    static readonly ImmutableDictionary<string, ActivityPlan> Plans = Blocks.SelectMany(block => block).Append(NamedCheckIn).Distinct()
        .ToImmutableDictionary(line => line, line => PlanOf(TypedLine.Parse(line)), StringComparer.Ordinal);

    int deliveries;

    public async Task<ImmutableArray<AttackedSession>> PlayAsync(int count)
    {
        var random = new Random(seed);
        var seeds = Enumerable.Range(0, count).Select(_ => random.Next()).ToList();
        var played = ImmutableArray.CreateBuilder<AttackedSession>(count);
        foreach (var some in seeds.Chunk(AtOnce))
        {
            played.AddRange(await Task.WhenAll(some.Select(one => Task.Run(() => PlayAsync(new Random(one))))));
        }

        return played.ToImmutable();
    }

    async Task<AttackedSession> PlayAsync(Random random)
    {
        var session = new AttackedSession(SessionId.New(), People(random), [], []);
        await OpenAsync(session.Id, random);
        for (var after = 0; await ItemAsync(session.Id, after) is { } item; after = item.Number)
        {
            await ContributeAsync(session, item, random);
            var loaded = (await hosts.LookAsync(session.Id, default))!; // ! it is there
            foreach (var (who, person) in session.People.Index())
            {
                session.Aliases[loaded.AliasOf(person, item.Number)] = (item.Number, who);
            }

            await AskAsync(session.Id, Starter, new Command.Next(item.Number));
        }

        await hosts.AskAsync(session.Id, new Wish.Ready(new Command.Close()), Starter, "close", default); // where the last step on did not
        return session;
    }

    static ImmutableArray<Person> People(Random random)
    {
        var people = Enumerable.Range(0, random.Next(PeopleMin, PeopleMax + 1))
            .Select(_ => new Person($"slack:T1/U{random.Next():D10}", $"Name {random.Next():D10}")).ToArray();
        return [.. people];
    }

    async Task OpenAsync(SessionId id, Random random)
    {
        string[] lines =
        [
            .. random.Next(3) > 0 ? new[] { NamedCheckIn } : [],
            .. Blocks[random.Next(Blocks.Length)], .. Blocks[random.Next(Blocks.Length)],
        ];
        await AskAsync(id, Starter, new Command.Open(new VenueId("web:room"), "en", "Etc/UTC", IsLive: false, [.. lines.Select(line => Plans[line])], new Charter("What for?")));
    }

    static ActivityPlan PlanOf(TypedLine line)
    {
        var plan = Known.ForVerb(line.Verb)!.Plan(line).Value!; // ! our own lines
        return plan.Level == AnonymityLevel.Named ? plan : plan with { Level = AnonymityLevel.AnonymousToEveryone };
    }

    async Task<AgendaItem?> ItemAsync(SessionId id, int after)
    {
        var state = (await hosts.LookAsync(id, default))!.State; // ! it is there
        return state.OpenItem is { } open && open.Number > after ? open : null;
    }

    async Task ContributeAsync(AttackedSession session, AgendaItem item, Random random)
    {
        var rounds = item.Activity is BrainwritingActivity ? 2 : 1;
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var who in Shuffled(session, random).Take(item.Activity is NextStepsActivity ? 1 : PeopleMax))
            {
                foreach (var command in await CommandsAsync(session, item, who, random))
                {
                    await AskAsync(session.Id, session.People[who], new Command.Contribute(item.Number, command));
                }
            }

            if (item.State is Brainwriting { IsLive: true } && round < rounds)
            {
                await AskAsync(session.Id, Starter, new Command.Contribute(item.Number, new BrainwritingCommand.Bell(round)));
            }
        }
    }

    static int[] Shuffled(AttackedSession session, Random random)
    {
        var order = Enumerable.Range(0, session.People.Length).ToArray();
        random.Shuffle(order);
        return order;
    }

    async Task<ImmutableArray<ActivityCommand>> CommandsAsync(AttackedSession session, AgendaItem item, int who, Random random)
    {
        string Text() => New(session, item, who, random);
        return item.State switch
        {
            CheckIn when item.Level == AnonymityLevel.Named => [new CheckInCommand.Answer("green", null)],
            CheckIn { Format: CheckInFormat.Word } => [new CheckInCommand.Answer("some", Text())],
            CheckIn => [new CheckInCommand.Answer($"{1 + random.Next(5)}", Text())],
            DotVote => [new DotVoteCommand.SetBallot([new DotsOn(random.Next(4), 1)], new VoteConcern(random.Next(4), Text()))],
            Brainwriting { RoundsSet: 1 } when HasHandedIn(session, item.Number, who) => [],
            Brainwriting state =>
            [
                .. state.IsLive ? ImmutableArray<ActivityCommand>.Empty : [new BrainwritingCommand.TakeSheet()], // with a bell the next one is dealt
                new BrainwritingCommand.HandIn(null, [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => new WrittenCell(Text()))]),
            ],
            OpenPrompt => [new OpenPromptCommand.Say(Text())],
            Rating => [await StancesAsync(session, item.Number, who, random)],
            NextSteps { Suggestions.IsEmpty: false } => [new NextStepsCommand.Add(new StepDraft(null, 0, "me", null, null))],
            NextSteps => [new NextStepsCommand.Add(new StepDraft("To be done", null, "me", null, null))],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    static bool HasHandedIn(AttackedSession session, int activity, int who) => session.Texts.ContainsValue((activity, who));

    async Task<RatingCommand> StancesAsync(AttackedSession session, int number, int who, Random random)
    {
        var loaded = (await hosts.LookAsync(session.Id, default))!; // ! it is there
        var item = loaded.State.Agenda[number - 1];
        var own = ((Rating)item.State).Of(loaded.AuthorOf(session.People[who], item));
        return new RatingCommand.SetStances(own.ToImmutableSortedDictionary(one => one, _ => (Stance?)(Stance)random.Next(3)));
    }

    /// <summary>A text that is found wherever it stands, of any length.</summary>
    static string New(AttackedSession session, AgendaItem item, int who, Random random)
    {
        var bytes = new byte[TextBytes];
        random.NextBytes(bytes);
        var text = "w" + Convert.ToHexStringLower(bytes);
        session.Texts[text] = (item.Number, who);
        return text + new string('x', random.Next(PadMax));
    }

    async Task AskAsync(SessionId id, Person who, Command command)
    {
        var delivery = string.Create(CultureInfo.InvariantCulture, $"delivery-{Interlocked.Increment(ref deliveries)}");
        var answer = await hosts.AskAsync(id, new Wish.Ready(command), who, delivery, default);
        Assert.True(answer is Answer.Done, $"{command}: {answer}");
    }
}
