using System.Diagnostics;
using CoCreateBot.Bot.Venues.Slack.Home;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Who acts on what Slack sent, whichever door it came through: a door reads, asks here and writes the answer.</summary>
public sealed class SlackDispatcher(
    SlackCommands commands, SlackPresses presses, SlackDialogs dialogs, SlackReplies replies, SlackHome home, SlackMetrics metrics)
{
    readonly SlackOnce mentions = new();

    public async Task<SlackAnswer> AnswerAsync(SlackRequest request, CancellationToken stop)
    {
        metrics.Received(request is SlackRequest.Ignored ignored ? ignored.Why : request.GetType().Name);
        return await (request switch
        {
            SlackRequest.Verification asked => Task.FromResult(Echo(asked.Challenge)),
            SlackRequest.Typed typed => commands.TypeAsync(typed),
            SlackRequest.Pressed { Metadata: SlackOwn.Home } pressed => home.PressAsync(pressed, stop),
            SlackRequest.Pressed { Value: [SlackOwn.Prefix, ..] } => NotHandledAsync(),
            SlackRequest.Pressed pressed => presses.PressAsync(pressed, stop),
            SlackRequest.HandedIn { Metadata: [SlackOwn.Prefix, ..] } own when SlackOwn.NameIn(own.Metadata) == SlackOwn.Home => home.HandInAsync(own, stop),
            SlackRequest.HandedIn { Metadata: [SlackOwn.Prefix, ..] } => NotHandledAsync(),
            SlackRequest.HandedIn handedIn => home.FollowAsync(handedIn.Who, dialogs.HandInAsync(handedIn, stop)),
            SlackRequest.OnMessage { Action: SlackShortcuts.AskWhy } chosen => commands.AskWhyAsync(chosen),
            SlackRequest.OnMessage => NotHandledAsync(),
            SlackRequest.Started => NotHandledAsync(),
            SlackRequest.Replied reply => mentions.Knows(reply) ? Task.FromResult(Twice()) : replies.TakeAsync(reply, stop),
            SlackRequest.Mentioned mention => mentions.DoAsync(mention, NotHandledAsync, Twice),
            SlackRequest.HomeOpened opened => Task.FromResult(home.Open(opened)),
            SlackRequest.Uninstalled => NotHandledAsync(),
            SlackRequest.TokensRevoked => NotHandledAsync(),
            SlackRequest.AccessChanged => NotHandledAsync(),
            SlackRequest.Ignored => Task.FromResult(SlackAnswer.Ok),
            _ => throw new UnreachableException(),
        });
    }

    SlackAnswer Twice()
    {
        metrics.Received("mention_told_twice");
        return SlackAnswer.Ok;
    }

    Task<SlackAnswer> NotHandledAsync()
    {
        metrics.Received("not_handled");
        return Task.FromResult(SlackAnswer.Ok);
    }

    static SlackAnswer Echo(string challenge) => SlackAnswer.Of(SlackJson.Object(json => json.WriteString("challenge", challenge)));
}
