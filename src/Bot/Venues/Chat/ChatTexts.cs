using System.Resources;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>Our own sentences that are the same in every chat.</summary>
public static class ChatTexts
{
    public static readonly ResourceManager Book = new("Chat", typeof(ChatTexts).Assembly);

    /// <summary>Those of people's own pages.</summary>
    public static readonly ResourceManager HomeBook = new("Home", typeof(ChatTexts).Assembly);
}
