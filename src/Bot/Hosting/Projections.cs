using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// What is kept readable beside the log: the directory of sessions and the artifact rows. Both can be made again from the state at any time. What it wrote it
/// remembers, so each session has one of its own.
/// </summary>
sealed class Projections(HostContext context)
{
    readonly Dictionary<VenueId, DirectoryEntry> listed = [];
    readonly Dictionary<int, ImmutableArray<Artifact>> written = [];

    /// <summary>
    /// Does this event change more than a tally, so that it goes before others and into what is projected? Contributions to an open activity do not:
    /// its rows are written when it closes.
    /// </summary>
    public static bool Concerns(SessionEvent happened, Session after) => happened switch
    {
        SessionEvent.PersonJoined or SessionEvent.KeyDestroyed or SessionEvent.Scrubbed => false,
        SessionEvent.Contributed e => after.Item(e.Activity) is { Status: ActivityStatus.Closed },
        _ => true,
    };

    /// <summary>Has an idea lost its picture, or a picture its idea? Then its bytes go at once, and nothing else is written.</summary>
    public static bool LosesPictures(Session before, Session after) => !LostPictures(before, after).IsEmpty;

    /// <summary>Those pictures that are lost by it.</summary>
    public static ImmutableArray<string> LostPictures(Session before, Session after) =>
        Pictures(before) is [_, ..] had ? [.. had.Except(Pictures(after), StringComparer.Ordinal)] : [];

    public async Task WriteAsync(Session session, ImmutableHashSet<string> gonePictures)
    {
        await WriteRowsAsync(session);
        if (session.Current is not null)
        {
            await KeepPicturesAsync(session, gonePictures);
        }
    }

    /// <summary>The rows alone: who writes beside the session's own host must not judge which pictures are still on their way.</summary>
    public async Task WriteRowsAsync(Session session)
    {
        await ListAsync(session);
        var words = context.Lexicon.In(session.Language);
        foreach (var item in session.Agenda)
        {
            // An undone close takes its rows back.
            ImmutableArray<Artifact> rows = item.Status == ActivityStatus.Closed ? ExportText.Readable(new ActivityView(session, item, words)) : [];
            if (!written.TryGetValue(item.Number, out var before) || !before.SequenceEqual(rows))
            {
                written.Remove(item.Number); // where it fails nobody knows what is there
                await context.Store.Artifacts.ReplaceAsync(session.Id, item.Number, rows, CancellationToken.None);
                written[item.Number] = rows;
            }
        }
    }

    /// <summary>Another server may have written meanwhile: all is written once more.</summary>
    public void Doubt()
    {
        listed.Clear();
        written.Clear();
    }

    /// <summary>The directory alone.</summary>
    public async Task ListAsync(Session session)
    {
        if (session.Current is not { } current)
        {
            return;
        }

        var words = context.Lexicon.In(session.Language);
        var title = SessionCards.TitleOf(new ActivityView(session, current, words));
        // Also where it was before: by who wants to be forgotten there, or replies to what still stands there, it has to be found.
        foreach (var venue in session.Venues.AddRange(session.Left))
        {
            var entry = new DirectoryEntry(session.Id, venue, title, session.OpenedAt, session.ClosedAt);
            if (listed.GetValueOrDefault(venue) != entry)
            {
                listed.Remove(venue);
                await context.Store.Directory.PutAsync(entry, CancellationToken.None);
                listed[venue] = entry;
            }
        }
    }

    /// <summary>No copies, but they go the same way: those that nobody's idea has any more are taken away.</summary>
    public async Task KeepPicturesAsync(Session session, ImmutableHashSet<string> gone)
    {
        if (session.Agenda.Any(item => item.Activity.TakesPictures))
        {
            await context.Store.Pictures.KeepOnlyAsync(session.Id, [.. Pictures(session)], CancellationToken.None, gone);
        }
    }

    static List<string> Pictures(Session session) => [.. session.Agenda.SelectMany(item => item.Activity.Pictures(item))];
}
