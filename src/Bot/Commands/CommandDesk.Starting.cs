using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
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

    // An answer to what is open, or the start of something else; where it could be either the sender is asked.
    async Task<Reply> StartOrAnswerAsync(
        Activity activity, TypedLine line, ImmutableArray<LoadedSession> inVenue, MeantSessions meant, Sender sender, CancellationToken stop)
    {
        if (line.IsBare && inVenue.Any(session => session.State is { Charter: not null, OpenItem: { } open } && open.Activity == activity))
        {
            return Problem(new Refusal("Commands.OpenAlready", RefusalKind.NotNow, line.Verb), sender.Words);
        }

        var answerable = meant.ToAnswer(activity, line);
        if (!answerable.IsEmpty)
        {
            return await AskAsync(answerable, line, sender, stop);
        }

        if (meant.ToCorrect(activity, line) is { IsEmpty: false } correctable)
        {
            return await AskAsync(correctable, line, sender, stop);
        }

        if (meant.ComesTooLate(activity, line))
        {
            return Problem(Refusals.Closed, sender.Words); // and is never the start of another
        }

        if (line.IsTextAlone && inVenue.Any(session => session.State.OpenItem is { } open && open.Activity == activity && activity.IsAnsweredInWords(open)))
        {
            return Problem(new Refusal("Commands.AnswerOrAnother", RefusalKind.Wrong, line.Verb, line.Question!), sender.Words); // ! it is all there is
        }

        if ((line.IsTextAlone || line.IsBare) && inVenue.Any(session => session.State is { IsOpen: true } open && open.HasAhead(activity)))
        {
            return Problem(new Refusal("Commands.ComesLater", RefusalKind.NotNow, line.Verb), sender.Words);
        }

        var plan = activity.Plan(line);
        return plan.Refusal is not null && meant.WasAnswerable(activity, line)
            ? Problem(Refusals.Closed, sender.Words)
            : await StartAsync(OfOne(plan, sender), sender, stop);
    }
}
