using System.Resources;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Our own sentences on the web's pages; their keys begin with "Web.".</summary>
public static class WebTexts
{
    public static readonly ResourceManager Book = new("Web", typeof(WebTexts).Assembly);
}
