namespace CoCreateBot.Storage.Tables;

/// <summary>
/// Whether the store answers at all. Where it let a call wait in vain, and answered no other meanwhile, the next ones need not wait as long, one behind the
/// other: they are told at once, and one at a time tries whether the store is back.
/// </summary>
sealed class TableSilence(TimeProvider time)
{
    /// <summary>From the end of one trial to the next.</summary>
    public static readonly TimeSpan TrialEvery = TimeSpan.FromMilliseconds(250);

    readonly Lock gate = new();
    long answers;
    bool isSilent;
    bool isTried;
    long silentAt;

    /// <summary>Before each call; null where it need not be made, as nothing will come.</summary>
    public Call? Begin()
    {
        lock (gate)
        {
            var isTrial = isSilent;
            if (isTrial && (isTried || time.GetElapsedTime(silentAt) < TrialEvery))
            {
                return null;
            }

            isTried = isTrial;
            return new(isTrial, answers);
        }
    }

    public void Answered()
    {
        lock (gate)
        {
            answers++;
            (isSilent, isTried) = (false, false);
        }
    }

    /// <param name="isInVain">It was waited for an answer as long as one waits; else it failed otherwise, which says nothing.</param>
    public void Failed(Call call, bool isInVain)
    {
        lock (gate)
        {
            isTried &= !call.IsTrial;
            if (isInVain && call.AnswersBefore == answers)
            {
                (isSilent, silentAt) = (true, time.GetTimestamp());
            }
        }
    }

    /// <param name="IsTrial">Made once, and waited for shortly, whatever it asks.</param>
    public readonly record struct Call(bool IsTrial, long AnswersBefore);
}
