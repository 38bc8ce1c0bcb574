using System.Collections.Immutable;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What must hold whoever comes, goes, comes back or never hands in.</summary>
public sealed class BrainwritingLawsTest
{
    const int StepsMax = 80;

    static readonly EventCodec Codec = new(Activities.BuiltIn);

    sealed record Step(int Who, int What, int Spin);

    /// <param name="People">Who may turn up; how many of them had joined is another matter.</param>
    sealed record Play(string Line, int Joined, int People, ImmutableArray<Step> Steps)
    {
        public override string ToString() =>
            $"{Line}, {Joined} joined, {People} come: {string.Join(' ', Steps.Select(step => $"{step.Who}/{step.What}/{step.Spin}"))}";
    }

    static readonly Arbitrary<Play> Plays = Arb.From(
        from line in Gen.Elements(
            "brainwrite live", "brainwrite live", "brainwrite live rounds 6 ideas 2", "brainwrite", "brainwrite", "brainwrite gallery live",
            "brainwrite gallery", "brainwrite live named")
        from joined in Gen.Choose(1, 30)
        from people in Gen.Choose(1, 30)
        from count in Gen.Choose(0, StepsMax)
        from steps in Gen.ArrayOf(
            from who in Gen.Choose(0, 999)
            from what in Gen.Choose(0, 99)
            from spin in Gen.Choose(0, 9_999)
            select new Step(who, what, spin), count)
        select new Play(line, joined, people, [.. steps]));

    [Fact]
    public void However_people_come_and_go_the_laws_of_the_sheets_hold() => Prop.ForAll(Plays, play =>
    {
        var story = Opened(play);
        var log = new List<SessionEvent>();
        foreach (var (index, step) in play.Steps.Index())
        {
            if (story.Item.Status != ActivityStatus.Open)
            {
                break;
            }

            var (command, by) = Move(story, play, step, index);
            var before = story;
            story = command is null ? story.After(TimeSpan.FromSeconds(step.Spin % (story.State().IsLive ? 400 : 30_000))).Ticks() : story.When(command, by);
            log.AddRange(story.Last.Events);
            Assert.Empty((command is null ? story.Ticks() : story.When(command, by)).Last.Events); // twice is once
            SheetsStay(before.State(), story.State());
            NothingIsShownToOthers(story, play);
        }

        NobodyGetsASheetTwice(log);
        EveryIdeaIsKept(log, story.State());
        Assert.Equal(Kept(story), Kept(Folded(play, log, story.Now)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    static Story Opened(Play play) => Writing.Opened(play.Line, play.Joined, play.Line.Contains("live", StringComparison.Ordinal));

    static Story Folded(Play play, List<SessionEvent> log, DateTimeOffset now) =>
        Opened(play).And([.. Codec.Read(Codec.Write([.. log]))]) with { Now = now };

    static (Command? Command, Somebody? By) Move(Story story, Play play, Step step, int index)
    {
        var state = story.State();
        var who = Writing.Person(step.Who % play.People);
        var held = state.Writers.GetValueOrDefault(who.In(story.Item))?.Held ?? [];
        return step.What switch
        {
            < 12 => (null, null), // time passes
            < 45 => (Say(new BrainwritingCommand.TakeSheet()), who),
            < 50 => (Say(Typed(state, index)), who),
            < 80 when !held.IsEmpty => (Say(Form(state, held[^1], step, index)), who),
            < 88 when !held.IsEmpty => (Say(Form(state, held[step.Spin % held.Length], step, index)), who), // late, mostly
            < 92 => (Say(new BrainwritingCommand.Bell(state.Round)), Somebody.Ann),
            < 94 when !state.Ideas.IsEmpty => (Say(new BrainwritingCommand.Hide(state.Ideas.Keys.Max())), Somebody.Ann),
            < 95 when !state.Ideas.IsEmpty => (Say(new BrainwritingCommand.Mute(state.Ideas.Keys.Min())), Somebody.Ann),
            _ => (Say(new BrainwritingCommand.TakeSheet()), who),
        };

        Command.Contribute Say(BrainwritingCommand what) => new(story.Item.Number, what);
    }

    static BrainwritingCommand.HandIn Typed(Brainwriting state, int index) =>
        new(null, [.. Enumerable.Range(0, state.IdeasEach).Select(n => new WrittenCell(n == 0 ? $"typed-{index}-words" : ""))]);

    static BrainwritingCommand.HandIn Form(Brainwriting state, HeldSheet held, Step step, int index)
    {
        var sheet = state.Sheets[held.Sheet];
        int? basis = sheet.Ideas.IsEmpty || step.Spin % 2 == 0 ? null : sheet.Ideas[step.Spin % sheet.Ideas.Length];
        var cells = Enumerable.Range(0, state.IdeasEach)
            .Select(n => new WrittenCell(((step.Spin >> n) & 3) == 0 ? "" : $"form-{index}-{n}-words", basis));
        return new BrainwritingCommand.HandIn(new SheetRef(held.Sheet, held.Round), [.. cells], [new Star(basis, null), new Star(null, 0)]);
    }

    static void SheetsStay(Brainwriting before, Brainwriting now)
    {
        Assert.All(before.Sheets.Keys, number => Assert.Contains(number, now.Sheets.Keys));
        Assert.All(now.Sheets, sheet => Assert.Equal(sheet.Key, sheet.Value.Number));
        var inHand = now.IsLive
            ? now.Writers.Values.Select(writer => writer.Last).OfType<HeldSheet>().Where(held => held.Round == now.Round).Select(held => held.Sheet)
            : now.Writers.Keys.Select(now.CurrentOf).OfType<HeldSheet>().Where(held => !held.IsHandedIn).Select(held => held.Sheet);
        Assert.All(inHand.CountBy(sheet => sheet), sheet => Assert.Equal(1, sheet.Value)); // one sheet, one pair of hands
    }

    static void NobodyGetsASheetTwice(List<SessionEvent> log)
    {
        var had = new Dictionary<PersonAlias, List<(int Sheet, int Round)>>();
        foreach (var what in log.Select(WhatOf))
        {
            ImmutableArray<(PersonAlias Author, int Sheet, int Round)> dealt = what switch
            {
                BrainwritingEvent.SheetTaken e => [(e.Author, e.Sheet, e.Round)],
                BrainwritingEvent.Rang e => [.. e.Deals.Select(deal => (deal.Author, deal.Sheet, e.Round))],
                _ => [],
            };
            foreach (var (author, sheet, round) in dealt)
            {
                var before = had.TryGetValue(author, out var all) ? all : had[author] = [];
                if (before is [.., var last] && last == (sheet, round))
                {
                    continue; // a lease that was renewed before anybody else wanted the sheet
                }

                Assert.DoesNotContain(sheet, before.Select(one => one.Sheet));
                before.Add((sheet, round));
            }
        }
    }

    static void EveryIdeaIsKept(List<SessionEvent> log, Brainwriting state)
    {
        var rows = log.Select(WhatOf).OfType<BrainwritingEvent.HandedIn>().GroupBy(row => (row.Author, row.Sheet, row.Round, row.IsLate));
        var last = rows.SelectMany(row => row.Last().Ideas.Select(idea => (idea.Id, idea.Text, row.Key.Author))).ToList();

        Assert.Equal(last.Order(Comparer), state.Ideas.Values.Select(idea => (idea.Id, idea.Text, idea.Author)).Order(Comparer));
        Assert.All(state.Ideas.Values.Where(idea => !idea.IsLate), idea => Assert.Contains(idea.Id, state.Sheets[idea.Sheet].Ideas));
    }

    static readonly Comparer<(int Id, string Text, PersonAlias Author)> Comparer =
        Comparer<(int Id, string Text, PersonAlias Author)>.Create((one, other) => one.Id.CompareTo(other.Id));

    static ActivityEvent? WhatOf(SessionEvent happened) => happened switch
    {
        SessionEvent.Contributed e => e.What,
        SessionEvent.Supplied e => e.What,
        _ => null,
    };

    static void NothingIsShownToOthers(Story story, Play play)
    {
        if (story.Item.Status != ActivityStatus.Open)
        {
            return;
        }

        var state = story.State();
        Assert.DoesNotContain("-words", Shown.ToEverybody(story), StringComparison.Ordinal);
        foreach (var who in Enumerable.Range(0, play.People).Select(Writing.Person))
        {
            var author = who.In(story.Item);
            var sheet = state.CurrentOf(author) is { } held ? state.Sheets[held.Sheet] : null;
            var own = state.Ideas.Values.Where(idea => idea.Author == author).Select(idea => idea.Id);
            var may = own.Concat(sheet?.Ideas ?? []).Concat(sheet?.Stimulus ?? []).Select(idea => state.Ideas.GetValueOrDefault(idea)?.Text).ToHashSet();
            var said = story.Said(who);
            Assert.All(state.Ideas.Values.Where(idea => !may.Contains(idea.Text)), idea => Assert.DoesNotContain(idea.Text, said, StringComparison.Ordinal));
            Assert.All(
                state.Ideas.Values.Where(idea => idea.Author != author && !state.IsShown(idea.Id)),
                idea => Assert.DoesNotContain(idea.Text, said, StringComparison.Ordinal));
        }
    }

    /// <summary>All of the state in one text.</summary>
    static string Kept(Story story)
    {
        var state = story.State();
        return string.Join('\n',
        [
            $"{state.Round} {state.Rounds} {state.RangAt:O} {state.IsProlonged} {story.Item.Status} {story.Item.Deadline:O} {string.Join(' ', state.Seated)}",
            .. state.Ideas.Values.OrderBy(idea => idea.Id).Select(idea => $"{idea} {state.IsShown(idea.Id)}"),
            .. state.Sheets.Values.OrderBy(sheet => sheet.Number).Select(sheet =>
                $"{sheet.Number} {sheet.Ring} {sheet.Holder} {sheet.HeldRound} {sheet.Until:O} {sheet.IsHandedIn} {sheet.Rows} "
                + $"{string.Join(' ', sheet.Ideas)} / {string.Join(' ', sheet.Stimulus)} / {string.Join(' ', sheet.Stars)}"),
            .. state.Writers.OrderBy(writer => writer.Key.Value, StringComparer.Ordinal).Select(writer => $"{writer.Key} {writer.Value.Ring} "
                + string.Join(' ', writer.Value.Held.Select(held => $"{held.Sheet}.{held.Round} {held.Until:O} {held.IsOpened} {held.IsHandedIn}"))),
            Shown.ToEverybody(story),
        ]);
    }
}
