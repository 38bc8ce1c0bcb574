using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using Microsoft.Net.Http.Headers;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>A picture for those in the room, and of them only for whoever may see the idea it belongs to. To everybody else there is none.</summary>
sealed class PictureEndpoint(IStore store, SessionHosts hosts, Visits visits)
{
    const string ContentPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public async Task<IResult> SendAsync(string code, string session, string picture, HttpContext http, CancellationToken stop)
    {
        if (!await MaySeeAsync(code, session, picture, http, stop) || await store.Pictures.FindAsync(new SessionId(session), picture, stop) is not { } kept)
        {
            return TypedResults.NotFound();
        }

        // Whoever may see it is asked anew each time, so that what was hidden or taken away is gone; what has not changed is not sent again.
        var headers = http.Response.Headers;
        headers.CacheControl = "private, no-cache";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.ContentDisposition = "inline";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Bytes(kept.Bytes, kept.Type, entityTag: new EntityTagHeaderValue($"\"{picture}\""));
    }

    async Task<bool> MaySeeAsync(string code, string session, string picture, HttpContext http, CancellationToken stop) =>
        SessionId.IsId(session) && PictureRef.IsId(picture)
        && await visits.FindAsync(code, http, stop) is { Guest: not null } visit
        && await hosts.LookAsync(new SessionId(session), stop) is { State: { DeletedAt: null } state } loaded
        && state.Venues.Contains(visit.Room.Venue)
        && state.Agenda.Any(item => item.Activity.TakesPictures && item.Activity.MaySee(item, picture, loaded.AuthorOf(visit.Person, item)));
}
