using System.Collections.Immutable;
using System.Diagnostics;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>What Slack is given of a run.</summary>
static class BlockPieces
{
    public static ImmutableArray<Piece> Of(IEnumerable<Run> runs, BlockKitTexts texts, int max) => Piece.Of(runs, run => Of(run, texts), max);

    static Piece Of(Run run, BlockKitTexts texts) => run switch
    {
        TextRun text => new Piece(PlainText.Clean(text.Text), text.Strong),
        WordsRun words => new Piece(Piece.Words(words.Text, texts.IsRightToLeft), words.Strong),
        ChannelRun { Id: var id } channel when id.Length is > 0 and <= BlockKitLimits.UserIdMax && id.All(char.IsAsciiLetterOrDigit) =>
            new Piece(PlainText.Clean(channel.Text)) { Channel = id },
        ChannelRun channel => new Piece(PlainText.Clean(channel.Text)),
        MomentRun moment => new Piece(SlackDate.Fallback(moment.At), At: moment.At),
        _ => throw new UnreachableException(),
    };
}
