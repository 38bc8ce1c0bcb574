using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Teams.Manifest;

/// <summary>
/// What Teams offers to whoever writes, as the app package lists it. A chosen command is only put into the message: it is typed in the one grammar that all
/// platforms have, and each says what is missing where it is sent as it stands.
/// </summary>
static class TeamsCommands
{
    /// <summary>
    /// Our entry among Teams' own: beside the message box, in its "/" menu and in the menu of each message. It opens the dialog that starts something. What is
    /// installed once has its name for ever, and so have those below.
    /// </summary>
    public const string StartId = "start";

    /// <summary>In a message's menu: 5 Whys about it.</summary>
    public const string AskWhyId = "ask-why";

    /// <summary>In a message's menu: it becomes an idea of the open brainwriting.</summary>
    public const string AddIdeaId = "add-idea";

    /// <summary>Behind the bot's name.</summary>
    const string Mention = "mention";

    /// <summary>Behind a "/", which only the bot hears.</summary>
    const string Slash = "slash";

    static readonly ImmutableArray<string> Shared = ["team", "groupChat"];

    /// <summary>Our entries among Teams' own; it takes ten at most.</summary>
    public static readonly ImmutableArray<TeamsEntry> Entries =
    [
        new(StartId, "Start", ["compose", "commandBox", "message"], IsSlash: true),
        new(AskWhyId, "AskWhy", ["message"], IsSlash: false),
        new(AddIdeaId, "AddIdea", ["message"], IsSlash: false),
    ];

    public static readonly ImmutableArray<TeamsCommandList> Lists =
    [
        new(Shared, Mention, ["session", "checkin", "vote", "ask", "brainwrite", "why", "warmup", "steps", "next", "close", "minutes", "help"]),
        new(Shared, Slash, ["checkin", "vote", "ask", "minutes", "export", "preview", "search", "invite", "schedule", "forget me", "help"]),
        new(["personal"], Mention, ["session", "checkin", "vote", "ask", "brainwrite", "why", "rehearse", "search", "export", "schedule", "forget me", "help"]),
    ];
}

/// <param name="Scopes">In which kinds of conversations.</param>
/// <param name="Trigger">Behind what it is offered.</param>
/// <param name="Commands">As they are typed.</param>
sealed record TeamsCommandList(ImmutableArray<string> Scopes, string Trigger, ImmutableArray<string> Commands);

/// <param name="Id">By which it comes back.</param>
/// <param name="Text">The key of its name; what it does stands under the same with "What" behind it.</param>
/// <param name="Contexts">Where it stands.</param>
/// <param name="IsSlash">It stands in the "/" menu, too.</param>
sealed record TeamsEntry(string Id, string Text, ImmutableArray<string> Contexts, bool IsSlash);
