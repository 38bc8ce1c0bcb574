using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CoCreateBot.Bot.Hosting;

/// <summary>What can be seen of the hosting from outside: figures, never people or words.</summary>
public sealed class HostMetrics : IDisposable
{
    public const string MeterName = "cocreate";

    readonly Meter meter;
    readonly Counter<long> commits;
    readonly Histogram<int> eventsPerCommit;
    readonly Counter<long> busy;
    readonly Counter<long> wishes;

    public HostMetrics()
        : this(MeterName)
    {
    }

    /// <param name="name">Under another one they are nobody's figures.</param>
    internal HostMetrics(string name)
    {
        meter = new Meter(name);
        commits = meter.CreateCounter<long>("cocreate.log.commits", description: "Commits written to sessions' logs");
        eventsPerCommit = meter.CreateHistogram<int>("cocreate.log.events_per_commit", description: "Events in one commit");
        busy = meter.CreateCounter<long>("cocreate.mailbox.busy", description: "Wishes that found a full mailbox");
        wishes = meter.CreateCounter<long>("cocreate.wishes", description: "What people sent to sessions, by kind and outcome");
    }

    public static ActivitySource Traces { get; } = new(MeterName);

    public void Committed(int events)
    {
        commits.Add(1);
        eventsPerCommit.Record(events);
    }

    public void Busy() => busy.Add(1);

    /// <summary>Says in the trace and in the figures what became of a wish. The reason is a text's key, never the text.</summary>
    public void Answered(Wish wish, Answer answer, Activity? span)
    {
        if (!wishes.Enabled && span is null)
        {
            return;
        }

        TagList tags = [new("kind", KindOf(wish)), new("outcome", OutcomeOf(answer))];
        if (answer is Answer.Refused refused)
        {
            tags.Add("reason", refused.Refusal.Key);
        }

        wishes.Add(1, tags);
        foreach (var tag in tags)
        {
            span?.SetTag(tag.Key, tag.Value);
        }
    }

    static string KindOf(Wish wish) => wish switch
    {
        Wish.Pressed => "pressed",
        Wish.Typed => "typed",
        Wish.Ready => "ready",
        _ => throw new UnreachableException(),
    };

    static string OutcomeOf(Answer answer) => answer switch
    {
        Answer.Done => "done",
        Answer.Refused => "refused",
        Answer.Busy => "busy",
        Answer.Unavailable => "unavailable",
        _ => throw new UnreachableException(),
    };

    /// <summary>Registers a figure that is read when somebody looks.</summary>
    public void Watch(string name, Func<int> figure) => meter.CreateObservableGauge(name, figure);

    public void Dispose() => meter.Dispose();
}
