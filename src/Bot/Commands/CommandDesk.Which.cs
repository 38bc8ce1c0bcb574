using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Where a line can mean several sessions: which of them, by number.</summary>
public sealed partial class CommandDesk
{
    static string Which(ImmutableArray<Meant> meant, TypedLine line, Words words)
    {
        var titles = meant.Select(one => one.Session.State) // ! each is open, or was
            .Select(session => SessionCards.PromptText(new ActivityView(session, session.Current!, words))).ToList();
        var lines = meant.Zip(titles, (one, title) => $"{words.CommandPrefix}{line.Verb} #{one.Number}: {title}"
            + (titles.Count(other => other == title) > 1 ? $" ({Begun(one.Session.State, words)})" : ""));
        return words.Say("Commands.Which", string.Join('\n', lines));
    }

    // By it those of one name are told apart.
    static string Begun(Session session, Words words) =>
        TimeZoneInfo.ConvertTime(session.OpenedAt, LocalTime.ZoneOf(session.Zone)).ToString("ddd HH:mm:ss", words.Culture);
}
