using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Stories of brainwriting, told shortly.</summary>
static class Writing
{
    /// <summary>So many have joined when it opens, Ann among them; nobody has a sheet yet.</summary>
    public static Story Opened(string line, int people = 1, bool isLive = true)
    {
        var story = isLive ? Story.Given("checkin", line) : Story.GivenAsynchronous("checkin", line);
        story = Enumerable.Range(1, people - 1).Aggregate(story, (now, n) => now.When(new Command.Join(), Person(n)));
        return story.When(new Command.Next(), Somebody.Ann).Happened();
    }

    /// <summary>0 is Ann.</summary>
    public static Somebody Person(int n) => n < Somebody.All.Length ? Somebody.All[n] : Somebody.Number(n);

    public static Brainwriting State(this Story story) => (Brainwriting)story.Item.State;

    public static Story Takes(this Story story, Somebody who) => story.Presses(who, "write");

    public static Story AllTake(this Story story, int people) =>
        Enumerable.Range(0, people).Aggregate(story, (now, n) => now.Takes(Person(n)));

    public static HeldSheet Holds(this Story story, Somebody who) =>
        story.State().CurrentOf(who.In(story.Item)) ?? throw new InvalidOperationException($"{who.Name} has no sheet.");

    /// <summary>Hands in on the sheet before them.</summary>
    public static Story Writes(this Story story, Somebody who, params string[] ideas) => story.WritesOn(story.Holds(who), who, ideas);

    public static Story WritesOn(this Story story, HeldSheet held, Somebody who, params string[] ideas) => story.Presses(
        who, "hand-in", $"{held.Sheet}.{held.Round}", [.. Enumerable.Range(0, 3).Select(n => ($"idea-{n + 1}", n < ideas.Length ? ideas[n] : ""))]);

    public static int Number(this Story story, string text) => story.State().Ideas.Values.Single(idea => idea.Text == text).Id;

    public static string Said(this Story story, Somebody who) => Shown.Dialog(story, who);
}
