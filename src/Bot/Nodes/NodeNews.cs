using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Nodes;

/// <summary>
/// Which sessions this server wrote to of late, as the others read it: a line each, the newest last, below the number up to which lines were left out. Whoever
/// has not read so far looks at everything.
/// </summary>
sealed class NodeNews(TimeProvider time)
{
    /// <summary>A server that has not read for so long looks at everything.</summary>
    static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    readonly LinkedList<(SessionId Session, long Number, long At, string Line)> lines = [];
    readonly Dictionary<SessionId, LinkedListNode<(SessionId Session, long Number, long At, string Line)>> known = [];
    long number, leftOut;
    int length;
    bool isAsked;

    /// <summary>Called when there is something that was not written yet, and nothing was before.</summary>
    public Action Added { get; set; } = () => { };

    public void Add(SessionId session, IEnumerable<VenueId> venues, bool arePosts)
    {
        lock (gate)
        {
            arePosts |= known.TryGetValue(session, out var before) && before.Value.Line.EndsWith(Posts, StringComparison.Ordinal);
            if (before is not null)
            {
                Remove(before);
            }

            number++;
            var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{number}\t{session}");
            foreach (var venue in venues)
            {
                line.Append('\t').Append(venue);
            }

            line.Append(arePosts ? Posts : "");
            known[session] = lines.AddLast((session, number, time.GetTimestamp(), line.ToString()));
            length += line.Length + 1;
        }

        Note();
    }

    /// <summary>Others look at everything.</summary>
    public void AddAll()
    {
        lock (gate)
        {
            leftOut = ++number;
            lines.Clear();
            known.Clear();
            length = 0;
        }

        Note();
    }

    /// <summary>What is to be written now, and up to which number it goes.</summary>
    public (string Text, long UpTo) Text()
    {
        lock (gate)
        {
            while (lines.First is { } first && (length > LengthMax || time.GetElapsedTime(first.Value.At) > KeptFor))
            {
                leftOut = first.Value.Number;
                Remove(first);
            }

            var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{leftOut}");
            foreach (var line in lines)
            {
                text.Append('\n').Append(line.Line);
            }

            return (text.ToString(), number);
        }
    }

    public void NoteWritten(long upTo)
    {
        bool isMore;
        lock (gate)
        {
            isAsked &= number > upTo;
            isMore = isAsked;
        }

        if (isMore)
        {
            Added(); // it came while the row was written
        }
    }

    /// <summary>
    /// What of another server's text is new to whoever has read up to a number. Where it cannot be read, of another release say, anything may be.
    /// </summary>
    public static Heard Read(string text, long upTo)
    {
        try
        {
            return ReadLines(text, upTo);
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or ArgumentException)
        {
            return new Heard(upTo, IsAll: true, []);
        }
    }

    static Heard ReadLines(string text, long upTo)
    {
        var all = text.Split('\n');
        var missing = long.Parse(all[0], CultureInfo.InvariantCulture);
        var heard = ImmutableArray.CreateBuilder<HeardOf>();
        var last = Math.Max(upTo, missing);
        foreach (var line in all.AsSpan(1))
        {
            var parts = line.Split('\t');
            var at = long.Parse(parts[0], CultureInfo.InvariantCulture);
            if (at > upTo)
            {
                var arePosts = line.EndsWith(Posts, StringComparison.Ordinal);
                heard.Add(new(new(parts[1]), [.. parts[2..(arePosts ? ^1 : ^0)].Select(venue => new VenueId(venue))], arePosts));
                last = at;
            }
        }

        return new Heard(last, IsAll: missing > upTo, heard.ToImmutable());
    }

    // Once: those that come meanwhile go with it.
    void Note()
    {
        lock (gate)
        {
            if (isAsked)
            {
                return;
            }

            isAsked = true;
        }

        Added();
    }

    /// <summary>The end of a line; no venue is called so.</summary>
    const string Posts = "\tposts";

    const int LengthMax = INodes.NewsMax - 100;

    void Remove(LinkedListNode<(SessionId Session, long Number, long At, string Line)> line)
    {
        lines.Remove(line);
        known.Remove(line.Value.Session);
        length -= line.Value.Line.Length + 1;
    }
}

/// <param name="UpTo">Read up to this number.</param>
/// <param name="IsAll">Lines were missed: anything may be new.</param>
sealed record Heard(long UpTo, bool IsAll, ImmutableArray<HeardOf> Sessions);

/// <param name="Venues">Where the session is.</param>
/// <param name="ArePosts">Also what is kept of its posts has changed.</param>
sealed record HeardOf(SessionId Session, ImmutableArray<VenueId> Venues, bool ArePosts);
