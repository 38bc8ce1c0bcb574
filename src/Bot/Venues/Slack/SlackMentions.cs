using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Slack.Start;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// "@CoCreate vote B B D": the way to type a command in a thread, where Slack has no slash commands. All can read it, so what is promised to be private is
/// not counted, and the answer goes to its sender alone. To the bot alone one writes the same without its name.
/// </summary>
public sealed class SlackMentions(
    CommandDesk desk, ChatInvite invite, SlackDirect direct, SessionThreads threads, SessionHosts hosts, SlackOutcomes outcomes, SlackWhisper whisper,
    SlackLanguages languages, BotOptions options, TimeProvider time)
{
    /// <summary>Mentions that took too long and are remembered until Slack tells of them again.</summary>
    public const int LateMax = 1_000;

    readonly RecentlyUsed<string, Task> late = new(LateMax);

    /// <summary>
    /// Acknowledged when what it does is kept, and no later. What takes longer goes on and is told when it is there; Slack tells of it again meanwhile, and
    /// is answered when it is done: by this process, which tells it once, or, if this one dies, by the next, which does it where it was not done.
    /// </summary>
    public async Task<DoorAnswer> TakeAsync(SlackRequest.Mentioned mentioned)
    {
        if (late.TryGet(mentioned.Delivery, out var under))
        {
            return await IsOverAsync(under) ? DoorAnswer.Ok : Again;
        }

        var asker = new SlackAsker(mentioned.Who, mentioned.Venue, mentioned.Delivery, Thread: mentioned.Thread);
        var asking = WordsAsync(mentioned);
        if (string.IsNullOrWhiteSpace(mentioned.Text))
        {
            return DoorAnswer.After(async () => await whisper.SayAsync(asker, Offer(mentioned.Venue, await asking)));
        }

        var doing = DoAsync(asker, mentioned, asking);
        var isOver = await IsOverAsync(doing);
        if (!isOver)
        {
            late.Put(mentioned.Delivery, doing);
        }

        return (isOver ? DoorAnswer.Ok : Again) with
        {
            // The card and the files of it, too: they come when they come, and no retry of Slack's makes them come twice.
            Then = async () => await whisper.SayAsync(asker, Pointed(await outcomes.OfAsync(asker, asking, _ => doing), await asking)),
        };
    }

    static string? PrefixOf(SlackRequest.Mentioned mentioned) =>
        mentioned.Thread is null || SlackDirect.Is(mentioned.Venue) ? null : CommandPrefix.InThread;

    async Task<Words> WordsAsync(SlackRequest.Mentioned mentioned) =>
        await languages.ForAsync(mentioned.Who) is var words && PrefixOf(mentioned) is { } prefix ? words.Typed(prefix) : words;

    static DoorAnswer Again => DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };

    async Task<bool> IsOverAsync(Task under)
    {
        try
        {
            await under.WaitAsync(SlackOutcomes.AnswerWithin, time);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return true; // nothing was done, and that is told
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // A dialog opens at a press only.
    static BlockKitMessage Offer(VenueId venue, Words words) => SlackDirect.Is(venue) ? SlackDirect.Offer(words)
        : SlackTexts.Message(words["Slack.MentionBare"], words).With(words["Chat.StartOffer"], SlackStart.ButtonValue(venue));

    async Task<Reply> DoAsync(SlackAsker asker, SlackRequest.Mentioned mentioned, Task<Words> asking)
    {
        var words = await asking;
        var (venue, text) = (mentioned.Venue, mentioned.Text);
        var who = mentioned.Who with { Name = languages.NameOf(mentioned.Who) }; // an event does not say it
        if (await direct.ElsewhereAsync(venue, text, languages.ZoneOf(who), words) is { } elsewhere)
        {
            return elsewhere;
        }

        if (ChatInvite.IsMeant(text))
        {
            return await invite.InviteAsync(new TypedInvite(venue, who, text, asker.Delivery, languages.ZoneOf(who)), words);
        }

        var thread = mentioned.Thread is { } ts ? (await threads.FindAsync(venue, ts, CancellationToken.None))?.State.Id : null;
        return await desk.TypeAsync(
            venue, who, text, asker.Delivery, words.Language, languages.ZoneOf(who), CancellationToken.None, options.Language,
            SlackDirect.Is(venue) ? null : new Aloud(thread) { Prefix = PrefixOf(mentioned) });
    }

    // With the button that leads to where it stays private.
    SlackOutcome Pointed(SlackOutcome outcome, Words words)
    {
        if (outcome.Reply is not { Session: { } id } reply || reply.Key != Aloud.Refusal.Key
            || hosts.Peek(id) is not { State: { OpenItem: { } open } session }
            || open.Activity.Actions(new ActivityView(session, open, words)).OfType<OpenDialog>().FirstOrDefault() is not { } dialog)
        {
            return SlackDirect.Pointed(outcome, words);
        }

        return outcome with { Messages = [SlackTexts.Message([new TextBlock(reply.Text), new ActionSet([dialog])], words)] };
    }
}
