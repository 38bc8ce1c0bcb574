using CoCreateBot.Bot.Commands;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>A session as a file, at any time, for those who joined the room.</summary>
sealed class ExportEndpoints(RoomEndpoints rooms, ExportCodec codec)
{
    public async Task<IResult> SendAsync(string code, string session, string format, HttpContext http, CancellationToken stop)
    {
        var (found, instead) = await rooms.FindAsync(code, session, http, stop);
        if (found is not var (visit, state))
        {
            return instead;
        }

        return ExportFile.Of(state, format, visit.Words, codec) is { } file
            ? TypedResults.Bytes(file.Bytes, file.Type, file.Name)
            : Pages.Problem(http, visit.Words, "Web.NoSuchPage", StatusCodes.Status404NotFound, visit.Path);
    }
}
