using System.Diagnostics;
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
        _ => Of(reply.Kind),
    };

    public static int Of(Refusal refusal) => Of(refusal.Kind);

    static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.Wrong => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NotNow => StatusCodes.Status409Conflict,
        RefusalKind.NotYours => StatusCodes.Status403Forbidden,
        RefusalKind.NotKnown => StatusCodes.Status404NotFound,
        _ => throw new UnreachableException(),
    };
}
