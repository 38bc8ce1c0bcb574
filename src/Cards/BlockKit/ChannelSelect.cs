namespace CoCreateBot.Cards.BlockKit;

/// <summary>One of the channels that a person sees in Slack; where they are is chosen already. A page has no such thing, so it is no input of a form.</summary>
/// <param name="Id">As that of an input.</param>
public sealed record ChannelSelect(string Id, string Label, string Hint);
