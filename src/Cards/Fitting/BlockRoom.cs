namespace CoCreateBot.Cards.Fitting;

/// <summary>
/// How many blocks, and of what size together, a surface takes. Slack counts a message in characters and a view in bytes, Teams a card in bytes.
/// </summary>
/// <param name="Notice">What the sentence about things left out may take.</param>
readonly record struct BlockRoom(int Count, int Size, bool IsOfBytes, int Notice)
{
    /// <summary>Of a card that is too long so many blocks at its end are kept: buttons, inputs, and the lines below them.</summary>
    internal const int ControlsKeptMax = 10;

    /// <summary>More lines than this below the last button are a text of their own.</summary>
    internal const int ClosingLinesMax = 4;

    /// <summary>A line of its own up to this size, with its JSON, is kept before lists and long texts.</summary>
    internal const int ShortLineMax = 500;

    /// <summary>
    /// What fits: all, or else the last buttons and inputs, then headings and remarks, then other short lines, and of lists and long texts
    /// what room is left for, line by line. The lines that do not fit are counted.
    /// </summary>
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

        IReadOnlyList<Block> kept = [.. Chosen(needed).OfType<Block>()];
        return (kept, needed.Sum(block => block.Items) - kept.Sum(block => block.Items));
    }

    public bool Holds(IReadOnlyList<Block> blocks) => blocks.Count <= Count && blocks.Sum(SizeOf) <= Size;

    Block?[] Chosen(IReadOnlyList<Block> blocks)
    {
        var kept = new Block?[blocks.Count];
        var room = KeepControls(blocks, kept);
        room = room.KeepLines(blocks, kept, at => blocks[at].Role == BlockRole.Remark);
        room = room.KeepLines(blocks, kept, at => IsLine(blocks[at]) && LinesAround(blocks, at) <= ClosingLinesMax);
        for (var at = 0; at < blocks.Count; at++)
        {
            if (kept[at] is null && room.Part(blocks[at]) is { } part)
            {
                kept[at] = part;
                room = room.Less(part);
            }
        }

        return kept;
    }

    /// <summary>
    /// From the end: buttons and inputs, and the few lines below the last of them, which hold for all (who sees it, until when).
    /// </summary>
    BlockRoom KeepControls(IReadOnlyList<Block> blocks, Block?[] kept)
    {
        var room = this with { Count = Count - 1, Size = Size - Notice }; // the sentence about what is left out comes last
        var half = room.Size / 2;
        var last = blocks.Count - 1;
        while (last >= 0 && blocks[last].Role != BlockRole.Control)
        {
            last--;
        }

        var areLinesFew = last >= 0 && blocks.Count - 1 - last <= ClosingLinesMax;
        for (var at = blocks.Count - 1; at >= 0 && Count - 1 - room.Count < ControlsKeptMax; at--)
        {
            var isWanted = blocks[at].Role == BlockRole.Control || (at > last && areLinesFew);
            if (isWanted && room.Less(blocks[at]) is var less && less.Size >= half)
            {
                kept[at] = blocks[at];
                room = less;
            }
        }

        return room;
    }

    // From the end, where the counts stand, and never more than half of what is left.
    BlockRoom KeepLines(IReadOnlyList<Block> blocks, Block?[] kept, Func<int, bool> isWanted)
    {
        var room = this;
        for (var at = blocks.Count - 1; at >= 0; at--)
        {
            var isShort = kept[at] is null && isWanted(at) && SizeOf(blocks[at]) <= ShortLineMax;
            if (isShort && room.Less(blocks[at]) is var less && less.Size >= Size / 2 && less.Count >= Count / 2)
            {
                kept[at] = blocks[at];
                room = less;
            }
        }

        return room;
    }

    static bool IsLine(Block block) => block is { Role: BlockRole.Text, Head: null };

    // Many lines one after the other are a list by another name.
    static int LinesAround(IReadOnlyList<Block> blocks, int at) =>
        blocks.Take(at).Reverse().TakeWhile(IsLine).Count() + blocks.Skip(at).TakeWhile(IsLine).Count();

    /// <summary>The block, or of a list the lines that fit; null where not even one does.</summary>
    Block? Part(Block block)
    {
        if (Count < 1)
        {
            return null;
        }

        if (SizeOf(block) <= Size)
        {
            return block;
        }

        var (fits, tooMany) = (0, block.Items);
        while (block.Head is { } head && tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            (fits, tooMany) = SizeOf(head(middle)) + block.Around <= Size ? (middle, tooMany) : (fits, middle);
        }

        return fits == 0 ? null : block.Head!(fits) with { Group = block.Group, Around = block.Around }; // ! something fits
    }

    BlockRoom Less(Block block) => this with { Count = Count - 1, Size = Size - SizeOf(block) };

    // Each block counts with a comma, as all but one have.
    int SizeOf(Block block) => (IsOfBytes ? block.Json.Length : block.Characters) + block.Around + 1;
}
