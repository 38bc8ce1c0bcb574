namespace CoCreateBot.Bot.Hosting;

/// <summary>One wish waiting in a session's mailbox.</summary>
/// <param name="wish">Null is the clock: look whether something is due.</param>
sealed class Envelope(Wish? wish, Person who, string delivery)
{
    readonly TaskCompletionSource<Answer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Wish? Wish => wish;

    /// <summary>Nobody sent it: the host's own doing.</summary>
    public bool IsFromClock => who.Key is null;

    public Person Who => who;

    public string Delivery => delivery;

    public Task<Answer> Answer => answer.Task;

    public void Complete(Answer what) => answer.TrySetResult(what);
}
