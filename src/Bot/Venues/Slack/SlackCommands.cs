using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Slash commands: what was typed goes to the desk, what became of it back to its sender alone.</summary>
public sealed partial class SlackCommands(
    CommandDesk desk,
    SlackInvite invite,
    SessionHosts hosts,
    Reconciler reconciler,
    SlackWhisper whisper,
    SlackLanguages languages,
    SlackConsole console,
    BotOptions options,
    TimeProvider time)
{
    /// <summary>Slack shows its own error after 3 s; what takes longer is told through the response_url.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.5);

    /// <summary>How long a start waits for its card, so that "I am not in this channel" is the answer itself.</summary>
    public static readonly TimeSpan CardWithin = TimeSpan.FromSeconds(2);

    /// <summary>How long after the answer a card that fails is still told to who started it.</summary>
    public static readonly TimeSpan WatchCardFor = TimeSpan.FromSeconds(30);

    public async Task<SlackAnswer> TypeAsync(SlackRequest.Typed typed)
    {
        var asker = new Asker(typed.Who, typed.Trigger, typed.ResponseUrl);
        var asking = languages.ForAsync(typed.Who).AsTask();
        var answering = AnswerAsync(asker, asking, words => DoAsync(typed, words));
        try
        {
            var said = await answering.WaitAsync(AnswerWithin, time);
            return SlackAnswer.Of(SlackApi.Ephemeral(said.Message), said.Watch);
        }
        catch (TimeoutException)
        {
            var words = await asking; // over long ago
            return SlackAnswer.Of(SlackApi.Ephemeral(SlackTexts.Message(words["Slack.Slow"], words)), async () =>
            {
                var said = await answering;
                await whisper.SayAsync(typed.ResponseUrl, said.Message);
                await (said.Watch?.Invoke() ?? Task.CompletedTask);
            });
        }
    }

    /// <summary>Who is told what became of it, and where.</summary>
    sealed record Asker(Person Who, string Trigger, string? ResponseUrl);

    /// <param name="Watch">Goes on waiting for a card that was not there in time, or says what is too long for one message.</param>
    sealed record Said(BlockKitMessage Message, Func<Task>? Watch = null);

    // Not cancelled with the request: a start that Slack no longer waits for is still a start.
    async Task<Said> AnswerAsync(Asker asker, Task<Words> asking, Func<Words, Task<Reply>> act)
    {
        var words = await asking;
        Reply reply;
        try
        {
            reply = await act(words);
        }
        catch (StoreUnavailableException)
        {
            return new Said(SlackTexts.Message(words["Commands.Unavailable"], words));
        }

        if (reply.Card is { } card)
        {
            var pages = SlackTexts.Pages(reply.Text, card, words);
            return new Said(pages[0], pages.Length == 1 ? null : () => SayAsync(asker, pages[1..]));
        }

        if (reply.Session is not { } id || hosts.Peek(id) is not { } session)
        {
            return new Said(SlackTexts.Message(reply.Text, words));
        }

        console.Note(session, asker.Who, asker.ResponseUrl);
        return reply is { Started: true, IsProblem: false }
            ? await StartedAsync(asker, reply.Text, session, words)
            : new Said(await console.AnswerAsync(session, asker.Who, words, reply.Text));
    }

    async Task<Reply> DoAsync(SlackRequest.Typed typed, Words words) => SlackInvite.IsMeant(typed.Text)
        ? await invite.InviteAsync(typed, words)
        : await desk.TypeAsync(
            typed.Venue, typed.Who, typed.Text, typed.Trigger, words.Language, languages.ZoneOf(typed.Who), CancellationToken.None,
            shared: options.Language);

    // One after the other: they are read in this order.
    async Task SayAsync(Asker asker, ImmutableArray<BlockKitMessage> pages)
    {
        foreach (var page in pages)
        {
            await whisper.SayAsync(asker.ResponseUrl, page);
        }
    }

    async Task<Said> StartedAsync(Asker asker, string text, LoadedSession session, Words words)
    {
        var delivery = reconciler.FirstDeliveryAsync(session, CancellationToken.None);
        try
        {
            return await delivery.WaitAsync(CardWithin, time) is { } failure
                ? new Said(await CloseUnseenAsync(asker, failure, session, words))
                : new Said(SlackTexts.Console(session.State, words, [new TextBlock(text)]));
        }
        catch (TimeoutException)
        {
            return new Said(SlackTexts.Console(session.State, words, [new TextBlock(text)]), () => WatchAsync(asker, delivery, session, words));
        }
    }

    async Task WatchAsync(Asker asker, Task<string?> delivery, LoadedSession session, Words words)
    {
        try
        {
            if (await delivery.WaitAsync(WatchCardFor, time) is { } failure)
            {
                await whisper.SayAsync(asker.ResponseUrl, await CloseUnseenAsync(asker, failure, session, words));
            }
        }
        catch (TimeoutException)
        {
            await whisper.SayAsync(asker.ResponseUrl, SlackTexts.Message(words["Slack.NotShownYet"], words));
        }
    }

    // What nobody can see is closed again: left open, it would stand in the way of the next start and come to light a day later.
    async Task<BlockKitMessage> CloseUnseenAsync(Asker asker, string failure, LoadedSession session, Words words)
    {
        await hosts.AskAsync(
            session.State.Id, new Wish.Ready(new Command.Close()), asker.Who, asker.Trigger + ":unseen", CancellationToken.None);
        return SlackTexts.Message(Undelivered.Sentence(failure, words), words);
    }
}
