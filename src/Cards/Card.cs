using System.Collections.Immutable;

namespace CoCreateBot.Cards;

/// <summary>
/// What a venue shows: a typed subset of Adaptive Cards, written once by an activity and rendered for each platform.
/// Element and property names follow the Adaptive Card schema (1.5); <see cref="Form"/> is our own notion.
/// </summary>
/// <param name="FallbackText">A full sentence that stands for the card where it cannot be shown: notifications, screen readers, old clients.</param>
/// <param name="Lang">Language of our own texts, two letters ("en", "de"); people's words are whatever they wrote.</param>
public sealed record Card(string FallbackText, string Lang, ImmutableArray<Element> Body)
{
    /// <summary>
    /// Ids by which the platform knows those whose bell it rings; for a page, which rings none, they mean nothing. No part of what the card
    /// shows.
    /// </summary>
    public ImmutableArray<string> Mentions { get; init; } = [];

    /// <summary>IANA name of the zone in which moments are written where a platform shows no reader's own; null: as the platform thinks best.</summary>
    public string? Zone { get; init; }

    /// <summary>
    /// Which of a session's cards it is, so that a press of it can be answered by that card anew; empty where it is none. No part of what it shows.
    /// </summary>
    public string Slot { get; init; } = "";

    /// <summary>A sentence that says where the lines are to be had for which a platform has no room; null where nowhere. A page shows them all.</summary>
    public string? Rest { get; init; }
}

/// <summary>
/// A dialog: a modal in Slack, a task dialog in Teams, a form in the page on the web. It belongs to one person and is never part of a shared card.
/// </summary>
/// <param name="Body">Inputs and the texts between them, in reading order.</param>
/// <param name="Submit">
/// What is sent, together with the inputs' values, when the person hands in; null where there is nothing to hand in now, only something to
/// wait for or to read.
/// </param>
public sealed record Form(string Title, string Lang, ImmutableArray<Element> Body, Execute? Submit)
{
    /// <summary>What is wrong with what was handed in, by input id; the key "" is for the whole form.</summary>
    public ImmutableDictionary<string, string> Errors { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How many dots the numbers and choices of this form may spend together; null where nothing is counted. The decider checks it.</summary>
    public int? DotsMax { get; init; }

    /// <summary>
    /// What the shared card says as well. A dialog that covers the card repeats it before its body; a page where the form stands below the card does not.
    /// </summary>
    public ImmutableArray<Element> Recap { get; init; } = [];

    public IEnumerable<Input> Inputs => Body.OfType<Input>();

    /// <summary>The same form with what a person sent in it, so that nothing has to be written twice, and with what is wrong with it.</summary>
    /// <param name="fields">What was sent, by input id; an input that is missing there stays as it is.</param>
    public Form Filled(IReadOnlyDictionary<string, string> fields, ImmutableDictionary<string, string> errors) => this with
    {
        Body = [.. Body.Select(element => element is Input input && fields.TryGetValue(input.Id, out var sent) ? input.Filled(sent) : element)],
        Errors = errors,
    };
}
