using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Cards and forms as Teams gets them, with what a card does not know: how its language writes dates, and whose zone they are in.</summary>
public sealed class TeamsRendering(BotOptions options)
{
    /// <param name="names">Of those whose bell it rings, by the ids it names them by.</param>
    public byte[] Card(Card card, ImmutableDictionary<string, string>? names = null) =>
        AdaptiveRenderer.Card(card, Context(card.Lang, card.Zone) with { Slot = card.Slot, Names = names ?? ImmutableDictionary<string, string>.Empty });

    /// <summary>
    /// A session's card as Teams shows it. Where it has buttons it names the way for those whom Teams does not let press them, as it does with some guests and
    /// people of other organisations: the room on the web that was opened for it, which lets in whom it is meant for; where there is none, whom to ask for it.
    /// </summary>
    public Card Finished(Session session, string slot, Card card, Words words)
    {
        var body = options.PublicUrl is { Scheme: "https" } address && HasButtons(card.Body) ? card.Body.Add(WayOut(session, address, words)) : card.Body;
        return card with { Body = body, Zone = session.Zone, Slot = slot };
    }

    public byte[] Form(Form form, string? zone) => AdaptiveRenderer.Dialog(form, Context(form.Lang, zone));

    static bool HasButtons(ImmutableArray<Element> body) => body.Any(element => element switch
    {
        ActionSet set => set.Actions.Any(action => action is Execute or OpenDialog),
        Container container => HasButtons(container.Items),
        _ => false,
    });

    // A room that was there before has other sessions, too: its address is not for everybody here.
    static Element WayOut(Session session, Uri address, Words words) =>
        session.GroupVenues.FirstOrDefault(place => place.Platform == WebRooms.Platform && place != session.Venue
            && session.ByCode.All(other => other.Venue != place)) is { Value: not null } room
            ? new ActionSet([new OpenUrl(words["Teams.NoAccess"], new Uri(address, WebRooms.PathOf(room.Place)))])
            : new TextBlock(words["Teams.NoAccessYet"], TextStyle.Subtle);

    AdaptiveContext Context(string lang, string? zone) => new(
        CultureInfo.GetCultureInfo(lang), TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? options.Zone, out var known) ? known : TimeZoneInfo.Utc)
    {
        Own = TeamsStart.Own, // whatever means no session starts one
    };
}
