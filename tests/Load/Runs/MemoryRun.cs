namespace CoCreateBot.Load.Runs;

static class MemoryRun
{
    public static Task<int> RunAsync(LoadOptions options) => throw new NotSupportedException(options.ToString());
}
