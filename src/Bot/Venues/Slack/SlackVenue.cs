using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Slack's channels as the reconciler needs them. A venue is "slack:team/channel", a message id is Slack's ts.</summary>
public sealed class SlackVenue(SlackApi api, SlackNotices notices, SlackLanguages languages) : IChatVenue
{
    /// <summary>Slack's chat.update is some 50 a minute for a whole workspace, whatever it is for: in no minute are there more of ours than this.</summary>
    const int UpdatesAMinute = 30;

    /// <summary>At once: a small group, each of whom presses a button, sees each press.</summary>
    const int UpdateBurst = 10;

    public string Platform => SlackIds.Platform;

    /// <summary>
    /// After a burst of edits, so that the fullest minute holds both. A message a second in a channel, and short bursts; to one person as often, and some
    /// hundred a minute to all.
    /// </summary>
    public VenuePace Pace { get; } = new(
        UpdateBurst, TimeSpan.FromMinutes(1) / (UpdatesAMinute - UpdateBurst), 5, TimeSpan.FromSeconds(1), 10, TimeSpan.FromSeconds(1));

    public string CommandPrefix => TypedLine.Prefix;

    public ValueTask<string?> ZoneOfAsync(string person) => languages.ZoneOfAsync(new Person(person, null));

    public string WorkspaceOf(VenueId venue) => SlackIds.Team(venue);

    public ValueTask<ReplyWay> ReplyWayAsync(VenueId venue, CancellationToken stop) => new(ReplyWay.Thread);

    public async Task<string> PostAsync(VenueId venue, Card card, Guid key, string? thread, CancellationToken stop)
    {
        var (workspace, channel) = (SlackIds.Team(venue), SlackIds.Channel(venue));
        var message = BlockKitRenderer.Message(card with { Mentions = [.. card.Mentions.Select(SlackIds.User).OfType<string>()] });
        try
        {
            return await api.PostMessageAsync(workspace, channel, message, key, thread, stop);
        }
        catch (VenueRefusedException e) when (e.Message == "not_in_channel" && thread is null)
        {
            // So Slack says of a public channel, where nobody has to be asked. Of a private one it says channel_not_found.
            await EnterAsync(workspace, channel, e, stop);
        }

        return await api.PostMessageAsync(workspace, channel, message, key, thread, stop);
    }

    public ImmutableArray<Card> Pages(Card card, int max, Func<int, string> title) => BlockKitRenderer.Pages(card, max, title);

    public Task TellAsync(string person, Card card, CancellationToken stop) => SlackIds.User(person) is { } user && SlackIds.Workspace(person) is { } workspace
        ? api.PostMessageAsync(workspace, user, BlockKitRenderer.Message(card), Guid.NewGuid(), null, stop)
        : Task.CompletedTask;

    public Task UpdateAsync(VenueId venue, string messageId, Card card, CancellationToken stop) =>
        api.UpdateMessageAsync(SlackIds.Team(venue), SlackIds.Channel(venue), messageId, BlockKitRenderer.Message(card), stop);

    public Task RemoveAsync(VenueId venue, string messageId, CancellationToken stop) =>
        api.DeleteMessageAsync(SlackIds.Team(venue), SlackIds.Channel(venue), messageId, stop);

    public Task<string?> FindAsync(VenueId venue, Guid key, string? thread, DateTimeOffset since, CancellationToken stop) =>
        api.FindMessageAsync(SlackIds.Team(venue), SlackIds.Channel(venue), key, thread, since, stop);

    public Task TellAsync(Undelivered what, CancellationToken stop) => notices.TellAsync(what, stop);

    async Task EnterAsync(string workspace, string channel, VenueRefusedException why, CancellationToken stop)
    {
        try
        {
            await api.JoinChannelAsync(workspace, channel, stop);
        }
        catch (VenueRefusedException e)
        {
            // The first reason says what to do: invite the bot. Where it lacks the permission to come by itself that can be mended, too.
            throw e is { ReasonKey: SlackHindrance.MissingScope, Detail: { } scope }
                ? new VenueRefusedException(why.ReasonKey, why.Message) { Detail = scope }
                : why;
        }
    }
}
