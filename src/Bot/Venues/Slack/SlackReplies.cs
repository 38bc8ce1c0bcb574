using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What Slack lets us do about a reply in a session's thread.</summary>
public sealed partial class SlackReplies(
    SlackApi api, SlackLanguages languages, SlackNotices notices, ISessionLeases servers, TimeProvider time, ILogger<SlackReplies> log)
    : IReplyPlatform<SlackRequest.Replied>
{
    /// <summary>What says that a reply counts.</summary>
    public const string ReceiptName = "white_check_mark";

    /// <summary>Slack takes some 50 reactions a minute. What is beyond is counted all the same; the card says how many.</summary>
    const int ReceiptBurst = 10;
    const int WhisperBurst = 10;

    static readonly TimeSpan ReceiptEvery = TimeSpan.FromSeconds(2);
    static readonly TimeSpan WhisperEvery = TimeSpan.FromSeconds(1);

    readonly LaneBudgets receipts = new(ReceiptBurst, ReceiptEvery, time, servers);
    readonly LaneBudgets whispers = new(WhisperBurst, WhisperEvery, time, servers);

    // A message does not say its author's name.
    public async ValueTask<Person> NamedAsync(SlackRequest.Replied reply)
    {
        await languages.ForAsync(reply.Who);
        return reply.Who with { Name = languages.NameOf(reply.Who) };
    }

    public ValueTask<Words> WordsAsync(SlackRequest.Replied reply) => languages.ForAsync(reply.Who);

    public async Task ReceiptAsync(SlackRequest.Replied reply)
    {
        var workspace = SlackIds.Team(reply.Venue);
        if (receipts.Take(workspace) == TimeSpan.Zero)
        {
            await TryAsync(receipts, workspace, () => api.AddReactionAsync(
                workspace, SlackIds.Channel(reply.Venue), reply.Ts, ReceiptName, CancellationToken.None));
        }
    }

    public async Task<string?> WhisperAsync(SlackRequest.Replied reply, Words words, ImmutableArray<Element> lines)
    {
        var workspace = SlackIds.Team(reply.Venue);
        return SlackIds.User(reply.Who.Key) is not { } user ? "no_user"
            : whispers.Take(workspace) > TimeSpan.Zero ? "throttled"
            : await TryAsync(whispers, workspace, () => api.PostEphemeralAsync(
                workspace, SlackIds.Channel(reply.Venue), user, SlackTexts.Message(lines, words), CancellationToken.None));
    }

    public void NoteUntold(SessionId session, string why) => notices.NoteUntold(session, why);

    /// <summary>Null where it was done, else why not.</summary>
    async Task<string?> TryAsync(LaneBudgets budgets, string workspace, Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (VenueThrottledException e)
        {
            budgets.Block(workspace, e.RetryAfter);
            return "throttled";
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException or MessageGoneException)
        {
            LogUntold(log, e.Message); // the reply counts all the same
            return e.Message;
        }
    }

    [LoggerMessage(LogLevel.Information, "A reply has no receipt: {Code}")]
    static partial void LogUntold(ILogger log, string code);
}
