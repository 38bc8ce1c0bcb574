using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>What one can type: first what one needs, all of it where that is asked for.</summary>
public sealed partial class CommandDesk
{
    static readonly ImmutableArray<string> OwnHelp =
    [
        "Commands.HelpSession", "Commands.HelpInvite", "Commands.HelpMove", "Commands.HelpSchedule", "Rehearsal.Help", "Commands.HelpPreview",
        "Commands.HelpRead", "Commands.HelpSearch", "Commands.HelpForget", "Commands.Help",
    ];

    /// <summary>Somebody says hello to the bot, and may not know yet what else there is to say.</summary>
    static readonly ImmutableHashSet<string> Greetings = ["hello", "hi", "hey", "good", "hallo", "guten", "moin", "servus", "grüezi"];

    static bool IsGreeting(string verb) => Greetings.Contains(verb.Trim('!', '.', ','));

    Reply Help(TypedLine line, VenueId venue, Words words) => line.Words is not [var about, ..] ? ShortHelp(venue, words) with { IsHelp = true }
        : activities.ForVerb(about) is { } activity ? new Reply(words[activity.Texts.BaseName + ".Help"])
        : new Reply(string.Join(
            "\n\n", [.. activities.All.Select(activity => words[activity.Texts.BaseName + ".Help"]), .. OwnHelp.Select(key => words[key])]));

    // A platform may have ways of its own that need no typing.
    static Reply ShortHelp(VenueId venue, Words words)
    {
        var here = $"Commands.HelpHere-{venue.Platform}";
        return new Reply(words[here] is var more && more != here ? $"{words["Commands.HelpShort"]}\n{more}" : words["Commands.HelpShort"]);
    }
}
