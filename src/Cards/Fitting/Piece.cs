using System.Collections.Immutable;

namespace CoCreateBot.Cards.Fitting;

/// <summary>A run, made ready: clean, isolated in direction, within bounds. Never empty.</summary>
/// <param name="At">Set where the piece is an instant; <paramref name="Text"/> then says it, and is not cut.</param>
readonly record struct Piece(string Text, bool IsStrong = false, DateTimeOffset? At = null)
{
    /// <summary>Set where it is a channel; the text is about as long as its name.</summary>
    public string? Channel { get; init; }

    /// <summary>Runs as pieces of 1 to <paramref name="max"/> characters together.</summary>
    /// <param name="read">What the chat makes of one run.</param>
    public static ImmutableArray<Piece> Of(IEnumerable<Run> runs, Func<Run, Piece> read, int max)
    {
        ImmutableArray<Piece> pieces = [.. runs.Select(read).Where(piece => piece.Text.Length > 0)];
        return pieces.All(piece => PlainText.IsBlank(piece.Text)) ? [new Piece(PlainText.Nothing)] : Cut(pieces, max);
    }

    public static ImmutableArray<Piece> Of(string text, int max, bool isStrong = false) => [new Piece(PlainText.Fit(text, max), isStrong)];

    public static string Join(IEnumerable<Piece> pieces) => string.Concat(pieces.Select(piece => piece.Text));

    /// <summary>What a person wrote, so that its direction stays its own.</summary>
    public static string Words(string words, bool isRightToLeft)
    {
        var clean = PlainText.Clean(words);
        return isRightToLeft || PlainText.HasRightToLeft(clean) ? PlainText.Isolate(clean) : clean;
    }

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
