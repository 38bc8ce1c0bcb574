using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Whole recipes in a channel, from the typed line to the minutes, as those see it who are in it.</summary>
public sealed partial class SlackWholeFlowTest
{
    const string Purpose = "How might we brighten the square?";
    const string Benches = "Benches under the old trees";
    const string Light = "Warm light on the long wall";
    const string Market = "A market each Friday";
    const string Roses = "Roses beside the tram stop";
    const string Evenings = "Bright evenings";
    const string Beds = "Beds at the stop";
    const int Rounds = 4;

    static readonly string[] First = [Benches, Light, Market, Roses];

    [Fact]
    public async Task Four_people_come_from_a_question_to_next_steps()
    {
        await using var story = await SlackStory.BeginAsync();
        PretendSlackMember[] people = [story.Ann, story.Bob, story.Member("U0CARLA", "carla"), story.Member("U0DAN", "dan")];
        var (channel, console) = await story.StartAsync($"session \"{Purpose}\" ideas live");
        await ArriveAsync(story, channel, people);
        console = await NextAsync(story, console, "Brainwriting");
        await SeeAsync(story, channel, "Write in silence.", "Round 1 of 4");
        await WriteAsync(story, channel, people);
        console = await NextAsync(story, console, "Clustering");
        await SeeAsync(story, channel, "16 ideas in 4 groups", "(proposed): 4 ideas");
        await GroupAsync(story, channel, people);
        console = await NextAsync(story, console, "Dot-vote");
        await SeeAsync(story, channel, Evenings, "5 options: 2 dots each");
        await VoteAsync(story, channel, people);
        console = await NextAsync(story, console, "Next steps");
        await StepAsync(story, channel, people);
        await story.Ann.PressAsync(console, "Close");
        await SeeAsync(story, channel, "Closed ", "Brainwriting: 16 ideas, 4 of them starred.", "2 steps; 0 open and not accepted yet");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 6, "the minutes stand in the thread"));
        Assert.Equal("Minutes", Lines(channel.Messages[^1].Content)[0]);
        Assert.Equal(channel.Messages[0].Ts, channel.Messages[^1].Thread);
        Says(channel.Messages[^1], [.. First]);
        Says(
            channel.Messages[^1],
            "4 people joined", "● Green: 3 people: ann, bob, dan", "▲ Yellow: 1 person: carla", "carla: A long way",
            "16 ideas on 4 sheets; 75 % build on an earlier one.", "1 idea moved", $"{Evenings}: 4 ideas", $"{Beds}: 1 idea",
            "4 dots from 4 people", "2 dots from 2 people",
            $"{Evenings} – dan does it; due Thu 31 Dec 2026; first sign: a lamp is lent", "Ask the city – ann does it; due Fri 6 Mar 2026");
        Assert.Contains(Lines(channel.Messages[^1].Content), line => line.StartsWith("Picked: ", StringComparison.Ordinal) && line.EndsWith(Evenings + ".", StringComparison.Ordinal));
    }

    // Each taps, one changes it, one says more in the dialog.
    static async Task ArriveAsync(SlackStory story, PretendChannel channel, PretendSlackMember[] people)
    {
        foreach (var (person, light) in people.Zip(["● Green", "■ Red", "▲ Yellow", "● Green"]))
        {
            await person.PressAsync(channel.Root, light);
        }

        await SeeAsync(story, channel, "4 people have answered.", "■ Red: 1 person: bob");
        await people[1].PressAsync(channel.Root, "● Green");
        await SeeAsync(story, channel, "4 people have answered.", "● Green: 3 people: ann, bob, dan", "■ Red: 0 people");
        var note = await people[2].OpenAsync(channel.Root, "Add a note");
        await people[2].SubmitAsync(note, ("Note", "A long way"));
        await SeeAsync(story, channel, "A long way");
    }

    // Whoever has handed in waits in the open dialog: with the last one of a round it turns into the next sheet.
    static async Task WriteAsync(SlackStory story, PretendChannel channel, PretendSlackMember[] people)
    {
        var sheets = await OpenAllAsync(channel, people);
        var wrote = people.Select(_ => new List<string>()).ToList();
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var (at, person) in people.Index())
            {
                var sheet = sheets[at];
                await story.Slack.UntilAsync(() => sheet.Shows($"Round {round} of {Rounds}"), "the next sheet lies there");
                var there = OnSheet(sheet);
                Assert.Equal(round - 1, there.Length);
                Assert.Empty(there.Intersect(wrote[at])); // never one's own sheet
                wrote[at].Add(round == 1 ? First[at] : $"{there[0]}, {round}");
                await person.SubmitAsync(sheet, Given(sheet, wrote[at][^1], there, isLast: round == Rounds));
                Assert.True(sheet.Shows("1 idea of yours counts.") || at == people.Length - 1, sheet.Shown);
            }
        }

        Assert.All(sheets, sheet => Assert.True(sheet.Shows("This was the last sheet."), sheet.Shown));
    }

    // In their dialogs: one names a group, one puts an idea into a new one.
    static async Task GroupAsync(SlackStory story, PretendChannel channel, PretendSlackMember[] people)
    {
        var naming = await people[1].OpenAsync(channel.Root, "Name or merge");
        await people[1].SubmitAsync(naming, ("Group", Choices(naming, "Group").Single(group => group.Contains("Warm", StringComparison.Ordinal))), ("Its name", Evenings));
        await SeeAsync(story, channel, $"{Evenings}: 4 ideas");
        var moving = await people[3].OpenAsync(channel.Root, "Move ideas");
        await people[3].SubmitAsync(moving, ("Idea", Choice(moving, "Idea", Roses)), ("Into which group?", "A new group"), ("Name of the new group", Beds));
        await SeeAsync(story, channel, $"{Beds}: 1 idea");
    }

    static async Task VoteAsync(SlackStory story, PretendChannel channel, PretendSlackMember[] people)
    {
        foreach (var (person, second) in people.Zip([Beds, "Benches", "Friday", Beds]))
        {
            var ballot = await person.OpenAsync(channel.Root, "Vote");
            await person.SubmitAsync(ballot, (Labelled(ballot, Evenings), "1 dot"), (Labelled(ballot, second), "1 dot"));
            Assert.False(ballot.IsOpen);
        }

        await SeeAsync(story, channel, "4 people have voted.");
        Assert.False(Reads(channel.Root, "dots from"), "A blind vote shows dots.");
    }

    // What was picked is at hand; whoever is named is asked alone, and has it when they say so.
    static async Task StepAsync(SlackStory story, PretendChannel channel, PretendSlackMember[] people)
    {
        await SeeAsync(story, channel, "Who does what by when?");
        var direct = story.Slack.Channel(people[3].Id);
        var step = await people[1].OpenAsync(channel.Root, "Add a step");
        await people[1].SubmitAsync(
            step,
            ("One of the suggestions", Choice(step, "One of the suggestions", Evenings)),
            ("Who does it?", "dan"),
            ("By when?", "2026-12-31"),
            ("First sign", "a lamp is lent"));
        await SeeAsync(story, channel, $"{Evenings} – dan is asked; due Thu 31 Dec 2026");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => direct.Messages.Count > 0, "Dan is asked in private"));
        Assert.True(Reads(direct.Messages[0], $"you are asked to do this: “{Evenings}” (due Thu 31 Dec 2026)"), direct.Messages[0].Shown);
        var mine = await people[3].OpenAsync(channel.Root, "My steps");
        await people[3].SubmitAsync(mine, ("What about it?", "I accept"));
        await SeeAsync(story, channel, $"{Evenings} – dan does it");
        await story.Ann.TypeAsync(channel.Id, "steps \"Ask the city\" by me due Friday");
        await SeeAsync(story, channel, "Ask the city – ann does it; due Fri 6 Mar 2026", "2 steps; 0 open and not accepted yet");
    }

    static async Task<List<PretendView>> OpenAllAsync(PretendChannel channel, PretendSlackMember[] people)
    {
        List<PretendView> sheets = [];
        foreach (var person in people)
        {
            sheets.Add(await person.OpenAsync(channel.Root, "Write ideas"));
        }

        return sheets;
    }

    static (string, string)[] Given(PretendView sheet, string idea, string[] there, bool isLast)
    {
        List<(string, string)> given = [("Idea 1", idea)];
        if (there.Length > 0)
        {
            given.Add(("Idea 1 is", Choice(sheet, "Idea 1 is", there[0])));
        }

        if (isLast)
        {
            given.Add(("Star 1", Choice(sheet, "Star 1", there.Single(First.Contains))));
        }

        return [.. given];
    }

    /// <summary>What others have written on it before, as the list of what to build on names it.</summary>
    static string[] OnSheet(PretendView sheet) => Choices(sheet, "Idea 1 is").Select(choice => choice.Split(": ", 2)).Where(parts => parts.Length > 1).Select(parts => parts[1]).ToArray();
}
