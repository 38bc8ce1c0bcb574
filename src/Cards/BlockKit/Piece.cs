using System.Collections.Immutable;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>A run, made ready: clean, isolated in direction, within bounds. Never empty.</summary>
/// <param name="At">Set where the piece is an instant; <paramref name="Text"/> is then what old clients show.</param>
readonly record struct Piece(string Text, bool IsStrong = false, DateTimeOffset? At = null)
{
    /// <summary>Set where it is a channel; the text is about as long as its name.</summary>
    public string? Channel { get; init; }

    /// <summary>Runs as pieces of 1 to <paramref name="max"/> characters together.</summary>
    public static ImmutableArray<Piece> Of(IEnumerable<Run> runs, BlockKitTexts texts, int max)
    {
        ImmutableArray<Piece> pieces = [.. runs.Select(run => Of(run, texts)).Where(piece => piece.Text.Length > 0)];
        return pieces.All(piece => PlainText.IsBlank(piece.Text)) ? [new Piece(PlainText.Nothing)] : Cut(pieces, max);
    }

    public static ImmutableArray<Piece> Of(string text, int max, bool isStrong = false) => [new Piece(PlainText.Fit(text, max), isStrong)];

    public static string Join(IEnumerable<Piece> pieces) => string.Concat(pieces.Select(piece => piece.Text));

    static Piece Of(Run run, BlockKitTexts texts) => run switch
    {
        TextRun text => new Piece(PlainText.Clean(text.Text), text.Strong),
        WordsRun words => new Piece(Words(PlainText.Clean(words.Text), texts), words.Strong),
        ChannelRun { Id: var id } channel when id.Length is > 0 and <= BlockKitLimits.UserIdMax && id.All(char.IsAsciiLetterOrDigit) =>
            new Piece(PlainText.Clean(channel.Text)) { Channel = id },
        ChannelRun channel => new Piece(PlainText.Clean(channel.Text)),
        MomentRun moment => new Piece(SlackDate.Fallback(moment.At), At: moment.At),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static string Words(string words, BlockKitTexts texts) =>
        texts.IsRightToLeft || PlainText.HasRightToLeft(words) ? PlainText.Isolate(words) : words;

    static ImmutableArray<Piece> Cut(ImmutableArray<Piece> pieces, int max)
    {
        if (pieces.Sum(piece => piece.Text.Length) <= max)
        {
            return pieces;
        }

        var kept = ImmutableArray.CreateBuilder<Piece>();
        foreach (var piece in pieces)
        {
            if (piece.Text.Length >= max) // even one that just fits, since more would follow
            {
                kept.Add(new Piece(piece.At is null ? PlainText.Cut(piece.Text + ' ', max) : $"{PlainText.Ellipsis}", piece.IsStrong));
                break;
            }

            kept.Add(piece);
            max -= piece.Text.Length;
        }

        return kept.ToImmutable();
    }
}
