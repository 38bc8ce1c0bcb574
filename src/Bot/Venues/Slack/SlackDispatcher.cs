using System.Diagnostics;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Bot.Venues.Slack.Start;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Who acts on what Slack sent, whichever door it came through: a door reads, asks here and writes the answer.</summary>
public sealed class SlackDispatcher(
    SlackCommands commands, SlackStart start, SlackMentions mentions, SlackIdeas ideas, SlackPresses presses, SlackDialogs dialogs, SlackReplies replies,
    SlackLife life, SlackMetrics metrics)
{
    readonly SlackOnce once = new();

    public async Task<SlackAnswer> AnswerAsync(SlackRequest request, CancellationToken stop)
    {
        metrics.Received(request is SlackRequest.Ignored ignored ? ignored.Why : request.GetType().Name);
        await life.LearnAsync(request, stop);
        return await (request switch
        {
            SlackRequest.Verification asked => Task.FromResult(Echo(asked.Challenge)),
            SlackRequest.Typed typed => commands.TypeAsync(typed),
            SlackRequest.Pressed { Value: [SlackOwn.Prefix, ..] } own => SlackOwn.NameIn(own.Value) switch
            {
                SlackOwn.Start => Task.FromResult(start.Open(own)),
                _ => NotHandledAsync(),
            },
            SlackRequest.Pressed pressed => presses.PressAsync(pressed, stop),
            SlackRequest.HandedIn { Metadata: [SlackOwn.Prefix, ..] } own => SlackOwn.NameIn(own.Metadata) switch
            {
                SlackOwn.Start => start.HandInAsync(own),
                _ => NotHandledAsync(),
            },
            SlackRequest.HandedIn handedIn => dialogs.HandInAsync(handedIn, stop),
            SlackRequest.OnMessage { Action: SlackShortcuts.AskWhy } chosen => commands.AskWhyAsync(chosen),
            SlackRequest.OnMessage { Action: SlackShortcuts.AddIdea } chosen => Task.FromResult(ideas.Open(chosen)),
            SlackRequest.OnMessage => NotHandledAsync(),
            SlackRequest.Started started => Task.FromResult(start.Open(started)),
            SlackRequest.Replied reply => once.Knows(reply) ? Task.FromResult(Twice()) : replies.TakeAsync(reply, stop),
            SlackRequest.Mentioned mention => once.DoAsync(mention, () => mentions.TakeAsync(mention), Twice),
            SlackRequest.HomeOpened => NotHandledAsync(),
            SlackRequest.Uninstalled gone => life.EndAsync(gone.Workspace, stop),
            SlackRequest.TokensRevoked revoked => life.RevokedAsync(revoked.Workspace, !revoked.Bots.IsEmpty, stop),
            SlackRequest.AccessChanged change => life.ChangeAsync(change.Enterprise, change.Teams, change.IsGranted, stop),
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
