namespace CoCreateBot.Cards.BlockKit;

/// <summary>How many blocks, and of what size together, a surface takes.</summary>
readonly record struct BlockRoom(int Count, int Bytes)
{
    public static readonly BlockRoom Message = new(BlockKitLimits.MessageBlocksMax, BlockKitLimits.MessageBytesMax);

    public static readonly BlockRoom Modal =
        new(BlockKitLimits.ModalBlocksMax, BlockKitLimits.ViewBytesMax - BlockKitLimits.ViewFrameBytesMax);

    /// <summary>What fits: all, or else the head, and of the rest the last buttons and inputs. The items that do not are counted.</summary>
    public (IReadOnlyList<Block> Kept, int LeftOut) Fit(IReadOnlyList<Block> blocks)
    {
        if (Holds(blocks))
        {
            return (blocks, 0);
        }

        IReadOnlyList<Block> needed = [.. blocks.Where(block => block.Role != BlockRole.Divider)];
        if (Holds(needed))
        {
            return (needed, 0);
        }

        var kept = HeadAndControls(needed);
        return (
            [.. needed.Where((_, at) => kept[at])],
            needed.Where((_, at) => !kept[at]).Sum(block => block.Items));
    }

    bool[] HeadAndControls(IReadOnlyList<Block> blocks)
    {
        var kept = new bool[blocks.Count];
        var room = KeepControls(blocks, kept);
        for (var at = 0; at < blocks.Count; at++)
        {
            if (kept[at])
            {
                continue;
            }

            room = room.Less(blocks[at]);
            if (room.Count < 0 || room.Bytes < 0)
            {
                break;
            }

            kept[at] = true;
        }

        return kept;
    }

    /// <summary>
    /// From the end: buttons and inputs, and the few lines below the last of them, which hold for all (who sees it, until when).
    /// </summary>
    BlockRoom KeepControls(IReadOnlyList<Block> blocks, bool[] kept)
    {
        var room = new BlockRoom(Count - 1, Bytes - BlockKitLimits.NoticeBytesMax); // the sentence about what is left out comes last
        var half = room.Bytes / 2;
        var last = blocks.Count - 1;
        while (last >= 0 && blocks[last].Role != BlockRole.Control)
        {
            last--;
        }

        var areLinesFew = last >= 0 && blocks.Count - 1 - last <= BlockKitLimits.ClosingLinesMax;
        for (var at = blocks.Count - 1; at >= 0 && Count - 1 - room.Count < BlockKitLimits.ControlsKeptMax; at--)
        {
            var isWanted = blocks[at].Role == BlockRole.Control || (at > last && areLinesFew);
            if (isWanted && room.Less(blocks[at]) is var less && less.Bytes >= half)
            {
                kept[at] = true;
                room = less;
            }
        }

        return room;
    }

    bool Holds(IReadOnlyList<Block> blocks) => blocks.Count <= Count && blocks.Sum(Size) <= Bytes;

    BlockRoom Less(Block block) => new(Count - 1, Bytes - Size(block));

    static int Size(Block block) => block.Json.Length + 1; // and a comma
}
