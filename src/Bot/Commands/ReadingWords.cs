using System.Collections.Immutable;
using System.Globalization;
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
    internal const int PieceMax = 2_000;

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

    // One with nothing in it would be nothing to show.
    internal static IEnumerable<string> Pieces(string text) => Joined(text).Where(piece => !string.IsNullOrWhiteSpace(piece));

    // Between lines, so that whoever shows it in parts has somewhere to part it.
    static IEnumerable<string> Joined(string text)
    {
        StringBuilder? piece = null;
        foreach (var line in text.Split('\n').SelectMany(Parts))
        {
            if (piece is not null && piece.Length + 1 + line.Length > PieceMax)
            {
                yield return piece.ToString();
                piece = null;
            }

            piece = piece is null ? new StringBuilder(line) : piece.Append('\n').Append(line);
        }

        yield return $"{piece}";
    }

    // A line that is too long by itself is parted, too.
    static IEnumerable<string> Parts(string line)
    {
        while (line.Length > PieceMax)
        {
            var end = WholeIn(line);
            yield return line[..end];
            line = line[end..];
        }

        yield return line;
    }

    /// <summary>As much as fits, and never half of what is seen as one character.</summary>
    static int WholeIn(string line)
    {
        var end = 0;
        while (StringInfo.GetNextTextElementLength(line, end) is var next && end + next <= PieceMax)
        {
            end += next;
        }

        return end > 0 ? end : char.IsHighSurrogate(line[PieceMax - 1]) ? PieceMax - 1 : PieceMax; // one letter under a tower of accents
    }
}
