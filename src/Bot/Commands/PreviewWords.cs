using System.Collections.Immutable;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>"preview": what a session is going to say, with the time of each message on the clocks of the zones that were asked for.</summary>
static class PreviewWords
{
    public const string Verb = "preview";

    /// <summary>Named at once; more clocks than that nobody compares on a phone.</summary>
    public const int ZonesMax = 6;

    /// <summary>The zones that a line names ("in Europe/Berlin Asia/Tokyo"); empty where it names none.</summary>
    public static (ImmutableArray<string> Zones, Refusal? Refusal) Zones(ImmutableArray<string> words)
    {
        ImmutableArray<string> named = words is ["in", .. var behind] ? [.. behind] : words;
        return named.FirstOrDefault(word => LocalTime.ZoneIn(word) is null) is { } unknown
            ? ([], new Refusal("Commands.NoSuchZone", RefusalKind.Wrong, unknown))
            : named.Length > ZonesMax ? ([], new Refusal("Commands.TooManyZones", RefusalKind.Wrong, ZonesMax))
            : (named, null);
    }

    /// <param name="words">The reader's own; the messages are in the session's.</param>
    public static Reply Answer(Session session, ImmutableArray<PreviewPost> posts, ImmutableArray<string> zones, Words words, SessionId? id)
    {
        // In a room things are said on its page alone: there is no thread, and nobody is written to in private.
        var isRoom = session.Venues.All(venue => venue.Platform == WebRooms.Platform);
        var said = isRoom ? posts.RemoveAll(post => post.For is not (PreviewFor.Everybody or PreviewFor.Thread)) : posts;
        if (said.IsEmpty)
        {
            return new Reply(words["Commands.PreviewNothing"], id);
        }

        var clocks = zones.Select(LocalTime.ZoneOf).ToImmutableArray();
        var lines = said.Select(post => (Element)new TextBlock(
        [
            new TextRun(Times(post, clocks, words), Strong: true), new TextRun($" · {(isRoom ? words["Commands.PreviewFor-Room"] : For(post, words))}: "),
            .. post.Text.Select(run => OnClock(run, session, words)),
        ]));
        return new Reply(words["Commands.PreviewHere"], id) { Card = new Card(words["Commands.PreviewHere"], words.Language, [.. lines]) };
    }

    static string Times(PreviewPost post, ImmutableArray<TimeZoneInfo> zones, Words words)
    {
        var times = string.Join(", ", zones.Select(zone => $"{Clock(post.At, zone, words)} ({zone.Id})"));
        return post.IsEarliest ? words.Say("Commands.PreviewEarliest", times) : times;
    }

    static string Clock(DateTimeOffset at, TimeZoneInfo zone, Words words)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return $"{local.ToString("ddd", words.Culture)} {local.ToString("d", words.Culture)} {local.ToString("t", words.Culture)}";
    }

    static string For(PreviewPost post, Words words) => post.For == PreviewFor.OnePerson
        ? words.Say("Commands.PreviewFor-OnePerson", post.Name)
        : words["Commands.PreviewFor-" + post.For];

    // Beside times of several zones an instant in the reader's own would be one more riddle.
    static Run OnClock(Run run, Session session, Words words) =>
        run is MomentRun moment ? new TextRun(Clock(moment.At, LocalTime.ZoneOf(session.Zone), words)) : run;
}
