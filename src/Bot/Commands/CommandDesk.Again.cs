using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>What was delivered already, and comes again.</summary>
public sealed partial class CommandDesk
{
    // This very delivery has had its effect. What it said then may mean something else now: another session may be the only one, or number 2.
    async Task<Reply> SayAgainAsync(LoadedSession had, TypedLine line, Sender sender, CancellationToken stop)
    {
        var done = new Answer.Done(had.State);
        if (had.State.Id == await IdOfAsync(sender, stop))
        {
            return Say(done, sender, "Commands.Started") with { Started = true };
        }

        var effect = EffectAgain(line, had.State, sender);
        return Say(done, sender, effect) with { Steers = Effects.Steers(line, effect) };
    }

    // Where the line has no meaning any more (what it named is gone by it, say) only so much is certain: it was done.
    string EffectAgain(TypedLine line, Session now, Sender sender) => activities.ForVerb(line.Verb) is null ? Effects.Of(line.Verb, now, sender.Venue)
        : (CommandReader.ItemOf(line, now) is { } item ? item.Activity.Read(line, item).Value : null) switch
        {
            null => Effects.Done,
            { IsSteering: true } => Effects.OfSteering(line),
            _ => Counted,
        };
}
