using System.Runtime.CompilerServices;

namespace CoCreateBot.Tests.Pretend;

/// <summary>
/// Laws are checked on a thread that waits for what it plays, and what it plays runs on others. With as many at once as a small machine has processors all
/// threads of the pool would wait, and it gets new ones only one by one: stories that wait for a call in real time would wait in vain.
/// </summary>
static class Threads
{
    const int Min = 64;

    [ModuleInitializer]
    internal static void BeEnough() => Assert.True(ThreadPool.SetMinThreads(Min, Min));
}
