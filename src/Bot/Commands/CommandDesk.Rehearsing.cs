using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>"rehearse 5": pretend people come into a session in a web room, so that one can try things alone; "rehearse stop" sends them away.</summary>
public sealed partial class CommandDesk
{
    async Task<Reply> RehearseAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        if (sender.Venue.Platform != WebRooms.Platform)
        {
            return await RehearseAloneAsync(line, sender, stop); // in a channel all would see them
        }

        var (count, isSure, unread) = PretendGuests.Read(line);
        if (unread is not null)
        {
            return Problem(unread, sender.Words);
        }

        var (session, why) = await MeantAsync(line, sender, meant => meant.ToSteer(line), Refusals.NothingOpen, stop);
        if (session is null)
        {
            return why!; // ! there is no session
        }

        if (!session.IsFacilitator(sender.Who))
        {
            return Problem(Refusals.NotFacilitator, sender.Words);
        }

        return count > 0 ? await RehearseAsync(session, count, isSure, sender, stop)
            : guests.Leave(session.State.Id) ? new Reply(sender.Words["Rehearsal.Gone"], session.State.Id)
            : Problem(new Refusal("Rehearsal.NobodyThere", RefusalKind.NotNow), sender.Words);
    }

    async Task<Reply> RehearseAsync(LoadedSession session, int count, bool isSure, Sender sender, CancellationToken stop)
    {
        if (session.State.Venues.Any(venue => venue.Platform != WebRooms.Platform))
        {
            return Problem(new Refusal("Rehearsal.OnlyInRooms", RefusalKind.Wrong), sender.Words);
        }

        if (guests.WhyNot(session, sender.Who, isSure) is { } refusal)
        {
            return Problem(refusal, sender.Words);
        }

        // First it says that there are some, durably; then they come.
        var answer = await hosts.AskAsync(session.State.Id, new Wish.Ready(new Command.Rehearse(count)), sender.Who, sender.Delivery, stop);
        if (answer is not Answer.Done)
        {
            return Say(answer, sender, "");
        }

        guests.Bring(session, sender.Who, count, isSure);
        return new Reply(sender.Words.Count("Rehearsal.Came", count), session.State.Id);
    }
}
