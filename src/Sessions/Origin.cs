using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>That a session came in as a file. Anybody can write one, so whatever shows of it says so first.</summary>
static class Origin
{
    public static IEnumerable<Element> Of(Session session, Words words) => session switch
    {
        { IsRestored: false } => [],
        { BroughtAt: { } at } => [Box(new TextBlock(words.Runs("Session.BroughtIn", new MomentRun(at))))],
        _ => [Box(new TextBlock(words["Session.BroughtInOnce"]))],
    };

    static Container Box(TextBlock said) => new([said], ContainerStyle.Attention);

    /// <summary>The same for what has but one line.</summary>
    public static string Titled(string title, Session session, Words words) => session.IsRestored ? words.Say("Session.TitleBroughtIn", title) : title;

    /// <summary>The same as a row of a table.</summary>
    public static IEnumerable<Artifact> Rows(Session session, Words words)
    {
        if (session.IsRestored)
        {
            var zone = LocalTime.ZoneOf(session.Zone);
            var said = session.BroughtAt is { } at
                ? words.Say("Session.BroughtIn", TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                : words["Session.BroughtInOnce"];
            yield return new Artifact(0, "origin", "origin", said, Value: null, Author: null);
        }
    }
}
