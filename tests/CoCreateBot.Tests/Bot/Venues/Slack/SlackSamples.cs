namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Real payloads, which lie outside the project: in the folder that COCREATE_SHARED names.</summary>
static class SlackSamples
{
    public static string Folder
    {
        get
        {
            var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
            Assert.SkipUnless(shared is { Length: > 0 }, "COCREATE_SHARED names no folder with samples.");
            return Path.Combine(shared!, "samples", "slack"); // ! skipped above where it is null
        }
    }

    public static IEnumerable<string> Named(string pattern) => Directory.EnumerateFiles(Folder, pattern).Order(StringComparer.Ordinal);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));
}
