using CoCreateBot.Bot.Venues.Web;

namespace CoCreateBot.Bot;

/// <summary>Three lines at the start: what to open, what to try, where things are kept.</summary>
static class Greeting
{
    public static async Task SayAsync(WebApplication app, BotOptions options)
    {
        var room = await app.Services.GetRequiredService<WebRooms>().FirstAsync(CancellationToken.None);
        var link = Address(app, options) + WebRooms.PathOf(room.Venue.Place);
        await Console.Out.WriteLineAsync($"CoCreateBot is running. Open {link} in a browser.");
        await Console.Out.WriteLineAsync("""Try, in the room's command line:  checkin   or   vote "Which first?" Paint | Garden | Bus stop""");
        await Console.Out.WriteLineAsync($"Everything is kept in {Path.GetFullPath(options.StoragePath)}. Stop with Ctrl+C; nothing is lost.");
    }

    // A server that listens on all addresses is reached on this machine as localhost.
    static string Address(WebApplication app, BotOptions options)
    {
        var address = options.PublicUrl?.ToString() ?? app.Urls.FirstOrDefault() ?? options.Listen;
        return address.Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .TrimEnd('/');
    }
}
