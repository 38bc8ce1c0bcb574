namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// A session to which several servers write at once. The number that one wins the others have tried for in vain: each then reads on, and tries once more. So
/// where races were lost of late, what comes is gathered for longer the more were lost, and the log is read before it is decided. Whoever else writes while a
/// commit is on its way makes it lose; so what a commit takes is the measure of how long it is worth to gather.
/// </summary>
sealed partial class SessionMailbox
{
    /// <summary>Milliseconds that are gathered on average after the first lost race; each further one doubles them.</summary>
    const int GatherLeast = 25;

    /// <summary>Milliseconds on average that are never exceeded: a press may take three seconds with all that a platform does.</summary>
    const int GatherMost = 1_000;

    /// <summary>So many times what a commit takes are gathered on average at the most: then few begin while another one's is on its way.</summary>
    const int GatherCommits = 12;

    /// <summary>One commit in so many is what counts: a single slow one is no slow store.</summary>
    const int CommitsSmoothed = 4;

    /// <summary>Milliseconds less after each race that was won.</summary>
    const int GatherLess = 5;

    /// <summary>So long after the last race that was lost nobody else is taken to write any more; and so long after two came together each is alone.</summary>
    static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(5);

    int gather;
    double commitTakes; // milliseconds, of late
    long racedAt, togetherAt;

    bool IsShared => gather > 0 && context.Time.GetElapsedTime(racedAt) < SharedFor;

    // Whoever presses alone waits for nobody.
    Task GatherAsync() => IsShared && context.Time.GetElapsedTime(togetherAt) < SharedFor
        ? Task.Delay(TimeSpan.FromMilliseconds((gather / 2) + context.Dice.Next(gather)), context.Time)
        : Task.CompletedTask;

    /// <param name="began">When its log was read, or its commit was begun.</param>
    void NoteRace(bool isWon, long began)
    {
        if (!context.Leases.OutlivesServer)
        {
            return;
        }

        commitTakes += (context.Time.GetElapsedTime(began).TotalMilliseconds - commitTakes) / CommitsSmoothed;
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
        gather = Math.Clamp(gather * 2, GatherLeast, Math.Clamp((int)(commitTakes * GatherCommits), GatherLeast, GatherMost));
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
