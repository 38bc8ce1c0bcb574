using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Words that ask for what there is to read, and change nothing.</summary>
static class ReadingWords
{
    public const string Minutes = "minutes";
    public const string Export = "export";

    public static Reply Answer(TypedLine line, Session session, Words words) => line.Verb == Minutes
        ? new Reply(words["Commands.MinutesHere"], session.Id) { Card = SessionCards.MinutesSoFar(session, words), IsToRead = true }
        : new Reply(Exported(session, words), session.Id) { Rest = SessionCards.RestInThread(session, words), IsToRead = true };

    // The minutes may leave something to the table: it has all that was given.
    static string Exported(Session session, Words words) =>
        $"{ExportText.Markdown(session, words)}\n{ExportText.Csv(session, words).TrimStart('\uFEFF').ReplaceLineEndings("\n")}";
}
