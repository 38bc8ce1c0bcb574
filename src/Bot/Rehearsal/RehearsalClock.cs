namespace CoCreateBot.Bot.Rehearsal;

/// <summary>A clock that stands still until it is told to jump. Whatever waits for a moment up to there is woken, in turn.</summary>
sealed class RehearsalClock(DateTimeOffset start) : TimeProvider
{
    readonly Lock gate = new();
    readonly HashSet<Alarm> alarms = [];
    DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void JumpTo(DateTimeOffset moment)
    {
        while (TakeDue(moment) is { } alarm)
        {
            alarm.Ring();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    // The next that is due up to this moment, at its own time; null where none is, and then it is this moment.
    Alarm? TakeDue(DateTimeOffset moment)
    {
        lock (gate)
        {
            var alarm = alarms.Where(one => one.At <= moment).MinBy(one => one.At);
            var at = alarm?.At ?? moment;
            now = at > now ? at : now;
            if (alarm is not null)
            {
                alarm.At = alarm.Period > TimeSpan.Zero ? at + alarm.Period : null;
            }

            return alarm;
        }
    }

    sealed class Alarm(RehearsalClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? At { get; set; }

        public TimeSpan Period { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Period = period;
                At = dueTime > TimeSpan.Zero ? clock.now + dueTime : dueTime == TimeSpan.Zero && period > TimeSpan.Zero ? clock.now + period : null;
                clock.alarms.Add(this);
            }

            if (dueTime == TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(_ => Ring()); // never within the call, as with a real one
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
