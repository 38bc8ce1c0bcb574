using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>What a rehearsal came to.</summary>
/// <param name="Minutes">As Markdown.</param>
/// <param name="Session">As it stood at its end.</param>
sealed record Played(string Minutes, Session Session, ImmutableArray<PretendPerson> People);

/// <summary>It goes on for ever: an agenda that pretend people do not know how to end.</summary>
sealed class NoEndException(string message) : Exception(message);

/// <summary>
/// One session from its start to its minutes, played by pretend people. They go to the engine as a person in a web room does: what they type goes to the
/// desk, what they press to the session. Nothing sleeps: the clock jumps to whatever comes next.
/// </summary>
sealed class Play
{
    /// <summary>A Monday morning in Vienna. Always the same one, as it stands in the minutes.</summary>
    public static readonly DateTimeOffset Start = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Whatever is not over by then never ends by itself.</summary>
    static readonly TimeSpan LongestPlayed = TimeSpan.FromDays(40);

    /// <summary>Presses that are on their way at once.</summary>
    const int AtOnceMax = 500;

    /// <summary>A group in which everybody rests as long as in a small one.</summary>
    const int SmallGroup = 50;

    readonly RehearsalOptions options;
    readonly RehearsalClock clock;
    readonly Stage stage;
    readonly Room room;
    readonly Words words;
    readonly Action<string> tell;
    readonly ImmutableArray<Diary> diaries;
    readonly Lead lead;
    readonly CancellationToken stop;
    SessionId id;
    int deliveries;
    int told;

    Play(RehearsalOptions options, RehearsalClock clock, Stage stage, Room room, Action<string> tell, CancellationToken stop)
    {
        (this.options, this.clock, this.stage, this.room, this.tell, this.stop) = (options, clock, stage, room, tell, stop);
        words = stage.Lexicon.In(options.Language);
        diaries = [.. Enumerable.Range(0, options.People).Select(Cast)];
        var isLost = options.Scenario.IsFacilitatorLost && options.People > 1;
        lead = new Lead(diaries[isLost ? 1 : 0].Person, isLost ? diaries[0].Person : null, options.Scenario.IsLive, TypeAsync);
    }

    /// <param name="tell">Hears how far it is, a line at a time.</param>
    public static async Task<Played> RunAsync(RehearsalOptions options, Action<string> tell)
    {
        var time = new RehearsalClock(Start);
        await using var real = await Stage.OpenAsync(options.Seed, options.Language, options.Scenario.Zone, time);
        return await RunAsync(options, time, real, tell, CancellationToken.None);
    }

    /// <summary>The same over a store in memory, for somebody who waits for it.</summary>
    public static async Task<Played> RunAsync(RehearsalOptions options, CancellationToken stop)
    {
        var time = new RehearsalClock(Start);
        await using var real = Stage.InMemory(options.Seed, options.Language, options.Scenario.Zone, time);
        return await RunAsync(options, time, real, _ => { }, stop);
    }

    static async Task<Played> RunAsync(RehearsalOptions options, RehearsalClock time, Stage real, Action<string> tell, CancellationToken stop) =>
        await new Play(options, time, real, await real.Rooms.FirstAsync(stop), tell, stop).RunAsync();

    Diary Cast(int index)
    {
        var scenario = options.Scenario;
        var temper = index >= 1 && index <= scenario.Cast.Length ? scenario.Cast[index - 1] : Temper.Ordinary;
        var name = words.Say("Rehearsal.Name", index + 1);
        var who = new Person(string.Create(CultureInfo.InvariantCulture, $"web:pretend-{index + 1}"), name);
        var chance = new Random(HashCodeOf(options.Seed, index));
        return new Diary(new PretendPerson(who, temper, Phrases.In(options.Language), chance), scenario.Zones[index % scenario.Zones.Length], scenario.IsLive);
    }

    // The same in every process, as the language's own is not.
    static int HashCodeOf(int seed, int index) => unchecked((seed * 1_000_003) ^ (index * 7_919));

    async Task<Played> RunAsync()
    {
        await OpenAsync();
        for (var session = await SettledAsync(); session.State.IsOpen; session = await SettledAsync())
        {
            stop.ThrowIfCancellationRequested();
            Tell(session.State);
            var now = clock.GetUtcNow();
            if (now > Start + LongestPlayed)
            {
                throw new NoEndException("The session did not come to an end.");
            }

            Notice(session.State, now);
            clock.JumpTo(Next(session.State, now));
            await ActAsync();
        }

        var end = (await SettledAsync()).State;
        Tell(end);
        return new Played(ExportText.Markdown(end, words), end, [.. diaries.Select(diary => diary.Person)]);
    }

    async Task OpenAsync()
    {
        var reply = options.Session is { } own
            ? await stage.Desk.BeginAsync(own with { Venue = room.Venue }, diaries[0].Person.Who, NewDelivery(), stop)
            : await TypeAsync(diaries[0].Person.Who, Line());
        id = reply.Session ?? throw new InvalidOperationException(reply.Text);
        await AskAsync(diaries[0].Person.Who, new Wish.Ready(new Command.Rehearse(options.People)));
    }

    string Line()
    {
        var chance = new Random(options.Seed);
        var phrases = Phrases.In(options.Language);
        var list = Recipe.BuiltIn.First(known => known.Name == options.Recipe).TakesOptions ? $" {string.Join(" | ", phrases.Options)}" : "";
        var length = options.Scenario.IsLive ? "live" : string.Create(CultureInfo.InvariantCulture, $"for {options.Scenario.Days}d");
        return $"session \"{Phrases.Any(phrases.Purposes, chance)}\" {options.Recipe}{list} {length}";
    }

    void Notice(Session session, DateTimeOffset now)
    {
        lead.Notice(session, words, now);
        foreach (var diary in diaries)
        {
            diary.Notice(session, now);
        }
    }

    DateTimeOffset Next(Session session, DateTimeOffset now)
    {
        var next = diaries.Min(diary => diary.LooksAt);
        foreach (var other in (ReadOnlySpan<DateTimeOffset?>)[session.NextDue, lead.ActsAt])
        {
            next = next is null || other < next ? other ?? next : next;
        }

        return next switch
        {
            null => throw new NoEndException("Nobody has anything left to do, and the session is open."),
            { } at when at < now => now,
            { } at => at,
        };
    }

    async Task ActAsync()
    {
        var now = clock.GetUtcNow();
        var session = await SettledAsync();
        if (lead.ActsAt <= now && session.State.IsOpen)
        {
            await lead.ActAsync(stage.Hosts, session, words, NewDelivery(), now, CancellationToken.None);
            session = await SettledAsync();
        }

        foreach (var wave in diaries.Where(diary => diary.LooksAt <= now).Chunk(AtOnceMax))
        {
            await PressAsync(wave, session, now);
        }
    }

    // All of a wave see the same; what they press arrives in their order.
    async Task PressAsync(Diary[] wave, LoadedSession session, DateTimeOffset now)
    {
        var sight = new Sight(session, words);
        var sent = new List<(Diary Diary, Task<Answer> Answer)>();
        foreach (var diary in wave)
        {
            if (diary.Person.Look(sight, diary.Today(now)) is { } wish)
            {
                sent.Add((diary, AskAsync(diary.Person.Who, wish)));
            }
            else
            {
                diary.Plan(now, hasMore: false, RestsFor);
            }
        }

        foreach (var (diary, answer) in sent)
        {
            diary.Person.Hear(await answer, session);
            diary.Plan(now, hasMore: true, RestsFor);
        }
    }

    int RestsFor => 1 + (options.People / SmallGroup);

    // Answered three times by the session it has done all that was due: the wish, what followed from it, and what that left to be done.
    async Task<LoadedSession> SettledAsync()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            await stage.Hosts.TickAsync(id, CancellationToken.None);
        }

        return await stage.Hosts.LookAsync(id, CancellationToken.None) ?? throw new InvalidOperationException("The session is gone.");
    }

    Task<Answer> AskAsync(Person who, Wish wish) => stage.Hosts.AskAsync(id, wish, who, NewDelivery(), CancellationToken.None);

    Task<Reply> TypeAsync(Person who, string line) =>
        stage.Desk.TypeAsync(room.Venue, who, line, NewDelivery(), options.Language, options.Scenario.Zone, CancellationToken.None);

    string NewDelivery() => string.Create(CultureInfo.InvariantCulture, $"rehearsal-{++deliveries}");

    // One line as each activity opens, one for what came of it, and one at the end.
    void Tell(Session session)
    {
        foreach (var number in session.Opened.Skip(told / 2))
        {
            if (session.Item(number) is not { } item)
            {
                continue;
            }

            var name = words[item.Activity.Texts.BaseName + ".Name"];
            if (told % 2 == 0)
            {
                tell(words.Say("Rehearsal.Opened", name));
                told++;
            }

            if (item.Status == ActivityStatus.Open)
            {
                return;
            }

            tell(words.Say("Rehearsal.Closed", name, item.State.Contributors));
            told++;
        }
    }
}
