using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot;

/// <summary>Everything that the bot measures and traces, as an exporter would see it.</summary>
sealed class SeenTelemetry : IDisposable
{
    readonly MeterListener meters = new();
    readonly ActivityListener traces;
    readonly ConcurrentDictionary<string, bool> names = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<Measured> measured = new();
    readonly ConcurrentQueue<Activity> spans = new();
    readonly SemaphoreSlim news = new(0);

    public SeenTelemetry()
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == HostMetrics.MeterName)
            {
                names[instrument.Name] = true;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(new(instrument.Name, value, [.. tags])));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(new(instrument.Name, value, [.. tags])));
        meters.Start();
        traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HostMetrics.MeterName,
            Sample = (ref ActivityCreationOptions<ActivityContext> asked) => AsExported(asked.Parent),
            ActivityStopped = span =>
            {
                spans.Enqueue(span);
                news.Release();
            },
        };
        ActivitySource.AddActivityListener(traces);
    }

    // As the exporter decides where nothing else is set: what stands within a span that is not recorded is not recorded either.
    static ActivitySamplingResult AsExported(ActivityContext parent) => parent == default || parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
        ? ActivitySamplingResult.AllDataAndRecorded
        : ActivitySamplingResult.None;

    public IEnumerable<string> Names => names.Keys;

    public IEnumerable<Activity> Spans => spans;

    /// <summary>All that is said beside figures: tags with their names, and what spans are called.</summary>
    public IReadOnlyCollection<string> Texts =>
    [
        .. measured.SelectMany(one => one.Tags).SelectMany(Both),
        .. spans.SelectMany(span => span.TagObjects.Concat(span.Events.SelectMany(said => said.Tags)).SelectMany(Both)),
        .. spans.SelectMany(span => span.Baggage.SelectMany(pair => new[] { pair.Key, pair.Value ?? "" })),
        .. spans.SelectMany(span => new[] { span.DisplayName, span.OperationName, span.StatusDescription ?? "" }),
    ];

    public long Sum(string name, params (string Key, string Value)[] tags) => measured
        .Where(one => one.Name == name && Array.TrueForAll(tags, tag => one.Tags.Contains(KeyValuePair.Create<string, object?>(tag.Key, tag.Value))))
        .Sum(one => one.Value);

    public IEnumerable<string> TagsOf(string name) => measured.Where(one => one.Name == name).SelectMany(one => one.Tags).Select(tag => tag.Key).Distinct();

    /// <summary>Waits until something was seen: much of it is noted when whoever asked has their answer already.</summary>
    public async Task UntilAsync(Func<SeenTelemetry, bool> isSeen)
    {
        while (!isSeen(this))
        {
            Assert.True(await news.WaitAsync(PretendSlack.Patience), "It was not seen.");
        }
    }

    public void Forget()
    {
        measured.Clear();
        spans.Clear();
    }

    public void Dispose()
    {
        meters.Dispose();
        traces.Dispose();
    }

    void Add(Measured one)
    {
        measured.Enqueue(one);
        news.Release();
    }

    static IEnumerable<string> Both(KeyValuePair<string, object?> tag) => [tag.Key, tag.Value?.ToString() ?? ""];

    sealed record Measured(string Name, long Value, KeyValuePair<string, object?>[] Tags);
}
