namespace CoCreateBot.Cards.Fitting;

enum BlockRole
{
    Text,
    /// <summary>A heading or a remark: who has answered, how much there is to give. Kept before lists and long texts.</summary>
    Remark,
    Divider,
    /// <summary>Buttons and inputs: what a card is there for, even where its texts are too many.</summary>
    Control,
    /// <summary>The sentence about what is left out.</summary>
    Notice,
}

/// <param name="Json">The block, rendered.</param>
/// <param name="Items">How many texts, facts, bars or buttons it holds: what readers miss when it is left out.</param>
/// <param name="InputId">Set where it is an input block, the only kind that can show an error.</param>
/// <param name="Head">Of a list: the same block with so many of its first lines, at least one; null where it cannot be cut.</param>
sealed record Block(byte[] Json, int Items, BlockRole Role = BlockRole.Text, string? InputId = null, Func<int, Block>? Head = null)
{
    /// <summary>Characters of its JSON, in UTF-16 units.</summary>
    public int Characters { get; } = System.Text.Encoding.UTF8.GetCharCount(Json);

    /// <summary>What it stands in together with the blocks beside it, where the chat can set such apart.</summary>
    public Container? Group { get; init; }

    /// <summary>What that takes in bytes, at most.</summary>
    public int Around { get; init; }
}
