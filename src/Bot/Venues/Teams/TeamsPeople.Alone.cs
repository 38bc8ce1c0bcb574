using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>The two ways to one person, each by itself.</summary>
public sealed partial class TeamsPeople
{
    /// <summary>For their eyes alone, where they are. False where Teams shows nothing so there.</summary>
    public Task<bool> TryAloneAsync(Origin to, Card card, CancellationToken stop) => TryTargetedAsync(to, card with { Zone = ZoneOf(to) }, stop);

    /// <summary>A message in their chat with the bot shows this from now on. It does not fail: what could not be shown is counted and logged.</summary>
    public async Task EditOwnAsync(Origin chat, string message, Card card, CancellationToken stop)
    {
        try
        {
            var (place, _) = await addresses.PlaceOfAsync(chat.Venue, stop);
            var activity = ConnectorJson.Message(rendering.Card(card), card.FallbackText);
            await connector.UpdateActivityAsync(place, null, TeamsIds.SplitMessage(message).Id, activity, stop);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException or MessageGoneException)
        {
            NoteUntold(e is VenueThrottledException ? "throttled" : e.Message);
        }
    }

    /// <summary>Their chat with the bot, which is opened where there is none; nothing is said in it.</summary>
    /// <exception cref="VenueRefusedException">They are known to nobody here, or Teams does not let us.</exception>
    public async Task<TeamsPlace> ChatOfAsync(string person, CancellationToken stop)
    {
        var address = await addresses.OfPersonAsync(person, stop);
        var chat = address.Chat is { } known ? new VenueId(known) : await OpenAsync(person, address, stop);
        return new TeamsPlace(address.Service, TeamsIds.Tenant(chat), TeamsIds.Conversation(chat));
    }

    async Task<VenueId> OpenAsync(string person, Address address, CancellationToken stop)
    {
        var tenant = TeamsIds.Tenant(person)!; // ! who has an address here is of Teams
        var chat = TeamsIds.Venue(tenant, await connector.CreateChatAsync(address.Service, tenant, address.Member!, stop)); // ! a person's has one
        await KeepChatAsync(person, chat, stop);
        return chat;
    }
}
