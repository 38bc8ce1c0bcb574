using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CoCreateBot.Load.Traffic;

/// <summary>
/// Keeps some connections busy from one thread. Without a pace each connection sends its next request as soon as the answer is there (that finds the
/// saturation); with a pace requests are due at fixed times, and a late one counts its whole delay.
/// </summary>
sealed class Generator(IPEndPoint server, int connections)
{
    /// <summary>After the end of a run, answers are waited for this long.</summary>
    static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(30);

    const int WaitUs = 100_000;

    /// <summary>The clock of a paced run: what falls due within it is sent together, and its delay counts.</summary>
    const int PacedWaitUs = 1_000;

    /// <summary>The delays of a paced run count from here on: before, its connections are new.</summary>
    static readonly TimeSpan PacedFrom = TimeSpan.FromSeconds(0.5);

    readonly List<Socket> ready = [];
    readonly Dictionary<Socket, Connection> bySocket = [];
    readonly Dictionary<int, int> statuses = [];
    readonly Latencies latencies = new();
    long countsFrom;
    long answered;
    long sent;
    long refused;
    long lastAnswerAt;
    long longestGap;
    bool isDry;

    /// <summary>Runs until the time is over, the traffic is dry, or every connection is broken.</summary>
    /// <param name="pace">Requests a second; null is as many as come back.</param>
    public Task<Outcome> RunAsync(ITraffic traffic, TimeSpan length, double? pace = null) => Task.Factory.StartNew(
        () => Run(traffic, length, pace), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    Outcome Run(ITraffic traffic, TimeSpan length, double? pace)
    {
        var all = Connect();
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var gap = pace is { } rate ? Stopwatch.Frequency / rate : 0;
        lastAnswerAt = start;
        countsFrom = start + (gap > 0 ? (long)(PacedFrom.TotalSeconds * Stopwatch.Frequency) : 0);
        while (true)
        {
            var now = Stopwatch.GetTimestamp();
            if (now < end && !isDry)
            {
                SendDue(all, traffic, now, start, gap);
            }
            else if (!all.Exists(one => one.IsBusy) || now > end + (long)(DrainMax.TotalSeconds * Stopwatch.Frequency))
            {
                break;
            }

            ReceiveReady(all, traffic, gap > 0);
            if (all.Count == 0)
            {
                break;
            }
        }

        var took = Stopwatch.GetElapsedTime(start);
        all.ForEach(one => one.Dispose());
        return new Outcome(answered, took, latencies, statuses, refused, Stopwatch.GetElapsedTime(0, longestGap));
    }

    List<Connection> Connect()
    {
        var all = Enumerable.Range(0, connections).Select(number => new Connection(number, server)).ToList();
        all.ForEach(one => bySocket[one.Socket] = one);
        return all;
    }

    void SendDue(List<Connection> all, ITraffic traffic, long now, long start, double gap)
    {
        foreach (var connection in all)
        {
            if (connection.IsBusy)
            {
                continue;
            }

            var due = gap > 0 ? start + (long)(sent * gap) : now;
            if (due > now)
            {
                return;
            }

            var request = traffic.Next(connection.Number);
            if (request.IsEmpty)
            {
                isDry = true;
                return;
            }

            sent++;
            connection.Send(request.Span, due);
        }
    }

    void ReceiveReady(List<Connection> all, ITraffic traffic, bool isPaced)
    {
        // The idle ones are never ready, but the wait for them is how a paced run passes the time until the next request is due.
        ready.Clear();
        foreach (var connection in all)
        {
            ready.Add(connection.Socket);
        }

        Socket.Select(ready, null, null, isPaced ? PacedWaitUs : WaitUs);
        foreach (var socket in ready)
        {
            Receive(bySocket[socket], all, traffic);
        }
    }

    void Receive(Connection connection, List<Connection> all, ITraffic traffic)
    {
        var answer = connection.IsBroken ? null : connection.Receive();
        if (answer is { } got)
        {
            var now = Stopwatch.GetTimestamp();
            answered++;
            (longestGap, lastAnswerAt) = (Math.Max(longestGap, now - lastAnswerAt), now);
            if (connection.SentAt >= countsFrom)
            {
                latencies.Add(now - connection.SentAt);
            }

            statuses[got.Status] = statuses.GetValueOrDefault(got.Status) + 1;
            refused += !traffic.Answered(connection.Number, got.Status, got.Body.Span) && got.Status == 200 ? 1 : 0;
        }
        else if (connection.IsBroken)
        {
            if (connection.IsBusy)
            {
                traffic.Lost(connection.Number);
            }

            all.Remove(connection);
            connection.Dispose();
        }
    }
}
