namespace CoCreateBot.Bot.Reconciling;

/// <summary>
/// A platform's limit as a bucket of permits that fills up steadily. A refused permit is no queue: the slot stays dirty and asks again. Several servers have
/// an even share each.
/// </summary>
/// <param name="burst">Permits that may be used at once.</param>
/// <param name="every">One more permit comes after this long.</param>
sealed class Budget(int burst, TimeSpan every, TimeProvider time)
{
    /// <summary>No platform means a longer wait than this, whatever it says.</summary>
    public static readonly TimeSpan BlockMax = TimeSpan.FromHours(1);

    double permits = burst;
    DateTimeOffset filledAt = time.GetUtcNow();
    DateTimeOffset blockedUntil;
    int sharing = 1;

    int Burst => Math.Max(1, burst / sharing);

    TimeSpan Every => every * sharing;

    /// <summary>The same, as the share of one among so many servers. Where they come and go, "later" stays later, and no permit comes of it.</summary>
    public Budget Shared(int servers)
    {
        if (servers != sharing)
        {
            Fill();
            sharing = servers;
            permits = Math.Min(Burst, permits);
        }

        return this;
    }

    /// <summary>How long until there is a permit; nothing is taken.</summary>
    public TimeSpan Wait()
    {
        var now = Fill();
        if (now < blockedUntil)
        {
            return blockedUntil - now;
        }

        return permits < 1 ? Every * (1 - permits) : TimeSpan.Zero;
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

    DateTimeOffset Fill()
    {
        var now = time.GetUtcNow();
        permits = Math.Min(Burst, permits + ((now - filledAt) / Every));
        return filledAt = now;
    }
}
