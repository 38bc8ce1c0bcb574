namespace CoCreateBot.Load.Runs;

static class StartRun
{
    public static Task<int> RunAsync() => throw new NotSupportedException();
}
