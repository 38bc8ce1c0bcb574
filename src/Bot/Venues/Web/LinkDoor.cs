using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>What somebody comes with who opened a link for one person.</summary>
/// <param name="Own">
/// Made with the page that asks for a name, and theirs from then on. As the page carries it, the same form may be sent twice, or again after
/// trouble, and finds the link taken by itself.
/// </param>
sealed record Ticket(LinkSecret Link, GuestSecret Own)
{
    public const string LinkField = "link";
    public const string OwnField = "own";

    /// <summary>Null where a form came from no link.</summary>
    public static Ticket? In(SentForm sent) =>
        LinkSecret.TryParse(sent[LinkField], out var link) && GuestSecret.TryParse(sent[OwnField], out var own) ? new Ticket(link, own) : null;
}

/// <summary>
/// Lets one person in for each link that a facilitator handed out. A link is a ticket and no identity: whoever handed it out knows it, and could come
/// back by it to see what its taker gave in secret. So its taker gets a secret of their own, with which they go on on another device, and the link
/// opens nothing any more. While the session's door is locked what is unused waits.
/// </summary>
sealed class LinkDoor(IStore store, SessionHosts hosts)
{
    /// <summary>The page behind a link. It changes nothing: link previews follow links, too.</summary>
    public async Task<IResult> ShowAsync(Visit visit, string secret, HttpContext http, CancellationToken stop)
    {
        if (visit.Guest is not null)
        {
            return Pages.SeeOther(http, visit.Path); // they are in; the link waits for somebody else
        }

        if (!LinkSecret.TryParse(secret, out var link))
        {
            return Closed(visit, "Web.NoSuchLink", http);
        }

        var ticket = new Ticket(link, GuestSecret.New());
        var found = await store.Links.FindAsync(visit.Room.Venue, link.HashIn(visit.Code), stop);
        return await WhyNotAsync(found, ticket, stop) is { } key ? Closed(visit, key, http) : RoomEndpoints.ShowJoin(visit with { Ticket = ticket });
    }

    /// <summary>Null where this visitor may come in, and then their link is taken; else the page that says why not.</summary>
    public async Task<IResult?> TakeAsync(Visit visit, HttpContext http, CancellationToken stop)
    {
        if (visit.Ticket is not { } ticket)
        {
            return visit.Room.IsByLink ? Closed(visit, "Web.ByLinkOnly", http) : null;
        }

        var hash = ticket.Link.HashIn(visit.Code);
        var why = await WhyNotAsync(await store.Links.FindAsync(visit.Room.Venue, hash, stop), ticket, stop)
            ?? await WhyNotAsync(await store.Links.TakeAsync(visit.Room.Venue, hash, ticket.Own.TakerOf(hash), stop), ticket, stop);
        return why is null ? null : Closed(visit, why, http);
    }

    public static IResult Closed(Visit visit, string key, HttpContext http)
    {
        var status = key switch
        {
            "Web.NoSuchLink" => StatusCodes.Status404NotFound,
            "Web.ByLinkOnly" => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status409Conflict,
        };
        return Pages.Problem(http, visit.Words, key, status);
    }

    async Task<string?> WhyNotAsync(RoomLink? link, Ticket ticket, CancellationToken stop) => link switch
    {
        null => "Web.NoSuchLink",
        { Taker: { } taker } => IsSame(taker, ticket.Own.TakerOf(link.Hash)) ? null : "Web.LinkUsed",
        { IsWithdrawn: true } => "Web.LinkWithdrawn",
        _ => await hosts.LookFreshAsync(link.Session, stop) switch
        {
            { State: { IsOpen: true, IsLocked: true } } => "Web.LinkLocked",
            { State.IsOpen: true } => null,
            _ => "Web.LinkOver",
        },
    };

    static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
