using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat.Home;

/// <summary>All that one person's own page is drawn from.</summary>
/// <param name="Sessions">In which they are: open ones first, the newest first.</param>
/// <param name="HasMore">There are older ones that were not looked at.</param>
sealed record HomeContent(Person Who, ImmutableArray<HomeSession> Sessions, bool HasMore, PersonSettings Settings)
{
    /// <summary>So long sessions of their workspace are kept after their close; null is for ever.</summary>
    public int? KeptDays { get; init; }

    public IEnumerable<HomeSession> Open => Sessions.Where(one => one.State.IsOpen);

    /// <summary>What is open, is for people like them, and has nothing of theirs yet: what the private reminders go by, too.</summary>
    public IEnumerable<(HomeSession Session, AgendaItem Item)> Asks =>
        from session in Open
        where session.IsAnswerable && !session.State.IsPaused
        let item = session.State.OpenItem
        where item is not null && !item.Whole.HasGiven(session.Loaded.AuthorOf(Who, item))
        select (session, item);

    /// <summary>What they do or are asked to do, what is due first before all else.</summary>
    public IEnumerable<(HomeSession Session, AgendaItem Item, NextStep Step)> Steps =>
        from session in Sessions
        where session.IsAnswerable && !session.State.IsCancelled
        from item in session.State.Agenda
        where item.Level == AnonymityLevel.Named
        from step in OwnSteps.Of(item, session.Loaded.AuthorOf(Who, item))
        orderby step.HasAccepted, step.Due ?? DateOnly.MaxValue
        select (session, item, step);
}

/// <param name="Venue">Where the person sees it.</param>
/// <param name="IsAnswerable">From where the page is.</param>
/// <param name="Card">Where its card stands; null where that is not known.</param>
sealed record HomeSession(LoadedSession Loaded, VenueId Venue, bool IsAnswerable, Uri? Card = null)
{
    public Session State => Loaded.State;

    /// <summary>The channel's id, where its name follows from that.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Key of how the place is called where nobody can tell its name.</summary>
    public string Place { get; init; } = "Home.Channel";
}
