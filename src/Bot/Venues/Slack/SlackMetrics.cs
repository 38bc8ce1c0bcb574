using System.Diagnostics.Metrics;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>How the conversation with Slack goes: figures by kind, never by person, channel or workspace.</summary>
public sealed class SlackMetrics : IDisposable
{
    readonly Meter meter = new(HostMetrics.MeterName);
    readonly Counter<long> requests;
    readonly Counter<long> rejected;
    readonly Counter<long> calls;
    readonly Counter<long> untold;
    readonly Counter<long> links;

    public SlackMetrics()
    {
        requests = meter.CreateCounter<long>("cocreate.slack.requests", description: "Genuine requests, by kind");
        rejected = meter.CreateCounter<long>("cocreate.slack.rejected", description: "Requests turned away, by reason");
        calls = meter.CreateCounter<long>("cocreate.slack.calls", description: "Calls of the Web API, by method and outcome");
        untold = meter.CreateCounter<long>("cocreate.slack.untold", description: "Private sentences that could not be delivered");
        links = meter.CreateCounter<long>("cocreate.slack.sockets", description: "Connections of Socket Mode, by what became of them");
    }

    public void Received(string kind) => requests.Add(1, KeyValuePair.Create<string, object?>("kind", kind));

    public void Rejected(string reason) => rejected.Add(1, KeyValuePair.Create<string, object?>("reason", reason));

    public void Called(string method, string outcome) =>
        calls.Add(1, KeyValuePair.Create<string, object?>("method", method), KeyValuePair.Create<string, object?>("outcome", outcome));

    public void Untold() => untold.Add(1);

    public void Linked(string outcome) => links.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));

    public void Dispose() => meter.Dispose();
}
