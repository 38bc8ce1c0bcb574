namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// A session to which several servers write at once. The number that one wins the others have tried for in vain: each then reads on, and tries once more. So
/// where races were lost of late, what comes is gathered for longer the more were lost, and the log is read before it is decided.
/// </summary>
sealed partial class SessionMailbox
{
    /// <summary>Milliseconds that are gathered on average after the first lost race; each further one doubles them.</summary>
    const int GatherLeast = 25;

    /// <summary>A press may take three seconds with all that a platform does.</summary>
    const int GatherMost = 400;

    /// <summary>Milliseconds less after each race that was won.</summary>
    const int GatherLess = 5;

    /// <summary>So long after the last race that was lost nobody else is taken to write any more; and so long after two came together each is alone.</summary>
    static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(5);

    int gather;
    long racedAt, togetherAt;

    bool IsShared => gather > 0 && context.Time.GetElapsedTime(racedAt) < SharedFor;

    // Whoever presses alone waits for nobody.
    Task GatherAsync() => IsShared && context.Time.GetElapsedTime(togetherAt) < SharedFor
        ? Task.Delay(TimeSpan.FromMilliseconds((gather / 2) + context.Dice.Next(gather)), context.Time)
        : Task.CompletedTask;

    void NoteRace(bool isWon)
    {
        if (!context.Leases.OutlivesServer)
        {
            return;
        }

        togetherAt = taken.Count > 1 ? context.Time.GetTimestamp() : togetherAt;
        if (isWon)
        {
            gather = IsShared ? Math.Max(0, gather - GatherLess) : 0;
        }
        else
        {
            GatherMore();
        }
    }

    void GatherMore()
    {
        gather = Math.Clamp(gather * 2, GatherLeast, GatherMost);
        racedAt = context.Time.GetTimestamp();
    }

    // Several that ask too much of a store ask less of it.
    void NoteFailure()
    {
        if (IsShared)
        {
            GatherMore();
        }
    }
}
