using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Slack.Start;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// "@CoCreate vote B B D": the way to type a command in a thread, where Slack has no slash commands. All can read it, so what is promised to be private is
/// not counted, and the answer goes to its sender alone.
/// </summary>
public sealed class SlackMentions(
    CommandDesk desk, SlackInvite invite, SlackThreads threads, SessionHosts hosts, SlackOutcomes outcomes, SlackWhisper whisper, SlackLanguages languages,
    BotOptions options, TimeProvider time)
{
    public async Task<SlackAnswer> TakeAsync(SlackRequest.Mentioned mentioned)
    {
        var asker = new SlackAsker(mentioned.Who, mentioned.Venue, mentioned.Delivery, Thread: mentioned.Thread);
        var asking = languages.ForAsync(mentioned.Who).AsTask();
        if (string.IsNullOrWhiteSpace(mentioned.Text))
        {
            return SlackAnswer.After(async () => await whisper.SayAsync(asker, Offer(mentioned.Venue, await asking)));
        }

        var answering = outcomes.OfAsync(asker, asking, words => DoAsync(asker, mentioned, words));
        try
        {
            await answering.WaitAsync(SlackOutcomes.AnswerWithin, time);
        }
        catch (TimeoutException)
        {
            // Told as soon as it is there.
        }

        return SlackAnswer.After(async () => await whisper.SayAsync(asker, Pointed(await answering, await asking)));
    }

    // A dialog opens at a press only.
    static BlockKitMessage Offer(VenueId venue, Words words) =>
        SlackTexts.Message(words["Slack.MentionBare"], words).With(words["Slack.MentionStart"], SlackStart.ButtonValue(venue));

    async Task<Reply> DoAsync(SlackAsker asker, SlackRequest.Mentioned mentioned, Words words)
    {
        var (venue, text) = (mentioned.Venue, mentioned.Text);
        var who = mentioned.Who with { Name = languages.NameOf(mentioned.Who) }; // an event does not say it
        if (SlackInvite.IsMeant(text))
        {
            return await invite.InviteAsync(new SlackRequest.Typed(who, venue, text, asker.Delivery, null), words);
        }

        var thread = mentioned.Thread is { } ts ? (await threads.FindAsync(venue, ts, CancellationToken.None))?.State.Id : null;
        return await desk.TypeAsync(
            venue, who, text, asker.Delivery, words.Language, languages.ZoneOf(who), CancellationToken.None, options.Language, new Aloud(thread));
    }

    // With the button that leads to where it stays private.
    SlackOutcome Pointed(SlackOutcome outcome, Words words)
    {
        if (outcome.Reply is not { Session: { } id } reply || reply.Key != Aloud.Refusal.Key
            || hosts.Peek(id) is not { State: { OpenItem: { } open } session }
            || open.Activity.Actions(new ActivityView(session, open, words)).OfType<OpenDialog>().FirstOrDefault() is not { } dialog)
        {
            return outcome;
        }

        return outcome with { Messages = [SlackTexts.Message([new TextBlock(reply.Text), new ActionSet([dialog])], words)] };
    }
}
