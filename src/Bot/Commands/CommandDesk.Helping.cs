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

    /// <summary>Of a word that is no command so much is repeated.</summary>
    const int EchoMax = 40;

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

    string Unknown(string verb, Words words)
    {
        var verbs = activities.All.SelectMany(activity => activity.Verbs.Concat(activity.SteeringVerbs)).Concat(SessionVerbs).Concat(OwnVerbs);
        var nearest = verbs.Select(known => (Word: known, Verb: known)).Concat(OtherWords()).MinBy(known => Typo.Distance(verb, known.Word));
        var clean = PersonalText.Line(verb).EnumerateRunes().ToList();
        var shown = string.Concat(clean.Take(EchoMax)) + (clean.Count > EchoMax ? "…" : "");
        return Typo.IsNear(verb, nearest.Word) ? words.Say("Commands.DidYouMean", shown, nearest.Verb) : words.Say("Commands.Unknown", shown);
    }

    // What people call an activity in their own language. An activity need not have any.
    IEnumerable<(string Word, string Verb)> OtherWords() =>
        from activity in activities.All
        from language in Lexicon.Languages
        let key = activity.Texts.BaseName + ".OtherWords"
        let said = lexicon.In(language)[key]
        where said != key
        from word in said.Split(' ')
        select (word, activity.Verbs[0]);
}
