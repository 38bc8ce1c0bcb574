using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>What a line or a form begins: a session by its agenda, or one activity.</summary>
public sealed partial class CommandDesk
{
    async Task<Parsed<Command.Open>> ReadStartAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        if (activities.ForVerb(line.Verb) is { } activity)
        {
            return OfOne(activity.Plan(line), sender);
        }

        var own = await store.Recipes.ReadAsync(sender.Venue, stop);
        return OfSession(SessionStart.Read(line, activities, [.. Recipe.BuiltIn, .. own], time.GetUtcNow()), sender);
    }

    Parsed<Command.Open> OfSession(Parsed<SessionStart> read, Sender sender) =>
        read.Value is { } start ? Open(sender, start.IsLive, start.Agenda, start.Charter) : read.Refusal ?? Refusals.NotUnderstood;

    Parsed<Command.Open> OfOne(Parsed<ActivityPlan> read, Sender sender) =>
        read.Value is { } plan ? Open(sender, isLive: false, [plan]) : read.Refusal ?? Refusals.NotUnderstood;
}
