using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
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
    SessionHosts hosts, FirstCards first, TeamsPeople people, TeamsNotices notices, TeamsChannels channels, IStore store)
{
    /// <summary>Teams waits ten seconds at least; what takes longer is told afterwards, and is done all the same.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    /// <summary>How long a start waits for its card, so that whoever started it is told at once why it does not come; less than a form waits.</summary>
    public static readonly TimeSpan CardWithin = TimeSpan.FromSeconds(3);

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
        if (reply.IsShownHere)
        {
            return await ShownHereAsync(from, reply, session, words);
        }

        return reply is { Started: true, IsProblem: false }
            ? await StartedAsync(from, reply, session, words)
            : new TeamsOutcome([await AnsweredAsync(from, reply, session, words)], reply, problem);
    }

    /// <summary>All of it, one after the other: it is read in this order. What is not known yet follows.</summary>
    public async Task SayAsync(Origin to, TeamsOutcome outcome)
    {
        foreach (var card in outcome.Cards)
        {
            await people.SayAsync(to, card, CancellationToken.None);
        }

        if (outcome.Watch is { } watch && await watch() is { } later)
        {
            await people.SayAsync(to, later, CancellationToken.None);
        }
    }

    async Task<TeamsOutcome> StartedAsync(Origin from, Reply reply, LoadedSession session, Words words) => await WithCardAsync(
        from,
        await first.StartedAsync(session, from.Who, from.Delivery, CardWithin),
        new TeamsOutcome([TeamsTexts.Console(session.State, words, [new TextBlock(reply.Text)])], reply, null),
        why => new TeamsOutcome([TeamsTexts.Message(why, words)], reply, why),
        words);

    // Whoever brought it learns why its card cannot be there, and what to do.
    async Task<TeamsOutcome> ShownHereAsync(Origin from, Reply reply, LoadedSession session, Words words)
    {
        var shown = new TeamsOutcome([TeamsTexts.Message(reply.Text, words)], reply, null);
        return await WithCardAsync(
            from, await first.BroughtAsync(session, from.Venue, CardWithin), shown, why => shown with { Cards = [TeamsTexts.Message(why, words)] }, words);
    }

    // What fails in time is the answer; what fails later is told after it.
    async Task<TeamsOutcome> WithCardAsync(Origin from, FirstCard card, TeamsOutcome shown, Func<string, TeamsOutcome> fail, Words words)
    {
        return card switch
        {
            { Failure: { } failure } => fail(await channels.WhyAsync(from, failure, words, CancellationToken.None)),
            { Later: { } later } => shown with { Watch = () => WatchAsync(later) },
            _ => shown,
        };

        async Task<Card?> WatchAsync(Func<Task<FirstCard>> later) => await later() switch
        {
            { Failure: { } failure } => fail(await channels.WhyAsync(from, failure, words, CancellationToken.None)).Cards[0],
            { Later: not null } => TeamsTexts.Message(words["Teams.NotShownYet"], words),
            _ => null,
        };
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
    /// <summary>Goes on waiting for a card that was not there in time, and gives what is still to be said of it.</summary>
    public Func<Task<Card?>>? Watch { get; init; }

    /// <summary>The same with a button under all there is to read.</summary>
    public TeamsOutcome With(CardAction button) =>
        Cards is [.. var first, var last] ? this with { Cards = [.. first, last with { Body = [.. last.Body, new ActionSet([button])] }] } : this;
}
