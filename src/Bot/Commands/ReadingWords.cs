using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Words that ask for what there is to read, and change nothing.</summary>
static class ReadingWords
{
    public const string Minutes = "minutes";
    public const string Export = "export";

    public static Reply Answer(TypedLine line, Session session, Words words)
    {
        var (lead, card) = line.Verb == Minutes
            ? (words["Commands.MinutesHere"], SessionCards.MinutesSoFar(session, words))
            : (words["Commands.ExportHere"], Exported(session, words));
        return new Reply(lead, session.Id) { Card = card, IsToRead = true };
    }

    // The minutes may leave something to the table: it has all that was given.
    static Card Exported(Session session, Words words)
    {
        var text = $"{ExportText.Markdown(session, words)}\n{ExportText.Csv(session, words).TrimStart('\uFEFF').ReplaceLineEndings("\n")}";
        return new Card(words["Commands.ExportHere"], words.Language, [new TextBlock(text)]) { Rest = SessionCards.RestInThread(session, words) };
    }
}
