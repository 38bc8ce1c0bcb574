using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>Text for the few places where Slack reads markup and takes nothing else.</summary>
static class Mrkdwn
{
    const char WordJoiner = '\u2060'; // has no width and is no space, so a mark beside it neither opens nor closes anything

    /// <summary>Escaped, so that nobody is mentioned and nothing is linked.</summary>
    public static string Escape(string text, int max) => Fit(Piece.Of(text, max), max, EscapeOne);

    /// <summary>Escaped, and its marks broken: no formatting, no quote, no emoji code.</summary>
    public static string Line(ImmutableArray<Piece> pieces, int max) => Fit(pieces, max, BreakOne);

    static string Fit(ImmutableArray<Piece> pieces, int max, Func<char, string> escape)
    {
        var line = new StringBuilder();
        var end = 0; // after the last part that leaves room for the three dots
        foreach (var part in pieces.SelectMany(piece => Parts(piece, escape)))
        {
            if (line.Length + part.Length > max)
            {
                return line.ToString(0, end) + PlainText.Ellipsis;
            }

            line.Append(part);
            end = line.Length < max ? line.Length : end;
        }

        return line.ToString();
    }

    /// <summary>What may not be cut in two: an instant, or what a reader sees as one character.</summary>
    static IEnumerable<string> Parts(Piece piece, Func<char, string> escape)
    {
        if (piece.At is { } at)
        {
            yield return SlackDate.Mrkdwn(at);
            yield break;
        }

        if (piece.Channel is { } channel)
        {
            yield return $"<#{channel}>";
            yield break;
        }

        var elements = StringInfo.GetTextElementEnumerator(piece.Text);
        while (elements.MoveNext())
        {
            yield return string.Concat(elements.GetTextElement().Select(escape));
        }
    }

    static string EscapeOne(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => c.ToString(),
    };

    static string BreakOne(char c) => c switch
    {
        '*' or '_' or '~' or '`' or ':' => $"{WordJoiner}{c}{WordJoiner}",
        '>' => $"{WordJoiner}{EscapeOne(c)}", // at the start of a line even the escaped one makes a quote
        _ => EscapeOne(c),
    };
}
