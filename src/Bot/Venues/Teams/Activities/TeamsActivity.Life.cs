using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Where the bot is a member, and what becomes of that place.</summary>
ref partial struct TeamsActivity
{
    // An upgrade takes the old version away and brings the new one, in an order that nobody promises: only the second says something.
    readonly TeamsRequest ToInstalled(Origin from) =>
        action.Is("add"u8) ? new TeamsRequest.Installed(from, IsUpgrade: false) { At = Selected(from) }
        : action.Is("add-upgrade"u8) ? new TeamsRequest.Installed(from, IsUpgrade: true)
        : action.Is("remove"u8) ? new TeamsRequest.Removed(from)
        : new TeamsRequest.Ignored(from, action.Is("remove-upgrade"u8) ? "upgrade" : "unknown");

    readonly TeamsRequest ToUpdate(Origin from) =>
        IsEndOfTeam() ? OfTeam(from, isEnd: true)
        : IsReturnOfTeam() ? OfTeam(from, isEnd: false)
        : eventType.Is("channelDeleted"u8) ? OfChannel(from, isEnd: true)
        : eventType.Is("channelRestored"u8) ? OfChannel(from, isEnd: false)
        : !added.IsEmpty || !removed.IsEmpty ? ToMembers(from)
        : new TeamsRequest.Ignored(from, "place"); // a name, a channel more, which we are not in yet, or whom one is shared with: it stays what it is

    readonly bool IsEndOfTeam() => eventType.Is("teamDeleted"u8) || eventType.Is("teamHardDeleted"u8) || eventType.Is("teamArchived"u8);

    readonly bool IsReturnOfTeam() => eventType.Is("teamRestored"u8) || eventType.Is("teamUnarchived"u8);

    // Where the team or the channel is not named, nothing may be taken for dead.
    static TeamsRequest OfTeam(Origin from, bool isEnd) => from.Team is null ? new TeamsRequest.Ignored(from, "place")
        : isEnd ? new TeamsRequest.PlaceEnded(from, null)
        : new TeamsRequest.PlaceBack(from, null);

    readonly TeamsRequest OfChannel(Origin from, bool isEnd) => NamedChannel(from) is not { } which ? new TeamsRequest.Ignored(from, "place")
        : isEnd ? new TeamsRequest.PlaceEnded(from, which)
        : new TeamsRequest.PlaceBack(from, which);

    readonly TeamsRequest ToMembers(Origin from)
    {
        var isOfChannel = eventType.Is("channelMemberAdded"u8) || eventType.Is("channelMemberRemoved"u8);
        var which = isOfChannel ? NamedChannel(from) : null;
        return IsBotIn(added) ? new TeamsRequest.BotCame(from, which) { At = which ?? Selected(from) }
            : IsBotIn(removed) && !(isOfChannel && which is null) ? new TeamsRequest.BotWent(from, which)
            : new TeamsRequest.Ignored(from, "members");
    }

    // The one that was chosen where it was added; else the first one of the team, which has its id.
    readonly VenueId Selected(Origin from) =>
        from.Kind == ConversationKind.Channel && (Id(selected) ?? Id(team)) is { } chosen ? TeamsIds.Venue(from.Tenant, chosen) : from.Venue;

    readonly VenueId? NamedChannel(Origin from) => Id(channel) is { } named ? TeamsIds.Venue(from.Tenant, named) : null;

    readonly bool IsBotIn(ReadOnlySpan<byte> members)
    {
        var list = new TeamsJson(members);
        if (members.IsEmpty || Id(bot) is not { } own || !list.BeginList())
        {
            return false;
        }

        while (list.NextObject(out var member))
        {
            if (Id(TeamsJson.TextIn(member, "id"u8)) == own)
            {
                return true;
            }
        }

        return false;
    }
}
