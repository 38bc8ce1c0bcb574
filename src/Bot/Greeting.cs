namespace CoCreateBot.Bot;

/// <summary>Three lines at the start: what to open, what to try, where things are kept.</summary>
static class Greeting
{
    public static async Task SayAsync(WebApplication app, BotOptions options)
    {
        var address = (options.PublicUrl?.ToString() ?? app.Urls.FirstOrDefault() ?? options.Listen).TrimEnd('/');
        await Console.Out.WriteLineAsync($"CoCreateBot is running. Open {address}/ in a browser.");
        await Console.Out.WriteLineAsync("""Try, in the room's command line:  checkin   or   vote "Which first?" Paint | Garden | Bus stop""");
        await Console.Out.WriteLineAsync($"Everything is kept in {Path.GetFullPath(options.StoragePath)}. Stop with Ctrl+C; nothing is lost.");
    }
}
