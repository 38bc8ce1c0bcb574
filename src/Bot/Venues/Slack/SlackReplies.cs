using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Replies in a session's thread. Where an open prompt is named and not blind they are contributions, each counted once however often Slack delivers
/// it, changed and withdrawn with the message. Elsewhere a thread shows names that nobody was promised would show: whoever replies is told in private.
/// </summary>
public sealed partial class SlackReplies(
    SlackThreads threads, SessionHosts hosts, SlackApi api, SlackLanguages languages, TimeProvider time, ILogger<SlackReplies> log)
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

    readonly RecentlyUsed<string, bool> told = new(ToldMax);
    readonly Budget receipts = new(ReceiptBurst, ReceiptEvery, time);
    readonly Budget whispers = new(WhisperBurst, WhisperEvery, time);
    readonly Lock gate = new(); // of the budgets

    public async Task<SlackAnswer> TakeAsync(SlackRequest.Replied reply, CancellationToken stop)
    {
        try
        {
            return await threads.OpenAsync(reply.Venue, reply.Thread, stop) is not { State.OpenItem: { Activity.TakesReplies: true } open } session
                ? SlackAnswer.Ok
                : session.State.Venues.Contains(reply.Venue) ? await TakeAsync(reply, session, open, stop)
                : SlackAnswer.After(() => WhisperAsync(reply, words => [new TextBlock(words["Session.MovedAway"])]));
        }
        catch (StoreUnavailableException)
        {
            return Again;
        }
    }

    // Slack sends it again, thrice within the hour.
    static SlackAnswer Again => SlackAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };

    async Task<SlackAnswer> TakeAsync(SlackRequest.Replied reply, LoadedSession session, AgendaItem open, CancellationToken stop)
    {
        if (Meant(reply) is not { } said || open.Activity.Read(said) is not { } what)
        {
            return SlackAnswer.Ok;
        }

        var isNew = said is { Text: not null, IsChange: false };

        if (open is not { Level: AnonymityLevel.Named, IsBlind: false })
        {
            return isNew ? SlackAnswer.After(() => PointAsync(reply, session, open)) : SlackAnswer.Ok;
        }

        var who = await NamedAsync(reply.Who, session);
        var command = new Wish.Ready(new Command.Contribute(open.Number, what));
        return await hosts.AskAsync(session.State.Id, command, who, reply.Event, stop) switch
        {
            Answer.Done done when isNew => SlackAnswer.After(() => Task.WhenAll(ReceiptAsync(reply), AskBackAsync(reply, session, open, done.Session))),
            Answer.Done => SlackAnswer.Ok,
            Answer.Refused no => SlackAnswer.After(() => WhisperAsync(reply, words => [new TextBlock(words.Say("Slack.NotCounted", words.Say(no.Refusal)))])),
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
        if (Permit(receipts))
        {
            await CallAsync(receipts, () => api.AddReactionAsync(
                SlackIds.Team(reply.Venue), SlackIds.Channel(reply.Venue), reply.Ts, ReceiptName, CancellationToken.None));
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
                await WhisperAsync(reply, _ => [new TextBlock(aside)]);
            }
        }
    }

    // Once: who goes on talking in the thread knows it by then.
    async Task PointAsync(SlackRequest.Replied reply, LoadedSession session, AgendaItem open)
    {
        var key = $"{session.State.Id}/{open.Number}/{reply.Who.Key}";
        if (told.TryGet(key, out _))
        {
            return;
        }

        told.Put(key, true);
        await WhisperAsync(reply, words =>
        {
            var dialog = open.Activity.Actions(new ActivityView(session.State, open, words)).OfType<OpenDialog>().FirstOrDefault();
            return [new TextBlock(words["Slack.ThreadShowsName"]), .. dialog is null ? [] : (ReadOnlySpan<Element>)[new ActionSet([dialog])]];
        });
    }

    async Task WhisperAsync(SlackRequest.Replied reply, Func<Words, System.Collections.Immutable.ImmutableArray<Element>> lines)
    {
        var words = await languages.ForAsync(reply.Who);
        if (SlackIds.User(reply.Who.Key) is { } user && Permit(whispers))
        {
            var message = SlackTexts.Message(lines(words), words);
            await CallAsync(whispers, () => api.PostEphemeralAsync(
                SlackIds.Team(reply.Venue), SlackIds.Channel(reply.Venue), user, message, CancellationToken.None));
        }
    }

    async Task CallAsync(Budget budget, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (VenueThrottledException e)
        {
            lock (gate)
            {
                budget.Block(e.RetryAfter);
            }
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException or MessageGoneException)
        {
            LogUntold(log, e.Message); // the reply counts all the same
        }
    }

    bool Permit(Budget budget)
    {
        lock (gate)
        {
            return budget.Take() == TimeSpan.Zero;
        }
    }

    [LoggerMessage(LogLevel.Information, "A reply has no receipt: {Code}")]
    static partial void LogUntold(ILogger log, string code);
}
