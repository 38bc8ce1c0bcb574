using System.Diagnostics.Metrics;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>How the conversation with Teams goes: figures by kind, never by person, conversation or tenant.</summary>
public sealed class TeamsMetrics : IDisposable
{
    readonly Meter meter = new(HostMetrics.MeterName);
    readonly Counter<long> requests;
    readonly Counter<long> rejected;
    readonly Counter<long> calls;
    readonly Counter<long> untold;

    public TeamsMetrics()
    {
        requests = meter.CreateCounter<long>("cocreate.teams.requests", description: "Genuine requests, by kind");
        rejected = meter.CreateCounter<long>("cocreate.teams.rejected", description: "Requests turned away, by reason");
        calls = meter.CreateCounter<long>("cocreate.teams.calls", description: "Calls of the Bot Connector, by kind and outcome");
        untold = meter.CreateCounter<long>("cocreate.teams.untold", description: "Private sentences that could not be delivered");
    }

    public void Received(string kind) => requests.Add(1, KeyValuePair.Create<string, object?>("kind", kind));

    public void Rejected(string reason) => rejected.Add(1, KeyValuePair.Create<string, object?>("reason", reason));

    public void Called(string what, string outcome) =>
        calls.Add(1, KeyValuePair.Create<string, object?>("what", what), KeyValuePair.Create<string, object?>("outcome", outcome));

    public void Untold() => untold.Add(1);

    public void Dispose() => meter.Dispose();
}
