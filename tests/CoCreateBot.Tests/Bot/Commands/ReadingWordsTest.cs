using CoCreateBot.Bot.Commands;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>What there is to read comes in pieces that each chat shows whole.</summary>
public sealed class ReadingWordsTest
{
    const string Family = "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    [Theory]
    [InlineData(5)]
    [InlineData(5, 0, 0, 5)]
    [InlineData(0, 5, 0)]
    [InlineData(ReadingWords.PieceMax)]
    [InlineData(ReadingWords.PieceMax - 2, 1)]
    [InlineData(ReadingWords.PieceMax - 1, 1)]
    [InlineData(ReadingWords.PieceMax - 5, 4, 0, 5)]
    [InlineData(ReadingWords.PieceMax, 0, 5, 0, 0, 7)]
    [InlineData(ReadingWords.PieceMax - 1, 0, 0, 5)]
    public void Not_a_line_is_lost_between_them_an_empty_one_neither(params int[] lengths)
    {
        var text = string.Join('\n', lengths.Select(length => new string('x', length)));

        var pieces = ReadingWords.Pieces(text).ToList();

        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, ReadingWords.PieceMax));
        Assert.Equal(text, string.Join('\n', pieces));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ä ")]
    [InlineData("\U0001F33B")]
    [InlineData(Family)]
    public void A_line_that_is_longer_is_parted_and_never_inside_what_is_seen_as_one_character(string letter)
    {
        var line = string.Concat(Enumerable.Repeat(letter, ReadingWords.PieceMax + 1));

        var pieces = ReadingWords.Pieces(line).ToList();

        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, ReadingWords.PieceMax));
        Assert.All(pieces, piece => Assert.Equal(0, piece.Length % letter.Length));
        Assert.Equal(line, string.Concat(pieces));
    }

    [Fact]
    public void A_letter_under_a_tower_of_accents_is_parted_all_the_same()
    {
        var tower = "x" + new string('\u0301', 3 * ReadingWords.PieceMax);

        Assert.All(ReadingWords.Pieces(tower), piece => Assert.InRange(piece.Length, 1, ReadingWords.PieceMax));
        Assert.Equal(tower, string.Concat(ReadingWords.Pieces(tower)));
    }

    [Fact]
    public void No_piece_is_empty()
    {
        var line = new string('x', ReadingWords.PieceMax);

        Assert.Equal([line, line], ReadingWords.Pieces($"{line}\n\n{line}"));
    }
}
