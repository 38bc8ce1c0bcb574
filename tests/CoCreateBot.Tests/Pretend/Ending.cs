namespace CoCreateBot.Tests.Pretend;

/// <summary>The end of a bot whose clock is the test's: what waits for that clock when it ends would wait for ever.</summary>
static class Ending
{
    /// <summary>By the machine's own clock, before the pretended one goes on.</summary>
    static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Nearly always at once; else time passes until it has ended.</summary>
    public static async Task OfAsync(IAsyncDisposable bot, ManualTime time)
    {
        var ending = bot.DisposeAsync().AsTask();
        for (var patience = AtOnce; await Task.WhenAny(ending, Task.Delay(patience, TimeProvider.System)) != ending; patience = TimeSpan.FromMilliseconds(10))
        {
            time.Pass(Step);
        }

        await ending;
    }
}
