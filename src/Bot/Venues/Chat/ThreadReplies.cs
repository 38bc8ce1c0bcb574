using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// Replies in a session's thread. Where an open prompt is named and not blind they are contributions, each counted once however often it is delivered,
/// changed and withdrawn with the message. Elsewhere a thread shows names that nobody was promised would show: whoever replies is told in private.
/// </summary>
public sealed class ThreadReplies<TReply>(IReplyPlatform<TReply> platform, SessionThreads threads, SessionHosts hosts)
    where TReply : IThreadReply
{
    /// <summary>A reply that begins so is talk.</summary>
    const string Talk = "..";

    /// <summary>People who were told, in each activity once, that a thread is no place for secrets.</summary>
    const int ToldMax = 10_000;

    readonly RecentMarks<string> told = new(ToldMax);
    readonly ReplyOrder order = new();

    /// <summary>Does it stand under the card of a session, open or not?</summary>
    public async Task<bool> IsInSessionAsync(TReply reply, CancellationToken stop) =>
        reply.Thread is { } thread && await threads.FindAsync(reply.Venue, thread, stop) is not null;

    public async Task<DoorAnswer> TakeAsync(TReply reply, CancellationToken stop)
    {
        try
        {
            return reply.Thread is not { } thread ? await TakeAnywhereAsync(reply, stop)
                : await threads.OpenAsync(reply.Venue, thread, stop) is { } session ? await TakeAsync(reply, session, stop)
                : DoorAnswer.Ok;
        }
        catch (StoreUnavailableException)
        {
            return Again;
        }
    }

    // The platform sends it again.
    static DoorAnswer Again => DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };

    // What does not tell under which card it stands is looked for in all: only the one that has it does anything.
    async Task<DoorAnswer> TakeAnywhereAsync(TReply reply, CancellationToken stop)
    {
        var answer = DoorAnswer.Ok;
        await foreach (var session in threads.OpenInAsync(reply.Venue, stop))
        {
            var one = await TakeAsync(reply, session, stop);
            if (one.Status != StatusCodes.Status200OK)
            {
                return one;
            }

            answer = one.Then is null ? answer : one;
        }

        return answer;
    }

    async Task<DoorAnswer> TakeAsync(TReply reply, LoadedSession known, CancellationToken stop)
    {
        // Before it is dropped: another server may have opened a moment ago what takes it.
        var session = Takes(reply, known) ? known : await hosts.LookFreshAsync(known.State.Id, stop) ?? known;
        return session.State.OpenItem is not { Activity.TakesReplies: true } open ? DoorAnswer.Ok
            : session.State.Venues.Contains(reply.Venue) ? await TakeAsync(reply, session, open, stop)
            : DoorAnswer.After(() => WhisperAsync(reply, session, words => [new TextBlock(words["Session.MovedAway"])]));
    }

    static bool Takes(TReply reply, LoadedSession session) => session.State.Venues.Contains(reply.Venue)
        && session.State.OpenItem is { Activity.TakesReplies: true, Level: AnonymityLevel.Named, IsBlind: false };

    async Task<DoorAnswer> TakeAsync(TReply reply, LoadedSession session, AgendaItem open, CancellationToken stop)
    {
        if (order.Newest(reply, session.State.Id) is not { } newest || Meant(newest) is not { } said || open.Activity.Read(said) is not { } what)
        {
            return DoorAnswer.Ok;
        }

        var isNew = said is { Text: not null, IsChange: false };

        if (open is not { Level: AnonymityLevel.Named, IsBlind: false })
        {
            return isNew ? DoorAnswer.After(() => PointAsync(reply, session, open)) : DoorAnswer.Ok;
        }

        var who = await NamedAsync(reply, session);
        return await AskAsync(what, reply.Delivery) switch
        {
            // What overtook it found nothing to change.
            Answer.Done when order.Then(reply, newest, session.State.Id) is { } since && Meant(since) is { } then && open.Activity.Read(then) is { } more
                && await AskAsync(more, reply.Delivery + ":then") is not (Answer.Done or Answer.Refused) => Again,
            Answer.Done done when isNew => DoorAnswer.After(
                () => Task.WhenAll(platform.ReceiptAsync(reply), AskBackAsync(reply, session, open, done.Session))),
            Answer.Done => DoorAnswer.Ok,
            Answer.Refused no => DoorAnswer.After(() => WhisperAsync(
                reply, session, words => [new TextBlock(words.Say(said.IsChange ? "Chat.NotChanged" : "Chat.NotCounted", words.Say(no.Refusal)))])),
            _ => Again,
        };

        Task<Answer> AskAsync(ActivityCommand wanted, string delivery) =>
            hosts.AskAsync(session.State.Id, new Wish.Ready(new Command.Contribute(open.Number, wanted)), who, delivery, stop);
    }

    // What becomes talk is taken back; what was talk is nothing.
    static ThreadReply? Meant(ThreadReply said) => said is not { Text: { } text } || !IsTalk(text) ? said
        : said.IsChange ? Gone(said)
        : null;

    static ThreadReply Gone(ThreadReply said) => new(said.Id, null, IsChange: true);

    static bool IsTalk(string text) => text.TrimStart().StartsWith(Talk, StringComparison.Ordinal);

    // What the session knows, or what the platform tells in time.
    async ValueTask<Person> NamedAsync(TReply reply, LoadedSession session) =>
        session.State.People.TryGetValue(session.AliasOf(reply.Who, 0), out var known) && known.Name is { } name
            ? reply.Who with { Name = name }
            : await platform.NamedAsync(reply);

    // What an activity asks about what was just given is for its author alone.
    async Task AskBackAsync(TReply reply, LoadedSession session, AgendaItem open, Session then)
    {
        if (then.Item(open.Number) is { } item)
        {
            var (author, language) = (session.AuthorOf(reply.Who, open), await platform.WordsAsync(reply));
            if (item.Activity.Aside(new ActivityView(then, item, language), open.State, author) is { IsEmpty: false } aside)
            {
                await WhisperAsync(reply, session, _ => [new TextBlock(aside)]);
            }
        }
    }

    // Once: who goes on talking in the thread knows it by then.
    async Task PointAsync(TReply reply, LoadedSession session, AgendaItem open)
    {
        var key = $"{session.State.Id}/{open.Number}/{reply.Who.Key}";
        if (!told.TryAdd(key))
        {
            return;
        }

        var isTold = await WhisperAsync(reply, session, words =>
        {
            var dialog = open.Activity.Actions(new ActivityView(session.State, open, words)).OfType<OpenDialog>().FirstOrDefault();
            return [new TextBlock(words["Chat.ThreadShowsName"]), .. dialog is null ? [] : (ReadOnlySpan<Element>)[new ActionSet([dialog])]];
        });
        if (!isTold)
        {
            told.Remove(key); // their next reply tries it again
        }
    }

    // What could not be said is counted, and whoever steers reads that it was not.
    async Task<bool> WhisperAsync(TReply reply, LoadedSession session, Func<Words, ImmutableArray<Element>> lines)
    {
        var words = await platform.WordsAsync(reply);
        var why = await platform.WhisperAsync(reply, words, lines(words));
        if (why is not null)
        {
            platform.NoteUntold(session.State.Id, why);
        }

        return why is null;
    }
}
