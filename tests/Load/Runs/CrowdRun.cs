namespace CoCreateBot.Load.Runs;

static class CrowdRun
{
    public static Task<int> RunAsync(LoadOptions options) => throw new NotSupportedException(options.ToString());
}
