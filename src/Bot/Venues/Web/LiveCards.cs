using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>
/// A session's card as everybody in the room sees it, with nothing in it to press or to fill in. It is drawn once for each room, state and language,
/// however many people look.
/// </summary>
sealed class LiveCards
{
    readonly ConditionalWeakTable<Session, ConcurrentDictionary<string, string>> drawn = [];

    /// <summary>The id of the element that the page's script fills anew.</summary>
    public static string ElementOf(Session session) => $"live-{session.Id}";

    /// <summary>The id of what is one person's own beside it: where a page that was asked for a form begins.</summary>
    public static string MineOf(Session session) => $"mine-{session.Id}";

    public string Draw(Session session, Room room, Words words) =>
        drawn.GetValue(session, static _ => new(StringComparer.Ordinal)).GetOrAdd($"{room.Venue.Place}/{words.Language}", _ =>
            HtmlRenderer.Card(SessionCards.Root(session, words), new HtmlContext("", words.Culture, ZoneOf(room))
            {
                IsReadonly = true,
                Pictures = WebRooms.PathOf(room.Venue.Place) + WebDoor.PicturesFolder,
            }));

    public static TimeZoneInfo ZoneOf(Room room) => LocalTime.ZoneOf(room.Zone);
}
