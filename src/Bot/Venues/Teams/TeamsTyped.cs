using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// "@CoCreate vote …": what is written behind the bot's name, for its eyes alone, or in its own chat. The answer goes to its sender alone; where all could
/// read what was typed, what is promised to be private is not counted.
/// </summary>
public sealed class TeamsTyped(
    CommandDesk desk, SessionThreads threads, SessionHosts hosts, Reconciler reconciler, TeamsPeople people, TeamsNotices notices, IStore store,
    BotOptions options, TimeProvider time)
{
    /// <summary>Teams waits ten seconds at least; what takes longer is told afterwards, and is done all the same.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    /// <summary>How long a start waits for its card, so that whoever started it is told at once why it does not come.</summary>
    public static readonly TimeSpan CardWithin = TimeSpan.FromSeconds(5);

    /// <summary>Acknowledged when what it does is kept.</summary>
    public async Task<DoorAnswer> TakeAsync(TeamsRequest.Said said)
    {
        var doing = DoAsync(said);
        try
        {
            var card = await doing.WaitAsync(AnswerWithin, time);
            return DoorAnswer.After(() => SayAsync(said, card));
        }
        catch (TimeoutException)
        {
            return DoorAnswer.After(async () => await SayAsync(said, await doing));
        }
    }

    async Task SayAsync(TeamsRequest.Said said, ImmutableArray<Card> cards)
    {
        foreach (var card in cards)
        {
            await people.SayAsync(said.From, card, CancellationToken.None);
        }
    }

    async Task<ImmutableArray<Card>> DoAsync(TeamsRequest.Said said)
    {
        var (from, words) = (said.From, people.WordsOf(said.From));
        Reply reply;
        try
        {
            var aloud = from.Kind == ConversationKind.Personal || said.IsTargeted ? null : new Aloud(await SessionOfAsync(from));
            reply = await desk.TypeAsync(
                from.Venue, from.Who, said.Text, from.Delivery, words.Language, people.ZoneOf(from), CancellationToken.None, options.Language, aloud);
        }
        catch (StoreUnavailableException)
        {
            return [TeamsTexts.Message(words["Commands.Unavailable"], words)];
        }

        if (reply.Card is { } card)
        {
            var whole = card with { Body = [new TextBlock(reply.Text), .. card.Body] };
            return Cards.Adaptive.AdaptiveRenderer.Pages(whole, TeamsTexts.ReadPagesMax, page => words.Say("Session.Part", page));
        }

        if (reply.Session is not { } id || hosts.Peek(id) is not { } session)
        {
            return [TeamsTexts.Message(reply.Text, words)];
        }

        notices.Note(session, from.Who);
        return [await (reply is { Started: true, IsProblem: false } ? StartedAsync(from, reply, session, words) : AnsweredAsync(from, reply, session, words))];
    }

    async Task<Card> StartedAsync(Origin from, Reply reply, LoadedSession session, Words words)
    {
        try
        {
            if (await reconciler.FirstDeliveryAsync(session, CancellationToken.None).WaitAsync(CardWithin, time) is { } failure)
            {
                // What nobody can see is closed again: left open, it would stand in the way of the next start and come to light a day later.
                await hosts.AskAsync(session.State.Id, new Wish.Ready(new Command.Close()), from.Who, from.Delivery + ":unseen", CancellationToken.None);
                return TeamsTexts.Message(Undelivered.Sentence(failure, words), words);
            }
        }
        catch (TimeoutException)
        {
            // It comes when it can, and the console says so as long as it does not.
        }

        return TeamsTexts.Console(session.State, words, [new TextBlock(reply.Text)]);
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

    // The one under whose card the thread stands.
    async Task<SessionId?> SessionOfAsync(Origin from) =>
        from.Root is { } root ? (await threads.FindAsync(from.Venue, root, CancellationToken.None))?.State.Id : null;
}
