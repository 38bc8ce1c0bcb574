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

/// <summary>A tab that is being added.</summary>
/// <param name="Action">Path that the code is sent to.</param>
/// <param name="Typed">The code that was none.</param>
/// <param name="Error">Why not; empty where nothing is wrong.</param>
public sealed record NewTabView(PageHead Head, string Action, string Typed = "", string Error = "")
{
    /// <summary>The address that Teams is to keep; null until the code was right.</summary>
    public string? Content { get; init; }

    /// <summary>By which Teams tells one tab from another.</summary>
    public string Entity { get; init; } = "";
}

public sealed record BoardsView(PageHead Head)
{
    public ImmutableArray<BoardLinkView> Boards { get; init; } = [];
}

/// <param name="IsOpen">It goes on.</param>
/// <param name="AtText">When it began, in words.</param>
public sealed record BoardLinkView(string Path, string Title, bool IsOpen, DateTimeOffset At, string AtText);

public sealed record MyFormView(string Title, string Html, bool IsOpen)
{
    /// <summary>The session it is for, as others may have a form of the same title; null for what is of no session.</summary>
    public string? About { get; init; }
}
