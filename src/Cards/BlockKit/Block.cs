namespace CoCreateBot.Cards.BlockKit;

enum BlockRole
{
    Text,
    Divider,
    /// <summary>Buttons and inputs: what a card is there for, even where its texts are too many.</summary>
    Control,
    /// <summary>The sentence about what is left out.</summary>
    Notice,
}

/// <param name="Json">The block, rendered.</param>
/// <param name="Items">How many texts, facts, bars or buttons it holds: what readers miss when it is left out.</param>
/// <param name="InputId">Set where it is an input block, the only kind that can show an error.</param>
sealed record Block(byte[] Json, int Items, BlockRole Role = BlockRole.Text, string? InputId = null);
