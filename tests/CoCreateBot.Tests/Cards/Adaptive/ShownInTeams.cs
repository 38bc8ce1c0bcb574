using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>What Teams is sent of sessions of every kind.</summary>
/// <param name="Name">Which session, how far, what of it.</param>
/// <param name="Json">An Adaptive Card.</param>
sealed record ShownInTeams(string Name, bool IsDialog, string Json)
{
    public static AdaptiveContext Context { get; } = new(CultureInfo.GetCultureInfo("en-GB"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    public static ImmutableArray<ShownInTeams> All { get; } =
        [.. PlayedCard.All.Select(Of).DistinctBy(shown => shown.Json, StringComparer.Ordinal)];

    public static JsonElement Card(Card card, AdaptiveContext? context = null) => Parsed(AdaptiveRenderer.Card(card, context ?? Context));

    public static JsonElement Dialog(Form form, AdaptiveContext? context = null) => Parsed(AdaptiveRenderer.Dialog(form, context ?? Context));

    public static JsonElement Parsed(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return document.RootElement.Clone();
    }

    static ShownInTeams Of(PlayedCard played) => played.Card is { } card
        ? new ShownInTeams(played.Name, false, Encoding.UTF8.GetString(AdaptiveRenderer.Card(card, In(card.Lang))))
        : new ShownInTeams(played.Name, true, Encoding.UTF8.GetString(AdaptiveRenderer.Dialog(played.Form!, In(played.Form!.Lang)))); // ! one of the two

    static AdaptiveContext In(string language) => Context with { Culture = CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : language) };
}
