namespace CoCreateBot.Bot.Rehearsal;

/// <summary>A clock that stands still until it is told to jump. Whatever waits for a moment up to there is woken, in turn and at its own time.</summary>
public class RehearsalClock(DateTimeOffset start) : TimeProvider
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
        while (TryStep(moment))
        {
            // The next one.
        }
    }

    /// <summary>Goes on to the next that is due up to this moment, and wakes it; false where none is, and then it is this moment.</summary>
    public bool TryStep(DateTimeOffset moment)
    {
        var alarm = TakeDue(moment);
        alarm?.Ring();
        return alarm is not null;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Wakes what waits for no time at all: never within the call, as with a real clock.</summary>
    protected virtual void Soon(Action ring) => ThreadPool.QueueUserWorkItem(_ => ring());

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
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime.TotalMilliseconds, uint.MaxValue - 1.0, nameof(dueTime)); // as the real one does
            lock (clock.gate)
            {
                Period = period;
                At = dueTime > TimeSpan.Zero ? clock.now + dueTime : dueTime == TimeSpan.Zero && period > TimeSpan.Zero ? clock.now + period : null;
                clock.alarms.Add(this);
            }

            if (dueTime == TimeSpan.Zero)
            {
                clock.Soon(Ring);
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
