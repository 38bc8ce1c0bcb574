namespace CoCreateBot.Bot.Reconciling;

/// <summary>A platform's limit as a bucket of permits that fills up steadily. A refused permit is no queue: the slot stays dirty and asks again.</summary>
/// <param name="burst">Permits that may be used at once.</param>
/// <param name="every">One more permit comes after this long.</param>
sealed class Budget(int burst, TimeSpan every, TimeProvider time)
{
    /// <summary>No platform means a longer wait than this, whatever it says.</summary>
    public static readonly TimeSpan BlockMax = TimeSpan.FromHours(1);

    double permits = burst;
    DateTimeOffset filledAt = time.GetUtcNow();
    DateTimeOffset blockedUntil;

    /// <summary>How long until there is a permit; nothing is taken.</summary>
    public TimeSpan Wait()
    {
        var now = time.GetUtcNow();
        permits = Math.Min(burst, permits + ((now - filledAt) / every));
        filledAt = now;
        if (now < blockedUntil)
        {
            return blockedUntil - now;
        }

        return permits < 1 ? every * (1 - permits) : TimeSpan.Zero;
    }

    /// <summary>Takes a permit, or says how long until there is one.</summary>
    public TimeSpan Take()
    {
        var wait = Wait();
        if (wait == TimeSpan.Zero)
        {
            permits--;
        }

        return wait;
    }

    /// <summary>The platform itself said how long to wait; it knows better than any budget.</summary>
    public TimeSpan Block(TimeSpan retryAfter)
    {
        var wait = retryAfter < TimeSpan.Zero ? TimeSpan.Zero : retryAfter < BlockMax ? retryAfter : BlockMax;
        blockedUntil = time.GetUtcNow() + wait;
        permits = 0;
        return wait;
    }
}
