using System.Collections.Immutable;
using System.Resources;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Our own sentences as Teams shows them to one person.</summary>
public static class TeamsTexts
{
    public static readonly ResourceManager Book = new("Teams", typeof(TeamsTexts).Assembly);

    /// <summary>The bot's, in the app package.</summary>
    public const string Name = "CoCreate";

    /// <summary>What stands before a command where it is typed in Teams.</summary>
    public const string Prefix = $"@{Name} ";

    /// <summary>Cards that an answer to read may take.</summary>
    public const int ReadPagesMax = 40;

    public static Card Message(string text, Words words) => Message([new TextBlock(text)], words);

    public static Card Message(ImmutableArray<Element> lines, Words words) => new(
        string.Join(' ', lines.OfType<TextBlock>().Select(line => line.Inlines.Plain())), words.Language, lines);

    /// <summary>The facilitator's buttons, under what there is to say first.</summary>
    public static Card Console(Session session, Words words, ImmutableArray<Element> lead)
    {
        var console = SessionCards.Console(session, words);
        return console with
        {
            FallbackText = lead.IsEmpty ? console.FallbackText : Message(lead, words).FallbackText,
            Body = [.. lead, .. console.Body],
            Slot = ConsoleSlot,
        };
    }

    /// <summary>Of a card that its facilitator alone has; no slot of a session's is called so.</summary>
    public const string ConsoleSlot = "console";
}
