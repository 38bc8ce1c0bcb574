using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>What all pages have: language, title, and the way back after another language is chosen.</summary>
/// <param name="Live">Path of the event stream; null where nothing changes by itself.</param>
public sealed record PageHead(Words Words, string Title, string Path, string? Live = null)
{
    /// <summary>It has the pictures of a board, which have a style of their own.</summary>
    public bool IsBoard { get; init; }

    /// <summary>Null where the page stands by itself.</summary>
    public Framing? Framing { get; init; }

    /// <summary>Key of what stands under the page: what is kept of whoever reads it.</summary>
    public string Foot { get; init; } = "Web.Foot";
}

/// <summary>One sentence on what just happened, or why it did not.</summary>
/// <param name="HasFocus">The reader starts here; false where a form further down tells more.</param>
/// <param name="Sent">What was sent and has no form to go back into.</param>
public sealed record Notice(string Text, bool IsProblem = false, bool HasFocus = false, string Sent = "")
{
    /// <summary>Links that are shown this once.</summary>
    public ImmutableArray<string> Links { get; init; } = [];
}

public sealed record StartView(PageHead Head, Notice? Notice = null, string Typed = "");

public sealed record JoinView(PageHead Head, string Code, Notice? Notice = null, string Name = "", string NameError = "")
{
    internal Ticket? Ticket { get; init; }
}

public sealed record ProblemView(PageHead Head, Notice Notice, string Back)
{
    /// <summary>Key of what the way back is called.</summary>
    public string GoOn { get; init; } = "Web.GoOn";
}

/// <param name="Link">Lets others in; null where each needs a link of their own.</param>
public sealed record RoomView(PageHead Head, string Code, string? Link, int People)
{
    public Notice? Notice { get; init; }

    public required Identity You { get; init; }

    public ImmutableArray<SessionView> Open { get; init; } = [];

    /// <summary>Where a browser does not tell the reader's own zone, what they type is read in this one.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Titles of what is open and cannot be read.</summary>
    public ImmutableArray<string> Damaged { get; init; } = [];

    public SessionView? Last { get; init; }

    public ImmutableArray<PastView> Past { get; init; } = [];

    /// <summary>What comes again here, a line each.</summary>
    public ImmutableArray<string> Planned { get; init; } = [];

    public ImmutableArray<StartFormView> Starts { get; init; } = [];

    /// <summary>Whoever is here came by an open link: nothing of their own begins here.</summary>
    public bool IsForGuests { get; init; }

    /// <summary>What stands in the command line: empty, or what was not understood.</summary>
    public string Command { get; init; } = "";
}

/// <param name="Link">Takes this person to another device.</param>
/// <param name="Token">For forms.</param>
/// <param name="Once">Makes a form that is sent twice count once.</param>
public sealed record Identity(string? Name, string Link, string Token, string Once);

/// <summary>One session on a room's page. All parts but the ids are HTML that is drawn already.</summary>
public sealed record SessionView(string ElementId, string Card)
{
    /// <summary>The id of what is this person's own: buttons, forms.</summary>
    public string MineId { get; init; } = "";

    public string Buttons { get; init; } = "";

    public string Form { get; init; } = "";

    /// <summary>Where there are buttons the form is behind these words; null where it stands open by itself.</summary>
    public string? FormSummary { get; init; }

    public bool IsFormOpen { get; init; }

    /// <summary>Further forms of this person's own, each behind its title.</summary>
    public ImmutableArray<SideFormView> Sides { get; init; } = [];

    public string Console { get; init; } = "";

    /// <summary>Path of the session as a picture.</summary>
    public required string Board { get; init; }

    public string? Minutes { get; init; }
}

public sealed record PastView(string Path, string Title, DateTimeOffset At, string AtText);

/// <param name="IsQuestion">It waits for a yes or a no, and stands before all else.</param>
public sealed record SideFormView(string Title, string Form, bool IsOpen, bool IsQuestion);

public sealed record StartFormView(string Summary, string Form, bool IsOpen);

/// <param name="Back">Path of what the board is one of.</param>
/// <param name="Minutes">Path of the minutes; null where they are not to be had from here.</param>
public sealed record BoardView(PageHead Head, string Back, string? Minutes)
{
    /// <summary>Key of what the way back is called.</summary>
    public string GoBack { get; init; } = "Web.BackToRoom";

    /// <summary>HTML whose heading is the page's.</summary>
    public required string Intro { get; init; }

    public ImmutableArray<BoardPartView> Parts { get; init; } = [];

    /// <summary>Which of the pages it is, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Paths of all of them.</summary>
    public ImmutableArray<string> Pages { get; init; } = [];
}

/// <param name="Html">Drawn already.</param>
public sealed record BoardPartView(string ElementId, string Html);

/// <param name="Minutes">HTML whose heading is the page's.</param>
/// <param name="Export">Path of the files, but for their kind.</param>
public sealed record MinutesView(PageHead Head, string Code, string Minutes, string Export)
{
    /// <summary>Path of the same as a picture.</summary>
    public required string Board { get; init; }
}

/// <param name="Sought">As it was sent.</param>
public sealed record SearchView(PageHead Head, string Code, string Sought)
{
    public ImmutableArray<string> Lead { get; init; } = [];

    public ImmutableArray<FoundView> Found { get; init; } = [];

    public string Error { get; init; } = "";
}

public sealed record FoundView(string Path, string Title, DateTimeOffset At, string Day, ImmutableArray<string> Lines, string More);
