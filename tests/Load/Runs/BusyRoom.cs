using System.Globalization;

namespace CoCreateBot.Load.Runs;

/// <summary>A web room in which much is going on, filled through its own forms.</summary>
sealed class BusyRoom(WebGuest host, string path) : IDisposable
{
    const int People = 30;
    const int Options = 40;

    public const string Description = "room with a vote of 40 options and a check-in of 30 people with notes";

    public static async Task<BusyRoom> OpenAsync(Uri site)
    {
        using var opener = new WebGuest(site, "/");
        var path = await opener.SendAsync("/rooms", []);
        var host = await WebGuest.JoinAsync(site, path, 0);
        var list = string.Join(" | ", Enumerable.Range(1, Options).Select(number =>
            string.Create(CultureInfo.InvariantCulture, $"Proposal {number}: what we could do together in the coming season, and who would look after it")));
        await host.TypeAsync($"vote \"What shall we do first, and what can wait until the autumn?\" {list} for 1h named");
        await host.TypeAsync("checkin \"How are you here today?\" for 1h");
        foreach (var number in Enumerable.Range(1, People - 1))
        {
            using var guest = await WebGuest.JoinAsync(site, path, number);
            await guest.TypeAsync($"vote {(char)('A' + (number % 26))} {(char)('A' + (number * 7 % 26))}");
            await guest.TypeAsync($"checkin green \"I have slept well, guest {number}, and look forward to what we make of this day in the garden\"");
        }

        return new BusyRoom(host, path);
    }

    public Task<WebGuest.Weight> WeighAsync() => host.WeighAsync(path);

    public void Dispose() => host.Dispose();
}
