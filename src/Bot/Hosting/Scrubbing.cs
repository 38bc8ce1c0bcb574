using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// Takes the words of those who were forgotten out of what is stored: their rows in the log, their row among the members. It can be broken off anywhere and
/// begun again.
/// </summary>
sealed class Scrubbing(SessionId id, HostContext context, SessionKeys keys)
{
    const int PageMax = 256;

    public async Task RunAsync()
    {
        var log = await ReadAsync();
        ImmutableArray<SessionEvent> events = [.. log.SelectMany(commit => commit.Events)];
        var scrubbed = Erasing.Scrub(new Session(id, context.Activities), events);
        var from = 0;
        foreach (var (commit, before) in log)
        {
            var after = scrubbed[from..(from + before.Length)];
            from += before.Length;
            if (!before.SequenceEqual(after))
            {
                await context.Store.Log.RewriteAsync(id, commit with { Events = Filled(after, commit.Events.Length) }, CancellationToken.None);
            }
        }

        await RemoveMembersAsync([.. events.Select(Gone).OfType<PersonAlias>()]);
        await context.Store.SweepAsync(CancellationToken.None); // the readable rows were written again before
    }

    static PersonAlias? Gone(SessionEvent happened) => happened switch
    {
        SessionEvent.PersonErased erased => erased.Person,
        SessionEvent.PersonRemoved removed => removed.Person,
        _ => null,
    };

    async Task<List<(StoredCommit Commit, ImmutableArray<SessionEvent> Events)>> ReadAsync()
    {
        var log = new List<(StoredCommit, ImmutableArray<SessionEvent>)>();
        ImmutableArray<StoredCommit> page;
        var number = 0L;
        do
        {
            page = await context.Store.Log.ReadAsync(id, number, PageMax, CancellationToken.None);
            log.AddRange(page.Select(commit => (commit, context.Codec.Read(commit.Events))));
            number += page.Length;
        }
        while (page.Length == PageMax);
        return log;
    }

    // JSON may end in spaces.
    ReadOnlyMemory<byte> Filled(ImmutableArray<SessionEvent> events, int length)
    {
        var filled = new byte[length];
        filled.AsSpan().Fill((byte)' ');
        context.Codec.Write(events).CopyTo(filled, 0);
        return filled;
    }

    async Task RemoveMembersAsync(ImmutableHashSet<PersonAlias> erased)
    {
        foreach (var person in await context.Store.Members.ReadAsync(id, CancellationToken.None))
        {
            if (erased.Contains(keys.AliasOf(new Person(person, null), 0)))
            {
                await context.Store.Members.RemoveAsync(id, person, CancellationToken.None);
            }
        }
    }
}
