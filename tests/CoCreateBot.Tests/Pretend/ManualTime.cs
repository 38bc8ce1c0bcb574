namespace CoCreateBot.Tests.Pretend;

/// <summary>A clock that stands still until a test moves it. Timers fire, in order, while it is moved.</summary>
public sealed class ManualTime(DateTimeOffset? start = null) : TimeProvider
{
    readonly Lock gate = new();
    readonly List<ManualTimer> timers = [];
    DateTimeOffset now = start ?? new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Lets time pass, and every timer that falls into it fire at its own time.</summary>
    public void Pass(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (TakeDue(until) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = until;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    ManualTimer? TakeDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var timer = timers.Where(one => one.At <= until).MinBy(one => one.At);
            if (timer?.At is { } at)
            {
                now = at > now ? at : now;
                timer.At = timer.Period > TimeSpan.Zero ? at + timer.Period : null;
            }

            return timer;
        }
    }

    sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? At { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                Period = period;
                At = dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime;
                if (!time.timers.Contains(this))
                {
                    time.timers.Add(this);
                }

            }

            if (dueTime == TimeSpan.Zero)
            {
                At = period > TimeSpan.Zero ? time.GetUtcNow() + period : null;
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
