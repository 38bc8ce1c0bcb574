using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// "invite channel" gives whoever steers a code, "join K7QF-2MXD" in another place shows the session there, too. To hand out the code is the facilitator's
/// yes: anybody there may type it, and becomes nothing special by it.
/// </summary>
public sealed partial class CommandDesk
{
    const string ShownHere = "Commands.ShownHere";

    async Task<Reply> InvitePlaceAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var (session, why) = await MeantAsync(line, sender, meant => meant.ToSteer(line), Refusals.NothingOpen, stop);
        if (session is null)
        {
            return why!; // ! there is no session
        }

        var answer = await hosts.AskAsync(session.State.Id, new Wish.Ready(new Command.InvitePlace()), sender.Who, sender.Delivery, stop);
        if (answer is not Answer.Done)
        {
            return Say(answer, sender, "");
        }

        return await codes.MakeAsync(session.State.Id, stop) is { } code
            ? new Reply(
                sender.Words.Say(
                    "Commands.InvitedPlace", $"{sender.Words.CommandPrefix}{SessionCards.JoinVerb} {code.Reveal()}", (int)PlaceCodes.Lives.TotalHours),
                session.State.Id)
            : Problem(new Refusal("Commands.TooManyCodes", RefusalKind.NotNow, PlaceCodes.CodesMax), sender.Words);
    }

    // Without a code one takes part in what is here.
    Task<Reply> JoinAsync(TypedLine line, Sender sender, CancellationToken stop) =>
        line.IsBare ? DoAsync(line, sender, stop) : JoinByCodeAsync(line, sender, stop);

    async Task<Reply> JoinByCodeAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        if (!PlaceCode.TryParse(line.Rest, out var code))
        {
            return Problem(new Refusal("Commands.NoCode", RefusalKind.Wrong), sender.Words);
        }

        if (!codes.MayTry(sender.Who))
        {
            return Problem(new Refusal("Commands.TooManyWrongCodes", RefusalKind.NotNow, (int)PlaceCodes.WrongWithin.TotalMinutes), sender.Words);
        }

        if (await codes.FindAsync(code, stop) is not { } found || await hosts.LookFreshIfReadableAsync(found.Session, stop) is not { } session)
        {
            return Problem(NoSuchCode, sender.Words);
        }

        codes.Forgive(sender.Who);
        return Problem(found, session, sender) ?? await WhyNoPlaceHereAsync(session, sender, stop) ?? await ShowHereAsync(found, session, sender, stop);
    }

    static Refusal NoSuchCode => new("Commands.NoSuchCode", RefusalKind.NotKnown);

    // What this delivery has done already is said again.
    Reply? Problem(PlaceInvitation found, LoadedSession session, Sender sender)
    {
        if (session.State.Venues.Contains(sender.Venue) && session.Knows(sender.Who, sender.Delivery))
        {
            return SayShown(session.State, sender);
        }

        return WhyNot(found, session.State, sender.Venue) is { } refusal ? Problem(refusal, sender.Words) : null;
    }

    Refusal? WhyNot(PlaceInvitation found, Session session, VenueId here) => session switch
    {
        { DeletedAt: not null } => NoSuchCode,
        { IsOpen: false } => new Refusal("Commands.CodeOver", RefusalKind.NotNow),
        _ when session.Venues.Contains(here) => new Refusal("Commands.CodeHere", RefusalKind.NotNow),
        _ when found.IsWithdrawn => new Refusal("Commands.CodeWithdrawn", RefusalKind.NotNow),
        _ when found.Taker is { } taker && (taker != here || session.Left.Contains(here)) => new Refusal("Commands.CodeUsed", RefusalKind.NotNow),
        _ when found.Until <= time.GetUtcNow() => new Refusal("Commands.CodeExpired", RefusalKind.NotNow),
        { IsAudienceFrozen: true } => new Refusal("Commands.CodeFrozen", RefusalKind.NotNow),
        { IsLocked: true } => Refusals.DoorLocked,
        _ => session.WhyNoMorePlaces,
    };

    async Task<Reply?> WhyNoPlaceHereAsync(LoadedSession session, Sender sender, CancellationToken stop)
    {
        var beside = await BesideAsync(session.State.Id, sender.Venue, stop);
        return beside.Exists(one => one.State.GuestVenue == sender.Venue) ? Problem(new Refusal("Commands.GuestRoom", RefusalKind.NotYours), sender.Words)
            : beside.Count(one => one.State.IsOpen) >= OpenMax ? Problem(TooManyOpen, sender.Words)
            : null;
    }

    // The code first: of two places at once one has it. Where what follows fails, the same place can type it again.
    async Task<Reply> ShowHereAsync(PlaceInvitation found, LoadedSession session, Sender sender, CancellationToken stop)
    {
        if (await codes.TakeAsync(found, sender.Venue, stop) is not { } taken)
        {
            return Problem(NoSuchCode, sender.Words);
        }

        if (Problem(taken, session, sender) is { } problem)
        {
            return problem;
        }

        var command = new Command.ShowHere(sender.Venue, sender.Place);
        var answer = await hosts.AskAsync(session.State.Id, new Wish.Ready(command), sender.Who, sender.Delivery, stop);
        return answer switch
        {
            Answer.Done done => SayShown(done.Session, sender),
            Answer.Refused no when no.Refusal.Key == Refusals.AudienceFrozen.Key =>
                Problem(new Refusal("Commands.CodeFrozen", RefusalKind.NotNow), sender.Words),
            _ => Say(answer, sender, ""),
        };
    }

    static Reply SayShown(Session session, Sender sender)
    {
        var title = SessionCards.TitleOf(new ActivityView(session, session.Current!, sender.Words)); // ! it is open
        return new Reply(sender.Words.Say(ShownHere, title), session.Id, Key: ShownHere) { IsShownHere = true };
    }
}
