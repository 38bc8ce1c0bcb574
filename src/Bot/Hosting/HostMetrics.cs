using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CoCreateBot.Bot.Hosting;

/// <summary>What can be seen of the hosting from outside: figures, never people or words.</summary>
public sealed class HostMetrics : IDisposable
{
    public const string MeterName = "cocreate";

    readonly Meter meter = new(MeterName);
    readonly Counter<long> commits;
    readonly Histogram<int> eventsPerCommit;
    readonly Counter<long> busy;

    public HostMetrics()
    {
        commits = meter.CreateCounter<long>("cocreate.log.commits");
        eventsPerCommit = meter.CreateHistogram<int>("cocreate.log.events_per_commit");
        busy = meter.CreateCounter<long>("cocreate.mailbox.busy", description: "Wishes that found a full mailbox");
    }

    public static ActivitySource Traces { get; } = new(MeterName);

    public void Committed(int events)
    {
        commits.Add(1);
        eventsPerCommit.Record(events);
    }

    public void Busy() => busy.Add(1);

    /// <summary>Registers a figure that is read when somebody looks.</summary>
    public void Watch(string name, Func<int> figure) => meter.CreateObservableGauge(name, figure);

    public void Dispose() => meter.Dispose();
}
