namespace CoCreateBot.Load.Teams;

/// <summary>
/// How often something may be called, as Teams documents it (learn.microsoft.com, "Optimize your bot with rate limiting in Teams"), counted in sliding
/// windows. Not safe for many threads at once.
/// </summary>
sealed class ConnectorLimits((int Calls, TimeSpan Within)[] windows)
{
    /// <summary>Sends and edits in one conversation.</summary>
    public static ConnectorLimits OfSending => new([(7, Seconds(1)), (8, Seconds(2)), (60, Seconds(30)), (1_800, TimeSpan.FromHours(1))]);

    /// <summary>Looks at who is there, in one conversation.</summary>
    public static ConnectorLimits OfReading => new([(14, Seconds(1)), (16, Seconds(2)), (120, Seconds(30)), (3_600, TimeSpan.FromHours(1))]);

    /// <summary>All calls in one tenant.</summary>
    public static ConnectorLimits OfTenant => new([(30, Seconds(1))]);

    readonly List<TimeSpan> calls = [];
    readonly List<TimeSpan> taken = [];

    /// <summary>Calls for which there was no room.</summary>
    public int Refused => calls.Count - taken.Count;

    public int Calls => calls.Count;

    /// <summary>Null where there is room, else how long until there is.</summary>
    /// <param name="now">Never before that of the call before.</param>
    public TimeSpan? Take(TimeSpan now)
    {
        calls.Add(now);
        foreach (var (most, within) in windows)
        {
            if (taken.Count >= most && now - taken[^most] is var since && since < within)
            {
                return within - since;
            }
        }

        taken.Add(now);
        return null;
    }

    /// <summary>Calls in the fullest window of that length, those included for which there was no room.</summary>
    public int Fullest(TimeSpan within)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < calls.Count; last++)
        {
            while (calls[last] - calls[first] >= within)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
