using System.Diagnostics;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Slack.Home;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Bot.Venues.Slack.Start;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Who acts on what Slack sent, whichever door it came through: a door reads, asks here and writes the answer.</summary>
public sealed class SlackDispatcher(
    SlackCommands commands, SlackStart start, SlackMentions mentions, SlackIdeas ideas, SlackPresses presses, SlackDialogs dialogs,
    ThreadReplies<SlackRequest.Replied> replies, SlackLife life, SlackPeople people, SlackHome home, SlackQuotes quotes, SlackMetrics metrics)
{
    readonly Once once = new();

    public async Task<DoorAnswer> AnswerAsync(SlackRequest request, CancellationToken stop)
    {
        metrics.Received(request is SlackRequest.Ignored ignored ? ignored.Why : request.GetType().Name);
        try
        {
            await life.LearnAsync(request, stop);
            request = await NamedAsync(await people.KnownAsync(request, stop), stop);
        }
        catch (StoreUnavailableException)
        {
            return DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable }; // not as a second person: Slack tells again, or says so
        }

        return await DoAsync(request, stop);
    }

    // Only for those who are heard here: a channel has threads in which nobody is asked anything.
    async ValueTask<SlackRequest> NamedAsync(SlackRequest request, CancellationToken stop) => request switch
    {
        SlackRequest.Mentioned { Marked: not null } mention => await quotes.ReadAsync(mention),
        SlackRequest.Replied { Marked: not null } reply when SlackDirect.Is(reply.Venue) || await replies.IsInSessionAsync(reply, stop) =>
            await quotes.ReadAsync(reply),
        _ => request,
    };

    Task<DoorAnswer> DoAsync(SlackRequest request, CancellationToken stop) => request switch
    {
        SlackRequest.Verification asked => Task.FromResult(Echo(asked.Challenge)),
        SlackRequest.Typed typed => commands.TypeAsync(typed),
        SlackRequest.Pressed { Metadata: SlackOwn.Home } pressed => home.PressAsync(pressed, stop),
        SlackRequest.Pressed { Value: [SlackOwn.Prefix, ..] } own => SlackOwn.NameIn(own.Value) switch
        {
            SlackOwn.Start => Task.FromResult(start.Open(own)),
            _ => NotHandledAsync(),
        },
        SlackRequest.Pressed pressed => presses.PressAsync(pressed, stop),
        SlackRequest.HandedIn { Metadata: [SlackOwn.Prefix, ..] } own => SlackOwn.NameIn(own.Metadata) switch
        {
            SlackOwn.Start => start.HandInAsync(own),
            SlackOwn.Home => home.HandInAsync(own, stop),
            _ => NotHandledAsync(),
        },
        SlackRequest.HandedIn handedIn => home.FollowAsync(handedIn.Who, dialogs.HandInAsync(handedIn, stop)),
        SlackRequest.OnMessage { Action: SlackShortcuts.AskWhy } chosen => commands.AskWhyAsync(chosen),
        SlackRequest.OnMessage { Action: SlackShortcuts.AddIdea } chosen => Task.FromResult(ideas.Open(chosen)),
        SlackRequest.OnMessage => NotHandledAsync(),
        SlackRequest.Started started => Task.FromResult(start.Open(started)),
        SlackRequest.Replied { IsChange: false, Text: { } text } reply when SlackDirect.Is(reply.Venue) => ReplyToBotAsync(reply, text, stop),
        SlackRequest.Replied reply => IsMention(reply) ? Task.FromResult(Twice()) : replies.TakeAsync(reply, stop),
        SlackRequest.Mentioned mention => once.DoAsync(mention.Event, mention.Delivery, () => mentions.TakeAsync(mention), Twice),
        SlackRequest.HomeOpened opened => Task.FromResult(home.Open(opened)),
        SlackRequest.Uninstalled gone => life.EndAsync(gone.Workspace, stop),
        SlackRequest.TokensRevoked revoked => life.RevokedAsync(revoked.Workspace, !revoked.Bots.IsEmpty, stop),
        SlackRequest.AccessChanged change => life.ChangeAsync(change.Enterprise, change.Teams, change.IsGranted, stop),
        SlackRequest.Ignored => Task.FromResult(DoorAnswer.Ok),
        _ => throw new UnreachableException(),
    };

    // Whoever replies to what the bot wrote to them alone writes to it as well; only under a card it is a reply to what the card asks.
    async Task<DoorAnswer> ReplyToBotAsync(SlackRequest.Replied reply, string text, CancellationToken stop)
    {
        try
        {
            return await replies.IsInSessionAsync(reply, stop) ? await replies.TakeAsync(reply, stop)
                : await DoAsync(new SlackRequest.Mentioned(reply.Who, reply.Venue, reply.Thread, reply.Ts, text.Trim(), reply.Event), stop);
        }
        catch (StoreUnavailableException)
        {
            return DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };
        }
    }

    // Its message comes as a reply, too, where Slack does not tell the bot's own id.
    bool IsMention(SlackRequest.Replied reply) => once.Knows(SlackRequest.Mentioned.DeliveryOf(reply.Venue, reply.Ts));

    DoorAnswer Twice()
    {
        metrics.Received("mention_told_twice");
        return DoorAnswer.Ok;
    }

    Task<DoorAnswer> NotHandledAsync()
    {
        metrics.Received("not_handled");
        return Task.FromResult(DoorAnswer.Ok);
    }

    static DoorAnswer Echo(string challenge) => DoorAnswer.Of(WireJson.Object(json => json.WriteString("challenge", challenge)));
}
