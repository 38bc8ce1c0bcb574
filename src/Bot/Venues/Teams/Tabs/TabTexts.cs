using System.Resources;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>The sentences of the tabs in Teams; their keys begin with "Tabs.".</summary>
public static class TabTexts
{
    public static readonly ResourceManager Book = new("Tabs", typeof(TabTexts).Assembly);
}
