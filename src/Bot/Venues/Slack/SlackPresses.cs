using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Buttons. The acknowledgement means durable; what could not be done is told to the one who pressed.</summary>
public sealed class SlackPresses(SessionHosts hosts, SlackDialogs dialogs, SlackWhisper whisper, BotOptions options, Lexicon lexicon)
{
    static readonly Dictionary<string, string> NoFields = [];

    public async Task<SlackAnswer> PressAsync(SlackRequest.Pressed pressed, CancellationToken stop)
    {
        if (!Press.TryDecode(pressed.Value, out var press) || !SessionId.IsId(press.Session))
        {
            var words = lexicon.In(options.Language);
            return Tell(pressed, words.Say(Refusals.OldCard), words);
        }

        var id = new SessionId(press.Session);
        if (BlockKitRenderer.OpensDialog(pressed.ActionId) && !BlockKitRenderer.AsksFirst(pressed.ActionId))
        {
            return SlackAnswer.After(() => dialogs.OpenAsync(pressed, press)); // the trigger lives three seconds
        }

        var answer = await hosts.AskAsync(id, new Wish.Pressed(press, NoFields), pressed.Who, pressed.Trigger, stop);
        return answer switch
        {
            Answer.Done when BlockKitRenderer.OpensDialog(pressed.ActionId) => SlackAnswer.After(() => dialogs.OpenAsync(pressed, press)),
            Answer.Done done => Done(pressed, done.Session),
            Answer.Refused refused => Refused(pressed, refused),
            Answer.Busy => Failed(pressed, "Commands.Busy", id),
            _ => Failed(pressed, "Commands.Unavailable", id),
        };
    }

    SlackAnswer Done(SlackRequest.Pressed pressed, Session session) =>
        IsConsole(pressed, session) ? Redraw(pressed, session, lexicon.In(session.Language), null) : SlackAnswer.Ok;

    SlackAnswer Refused(SlackRequest.Pressed pressed, Answer.Refused refused)
    {
        var words = lexicon.In(refused.Session.Exists ? refused.Session.Language : options.Language);
        var text = words.Say(refused.Refusal);
        return IsConsole(pressed, refused.Session) ? Redraw(pressed, refused.Session, words, text) : Tell(pressed, text, words);
    }

    // Slack shows a warning sign beside the button, and the person is told why.
    SlackAnswer Failed(SlackRequest.Pressed pressed, string key, SessionId id)
    {
        var words = lexicon.In(hosts.Peek(id)?.State.Language ?? options.Language);
        return Tell(pressed, words[key], words) with { Status = StatusCodes.Status429TooManyRequests };
    }

    SlackAnswer Tell(SlackRequest.Pressed pressed, string text, Words words) =>
        SlackAnswer.After(() => whisper.SayAsync(pressed.ResponseUrl, SlackTexts.Message(text, words)));

    // The console is the only private message with buttons; it is drawn anew from the state, as every card is.
    bool IsConsole(SlackRequest.Pressed pressed, Session session) =>
        pressed.IsEphemeral && session.Exists && hosts.Peek(session.Id)?.IsFacilitator(pressed.Who) == true;

    SlackAnswer Redraw(SlackRequest.Pressed pressed, Session session, Words words, string? lead) =>
        SlackAnswer.After(() => whisper.SayAsync(pressed.ResponseUrl, SlackTexts.Console(session, words, lead), replaces: true));
}
