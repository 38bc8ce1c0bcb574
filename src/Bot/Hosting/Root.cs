namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// The root of work nobody waits for: what goes wrong here has no caller to go to, and must neither end the process nor go unheard. Whatever has a
/// caller, or something to put right, catches what it knows instead.
/// </summary>
static class Root
{
    /// <summary>Does the work; a bug in it is told to <paramref name="tell"/>.</summary>
    /// <param name="stop">An end that this asked for is no bug, and goes on to the caller.</param>
    public static async Task RunAsync(Func<Task> work, Action<Exception> tell, CancellationToken stop = default)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // there is no caller who could know what may come; see the class
        catch (Exception e) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031 // see above
        {
            tell(e);
        }
    }
}
