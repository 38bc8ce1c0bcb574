namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Real payloads, which lie outside the project: in the folder that COCREATE_SHARED names.</summary>
static class SlackSamples
{
    public static string Shared
    {
        get
        {
            var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
            Assert.SkipUnless(shared is { Length: > 0 }, "COCREATE_SHARED names no folder with samples and schemas.");
            return shared!; // ! skipped above where it is null
        }
    }

    public static IEnumerable<string> Named(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Shared, "samples", "slack"), pattern).Order(StringComparer.Ordinal);
}
