using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>What Slack's surfaces take.</summary>
static class SlackRooms
{
    /// <summary>An array has two brackets, and its last block no comma.</summary>
    const int BracketsMore = 1;

    public static readonly BlockRoom Message = new(
        BlockKitLimits.MessageBlocksMax, BlockKitLimits.MessageCharactersMax - BracketsMore, IsOfBytes: false, BlockKitLimits.NoticeMax);

    public static readonly BlockRoom Modal = new(
        BlockKitLimits.ModalBlocksMax, BlockKitLimits.ViewBytesMax - BlockKitLimits.ViewFrameBytesMax, IsOfBytes: true, BlockKitLimits.NoticeMax);
}
