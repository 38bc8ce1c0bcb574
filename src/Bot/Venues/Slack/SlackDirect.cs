using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Slack.Start;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What somebody writes to the bot alone: the same commands as behind its name, but most of them need a channel and its people.</summary>
public sealed class SlackDirect(CommandDesk desk)
{
    const string Elsewhere = "Slack.NotInDirect";
    const string AtHome = "Slack.DirectHome";
    const string Erasing = "Slack.DirectForget";

    /// <summary>What people ask a bot first of all; where they stand is told at its home.</summary>
    static readonly string[] OwnVerbs = ["status", "home", "settings"];

    /// <summary>Is it a conversation with the bot alone?</summary>
    public static bool Is(VenueId venue) => SlackIds.IsDirect(SlackIds.ChannelIn(venue));

    /// <summary>Where it has to be said instead; null where it can be said here.</summary>
    public async Task<Reply?> ElsewhereAsync(VenueId venue, string text, string zone, Words words) =>
        Is(venue) && await WhereAsync(venue, text, zone) is { } where ? new Reply(words[where], IsProblem: true, Key: where) : null;

    // Not to a channel with what is at the bot's home: there the words would be no command, or reach less.
    async Task<string?> WhereAsync(VenueId venue, string text, string zone) => TypedLine.Parse(text).Verb switch
    {
        Forgetting.Verb => Erasing,
        var verb when OwnVerbs.Contains(verb, StringComparer.Ordinal) => AtHome,
        _ => ChatInvite.IsMeant(text) || !await desk.IsForOneAsync(venue, text, zone, CancellationToken.None) ? Elsewhere : null,
    };

    /// <summary>To whoever says nothing, with the way to a dialog that asks for the channel.</summary>
    public static BlockKitMessage Offer(Words words) => WithStart(words["Slack.DirectBare"], words);

    /// <summary>The same button under what has to be said elsewhere.</summary>
    public static SlackOutcome Pointed(SlackOutcome outcome, Words words) =>
        outcome.Reply is { Key: Elsewhere } reply ? outcome with { Messages = [WithStart(reply.Text, words)] } : outcome;

    static BlockKitMessage WithStart(string text, Words words) =>
        SlackTexts.Message(text, words).With(words["Chat.StartOffer"], SlackStart.ButtonValue(null));
}
