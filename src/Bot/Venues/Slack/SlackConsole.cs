using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What the facilitator alone reads, with a line for whatever their channel does not show as things stand.</summary>
public sealed class SlackConsole(IStore store, SlackNotices notices)
{
    /// <summary>Somebody did something in a session; where it is its facilitator, they can be told later what its channel does not show.</summary>
    public void Note(LoadedSession session, Person who, string? url) => notices.Note(session, who, url);

    public async Task<BlockKitMessage> DrawAsync(Session session, Words words, string? lead) =>
        SlackTexts.Console(session, words, [.. lead is null ? [] : Text(lead), .. await LinesAsync(session, words)]);

    /// <summary>The answer to a command.</summary>
    public async Task<BlockKitMessage> AnswerAsync(LoadedSession session, Person who, Words words, string text) =>
        SlackTexts.Message(session.IsFacilitator(who) ? [.. Text(text), .. await LinesAsync(session.State, words)] : Text(text), words);

    static ImmutableArray<Element> Text(string text) => [new TextBlock(text)];

    async Task<ImmutableArray<Element>> LinesAsync(Session session, Words words)
    {
        try
        {
            return await Undelivered.LinesAsync(store.Posts, session, words, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            return []; // the answer is worth more than its postscript
        }
    }
}
