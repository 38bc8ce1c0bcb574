namespace CoCreateBot.Storage.Tables;

/// <summary>
/// Whether the store answers at all. Where it let a call wait in vain, and answered no other meanwhile, the next ones need not wait as long, one behind the
/// other: they are told at once, and one at a time tries whether the store is back. Who comes during such a trial waits for how it ends:
/// the store may just be back.
/// </summary>
sealed class TableSilence(TimeProvider time)
{
    /// <summary>From the end of one trial to the next.</summary>
    public static readonly TimeSpan TrialEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>For a trial that somebody else makes. Together with one try of one's own that is less than two seconds.</summary>
    public static readonly TimeSpan WaitMax = TableClientOptions.TryMax;

    readonly Lock gate = new();
    long answers;
    bool isSilent;
    long silentAt;
    TaskCompletionSource? trial;

    /// <summary>Before each call; null where it need not be made, as nothing will come.</summary>
    public async ValueTask<Call?> BeginAsync(CancellationToken stop)
    {
        Task ends;
        lock (gate)
        {
            if (!isSilent)
            {
                return new(IsTrial: false, IsOnce: false, answers);
            }

            if (trial is null)
            {
                return time.GetElapsedTime(silentAt) < TrialEvery ? null : Trial();
            }

            ends = trial.Task;
        }

        try
        {
            await ends.WaitAsync(WaitMax, time, stop);
        }
        catch (TimeoutException)
        {
            return null;
        }

        lock (gate)
        {
            return isSilent ? null : new(IsTrial: false, IsOnce: true, answers); // it has waited once already
        }
    }

    Call Trial()
    {
        trial = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new(IsTrial: true, IsOnce: true, answers);
    }

    public void Answered()
    {
        lock (gate)
        {
            answers++;
            isSilent = false;
            EndTrial();
        }
    }

    /// <summary>Has it answered anybody since this call began?</summary>
    public bool HasAnsweredSince(Call call)
    {
        lock (gate)
        {
            return call.AnswersBefore != answers;
        }
    }

    /// <param name="isInVain">It was waited for an answer as long as one waits; else it failed otherwise, which says nothing.</param>
    public void Failed(Call call, bool isInVain)
    {
        lock (gate)
        {
            if (isInVain && call.AnswersBefore == answers)
            {
                (isSilent, silentAt) = (true, time.GetTimestamp());
            }

            if (call.IsTrial)
            {
                EndTrial();
            }
        }
    }

    void EndTrial()
    {
        trial?.SetResult();
        trial = null;
    }

    /// <param name="IsTrial">It is waited for shortly, whatever it asks.</param>
    /// <param name="IsOnce">It is not tried again where it fails.</param>
    public readonly record struct Call(bool IsTrial, bool IsOnce, long AnswersBefore);
}
