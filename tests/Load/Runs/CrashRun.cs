namespace CoCreateBot.Load.Runs;

static class CrashRun
{
    public static Task<int> RunAsync(LoadOptions options) => throw new NotSupportedException(options.ToString());
}
