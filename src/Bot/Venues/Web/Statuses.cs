using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>An honest status for each way in which something did not happen. None is a 5xx: those are for bugs.</summary>
static class Statuses
{
    public static int Of(Answer answer) => answer switch
    {
        Answer.Done => StatusCodes.Status200OK,
        Answer.Refused refused => Of(refused.Refusal),
        _ => StatusCodes.Status429TooManyRequests,
    };

    public static int Of(Reply reply) => reply switch
    {
        { IsProblem: false } => StatusCodes.Status200OK,
        { Cause: { } cause } => Of(cause),
        { Key: { } key } => Of(new Refusal(key)),
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    public static int Of(Refusal refusal) => refusal.Key switch
    {
        "Session.NotFacilitator" => StatusCodes.Status403Forbidden,
        "Session.NoSuchSession" => StatusCodes.Status404NotFound,
        "Session.ActivityClosed" or "Session.SessionOver" or "Session.NothingOpen" or "Session.OldCard" or "Session.NotOpenYet"
            or "Session.StillOpen" or "Session.LevelFrozen" or "Session.NothingToUndo" or "Session.UndoTooLate" or "Session.Full"
            or "Commands.TooManyOpen"
            => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
