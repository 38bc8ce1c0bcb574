using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>Rehearsals for one person who waits for the minutes: played in memory, seen by nobody else, gone when they are over.</summary>
public sealed class PrivatePlays(TimeProvider time)
{
    /// <summary>Each takes a processor for some seconds, and who votes meanwhile shall not notice.</summary>
    public const int AtOnceMax = 1;

    /// <summary>In one of them; a group of more learns nothing else.</summary>
    public const int PeopleMax = PretendGuests.PeopleMax;

    /// <summary>Nobody waits longer for something made up.</summary>
    public static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    int playing;

    internal async Task<Parsed<Played>> PlayAsync(RehearsalOptions options, CancellationToken stop)
    {
        if (Interlocked.Increment(ref playing) > AtOnceMax)
        {
            Interlocked.Decrement(ref playing);
            return new Refusal("Rehearsal.OneAtATime", RefusalKind.NotNow);
        }

        using var end = new CancellationTokenSource(EndsWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stop);
        try
        {
            // On a thread of its own, as in memory nothing ever waits: who asked is answered meanwhile that it takes longer.
            return await Task.Run(() => Play.RunAsync(options, either.Token), stop);
        }
        catch (Exception e) when (e is NoEndException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return new Refusal("Rehearsal.TooLong", RefusalKind.Wrong, (int)EndsWithin.TotalSeconds);
        }
        finally
        {
            Interlocked.Decrement(ref playing);
        }
    }
}
