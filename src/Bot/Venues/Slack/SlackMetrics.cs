using System.Diagnostics.Metrics;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>How the conversation with Slack goes, with the connections of Socket Mode.</summary>
public sealed class SlackMetrics : ChatMetrics
{
    readonly Counter<long> links;

    public SlackMetrics()
        : base("slack", "method") => links = Counter("sockets", "Connections of Socket Mode, by what became of them");

    public void Linked(string outcome) => links.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));
}
