using System.Resources;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>Sentences that are the same in each chat.</summary>
public static class ChatTexts
{
    public static readonly ResourceManager Book = new("Chat", typeof(ChatTexts).Assembly);
}
