using System.Diagnostics.Metrics;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues;

/// <summary>How the conversation with a chat platform goes: figures by kind, never by person, place or workspace.</summary>
public abstract class ChatMetrics : IDisposable
{
    readonly Meter meter = new(HostMetrics.MeterName);
    readonly string platform;
    readonly string callTag;
    readonly Counter<long> requests;
    readonly Counter<long> rejected;
    readonly Counter<long> calls;
    readonly Counter<long> untold;

    /// <param name="platform">As it stands in the names of the counters: "slack".</param>
    /// <param name="callTag">What tells one call of the platform from another: "method".</param>
    private protected ChatMetrics(string platform, string callTag)
    {
        (this.platform, this.callTag) = (platform, callTag);
        requests = Counter("requests", "Genuine requests, by kind");
        rejected = Counter("rejected", "Requests turned away, by reason");
        calls = Counter("calls", $"Calls of the platform, by {callTag} and outcome");
        untold = Counter("untold", "Private sentences that could not be delivered");
    }

    public void Received(string kind) => requests.Add(1, KeyValuePair.Create<string, object?>("kind", kind));

    public void Rejected(string reason) => rejected.Add(1, KeyValuePair.Create<string, object?>("reason", reason));

    /// <summary>A door answers with a sentence, and counts why.</summary>
    public async Task RejectAsync(HttpResponse response, int status, string reason, string sentence)
    {
        Rejected(reason);
        response.StatusCode = status;
        await response.WriteAsync(sentence);
    }

    public void Called(string what, string outcome) =>
        calls.Add(1, KeyValuePair.Create<string, object?>(callTag, what), KeyValuePair.Create<string, object?>("outcome", outcome));

    public void Untold() => untold.Add(1);

    public void Dispose()
    {
        meter.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Counter<long> Counter(string name, string description) =>
        meter.CreateCounter<long>($"cocreate.{platform}.{name}", description: description);
}
