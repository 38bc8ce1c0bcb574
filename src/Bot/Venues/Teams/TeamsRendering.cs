using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Cards and forms as Teams gets them, with what a card does not know: how its language writes dates, and whose zone they are in.</summary>
public sealed class TeamsRendering(BotOptions options)
{
    /// <param name="names">Of those whose bell it rings, by the ids it names them by.</param>
    public byte[] Card(Card card, ImmutableDictionary<string, string>? names = null) =>
        AdaptiveRenderer.Card(card, Context(card.Lang, card.Zone) with { Slot = card.Slot, Names = names ?? ImmutableDictionary<string, string>.Empty });

    public byte[] Form(Form form, string? zone) => AdaptiveRenderer.Dialog(form, Context(form.Lang, zone));

    AdaptiveContext Context(string lang, string? zone) => new(
        CultureInfo.GetCultureInfo(lang), TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? options.Zone, out var known) ? known : TimeZoneInfo.Utc)
    {
        Own = TeamsStart.Own, // whatever means no session starts one
    };
}
