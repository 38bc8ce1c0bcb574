namespace CoCreateBot.Tests.Pretend;

/// <summary>What belongs to which installation, where a channel is shared by several workspaces.</summary>
sealed partial class PretendSlack
{
    readonly Dictionary<string, string> triggerHomes = [];
    readonly Dictionary<string, string> viewHomes = [];

    /// <summary>The workspace whose app wrote it; null of a channel that is not known here.</summary>
    public string? TeamOf(PretendMessage message) => TeamOf(message.Channel);

    /// <summary>The workspace whose app is in it; null of a channel that is not known here.</summary>
    public string? TeamOf(string channel)
    {
        lock (gate)
        {
            return channels.GetValueOrDefault(channel)?.Team;
        }
    }

    /// <summary>Only the installation whose button was pressed can use this trigger.</summary>
    public void Bind(string trigger, string team)
    {
        lock (gate)
        {
            triggerHomes[trigger] = team;
        }
    }

    /// <summary>Whose app has opened it; null for whoever it was not opened for.</summary>
    public string? AppTeamOf(PretendView view, string user)
    {
        lock (gate)
        {
            return owners.GetValueOrDefault(view.Id) == user ? viewHomes.GetValueOrDefault(view.Id) : null;
        }
    }

    bool IsOthers(string trigger) => triggerHomes.TryGetValue(trigger, out var team) && !IsSeen(team);
}
