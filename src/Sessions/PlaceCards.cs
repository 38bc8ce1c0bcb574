using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What whoever steers is told, in private, of the places that others brought by a code.</summary>
public static class PlaceCards
{
    /// <param name="words">In which it is told.</param>
    /// <returns>Each with what names it for ever.</returns>
    public static IEnumerable<(string Key, Card Card)> Came(Session session, Words words)
    {
        if (session.DeletedAt is not null || session.Current is not { } current)
        {
            yield break;
        }

        var title = new WordsRun(session.Charter?.Purpose ?? SessionCards.PromptText(new ActivityView(session, current, words)));
        foreach (var (at, place) in session.ByCode.Index().Where(one => one.Item.IsByOthers))
        {
            var text = place.Name is { } name
                ? words.Runs("Session.PlaceCame", new WordsRun(name), title)
                : words.Runs("Session.PlaceCameUnnamed", title);
            yield return (at.ToString(CultureInfo.InvariantCulture), new Card(text.Plain(), words.Language, [new TextBlock(text)]));
        }
    }
}
