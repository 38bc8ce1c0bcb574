using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What the facilitator alone reads, with a line for whatever their channel does not show as things stand.</summary>
public sealed class SlackConsole(IStore store, SlackNotices notices, SlackLacks lacks, SlackTokens tokens)
{
    /// <summary>Somebody did something in a session; where it is its facilitator, they can be told later what its channel does not show.</summary>
    public void Note(LoadedSession session, Person who, string? url) => notices.Note(session, who, url);

    public async Task<BlockKitMessage> DrawAsync(Session session, Words words, string? lead) =>
        SlackTexts.Console(session, words, [.. lead is null ? [] : Text(lead), .. await LinesAsync(session, words)]);

    /// <summary>The answer to a command. Where that changed how it goes on, the facilitator's buttons come along: those before are old.</summary>
    public async Task<BlockKitMessage> AnswerAsync(LoadedSession session, Person who, Words words, Reply reply) => session.IsFacilitator(who) switch
    {
        true when reply.Steers => await DrawAsync(session.State, words, reply.Text),
        true => SlackTexts.Message([.. Text(reply.Text), .. await LinesAsync(session.State, words)], words),
        false => SlackTexts.Message(Text(reply.Text), words),
    };

    static ImmutableArray<Element> Text(string text) => [new TextBlock(text)];

    async Task<ImmutableArray<Element>> LinesAsync(Session session, Words words)
    {
        var silent = Silent(session, words, await LacksAsync(session));
        try
        {
            return [.. await Undelivered.LinesAsync(store.Posts, session, words, CancellationToken.None), .. silent];
        }
        catch (StoreUnavailableException)
        {
            return [.. silent]; // the answer is worth more than its postscript
        }
    }

    // Of the installation where it was started: what another workspace lacks, nobody here can give.
    async Task<ImmutableArray<string>> LacksAsync(Session session)
    {
        try
        {
            return session.Venue.Platform == SlackIds.Platform
                ? lacks.In(await tokens.InstallationAsync(SlackIds.Team(session.Venue), CancellationToken.None))
                : [];
        }
        catch (VenueUnavailableException)
        {
            return [];
        }
    }

    // What stays away without anybody seeing that it does.
    IEnumerable<Element> Silent(Session session, Words words, ImmutableArray<string> lacking)
    {
        foreach (var scope in lacking)
        {
            yield return new TextBlock(words.Say("Slack.LacksScope", scope));
        }

        if (notices.UntoldIn(session.Id) is > 0 and var untold)
        {
            yield return new TextBlock(words.Count("Chat.Untold", untold));
        }
    }
}
