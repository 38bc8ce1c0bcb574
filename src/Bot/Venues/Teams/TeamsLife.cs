using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Where the bot comes and goes, and what becomes of teams and channels. What is told twice has its effect once. Sessions stay as they are, and so does what
/// people gave who leave: reminders reach them in their own chat with the bot, of which a team's list of members says nothing.
/// </summary>
public sealed class TeamsLife(TeamsAddresses addresses, TeamsWelcome welcome)
{
    public async Task<DoorAnswer> TakeAsync(TeamsRequest request, CancellationToken stop)
    {
        try
        {
            return request switch
            {
                TeamsRequest.Installed { IsUpgrade: false } one => await CameAsync(one.From, one.At, null, stop),
                TeamsRequest.BotCame one => await CameAsync(one.From, one.At, one.Channel, stop),
                TeamsRequest.PlaceBack { Channel: { } channel } => await LearnAsync(request.From, channel, stop),
                TeamsRequest.PlaceBack { From.Team: { } team } => await TeamAsync(request.From.Tenant, team, isDead: false, stop),
                TeamsRequest.PlaceEnded { Channel: { } channel } => await EndAsync(channel, stop),
                TeamsRequest.PlaceEnded { From.Team: { } team } => await TeamAsync(request.From.Tenant, team, isDead: true, stop),
                TeamsRequest.BotWent { Channel: { } channel } => await WentAsync(request.From, channel, stop),
                TeamsRequest.Removed or TeamsRequest.BotWent => request.From.Team is { } team
                    ? await TeamAsync(request.From.Tenant, team, isDead: true, stop)
                    : await WentAsync(request.From, null, stop),
                _ => DoorAnswer.Ok,
            };
        }
        catch (StoreUnavailableException)
        {
            return DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };
        }
    }

    // Both events of one installation say the same; whichever comes first is followed.
    async Task<DoorAnswer> CameAsync(Origin told, VenueId at, VenueId? channel, CancellationToken stop)
    {
        await LearnAsync(told, at, stop);
        return DoorAnswer.After(() => welcome.InTurnAsync(new(told, at, channel)));
    }

    // The event itself may come from the first channel of the team.
    async Task<DoorAnswer> LearnAsync(Origin told, VenueId place, CancellationToken stop)
    {
        await addresses.LearnAsync(told with { Venue = place, UserId = null }, stop, isAdded: true);
        return DoorAnswer.Ok;
    }

    async Task<DoorAnswer> WentAsync(Origin told, VenueId? channel, CancellationToken stop)
    {
        await addresses.EndWelcomeAsync(told, channel, stop);
        return await EndAsync(channel ?? told.Venue, stop);
    }

    async Task<DoorAnswer> EndAsync(VenueId place, CancellationToken stop)
    {
        await addresses.NoteEndedAsync(place, stop);
        return DoorAnswer.Ok;
    }

    async Task<DoorAnswer> TeamAsync(string tenant, string team, bool isDead, CancellationToken stop)
    {
        await addresses.NoteTeamAsync(tenant, team, isDead, stop);
        return DoorAnswer.Ok;
    }
}
