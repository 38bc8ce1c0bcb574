namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// The root of work nobody waits for, or that goes on after a bug: what goes wrong here must neither end the process or a loop nor go unheard. All such work
/// of the bot is done through it; what has a caller who can put something right catches what it knows instead.
/// </summary>
static class Root
{
    /// <summary>Does the work; a bug in it is told to <paramref name="tell"/>.</summary>
    /// <param name="stop">An end that this asked for is no bug, and goes on to the caller.</param>
    public static async Task RunAsync(Func<Task> work, Action<Exception> tell, CancellationToken stop = default)
    {
        var done = WorkAsync(work);
        await done.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (done.IsCanceled)
        {
            stop.ThrowIfCancellationRequested();
            tell(new TaskCanceledException(done));
        }
        else if (done.Exception is { InnerException: { } bug })
        {
            tell(bug);
        }
    }

    // Also what it throws before it first waits is kept in its task.
    static async Task WorkAsync(Func<Task> work) => await work();
}
