using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// What became of something that was asked of the desk: a sentence, pages to read, or, where it started a session, the facilitator's console. A session
/// whose first card its conversation does not take is closed again, and its starter is told why.
/// </summary>
public sealed class TeamsOutcomes(
    SessionHosts hosts, Reconciler reconciler, TeamsPeople people, TeamsNotices notices, TeamsChannels channels, IStore store, TimeProvider time)
{
    /// <summary>Teams waits ten seconds at least; what takes longer is told afterwards, and is done all the same.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    /// <summary>How long a start waits for its card, so that whoever started it is told at once why it does not come.</summary>
    public static readonly TimeSpan CardWithin = TimeSpan.FromSeconds(5);

    public async Task<TeamsOutcome> OfAsync(Origin from, Reply reply, Words words)
    {
        var problem = reply.IsProblem ? reply.Text : null;
        if (reply.Card is { } card)
        {
            var whole = card with { Body = [new TextBlock(reply.Text), .. card.Body] };
            return new TeamsOutcome(AdaptiveRenderer.Pages(whole, TeamsTexts.ReadPagesMax, page => words.Say("Session.Part", page)), reply, problem);
        }

        if (reply.Session is not { } id || hosts.Peek(id) is not { } session)
        {
            return new TeamsOutcome([TeamsTexts.Message(reply.Text, words)], reply, problem);
        }

        notices.Note(session, from.Who);
        return reply is { Started: true, IsProblem: false }
            ? await StartedAsync(from, reply, session, words)
            : new TeamsOutcome([await AnsweredAsync(from, reply, session, words)], reply, problem);
    }

    /// <summary>All of it, one after the other: it is read in this order.</summary>
    public async Task SayAsync(Origin to, TeamsOutcome outcome)
    {
        foreach (var card in outcome.Cards)
        {
            await people.SayAsync(to, card, CancellationToken.None);
        }
    }

    async Task<TeamsOutcome> StartedAsync(Origin from, Reply reply, LoadedSession session, Words words)
    {
        try
        {
            if (await reconciler.FirstDeliveryAsync(session, CancellationToken.None).WaitAsync(CardWithin, time) is { } failure)
            {
                // What nobody can see is closed again: left open, it would stand in the way of the next start and come to light a day later.
                await hosts.AskAsync(session.State.Id, new Wish.Ready(new Command.Close()), from.Who, from.Delivery + ":unseen", CancellationToken.None);
                var why = await channels.WhyAsync(from, failure, words, CancellationToken.None);
                return new TeamsOutcome([TeamsTexts.Message(why, words)], reply, why);
            }
        }
        catch (TimeoutException)
        {
            // It comes when it can, and the console says so as long as it does not.
        }

        return new TeamsOutcome([TeamsTexts.Console(session.State, words, [new TextBlock(reply.Text)])], reply, null);
    }

    async Task<Card> AnsweredAsync(Origin from, Reply reply, LoadedSession session, Words words)
    {
        ImmutableArray<Element> lead = [new TextBlock(reply.Text)];
        return !session.IsFacilitator(from.Who) ? TeamsTexts.Message(lead, words)
            : reply.Steers ? TeamsTexts.Console(session.State, words, [.. lead, .. await MissingAsync(session.State, words)])
            : TeamsTexts.Message([.. lead, .. await MissingAsync(session.State, words)], words);
    }

    async Task<ImmutableArray<Element>> MissingAsync(Session session, Words words)
    {
        try
        {
            return [.. await Undelivered.LinesAsync(store.Posts, session, words, CancellationToken.None), .. Untold(session, words)];
        }
        catch (StoreUnavailableException)
        {
            return Untold(session, words); // the answer is worth more than its postscript
        }
    }

    ImmutableArray<Element> Untold(Session session, Words words) =>
        notices.UntoldIn(session.Id) is > 0 and var untold ? [new TextBlock(words.Count("Chat.Untold", untold))] : [];
}

/// <param name="Cards">For whoever asked alone, to be read in this order.</param>
/// <param name="Problem">Why it did not happen; null where it did.</param>
public sealed record TeamsOutcome(ImmutableArray<Card> Cards, Reply Reply, string? Problem)
{
    /// <summary>The same with a button under all there is to read.</summary>
    public TeamsOutcome With(CardAction button) =>
        Cards is [.. var first, var last] ? this with { Cards = [.. first, last with { Body = [.. last.Body, new ActionSet([button])] }] } : this;
}
