using System.Diagnostics;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>What came back from servers that are restarted in turn: how long nobody acknowledged anything, and who refused.</summary>
sealed class RollTraffic
{
    readonly Lock gate = new();
    readonly SortedDictionary<int, int> refused = [];
    readonly SortedDictionary<int, int> refusedGoing = [];
    long lastAt;
    long longest;

    /// <summary>No server acknowledged anything for so long.</summary>
    public TimeSpan LongestGap => Stopwatch.GetElapsedTime(0, longest);

    /// <summary>By servers that were not going down.</summary>
    public string Refused => Said(refused);

    public string RefusedGoing => Said(refusedGoing);

    /// <summary>Their connections broke before an answer came.</summary>
    public int Broken { get; private set; }

    public int BrokenGoing { get; private set; }

    /// <param name="isGoing">Has the server been asked to end by now?</param>
    public ITraffic Of(ITraffic traffic, Func<bool> isGoing) => new Part(this, traffic, isGoing);

    static string Said(SortedDictionary<int, int> statuses) =>
        statuses.Count == 0 ? "none" : string.Join(", ", statuses.Select(pair => $"{Report.Whole(pair.Value)} × {pair.Key}{(pair.Key == 200 ? " with the reason" : "")}"));

    void Took()
    {
        var now = Stopwatch.GetTimestamp();
        (longest, lastAt) = (lastAt == 0 ? 0 : Math.Max(longest, now - lastAt), now);
    }

    sealed class Part(RollTraffic all, ITraffic traffic, Func<bool> isGoing) : ITraffic
    {
        public ReadOnlyMemory<byte> Next(int connection) => traffic.Next(connection);

        public bool Answered(int connection, int status, ReadOnlySpan<byte> body)
        {
            var isTaken = traffic.Answered(connection, status, body) && status == 200;
            lock (all.gate)
            {
                if (isTaken)
                {
                    all.Took();
                }
                else
                {
                    var statuses = isGoing() ? all.refusedGoing : all.refused;
                    statuses[status] = statuses.GetValueOrDefault(status) + 1;
                }
            }

            return isTaken;
        }

        public void Lost(int connection)
        {
            traffic.Lost(connection);
            lock (all.gate)
            {
                (all.Broken, all.BrokenGoing) = isGoing() ? (all.Broken, all.BrokenGoing + 1) : (all.Broken + 1, all.BrokenGoing);
            }
        }
    }
}
