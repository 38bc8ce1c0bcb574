namespace CoCreateBot.Tests.Pretend;

/// <summary>
/// What is the same of each chat platform that is pretended in the test's own process: it counts what comes, tells when something has, and behaves badly
/// when told to. What a client did wrong stands in <see cref="Faults"/>.
/// </summary>
abstract class PretendPlatform(ManualTime time) : HttpMessageHandler
{
    /// <summary>Real time after which a test that waits for something has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The same for who lets the clock of the test go on meanwhile: nothing tells them when all that is under way has settled.</summary>
    static readonly TimeSpan PatienceMax = 3 * Patience;

    protected readonly Lock gate = new();
    readonly Dictionary<string, Queue<PretendTrouble>> troubles = new(StringComparer.Ordinal);
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ManualTime Time => time;

    /// <summary>What was done that the platform's documentation forbids. A story ends by finding none.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Every call that came, by its name.</summary>
    public List<string> Called { get; } = [];

    /// <summary>The next calls of this name go wrong, one after the other.</summary>
    public void Trouble(string call, params ReadOnlySpan<PretendTrouble> next)
    {
        lock (gate)
        {
            foreach (var trouble in next)
            {
                Queue(call).Enqueue(trouble);
            }
        }
    }

    /// <summary>Waits until something is so, looking again after each call that came.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (isSo())
                {
                    return;
                }

                next = changed.Task;
            }

            try
            {
                await next.WaitAsync(Patience, TimeProvider.System);
            }
            catch (TimeoutException)
            {
                Assert.Fail($"Waited in vain: {what}. Calls so far: {string.Join(", ", Called)}. Faults: {string.Join("; ", Faults)}");
            }
        }
    }

    /// <summary>Waits until something is so that no call tells of, looking again and again.</summary>
    public static async Task LookUntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); !await isSo(); await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, what);
        }
    }

    /// <summary>Lets time pass in small steps until something is so.</summary>
    public async Task PassUntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); !await isSo() && TimeProvider.System.GetElapsedTime(begun) < PatienceMax;)
        {
            Hurry(TimeSpan.FromSeconds(0.25));
            await NextCallAsync(TimeSpan.FromMilliseconds(20));
        }

        Assert.True(await isSo(), what);
    }

    /// <summary>Lets time pass many times as fast as it does.</summary>
    public virtual void Hurry(TimeSpan step) => time.Pass(step);

    /// <summary>Ends with the next call, or when there is none for so long in real time: what runs beside the test is waited for.</summary>
    public async Task NextCallAsync(TimeSpan within)
    {
        Task next;
        lock (gate)
        {
            next = changed.Task;
        }

        await Task.WhenAny(next, Task.Delay(within, TimeProvider.System));
    }

    /// <summary>Notes the call and takes its trouble, where it was told to have one. Under the gate.</summary>
    protected PretendTrouble? Note(string call)
    {
        Called.Add(call);
        return Queue(call).TryDequeue(out var next) ? next : null;
    }

    /// <summary>Whoever waits looks again. Under the gate.</summary>
    protected void Change()
    {
        var before = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        before.SetResult();
    }

    Queue<PretendTrouble> Queue(string call)
    {
        if (!troubles.TryGetValue(call, out var queue))
        {
            troubles[call] = queue = [];
        }

        return queue;
    }
}
