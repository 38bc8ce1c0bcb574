using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Replies in a session's thread. Where an open prompt is named and not blind they are contributions, each counted once however often Slack delivers
/// it, changed and withdrawn with the message. Elsewhere a thread shows names that nobody was promised would show: whoever replies is told in private.
/// </summary>
public sealed partial class SlackReplies(
    SlackThreads threads, SessionHosts hosts, SlackApi api, SlackLanguages languages, SlackNotices notices, TimeProvider time, ILogger<SlackReplies> log)
{
    /// <summary>What says that a reply counts.</summary>
    public const string ReceiptName = "white_check_mark";

    /// <summary>A reply that begins so is talk.</summary>
    const string Talk = "..";

    /// <summary>People who were told, in each activity once, that a thread is no place for secrets.</summary>
    const int ToldMax = 10_000;

    /// <summary>Slack takes some 50 reactions a minute. What is beyond is counted all the same; the card says how many.</summary>
    const int ReceiptBurst = 10;
    const int WhisperBurst = 10;

    static readonly TimeSpan ReceiptEvery = TimeSpan.FromSeconds(2);
    static readonly TimeSpan WhisperEvery = TimeSpan.FromSeconds(1);

    readonly RecentMarks<string> told = new(ToldMax);
    readonly WorkspaceBudgets receipts = new(ReceiptBurst, ReceiptEvery, time);
    readonly WorkspaceBudgets whispers = new(WhisperBurst, WhisperEvery, time);

    /// <summary>Does it stand under the card of a session, open or not?</summary>
    public async Task<bool> IsInSessionAsync(SlackRequest.Replied reply, CancellationToken stop) =>
        await threads.FindAsync(reply.Venue, reply.Thread, stop) is not null;

    public async Task<DoorAnswer> TakeAsync(SlackRequest.Replied reply, CancellationToken stop)
    {
        try
        {
            return await threads.OpenAsync(reply.Venue, reply.Thread, stop) is not { State.OpenItem: { Activity.TakesReplies: true } open } session
                ? DoorAnswer.Ok
                : session.State.Venues.Contains(reply.Venue) ? await TakeAsync(reply, session, open, stop)
                : DoorAnswer.After(() => WhisperAsync(reply, session, words => [new TextBlock(words["Session.MovedAway"])]));
        }
        catch (StoreUnavailableException)
        {
            return Again;
        }
    }

    // Slack sends it again, thrice within the hour.
    static DoorAnswer Again => DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };

    async Task<DoorAnswer> TakeAsync(SlackRequest.Replied reply, LoadedSession session, AgendaItem open, CancellationToken stop)
    {
        if (Meant(reply) is not { } said || open.Activity.Read(said) is not { } what)
        {
            return DoorAnswer.Ok;
        }

        var isNew = said is { Text: not null, IsChange: false };

        if (open is not { Level: AnonymityLevel.Named, IsBlind: false })
        {
            return isNew ? DoorAnswer.After(() => PointAsync(reply, session, open)) : DoorAnswer.Ok;
        }

        var who = await NamedAsync(reply.Who, session);
        var command = new Wish.Ready(new Command.Contribute(open.Number, what));
        return await hosts.AskAsync(session.State.Id, command, who, reply.Event, stop) switch
        {
            Answer.Done done when isNew => DoorAnswer.After(() => Task.WhenAll(ReceiptAsync(reply), AskBackAsync(reply, session, open, done.Session))),
            Answer.Done => DoorAnswer.Ok,
            Answer.Refused no => DoorAnswer.After(
                () => WhisperAsync(reply, session, words => [new TextBlock(words.Say("Slack.NotCounted", words.Say(no.Refusal)))])),
            _ => Again,
        };
    }

    // What becomes talk is taken back; what was talk is nothing.
    static ThreadReply? Meant(SlackRequest.Replied reply) => reply switch
    {
        { Text: { } text, IsChange: false } when IsTalk(text) => null,
        { Text: { } text } when IsTalk(text) => new ThreadReply(reply.Ts, null, IsChange: true),
        _ => new ThreadReply(reply.Ts, reply.Text, reply.IsChange),
    };

    static bool IsTalk(string text) => text.TrimStart().StartsWith(Talk, StringComparison.Ordinal);

    // A message does not say its author's name: what the session knows, or what Slack tells in time.
    async Task<Person> NamedAsync(Person who, LoadedSession session)
    {
        if (session.State.People.TryGetValue(session.AliasOf(who, 0), out var known) && known.Name is { } name)
        {
            return who with { Name = name };
        }

        await languages.ForAsync(who);
        return who with { Name = languages.NameOf(who) };
    }

    async Task ReceiptAsync(SlackRequest.Replied reply)
    {
        var workspace = SlackIds.Team(reply.Venue);
        if (receipts.Take(workspace) == TimeSpan.Zero)
        {
            await TryAsync(receipts, workspace, () => api.AddReactionAsync(
                workspace, SlackIds.Channel(reply.Venue), reply.Ts, ReceiptName, CancellationToken.None));
        }
    }

    // What an activity asks about what was just given is for its author alone.
    async Task AskBackAsync(SlackRequest.Replied reply, LoadedSession session, AgendaItem open, Session then)
    {
        if (then.Item(open.Number) is { } item)
        {
            var (author, language) = (session.AuthorOf(reply.Who, open), await languages.ForAsync(reply.Who));
            if (item.Activity.Aside(new ActivityView(then, item, language), open.State, author) is { IsEmpty: false } aside)
            {
                await WhisperAsync(reply, session, _ => [new TextBlock(aside)]);
            }
        }
    }

    // Once: who goes on talking in the thread knows it by then.
    async Task PointAsync(SlackRequest.Replied reply, LoadedSession session, AgendaItem open)
    {
        var key = $"{session.State.Id}/{open.Number}/{reply.Who.Key}";
        if (!told.TryAdd(key))
        {
            return;
        }

        var isTold = await WhisperAsync(reply, session, words =>
        {
            var dialog = open.Activity.Actions(new ActivityView(session.State, open, words)).OfType<OpenDialog>().FirstOrDefault();
            return [new TextBlock(words["Slack.ThreadShowsName"]), .. dialog is null ? [] : (ReadOnlySpan<Element>)[new ActionSet([dialog])]];
        });
        if (!isTold)
        {
            told.Remove(key); // their next reply tries it again
        }
    }

    // What could not be said is counted, and whoever steers reads that it was not.
    async Task<bool> WhisperAsync(SlackRequest.Replied reply, LoadedSession session, Func<Words, ImmutableArray<Element>> lines)
    {
        var words = await languages.ForAsync(reply.Who);
        var workspace = SlackIds.Team(reply.Venue);
        var why = SlackIds.User(reply.Who.Key) is not { } user ? "no_user"
            : whispers.Take(workspace) > TimeSpan.Zero ? "throttled"
            : await TryAsync(whispers, workspace, () => api.PostEphemeralAsync(
                workspace, SlackIds.Channel(reply.Venue), user, SlackTexts.Message(lines(words), words), CancellationToken.None));
        if (why is not null)
        {
            notices.NoteUntold(session.State.Id, why);
        }

        return why is null;
    }

    /// <summary>Null where it was done, else why not.</summary>
    async Task<string?> TryAsync(WorkspaceBudgets budgets, string workspace, Func<Task> call)
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
