using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>What a chat in Teams knows and a card does not.</summary>
/// <param name="Culture">How dates and times are written for this venue: Teams does not show them in each reader's own way.</param>
/// <param name="Zone">The venue's zone. Its name stands behind each time.</param>
public sealed record AdaptiveContext(CultureInfo Culture, TimeZoneInfo Zone)
{
    /// <summary>What those are called whose bell is rung, by the ids in <see cref="Card.Mentions"/>.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Who gets the newest card by looking at it; null where nobody does.</summary>
    public AdaptiveRefresh? Refresh { get; init; }

    /// <summary>Which of a session's cards it is: comes back with each press, so that the answer can be that card anew. Empty where it is none.</summary>
    public string Slot { get; init; } = "";

    /// <summary>Of which thing of the bot's own the card is; comes back with presses that mean no session, before their verb and a '|'. Empty: none.</summary>
    public string Own { get; init; } = "";

    /// <summary>
    /// A dialog is asked for by task/fetch. Else by an ordinary Action.Execute, for a client that takes no data with "msteams" in it.
    /// </summary>
    public bool IsDialogByTask { get; init; } = true;
}

/// <summary>Whose client asks for the card anew as soon as they see it.</summary>
/// <param name="Users">
/// At most <see cref="AdaptiveLimits.RefreshUsersMax"/> are told; with none, nothing is asked for. (Teams would take a card without a list as meant for
/// everybody where at most so many are.)
/// </param>
public sealed record AdaptiveRefresh(Press Press, ImmutableArray<string> Users);
