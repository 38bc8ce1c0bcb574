using System.Runtime.ExceptionServices;

namespace CoCreateBot.Tests.Pretend;

/// <summary>
/// Plays asynchronous code on one thread, a step at a time. So a test knows when nothing more will happen, and a story that hangs fails at once.
/// With a seed the steps that could happen now happen in a random order, which the seed gives again.
/// </summary>
public sealed class OneThread : SynchronizationContext
{
    /// <summary>Only for what leaves the thread after all; a story should never need it.</summary>
    static readonly TimeSpan HangingAfter = TimeSpan.FromSeconds(10);

    readonly object gate = new(); // a Monitor, since it is waited on
    readonly List<(SendOrPostCallback Callback, object? State)> steps = [];
    readonly Queue<TaskCompletionSource> waiting = [];
    readonly Random? order;

    OneThread(int? seed) => order = seed is { } given ? new Random(given) : null;

    public static void Play(Func<Task> story, int? seed = null)
    {
        var before = Current;
        var thread = new OneThread(seed);
        SetSynchronizationContext(thread);
        try
        {
            var done = story();
            thread.RunUntil(done);
            if (done.Exception is { InnerException: { } wrong })
            {
                ExceptionDispatchInfo.Throw(wrong);
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Ends when everything waits: for a clock that stands still, for a gate, for the next wish.</summary>
    public static Task QuietAsync()
    {
        var thread = (OneThread)Current!; // ! a story that asks for quiet is played
        var quiet = new TaskCompletionSource();
        thread.waiting.Enqueue(quiet);
        return quiet.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            steps.Add((d, state));
            Monitor.Pulse(gate);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here blocks.");

    public override SynchronizationContext CreateCopy() => this;

    void RunUntil(Task done)
    {
        while (!done.IsCompleted)
        {
            if (TryTake(out var step))
            {
                step.Callback(step.State);
            }
            else if (waiting.TryDequeue(out var quiet))
            {
                quiet.SetResult();
            }
            else
            {
                AwaitStep();
            }
        }
    }

    void AwaitStep()
    {
        lock (gate)
        {
            if (steps.Count == 0 && !Monitor.Wait(gate, HangingAfter))
            {
                throw new TimeoutException("Nothing happens any more, and the story has not come to its end.");
            }
        }
    }

    bool TryTake(out (SendOrPostCallback Callback, object? State) step)
    {
        lock (gate)
        {
            if (steps.Count == 0)
            {
                step = default;
                return false;
            }

            var at = order?.Next(steps.Count) ?? 0;
            step = steps[at];
            steps.RemoveAt(at);
            return true;
        }
    }
}
