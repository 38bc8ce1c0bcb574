using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Words that ask for what there is to read, and change nothing.</summary>
static class ReadingWords
{
    public const string Minutes = "minutes";
    public const string Export = "export";

    /// <summary>So much of a file a private message shows: Slack takes 3,000 characters in one text, where some are written as five.</summary>
    public const int TextMax = 2_400;

    public static Reply Answer(TypedLine line, Session session, Words words) => line.Verb == Minutes
        ? new Reply(words["Commands.MinutesHere"], session.Id) { Card = SessionCards.MinutesSoFar(session, words), IsToRead = true }
        : new Reply(Cut(ExportText.Markdown(session, words), words), session.Id) { IsToRead = true };

    // At the end of a line, so that nobody reads half a sentence.
    static string Cut(string text, Words words)
    {
        if (text.Length <= TextMax)
        {
            return text;
        }

        var end = text.LastIndexOf('\n', TextMax);
        return $"{text[..(end > 0 ? end : TextMax)]}\n\n{words["Commands.ExportCut"]}";
    }
}
