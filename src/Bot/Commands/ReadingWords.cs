using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Words that ask for what there is to read, and change nothing.</summary>
static class ReadingWords
{
    public const string Minutes = "minutes";
    public const string Export = "export";

    /// <summary>Each chat shows a text of this length whole.</summary>
    const int PieceMax = 2_000;

    /// <summary>The minutes to be read, and all that was given: the minutes may leave something to the table.</summary>
    static readonly ImmutableArray<string> Proposed = [ExportFile.Markdown, ExportFile.Csv];

    public static Reply Answer(TypedLine line, Session session, Words words, ExportCodec codec) => line.Verb == Minutes
        ? new Reply(words["Commands.MinutesHere"], session.Id) { Card = SessionCards.MinutesSoFar(session, words), IsToRead = true }
        : new Reply(words["Commands.ExportHere"], session.Id)
        {
            Card = Exported(session, words),
            IsToRead = true,
            Files = () => [.. FormatsIn(line).Select(format => ExportFile.Of(session, format, words, codec)).OfType<ExportFile>()],
        };

    /// <summary>An export in a format that there is not.</summary>
    public static Refusal? WhyNot(TypedLine line) => line.Verb == Export && FormatsIn(line).Except(ExportFile.Formats, StringComparer.Ordinal).Any()
        ? new Refusal("Commands.ExportFormats", RefusalKind.Wrong)
        : null;

    static ImmutableArray<string> FormatsIn(TypedLine line) =>
        line.Words.IsEmpty ? Proposed : [.. line.Words
            .Select(word => word.ToLowerInvariant()).Select(word => word == "markdown" ? ExportFile.Markdown : word)
            .Distinct(StringComparer.Ordinal)]; // each once, however often it was typed

    // The minutes may leave something to the table: it has all that was given.
    static Card Exported(Session session, Words words)
    {
        var text = $"{ExportText.Markdown(session, words)}\n{ExportText.Csv(session, words).TrimStart('\uFEFF').ReplaceLineEndings("\n")}";
        return new Card(words["Commands.ExportHere"], words.Language, [.. Pieces(text).Select(piece => new TextBlock(piece))])
        {
            Rest = SessionCards.RestInThread(session, words),
        };
    }

    // Between lines, so that whoever shows it in parts has somewhere to part it.
    static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (piece.Length > 0 && piece.Length + line.Length > PieceMax)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(piece.Length == 0 ? "" : "\n").Append(line);
        }

        yield return piece.ToString();
    }
}
