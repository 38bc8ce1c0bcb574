using System.Collections.Immutable;
using System.Text.Json;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>What Slack is sent of sessions of every kind.</summary>
/// <param name="Name">Which session, how far, what of it.</param>
/// <param name="Json">A message's text and blocks, or a view.</param>
sealed record ShownInSlack(string Name, bool IsView, JsonElement Json)
{
    public static ImmutableArray<ShownInSlack> All { get; } = [.. PlayedCard.All.Select(Of).DistinctBy(shown => shown.Json.GetRawText())];

    static ShownInSlack Of(PlayedCard played) => played.Card is { } card
        ? new ShownInSlack(played.Name, false, Rendered.Message(card))
        : new ShownInSlack(played.Name, true, Rendered.Modal(played.Form!)); // ! one of the two
}
