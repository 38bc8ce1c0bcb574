namespace CoCreateBot.Tests.Pretend;

/// <summary>A clock that stands still until a test moves it. Timers fire, in order, while it is moved.</summary>
public sealed class ManualTime(DateTimeOffset? start = null) : TimeProvider
{
    readonly Lock gate = new();
    readonly HashSet<ManualTimer> timers = [];
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
        while (TryStep(until))
        {
            // The next one.
        }
    }

    /// <summary>Lets time pass up to the next timer and fires it; false where none is due, and then it is <paramref name="until"/>.</summary>
    public bool TryStep(DateTimeOffset until)
    {
        var timer = TakeDue(until);
        timer?.Fire();
        return timer is not null;
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
            var at = timer?.At ?? until;
            now = at > now ? at : now;
            if (timer is not null)
            {
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
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime.TotalMilliseconds, uint.MaxValue - 1.0, nameof(dueTime)); // as the real one does
            lock (time.gate)
            {
                Period = period;
                At = dueTime > TimeSpan.Zero ? time.now + dueTime : dueTime == TimeSpan.Zero && period > TimeSpan.Zero ? time.now + period : null;
                time.timers.Add(this);
            }

            if (dueTime == TimeSpan.Zero)
            {
                FireSoon();
            }

            return true;
        }

        // Never within the call, as with a real timer; on the test's own thread where it has one.
        void FireSoon()
        {
            if (SynchronizationContext.Current is { } context)
            {
                context.Post(_ => Fire(), null);
            }
            else
            {
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }
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
