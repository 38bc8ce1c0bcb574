using CoCreateBot.Bot.Rehearsal;

namespace CoCreateBot.Tests.Pretend;

/// <summary>A clock that stands still until a test moves it. Timers fire, in order, while it is moved.</summary>
public sealed class ManualTime(DateTimeOffset? start = null) : RehearsalClock(start ?? new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
{
    /// <summary>Lets time pass, and every timer that falls into it fire at its own time.</summary>
    public void Pass(TimeSpan by) => JumpTo(GetUtcNow() + by);

    // On the test's own thread where it has one.
    protected override void Soon(Action ring)
    {
        if (SynchronizationContext.Current is { } context)
        {
            context.Post(_ => ring(), null);
        }
        else
        {
            base.Soon(ring);
        }
    }
}
