using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>A witness's requests, with when each was sent and answered, and what was said to those of them that were refused in the answer itself.</summary>
sealed partial class AwayTraffic(Witness witness) : ITraffic
{
    readonly Dictionary<int, (long At, int Session)> sent = [];
    readonly List<Answered> all = [];
    readonly HashSet<string> sentences = new(StringComparer.Ordinal);

    /// <summary>Read when nothing runs any more.</summary>
    public IReadOnlyList<Answered> All => all;

    /// <summary>What dialogs that were handed in said of why they were not taken.</summary>
    public IReadOnlyCollection<string> Sentences => sentences;

    public ReadOnlyMemory<byte> Next(int connection)
    {
        var request = witness.Next(connection);
        sent[connection] = (Stopwatch.GetTimestamp(), witness.SessionOf(connection));
        return request;
    }

    bool ITraffic.Answered(int connection, int status, ReadOnlySpan<byte> body)
    {
        var (at, session) = sent[connection];
        var isTaken = status == 200 && body.IsEmpty;
        all.Add(new(at, Stopwatch.GetTimestamp(), session, isTaken));
        if (status == 200 && !isTaken)
        {
            sentences.UnionWith(Said.Matches(Encoding.UTF8.GetString(body)).Select(match => match.Groups["text"].Value));
        }

        return witness.Answered(connection, status, body);
    }

    public void Lost(int connection) => witness.Lost(connection);

    [GeneratedRegex("\"errors\":\\{\"[^\"]+\":\"(?<text>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    static partial Regex Said { get; }

    /// <param name="IsTaken">Acknowledged; else it was said that it was not.</param>
    public sealed record Answered(long SentAt, long At, int Session, bool IsTaken)
    {
        public double Ms => Stopwatch.GetElapsedTime(SentAt, At).TotalMilliseconds;
    }
}
