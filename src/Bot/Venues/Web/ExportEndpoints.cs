using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>A session as a file, at any time, for those who joined the room.</summary>
sealed class ExportEndpoints(RoomEndpoints rooms, ExportCodec codec)
{
    public const string Markdown = "md";
    public const string Csv = "csv";
    public const string Json = "json";

    public static readonly ImmutableArray<string> Formats = [Markdown, Csv, Json];

    public async Task<IResult> SendAsync(string code, string session, string format, HttpContext http, CancellationToken stop)
    {
        var (found, instead) = await rooms.FindAsync(code, session, http, stop);
        if (found is not var (visit, state))
        {
            return instead;
        }

        var (type, file) = format switch
        {
            Markdown => ("text/markdown; charset=utf-8", Encoding.UTF8.GetBytes(ExportText.Markdown(state, visit.Words))),
            Csv => ("text/csv; charset=utf-8", Encoding.UTF8.GetBytes(ExportText.Csv(state, visit.Words))),
            Json => ("application/json", codec.Write(state)),
            _ => ("", []),
        };
        return type.Length == 0
            ? Pages.Problem(http, visit.Words, "Web.NoSuchPage", StatusCodes.Status404NotFound, visit.Path)
            : TypedResults.File(file, type, string.Create(CultureInfo.InvariantCulture, $"session-{state.OpenedAt:yyyy-MM-dd}.{format}"));
    }
}
