using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Slack.Start;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Slash commands: what was typed goes to the desk, what became of it back to its sender alone. Without words the start dialog opens.</summary>
public sealed partial class SlackCommands(
    CommandDesk desk,
    ChatInvite invite,
    SlackStart start,
    SlackOutcomes outcomes,
    SlackWhisper whisper,
    SlackLanguages languages,
    SlackQuotes quotes,
    AskWhy why,
    SlackPlaces places,
    BotOptions options,
    TimeProvider time)
{
    public async Task<DoorAnswer> TypeAsync(SlackRequest.Typed typed)
    {
        if (string.IsNullOrWhiteSpace(typed.Text))
        {
            return start.Open(typed);
        }

        var asker = new SlackAsker(typed.Who, typed.Venue, typed.Trigger, typed.ResponseUrl);
        var asking = languages.ForAsync(typed.Who).AsTask();
        var answering = outcomes.OfAsync(asker, asking, words => DoAsync(typed, words));
        try
        {
            var outcome = await answering.WaitAsync(SlackOutcomes.AnswerWithin, time);
            return DoorAnswer.Of(
                SlackApi.Ephemeral(outcome.Messages[0]),
                outcome is { Messages.Length: 1, Watch: null } ? null : () => whisper.SayAsync(asker, outcome, from: 1));
        }
        catch (TimeoutException)
        {
            var words = await asking; // over long ago
            return DoorAnswer.Of(
                SlackApi.Ephemeral(SlackTexts.Message(words["Slack.Slow"], words)), async () => await whisper.SayAsync(asker, await answering));
        }
    }

    async Task<Reply> DoAsync(SlackRequest.Typed typed, Words words) => ChatInvite.IsMeant(typed.Text)
        ? await invite.InviteAsync(new TypedInvite(typed.Venue, typed.Who, typed.Text, typed.Trigger, languages.ZoneOf(typed.Who)), words)
        : await desk.TypeAsync(
            typed.Venue, typed.Who, typed.Text, typed.Trigger, words.Language, languages.ZoneOf(typed.Who), CancellationToken.None,
            shared: options.Language, place: IsJoinByCode(typed.Text) ? await places.NameOfAsync(typed) : null);

    // Nothing else tells others of this place.
    static bool IsJoinByCode(string text) => TypedLine.Parse(text) is { Verb: SessionCards.JoinVerb, IsBare: false };
}
