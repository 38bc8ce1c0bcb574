using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>A message that somebody chose in its menu, to do something with what it says.</summary>
/// <param name="Who">Who chose it; whose message it is nobody tells.</param>
/// <param name="Delivery">The same however often the platform sends it.</param>
/// <param name="IsByBot">No person wrote it.</param>
/// <param name="ReadAsync">Gives its text, with names for those it mentions. Asked for once, and only where a person wrote it.</param>
public sealed record ChosenText(Person Who, VenueId Venue, string Delivery, bool IsByBot, Func<Task<string>> ReadAsync)
{
    /// <summary>As much as fits, and a mark where that is not all; never half a character.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return text[..end].TrimEnd() + "…";
    }
}
