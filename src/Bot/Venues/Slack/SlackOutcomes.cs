using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// What became of something that was asked of the desk: a sentence, pages to read, or, where it started a session, the facilitator's console. A session
/// whose first card its channel does not take is closed again, and its starter is told why.
/// </summary>
public sealed class SlackOutcomes(SessionHosts hosts, FirstCards cards, SlackConsole console, SlackFiles files)
{
    /// <summary>Slack shows its own error after 3 s; what takes longer is told afterwards.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.5);

    /// <summary>How long a start waits for its card, so that "I am not in this channel" is the answer itself.</summary>
    public static readonly TimeSpan CardWithin = TimeSpan.FromSeconds(2);

    /// <summary>Not cancelled with the request: a start that Slack no longer waits for is still a start.</summary>
    public async Task<SlackOutcome> OfAsync(SlackAsker asker, Task<Words> asking, Func<Words, Task<Reply>> act)
    {
        var words = await asking;
        Reply reply;
        try
        {
            reply = await act(words);
        }
        catch (StoreUnavailableException)
        {
            return Problem(words["Commands.Unavailable"], words);
        }

        if (reply.Card is { } card)
        {
            return new SlackOutcome(reply.Files is { } exported
                ? await ExportedAsync(asker, exported(), reply, card, words)
                : SlackTexts.Pages(reply.Text, card, words))
            { Reply = reply };
        }

        var problem = reply.IsProblem ? reply.Text : null;
        if (reply.Session is not { } id || hosts.Peek(id) is not { } session)
        {
            return new SlackOutcome([SlackTexts.Message(reply.Text, words)]) { Problem = problem, Reply = reply };
        }

        console.Note(session, asker.Who, asker.ResponseUrl);
        if (reply.IsShownHere)
        {
            return await ShownHereAsync(asker, reply, session, words);
        }

        return reply is { Started: true, IsProblem: false }
            ? await StartedAsync(asker, reply, session, words)
            : new SlackOutcome([await console.AnswerAsync(session, asker.Who, words, reply)]) { Problem = problem, Reply = reply };
    }

    // As files in the asker's messages with the bot; where Slack takes none, as text, under a sentence that says why.
    async Task<ImmutableArray<BlockKitMessage>> ExportedAsync(SlackAsker asker, ImmutableArray<ExportFile> exported, Reply reply, Card card, Words words) =>
        await files.SendAsync(asker.Who, exported, words["Slack.FilesHere"]) switch
        {
            SlackFate.There => [SlackTexts.Message(words["Slack.FilesSent"], words)],
            SlackFate.Unknown => [SlackTexts.Message(words["Slack.FilesUnsure"], words)],
            SlackFate.Lacking lacking => SlackTexts.Pages($"{words.Say("Slack.FilesLack", lacking.Scope)} {reply.Text}", card, words),
            _ => SlackTexts.Pages($"{words["Slack.FilesNot"]} {reply.Text}", card, words),
        };

    static SlackOutcome Problem(string text, Words words) => new([SlackTexts.Message(text, words)]) { Problem = text };

    async Task<SlackOutcome> StartedAsync(SlackAsker asker, Reply reply, LoadedSession session, Words words) => WithCard(
        await cards.StartedAsync(session, asker.Who, asker.Delivery, CardWithin),
        new SlackOutcome([SlackTexts.Console(session.State, words, [new TextBlock(reply.Text)])]) { Reply = reply },
        failure => Problem(Undelivered.Sentence(failure, words), words),
        words);

    // Whoever brought it learns why its card cannot be there, and what to do.
    async Task<SlackOutcome> ShownHereAsync(SlackAsker asker, Reply reply, LoadedSession session, Words words)
    {
        var shown = new SlackOutcome([SlackTexts.Message(reply.Text, words)]) { Reply = reply };
        return WithCard(
            await cards.BroughtAsync(session, asker.Venue, CardWithin),
            shown,
            failure => shown with { Messages = [SlackTexts.Message([new Undelivered(session.State, asker.Venue, failure, IsFirst: true).Line(words)], words)] },
            words);
    }

    // What fails in time is the answer; what fails later is told after it.
    static SlackOutcome WithCard(FirstCard card, SlackOutcome shown, Func<string, SlackOutcome> fail, Words words)
    {
        return card switch
        {
            { Failure: { } failure } => fail(failure),
            { Later: { } later } => shown with { Watch = () => WatchAsync(later) },
            _ => shown,
        };

        async Task<BlockKitMessage?> WatchAsync(Func<Task<FirstCard>> later) => await later() switch
        {
            { Failure: { } failure } => fail(failure).Messages[0],
            { Later: not null } => SlackTexts.Message(words["Slack.NotShownYet"], words),
            _ => null,
        };
    }
}

/// <param name="Messages">For the asker alone; what is too long for one stands in several, to be read in this order.</param>
public sealed record SlackOutcome(ImmutableArray<BlockKitMessage> Messages)
{
    /// <summary>Why it did not happen; null where it did.</summary>
    public string? Problem { get; init; }

    /// <summary>What the desk said; null where it could not.</summary>
    public Reply? Reply { get; init; }

    /// <summary>Goes on waiting for a card that was not there in time, and gives what is still to be said of it.</summary>
    public Func<Task<BlockKitMessage?>>? Watch { get; init; }
}
