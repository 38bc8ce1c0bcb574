using System.Collections.Concurrent;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Teams.Tabs;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// "@CoCreate vote …": what is written behind the bot's name, for its eyes alone, or in its own chat. The answer goes to its sender alone; where all could
/// read what was typed, what is promised to be private is not counted. Without words it is help, with the button that starts something without typing.
/// </summary>
public sealed class TeamsTyped(
    CommandDesk desk, ChatInvite invite, SessionThreads threads, TeamsOutcomes outcomes, TeamsPeople people, TeamsErasing erasing,
    TabTickets tickets, TabCodes codes, BotOptions options, TimeProvider time)
{
    readonly ConcurrentDictionary<string, Task<TeamsOutcome>> late = new(StringComparer.Ordinal); // as many as take too long at once

    /// <summary>Acknowledged when what it does is kept.</summary>
    public async Task<DoorAnswer> TakeAsync(TeamsRequest.Said said)
    {
        if (await erasing.AnswerAsync(said) is { } erased)
        {
            return erased;
        }

        var isAgain = late.TryGetValue(said.From.Delivery, out var before);
        var doing = before ?? DoAsync(said);
        try
        {
            var outcome = await doing.WaitAsync(TeamsOutcomes.AnswerWithin, time);
            return isAgain ? DoorAnswer.Ok : DoorAnswer.After(() => outcomes.SayAsync(said.From, outcome));
        }
        catch (TimeoutException)
        {
            // It is not known to be kept, so it is not acknowledged. It goes on all the same, and is told when it is done.
            Func<Task>? then = !isAgain && late.TryAdd(said.From.Delivery, doing) ? () => SayLateAsync(said.From, doing) : null;
            return DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable, Then = then };
        }
    }

    async Task SayLateAsync(Origin to, Task<TeamsOutcome> doing)
    {
        try
        {
            await outcomes.SayAsync(to, await doing);
        }
        finally
        {
            late.TryRemove(to.Delivery, out _);
        }
    }

    async Task<TeamsOutcome> DoAsync(TeamsRequest.Said said)
    {
        var (from, words) = (said.From, people.WordsOf(said.From));
        if (TeamsStart.IsMeant(said.Text))
        {
            var offered = TeamsStart.Offered(await outcomes.OfAsync(from, await TypeAsync(from, "", null, words), words), words);
            return from.Kind == ConversationKind.Personal && await ButtonAsync(from, words) is { } mine ? offered.With(mine) : offered;
        }

        Reply reply;
        try
        {
            if (TabCodes.IsMeant(said.Text))
            {
                return await outcomes.OfAsync(from, new Reply(await codes.AnswerAsync(from, words, CancellationToken.None)), words);
            }

            if (ChatInvite.IsMeant(said.Text))
            {
                var typed = new TypedInvite(from.Venue, from.Who, said.Text, from.Delivery, people.ZoneOf(from));
                return await outcomes.OfAsync(from, await invite.InviteAsync(typed, words), words);
            }

            var aloud = from.Kind == ConversationKind.Personal || said.IsTargeted ? null : new Aloud(await SessionOfAsync(from));
            reply = await TypeAsync(from, said.Text, aloud, words);
            reply = reply.Key == Forgetting.Done ? reply with { Text = $"{reply.Text} {words["Teams.ForgetElsewhere"]}" } : reply;
        }
        catch (StoreUnavailableException)
        {
            reply = new Reply(words["Commands.Unavailable"], IsProblem: true);
        }

        var outcome = await outcomes.OfAsync(from, reply, words);
        return reply.IsHelp && from.Kind == ConversationKind.Personal && await ButtonAsync(from, words) is { } button ? outcome.With(button) : outcome;
    }

    // An answer is worth more than the button under it.
    async Task<OpenUrl?> ButtonAsync(Origin from, Words words)
    {
        try
        {
            return await tickets.ButtonAsync(from.Who, words, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    Task<Reply> TypeAsync(Origin from, string text, Aloud? aloud, Words words) => desk.TypeAsync(
        from.Venue, from.Who, text, from.Delivery, words.Language, people.ZoneOf(from), CancellationToken.None, options.Language, aloud);

    // The one under whose card the thread stands.
    async Task<SessionId?> SessionOfAsync(Origin from) =>
        from.Root is { } root ? (await threads.FindAsync(from.Venue, root, CancellationToken.None))?.State.Id : null;
}
