using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>"search printer": where these words stand in what earlier sessions of this place came to.</summary>
public sealed partial class CommandDesk
{
    async Task<Reply> SearchAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var (words, unread) = History.Read(line.Question ?? line.Rest);
        return unread is not null ? Problem(unread, sender.Words)
            : sender.Venue.Platform == WebRooms.Platform ? new Reply("") { Sought = words } // its page looks for them
            : History.Answer(await new History(store, hosts).FindAsync(sender.Venue, words, stop), LocalTime.ZoneOf(sender.Zone), sender.Words);
    }
}
