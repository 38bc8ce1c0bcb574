using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// "move": a session that was started in the wrong channel goes to the right one. It is typed twice: where the session is, which gives a line to copy, and
/// that line where it belongs. So nobody can bring one into a channel that they are not in.
/// </summary>
public sealed partial class CommandDesk
{
    const string MoveVerb = "move";

    Task<Reply> MoveAsync(TypedLine line, Sender sender, CancellationToken stop) => (sender.Venue.Platform, line) switch
    {
        (WebRooms.Platform, _) => Task.FromResult(Problem(Refusals.MoveInChats, sender.Words)),
        (_, { Words: [], Question: null }) => SayHowToMoveAsync(line, sender, stop),
        (_, { Words: [var code], Question: null }) when SessionId.IsId(code) => MoveHereAsync(new SessionId(code), sender, stop),
        _ => Task.FromResult(Problem(new Refusal("Commands.NoSuchMove", RefusalKind.NotKnown), sender.Words)),
    };

    async Task<Reply> SayHowToMoveAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var (session, why) = await MeantAsync(line, sender, meant => meant.ToSteer(line), Refusals.NothingOpen, stop);
        if (session is null)
        {
            return why!; // ! there is no session
        }

        return session switch
        {
            _ when !session.IsFacilitator(sender.Who) => Problem(Refusals.NotFacilitator, sender.Words),
            { State.IsAudienceFrozen: true } => Problem(Refusals.AudienceFrozen, sender.Words),
            _ => new Reply(sender.Words.Say("Commands.MoveHow", $"{sender.Words.CommandPrefix}{MoveVerb} {session.State.Id}"), session.State.Id),
        };
    }

    async Task<Reply> MoveHereAsync(SessionId id, Sender sender, CancellationToken stop)
    {
        if (await hosts.LookFreshIfReadableAsync(id, stop) is not { } session || !session.IsFacilitator(sender.Who))
        {
            return Problem(new Refusal("Commands.NoSuchMove", RefusalKind.NotKnown), sender.Words); // whose it is not learns nothing of it
        }

        return (await BesideAsync(id, sender.Venue, stop)).Count(session => session.State.IsOpen) < OpenMax
            ? Say(await hosts.AskAsync(id, new Wish.Ready(new Command.Move(sender.Venue)), sender.Who, sender.Delivery, stop), sender, "Commands.Moved")
            : Problem(TooManyOpen, sender.Words);
    }
}
