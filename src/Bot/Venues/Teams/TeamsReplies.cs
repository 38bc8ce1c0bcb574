using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>What Teams lets us do about a reply in a session's thread.</summary>
public sealed partial class TeamsReplies(
    ConnectorClient connector, TeamsAddresses addresses, TeamsPeople people, TeamsNotices notices, ISessionLeases servers, TimeProvider time,
    ILogger<TeamsReplies> log) : IReplyPlatform<TeamsReply>
{
    /// <summary>What says that a reply counts.</summary>
    public const string ReceiptType = "like";

    /// <summary>Of one conversation: its cards and their edits need the rest of what Teams takes there.</summary>
    const int WhisperBurst = 5;

    static readonly TimeSpan WhisperEvery = TimeSpan.FromSeconds(12);

    readonly LaneBudgets whispers = new(WhisperBurst, WhisperEvery, time, servers);

    public ValueTask<Person> NamedAsync(TeamsReply reply) => new(reply.Who with { Name = reply.Who.Name ?? people.NameOf(reply.Who.Key) });

    public ValueTask<Words> WordsAsync(TeamsReply reply) => new(people.WordsOf(reply.From));

    public async Task ReceiptAsync(TeamsReply reply)
    {
        try
        {
            var (place, _) = await addresses.PlaceOfAsync(reply.Venue, CancellationToken.None);
            var (root, id) = TeamsIds.SplitMessage(reply.Message);
            await connector.TryReactAsync(place, root, id, ReceiptType, CancellationToken.None);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException or MessageGoneException)
        {
            LogUnmarked(log, e.Message); // the reply counts all the same
        }
    }

    public async Task<string?> WhisperAsync(TeamsReply reply, Words words, ImmutableArray<Element> lines) =>
        whispers.Take(reply.Venue.Value) > TimeSpan.Zero
            ? "throttled"
            : await people.TrySayAsync(reply.From, TeamsTexts.Message(lines, words), CancellationToken.None);

    public void NoteUntold(SessionId session, string why) => notices.NoteUntold(session, why);

    [LoggerMessage(LogLevel.Information, "A reply has no receipt: {Code}")]
    static partial void LogUnmarked(ILogger log, string code);
}
