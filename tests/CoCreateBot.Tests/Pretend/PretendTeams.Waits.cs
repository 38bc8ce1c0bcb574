namespace CoCreateBot.Tests.Pretend;

/// <summary>
/// How long Teams waits for an answer: ten seconds at least, and five for a form that is handed in (learn.microsoft.com, "Bot basics", "Respond to the dialog
/// submit action"). What comes later nobody sees, so it is a fault.
/// </summary>
sealed partial class PretendTeams
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan FormWithin = TimeSpan.FromSeconds(5);

    TimeSpan hurried;

    /// <summary>Nobody's waiting is measured by it.</summary>
    public override void Hurry(TimeSpan step)
    {
        lock (gate)
        {
            hurried += step;
        }

        base.Hurry(step);
    }

    /// <summary>Whoever asks begins to wait.</summary>
    public Waiting Ask(string? call)
    {
        lock (gate)
        {
            return new Waiting(call, Time.GetUtcNow() - hurried);
        }
    }

    public void NoteAnswer(Waiting asked)
    {
        lock (gate)
        {
            var took = Time.GetUtcNow() - hurried - asked.Since;
            if (took > (asked.Call == "composeExtension/submitAction" ? FormWithin : AnswerWithin))
            {
                Faults.Add($"{asked.Call ?? "message"}: answered after {took.TotalSeconds} s");
            }
        }
    }

    public readonly record struct Waiting(string? Call, DateTimeOffset Since);
}
