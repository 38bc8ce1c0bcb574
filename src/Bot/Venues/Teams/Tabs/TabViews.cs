using System.Collections.Immutable;
using CoCreateBot.Bot.Venues.Web;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>What a ticket is taken by.</summary>
/// <param name="Action">Path that the form is sent to.</param>
/// <param name="Own">Makes a form that is sent twice one.</param>
public sealed record EnterView(PageHead Head, string Action, string Ticket, string Own);

/// <summary>Somebody's own page. The card and the forms are HTML that is drawn already.</summary>
public sealed record MyView(PageHead Head, Notice? Notice, string Card)
{
    public ImmutableArray<MyFormView> Forms { get; init; } = [];
}

public sealed record MyFormView(string Title, string Html, bool IsOpen);
