namespace CoCreateBot.Tests.Pretend;

/// <summary>Channels of the other kinds: to each the bot has to be added by itself.</summary>
sealed partial class PretendTeams
{
    public PretendConversation ChannelOf(string type, string id = "19:apart@thread.tacv2", string team = "19:team-1@thread.tacv2") =>
        Add(new(id, "channel") { Team = team, ChannelType = type, HasBot = false });

    /// <summary>Their chat with the bot, which it may have opened; null where there is none.</summary>
    public PretendConversation? ChatWith(PretendTeamsMember person)
    {
        lock (gate)
        {
            return conversations.Values.FirstOrDefault(one => one.Kind == "personal" && one.Members.Contains(person.Id));
        }
    }
}
