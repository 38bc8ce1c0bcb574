namespace CoCreateBot.Cards.BlockKit;

/// <summary>A card as Slack takes it, for chat.postMessage, chat.update and answers to a response_url.</summary>
/// <param name="Text">The fallback sentence: what notifications show and screen readers read. Already escaped.</param>
/// <param name="Blocks">A JSON array in UTF-8.</param>
public sealed record BlockKitMessage(string Text, ReadOnlyMemory<byte> Blocks);
