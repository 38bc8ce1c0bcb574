using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <param name="Lines">The readable rows in which the words stand; empty where they stand in the title alone.</param>
/// <param name="More">How many rows more.</param>
public sealed record FoundSession(DirectoryEntry Entry, ImmutableArray<Artifact> Lines, int More)
{
    public bool HasRootCause { get; init; }

    /// <summary>Pretend people took part: what it says is made up.</summary>
    public bool IsRehearsal { get; init; }
}

/// <param name="Sessions">The newest first.</param>
/// <param name="IsAll">False where older sessions were not looked at, or further ones have the words as well.</param>
public sealed record Found(string Words, ImmutableArray<FoundSession> Sessions, bool IsAll);

/// <summary>
/// Looks for words in what a venue's sessions came to: their titles and their readable rows, which hold what minutes may say and nothing more. It changes
/// nothing, and nobody is told that somebody looked.
/// </summary>
public sealed class History(IStore store, SessionHosts hosts)
{
    public const string Verb = "search";

    /// <summary>So many of the newest are looked through.</summary>
    public const int SessionsMax = 300;

    /// <summary>So many of those that have the words are shown.</summary>
    public const int FoundMax = 20;

    public const int LinesMax = 5;

    public const int WordsMax = 100;

    /// <summary>Rows that one search looks at: no question keeps the server busy for long.</summary>
    public const int RowsMax = 20_000;

    /// <summary>Different words of one question.</summary>
    const int PartsMax = 8;

    /// <summary>Less would find everything.</summary>
    const int WordsMin = 2;

    const string RootCause = "root-cause";

    static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>What is looked for in a typed text; or why nothing can be.</summary>
    public static (string Words, Refusal? Refusal) Read(string? text) => PersonalText.Line(text ?? "").Trim() switch
    {
        { Length: < WordsMin } => ("", new Refusal("Commands.SearchHow", RefusalKind.Wrong)),
        { Length: > WordsMax } words => ("", Refusals.TooLong(words, WordsMax)),
        var words => (words, null),
    };

    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public async Task<Found> FindAsync(VenueId venue, string words, CancellationToken stop)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(PartsMax).ToArray();
        var entries = await store.Directory.InVenueAsync(venue, SessionsMax + 1, stop);
        var (found, rows) = (ImmutableArray.CreateBuilder<FoundSession>(), 0);
        foreach (var entry in entries.Take(SessionsMax).OrderByDescending(entry => entry.OpenedAt))
        {
            if (found.Count > FoundMax || rows > RowsMax)
            {
                break;
            }

            var all = await store.Artifacts.ReadAsync(entry.Session, stop);
            rows += all.Length;
            var lines = all.Where(row => Has(row.Text, parts)).ToImmutableArray();
            if ((!lines.IsEmpty || Has(entry.Title, parts)) && await HereAsync(entry, stop) is { } session)
            {
                found.Add(Found(entry, session, lines));
            }
        }

        return new Found(words, [.. found.Take(FoundMax)], IsAll: entries.Length <= SessionsMax && found.Count <= FoundMax && rows <= RowsMax);
    }

    static FoundSession Found(DirectoryEntry entry, Session session, ImmutableArray<Artifact> lines)
    {
        var first = lines.OrderByDescending(row => row.Kind == RootCause).ThenBy(row => row.Activity).ThenBy(row => row.Key, StringComparer.Ordinal);
        return new FoundSession(entry, [.. first.Take(LinesMax)], Math.Max(0, lines.Length - LinesMax))
        {
            HasRootCause = lines.Any(row => row.Kind == RootCause),
            IsRehearsal = session.Pretend > 0,
        };
    }

    /// <summary>A row as it is shown: what guests of an open link gave says so.</summary>
    public static string Line(Artifact row, Words words) =>
        row.Kind.StartsWith(Artifact.OfGuests, StringComparison.Ordinal) ? words.Say("Commands.FoundOfGuests", row.Text) : row.Text;

    /// <summary>A session's day, and that it was a rehearsal.</summary>
    public static string When(FoundSession session, TimeZoneInfo zone, Words words) =>
        session.IsRehearsal ? words.Say("Commands.FoundRehearsal", Day(session.Entry.OpenedAt, zone, words)) : Day(session.Entry.OpenedAt, zone, words);

    /// <summary>The sentence above what was found; root causes that were named more than once are said with their days.</summary>
    public static ImmutableArray<string> Lead(Found found, TimeZoneInfo zone, Words words)
    {
        var roots = found.Sessions.Where(session => session is { HasRootCause: true, IsRehearsal: false })
            .Select(session => Day(session.Entry.OpenedAt, zone, words)).ToList();
        return
        [
            found.Sessions.IsEmpty ? words["Commands.FoundNothing"] : words.Count("Commands.Found", found.Sessions.Length),
            .. roots.Count > 1 ? (ReadOnlySpan<string>)[words.Say("Commands.FoundRoots", string.Join(", ", roots.AsEnumerable().Reverse()))] : [],
            .. found.IsAll ? (ReadOnlySpan<string>)[] : [words.Say("Commands.FoundNotAll", SessionsMax, FoundMax)],
        ];
    }

    static string Day(DateTimeOffset at, TimeZoneInfo zone, Words words) => TimeZoneInfo.ConvertTime(at, zone).ToString("d", words.Culture);

    /// <summary>For a chat, where there are no pages.</summary>
    public static Reply Answer(Found found, TimeZoneInfo zone, Words words)
    {
        var lead = string.Join(' ', Lead(found, zone, words));
        var body = found.Sessions.SelectMany<FoundSession, Element>(session =>
        [
            new TextBlock([new WordsRun(session.Entry.Title, Strong: true), new TextRun($" ({When(session, zone, words)})")]),
            .. session.Lines.Select(row => new TextBlock([new TextRun("– "), new WordsRun(Line(row, words))])),
            .. session.More > 0 ? (ReadOnlySpan<Element>)[new TextBlock(words.Count("Commands.FoundMore", session.More), TextStyle.Subtle)] : [],
        ]);
        return new Reply(lead) { Card = new Card(lead, words.Language, [.. body]), Sought = found.Words };
    }

    // It may have been moved away, or deleted a moment ago.
    async Task<Session?> HereAsync(DirectoryEntry entry, CancellationToken stop) =>
        await hosts.LookIfReadableAsync(entry.Session, stop) is { State: { DeletedAt: null } session } && session.Venues.Contains(entry.Venue)
            ? session
            : null;

    static bool Has(string text, string[] parts) => Array.TrueForAll(
        parts, part => Compare.IndexOf(text, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth) >= 0);
}
