using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// "invite 6": links for one person each, which only their facilitator gets to see, once. "invite open": one for whoever gets hold of it, as a guest.
/// "invite channel": a code for one more place.
/// </summary>
public sealed partial class CommandDesk
{
    async Task<Reply> InviteAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var read = PersonalLinks.Read(line);
        if (read.Value is not { } asked)
        {
            return Problem(read.Refusal ?? Refusals.NotUnderstood, sender.Words);
        }

        if (asked is Invitation.ForPlace)
        {
            return await InvitePlaceAsync(line, sender, stop);
        }

        var (session, why) = await MeantAsync(line, sender, meant => meant.ToSteer(line), Refusals.NothingOpen, stop);
        if (session is null)
        {
            return why!; // ! there is no session
        }

        if (session.Knows(sender.Who, sender.Delivery))
        {
            return new Reply(sender.Words["Commands.InvitedBefore"], session.State.Id);
        }

        var command = new Command.Invite(asked is Invitation.ForEach { Count: var count } ? count : asked is Invitation.ForAll ? 1 : 0);
        var answer = await hosts.AskAsync(session.State.Id, new Wish.Ready(command), sender.Who, sender.Delivery, stop);
        return (answer, asked) switch
        {
            (Answer.Done done, Invitation.ForAll) => await InviteGuestsAsync(done.Session, sender, stop),
            (Answer.Done done, Invitation.ForEach each) => await InviteAsync(done.Session, each.Count, sender, stop),
            (Answer.Done, Invitation.Back) => await WithdrawAsync(session.State.Id, sender, stop),
            _ => Say(answer, sender, ""),
        };
    }

    // Asked again, it is the same link.
    async Task<Reply> InviteGuestsAsync(Session session, Sender sender, CancellationToken stop)
    {
        if (session.GuestVenue is null)
        {
            var command = new Command.AddVenue(await links.OpenForGuestsAsync(session.Language, stop), IsForGuests: true);
            var shown = await hosts.AskAsync(session.Id, new Wish.Ready(command), sender.Who, sender.Delivery + ":guests", stop);
            if (shown is not Answer.Done { Session: { GuestVenue: not null } opened })
            {
                return Say(shown, sender, "");
            }

            session = opened;
        }

        return new Reply(sender.Words["Commands.InvitedGuests"], session.Id) { Paths = [WebRooms.PathOf(session.GuestVenue!.Value.Place)] }; // ! opened above
    }

    async Task<Reply> WithdrawAsync(SessionId session, Sender sender, CancellationToken stop)
    {
        var text = sender.Words.Count("Commands.LinksOff", await links.WithdrawAsync(session, stop));
        var closed = await codes.WithdrawAsync(session, stop);
        return new Reply(closed == 0 ? text : $"{text} {sender.Words.Count("Commands.CodesOff", closed)}");
    }

    async Task<Reply> InviteAsync(Session session, int count, Sender sender, CancellationToken stop)
    {
        if (!await links.HasPlaceForAsync(session.Id, count, stop))
        {
            return Problem(new Refusal("Commands.TooManyLinks", RefusalKind.NotNow, PersonalLinks.LinksMax), sender.Words);
        }

        if (await links.RoomOfAsync(session, stop) is not { } room)
        {
            room = await links.OpenRoomAsync(session.Language, stop);
            var shown = await hosts.AskAsync(
                session.Id, new Wish.Ready(new Command.AddVenue(room.Venue)), sender.Who, sender.Delivery + ":room", stop);
            if (shown is not Answer.Done)
            {
                return Say(shown, sender, "");
            }
        }

        var text = sender.Words.Count("Commands.Invited", count);
        return new Reply(room.IsByLink ? text : $"{text} {sender.Words["Commands.InvitedOpen"]}", session.Id)
        {
            Paths = await links.MakeAsync(room, session.Id, count, stop),
        };
    }
}
