using System.Collections.Immutable;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>
/// Sessions as random people play them. What a move does depends on what is open when it is made, so that most moves do something.
/// </summary>
sealed record Played(ImmutableArray<string> Agenda, bool IsLive, ImmutableArray<Move> Moves)
{
    const int MovesMax = 60;

    /// <summary>Every kind of activity, in most of its formats.</summary>
    public static readonly string[] Starts =
    [
        "vote Paint | Garden | Bus stop | Bench | Lamp | Tree | Swing for 10m", "vote Yes | No live",
        "vote A | B | C | D pick 2 for 5m named", "vote A | B | C | D | E | F | G | H | I | J | K | L | M | N | O | P | Q pick 2 for 6m",
        "vote A | B | C | D | E dots 4 cap 3 pick 2 for 10m", "checkin for 5m", "checkin word for 5m", "checkin 1-5 for 5m",
        "checkin roti live", "checkin anonymous for 5m", "checkin weather for 5m", "checkin mood for 5m", "checkin rose for 5m", "checkin rose anonymous for 5m",
        "checkin free \"What is on your mind?\" for 5m", "brainwrite live for 2m", "brainwrite gallery rounds 3 live for 1m",
        "vote approval none concern \"Which?\" A | B | C | D pick 2 for 5m", "vote score \"How good?\" A | B | C for 5m",
        "vote consent \"Shall we?\" A | B for 5m", "ask \"Why?\" for 5m", "ask \"Why?\" anonymous for 5m",
        "ask \"Why?\" for 5m; vote noown concern none for 5m", "ask \"Why?\" group for 5m; vote noown pick 2 for 5m; vote score for 5m",
        "ask \"Why?\" for 5m; rate for 5m",
        "cluster Bench | More benches | Lamp | New lamps | Tree | Free tea for 5m", "steps for 5m",
        "warmup story rounds 2 turns for 90s", "warmup alphabet for 5m", "warmup worst \"a bus stop\" for 5m",
        "why \"The report was late\" for 5m", "why \"The report was late\" for 5m; steps for 5m", "why \"A fire because of it\" anonymous branches 5 depth 3 for 5m",
    ];

    public static Arbitrary<Played> Any { get; } = Arb.From(
        from agenda in Gen.ArrayOf(Gen.Elements(Starts), 3).Select(starts => starts.ToImmutableArray())
        from length in Gen.Choose(1, 3)
        from isLive in Gen.Elements(true, true, false)
        from count in Gen.Choose(0, MovesMax)
        from moves in Gen.ArrayOf(Move.Any, count)
        select new Played([.. agenda[..length].SelectMany(lines => lines.Split("; "))], isLive, [.. moves]));

    public override string ToString() => $"{(IsLive ? "live" : "asynchronous")} [{string.Join("; ", Agenda)}] {string.Join(' ', Moves)}";

    public Story Story() => Moves.Aggregate(Start(), (story, move) => move.Made(story));

    public Story Start() => IsLive ? Sessions.Story.Given([.. Agenda]) : Sessions.Story.GivenAsynchronous([.. Agenda]);

    /// <summary>All commits in turn, as the log would hold them.</summary>
    public ImmutableArray<ImmutableArray<SessionEvent>> Log()
    {
        var log = ImmutableArray.CreateBuilder<ImmutableArray<SessionEvent>>();
        var story = Start();
        log.Add(story.Last.Events);
        foreach (var move in Moves)
        {
            story = move.Made(story);
            log.Add(story.Last.Events);
        }

        return log.ToImmutable();
    }
}

/// <param name="What">Which kind of move it is.</param>
/// <param name="Spin">Decides the rest.</param>
sealed record Move(int Who, int What, int Spin)
{
    public static Gen<Move> Any { get; } =
        from who in Gen.Choose(0, Somebody.All.Length - 1)
        from what in Gen.Choose(0, 99)
        from spin in Gen.Choose(0, 9_999)
        select new Move(who, what, spin);

    public override string ToString() => $"({Who}, {What}, {Spin})";

    public Story Made(Story story) => What switch
    {
        < 15 => story.After(TimeSpan.FromSeconds(Spin % 200)).Ticks(),
        < 17 => Clocked(story),
        _ => story.When(Command(story), By),
    };

    Somebody By => What is >= 80 or 17 or 18 ? Somebody.Ann : Somebody.All[Who];

    /// <summary>The host's own command, when a key is due.</summary>
    static Story Clocked(Story story) => story.Session.Agenda.FirstOrDefault(item => item.KeyDueAt <= story.Now) is { } due
        ? story.When(new Command.NoteKeyDestroyed(due.Number), by: null)
        : story.Ticks();

    public Command Command(Story story) => What switch
    {
        17 when Spin % 3 == 0 => new Command.AddVenue(Sessions.Story.GuestRoom, IsForGuests: true),
        18 when Spin % 4 == 0 => new Command.CountGuests(),
        < 20 => new Command.Join(),
        < 80 => Contribution(story),
        >= 83 when IsTied(story) || (What < 92 && IsTree(story)) => Steering(story), // else run-offs were rare, and trees grew untended
        < 83 => new Command.Next(story.Item.Number),
        < 86 => new Command.Undo(story.Session.Undoable),
        < 88 => new Command.Extend(TimeSpan.FromSeconds(30 + (Spin % 300)), story.Item.Deadline),
        < 90 => new Command.Pause(Spin % 2 == 0 ? null : TimeSpan.FromSeconds(30 + (Spin % 300))),
        < 92 => new Command.Resume(),
        < 94 => new Command.SetLevel((AnonymityLevel)(Spin % 3)),
        < 96 => new Command.Close(),
        99 => new Command.Rehearse(1 + (Spin % 30)),
        _ => Steering(story),
    };

    Command.Contribute Contribution(Story story)
    {
        var item = story.Session.Agenda[Spin % 7 == 0 ? Spin % story.Session.Agenda.Length : story.Item.Number - 1];
        ActivityCommand what = item.State switch
        {
            DotVote vote when Spin % 5 == 1 => VoteMoves.Other(vote, Spin),
            DotVote vote when Spin % 3 == 0 => new DotVoteCommand.SetDots(Spin % (vote.Options.Length + 1), Spin % 11 % 4),
            DotVote vote => new DotVoteCommand.SetBallot(Ballot(vote)),
            OpenPrompt ask => OpenPromptMoves.Of(ask, Spin),
            Rating rating => OpenPromptMoves.Of(rating, Somebody.All[Who].In(item), Spin),
            Brainwriting writing => BrainwritingMoves.Of(writing, Who, Spin),
            Clustering => Regrouping,
            NextSteps steps => Step(steps),
            FiveWhys whys => FiveWhysMoves.Of(whys, Spin),
            WarmUp warmUp => WarmUpMoves.Of(warmUp, Spin),
            CheckIn { IsInWords: true } words => CheckInMoves.Of(words, Spin % 4, Note),
            CheckIn checkIn => CheckInMoves.Of(checkIn, Spin, Note),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new Command.Contribute(item.Number, what);
    }

    ClusteringCommand Regrouping => (Spin % 7) switch
    {
        0 => new ClusteringCommand.Move([Idea(1), Idea(10)], Spin % 5 == 0 ? null : Group(100)),
        1 => new ClusteringCommand.Gather(Spin % 2 == 0 ? null : "Group " + (Spin % 5), [Idea(1), Idea(10)]),
        2 => new ClusteringCommand.Rename(Group(10), Spin % 3 == 0 ? null : "Name " + (Spin % 4)),
        3 => new ClusteringCommand.Merge(Group(10), [Group(100)], null),
        4 => new ClusteringCommand.Same(Idea(1), Idea(10)),
        5 => new ClusteringCommand.Apart(Idea(1)),
        _ => new ClusteringCommand.Note(Idea(1), Note ?? "unclear"),
    };

    int Idea(int digit) => 1 + (Spin / digit % 7);

    int Group(int digit) => Spin / digit % 4;

    NextStepsCommand Step(NextSteps state) => (Spin % 8) switch
    {
        < 3 => new NextStepsCommand.Add(Draft),
        3 => new NextStepsCommand.Change(Number(state), Draft, null),
        4 => new NextStepsCommand.Accept(Number(state)),
        5 => new NextStepsCommand.Decline(Number(state)),
        6 when Spin % 3 == 0 => new NextStepsCommand.Drop(Number(state), "reason" + (Spin % 2)),
        6 => new NextStepsCommand.Resume(Number(state)),
        _ => new NextStepsCommand.Finish(Number(state)),
    };

    int Number(NextSteps state) => 1 + (Spin / 10 % (state.Steps.Length + 1));

    StepDraft Draft => new(
        Spin % 11 == 0 ? null : "step" + (Spin / 10 % 5),
        Suggestion: Spin % 11 == 0 ? Spin / 11 % 3 : null,
        Owner: ((string?[])[null, "me", "nobody", "Ann", "Bob", "2"])[Spin / 50 % 6],
        Due: ((string?[])[null, "Friday", "31.12.", "2026-06-01", "31 February"])[Spin / 300 % 5],
        Sign: Note);

    static bool IsTied(Story story) =>
        story.Item is { Status: ActivityStatus.Closed, State: DotVote vote } && vote.Result().IsTied;

    static bool IsTree(Story story) => story.Item is { Status: ActivityStatus.Open, State: FiveWhys };

    string? Note => (Spin % 4) switch { 0 => "note" + (Spin % 5), 1 => "", _ => null };

    ImmutableArray<DotsOn> Ballot(DotVote vote) =>
        [.. vote.Options.Where(option => (Spin >> (option.Id % 12)) % 3 == 0).Take(vote.Asks == VoteMethod.Dots ? vote.Dots : 40)
            .Select(option => new DotsOn(option.Id, 1 + (Spin % 2 * (vote.Asks is VoteMethod.Score or VoteMethod.Consent ? 1 : 0))))];

    Command Steering(Story story) => story.Item.State is Brainwriting writing
        ? new Command.Contribute(story.Item.Number, BrainwritingMoves.Steering(writing, Spin))
        : story.Item.State is FiveWhys whys
        ? new Command.Contribute(story.Item.Number, FiveWhysMoves.Steering(whys, Spin))
        : story.Item.State is DotVote vote
        ? new Command.Contribute(story.Item.Number, story.Item.Status == ActivityStatus.Open ? VoteMoves.Steering(vote, Spin) : Spin % 2 == 0
            ? new DotVoteCommand.RunOff()
            : new DotVoteCommand.Decide(vote.Options[Spin % vote.Options.Length].Id))
        : new Command.Next(story.Item.Number);
}

/// <summary>All that a session shows to anyone, in one text.</summary>
static class Shown
{
    public static string To(Story story, params ReadOnlySpan<Somebody> people)
    {
        var text = new System.Text.StringBuilder(ToEverybody(story));
        foreach (var who in people)
        {
            text.AppendLine(Dialog(story, who));
        }

        return text.ToString();
    }

    /// <summary>All forms of their own that somebody is offered; there may be none before they ask for one.</summary>
    public static string Dialog(Story story, Somebody who)
    {
        var (view, author) = (story.View(), who.In(story.Item));
        ImmutableArray<CoCreateBot.Cards.Form?> forms = [story.Item.Activity.Dialog(view, author), .. story.Item.Activity.SideDialogs(view, author)];
        return string.Join('\n', forms.OfType<CoCreateBot.Cards.Form>().Select(Said.In));
    }

    /// <summary>The root card in both languages, the minutes, the console and the rows that may be written.</summary>
    public static string ToEverybody(Story story) => string.Join('\n',
    [
        Said.In(story.Root("en")),
        Said.In(story.Root("de")),
        Said.In(SessionCards.Console(story.Session, Story.English)),
        SessionCards.MinutesCard(story.Session, Story.English) is { } minutes ? Said.In(minutes) : "",
        .. story.Session.Agenda.Select((item, i) => string.Join('\n', item.Activity.Artifacts(story.View(i + 1)))),
    ]);

    /// <summary>What is kept of it, too: status, times, people.</summary>
    public static string Everything(Story story) => string.Join('\n',
    [
        To(story, [.. Somebody.All]),
        string.Join('\n', story.Session.Agenda.Select(item =>
            $"{item.Number} {item.Status} {item.OpenedAt:O} {item.Deadline:O} {item.ClosedAt:O} {item.CloseCause} {item.Level} "
            + $"{item.IsLevelFrozen} {item.IsKeyDestroyed}")),
        string.Join('\n', story.Session.People
            .OrderBy(person => person.Key.Value, StringComparer.Ordinal).Select(person => $"{person.Key} {person.Value}")),
        $"{story.Session.PausedAt:O} {story.Session.PausedUntil:O} {story.Session.ClosedAt:O} {story.Session.NextDue:O}",
        string.Join(' ', story.Session.Opened),
    ]);
}
