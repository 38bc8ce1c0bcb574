using CoCreateBot.Bot.Rooms;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot;

/// <summary>Three lines at the start: what to open, what to try, where things are kept.</summary>
static class Greeting
{
    public static async Task SayAsync(WebApplication app, BotOptions options)
    {
        var link = Address(app, options) + await FirstRoomAsync(app, options);
        await Console.Out.WriteLineAsync($"CoCreateBot is running. Open {link} in a browser.");
        await Console.Out.WriteLineAsync(options.Slack.IsOff
            ? """Try, in the room's command line:  checkin   or   vote "Which first?" Paint | Garden | Bus stop   and, with pretend people:  rehearse 5"""
            : "Type /cocreate in a channel of Slack. Where nothing happens:  dotnet run --project src/Bot -- doctor   says why and what to do.");
        await Console.Out.WriteLineAsync($"Everything is kept in {StoreOpening.PlaceOf(options)}. Stop with Ctrl+C; nothing is lost.");
    }

    // Where others reach this server, its output is a log, and a room's address is its key.
    static async Task<string> FirstRoomAsync(WebApplication app, BotOptions options)
    {
        try
        {
            return options is { PublicUrl: null, Slack.IsOff: true }
                ? WebRooms.PathOf((await app.Services.GetRequiredService<WebRooms>().FirstAsync(CancellationToken.None)).Venue.Place)
                : "/";
        }
        catch (StoreUnavailableException)
        {
            return "/"; // what is wrong with the store, /health/ready and the log say; the server itself runs
        }
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
