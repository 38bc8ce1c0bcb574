using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Buttons. The acknowledgement means durable; what could not be done is told to the one who pressed, in their language, when that is out.</summary>
public sealed class SlackPresses(SessionHosts hosts, SlackDialogs dialogs, SlackWhisper whisper, SlackLanguages languages, SlackConsole console)
{
    static readonly Dictionary<string, string> NoFields = [];

    public async Task<DoorAnswer> PressAsync(SlackRequest.Pressed pressed, CancellationToken stop)
    {
        if (!Press.TryDecode(pressed.Value, out var press) || !SessionId.IsId(press.Session))
        {
            return Tell(pressed, words => words.Say(Refusals.OldCard));
        }

        var id = new SessionId(press.Session);
        if (BlockKitRenderer.OpensDialog(pressed.ActionId) && !BlockKitRenderer.AsksFirst(pressed.ActionId))
        {
            return Open(pressed, press);
        }

        if (await IsElsewhereAsync(id, pressed, stop) is { } elsewhere)
        {
            return elsewhere;
        }

        var before = hosts.Peek(id);
        var answer = await hosts.AskAsync(id, new Wish.Pressed(press, NoFields), pressed.Who, pressed.Trigger, stop);
        var isAsked = pressed.Place.IsDirect && OwnSteps.IsPress(press); // on the message in which they were asked
        return answer switch
        {
            Answer.Done when BlockKitRenderer.OpensDialog(pressed.ActionId) => Open(pressed, press),
            Answer.Done done when isAsked => Replace(pressed, press, done.Session, null),
            Answer.Refused refused when isAsked => Replace(pressed, press, refused.Session, refused.Refusal),
            Answer.Done done => IsConsole(pressed, done.Session) ? Redraw(pressed, done.Session, null) : AskBack(pressed, before, done.Session, press),
            Answer.Refused refused => Refused(pressed, refused),
            Answer.Busy => Failed(pressed, "Commands.Busy"),
            _ => Failed(pressed, "Commands.Unavailable"),
        };
    }

    DoorAnswer Replace(SlackRequest.Pressed pressed, Press press, Session session, Refusal? refusal) => DoorAnswer.After(async () =>
    {
        var words = await languages.ForAsync(pressed.Who);
        var lines = AskedSteps.Answered(hosts, session, press, pressed.Who, refusal, words);
        await whisper.SayAsync(pressed.ResponseUrl, SlackTexts.Message(lines, words), replaces: true);
    });

    // What an activity says about what was just given is for its giver alone.
    DoorAnswer AskBack(SlackRequest.Pressed pressed, LoadedSession? before, Session then, Press press)
    {
        return press is { Round: 0, Verb: SessionCards.JoinVerb }
            ? Tell(pressed, words => words[Effects.Of(press.Verb, then, then.Venue)]) // the card may look as it did
            : Aside(languages.Default).IsEmpty ? DoorAnswer.Ok : Tell(pressed, words => Aside(words).Plain());

        ImmutableArray<Run> Aside(Words words) => Effects.Aside(before, then, press.Round, pressed.Who, words);
    }

    // At once: the trigger lives three seconds.
    DoorAnswer Open(SlackRequest.Pressed pressed, Press press) => DoorAnswer.After(() => dialogs.OpenAsync(pressed, press));

    // Null where it is the session's own place; where there is no such session, whoever is asked next says so.
    async ValueTask<DoorAnswer?> IsElsewhereAsync(SessionId id, SlackRequest.Pressed pressed, CancellationToken stop)
    {
        try
        {
            return await hosts.LookAsync(id, session => pressed.Place.IsOf(session.State), stop) is not { } session ? null
                : !pressed.Place.IsOf(session.State) ? Tell(pressed, words => words["Slack.OtherWorkspace"])
                : null;
        }
        catch (StoreUnavailableException)
        {
            return Failed(pressed, "Commands.Unavailable");
        }
    }

    DoorAnswer Refused(SlackRequest.Pressed pressed, Answer.Refused refused) => IsConsole(pressed, refused.Session)
        ? Redraw(pressed, refused.Session, refused.Refusal)
        : Tell(pressed, words => words.Say(refused.Refusal));

    // Slack shows a warning sign beside the button, and the person is told why.
    DoorAnswer Failed(SlackRequest.Pressed pressed, string key) =>
        Tell(pressed, words => words[key]) with { Status = StatusCodes.Status429TooManyRequests };

    DoorAnswer Tell(SlackRequest.Pressed pressed, Func<Words, string> text) => DoorAnswer.After(async () =>
    {
        var words = await languages.ForAsync(pressed.Who);
        await whisper.SayAsync(pressed.ResponseUrl, SlackTexts.Message(text(words), words));
    });

    // The console is the only private message with such buttons; it is drawn anew from the state, as every card is. Whoever cannot be told in the channel
    // has it as a message from the bot.
    bool IsConsole(SlackRequest.Pressed pressed, Session session)
    {
        if (!(pressed.IsEphemeral || pressed.Place.IsDirect) || !session.Exists || hosts.Peek(session.Id) is not { } loaded)
        {
            return false;
        }

        console.Note(loaded, pressed.Who, pressed.ResponseUrl);
        return loaded.IsFacilitator(pressed.Who);
    }

    DoorAnswer Redraw(SlackRequest.Pressed pressed, Session session, Refusal? refusal) => DoorAnswer.After(async () =>
    {
        var words = await languages.ForAsync(pressed.Who);
        var drawn = await console.DrawAsync(session, words, refusal is null ? null : words.Say(refusal));
        await whisper.SayAsync(pressed.ResponseUrl, drawn, replaces: true);
    });
}
