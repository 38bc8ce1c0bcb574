using System.Resources;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>The sentences on the pages by which the app is installed; their keys begin with "Install.".</summary>
public static class InstallTexts
{
    public static readonly ResourceManager Book = new("Install", typeof(InstallTexts).Assembly);
}
