using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>
/// The form that starts a vote: an option a line, so that nobody has to quote anything; of one line alone the bars part it, as where it is typed.
/// </summary>
static class DotVoteStart
{
    const string OptionsInput = "options";

    /// <summary>What the card vocabulary takes in one text; longer lists can be typed.</summary>
    const int OptionsLengthMax = 3000;

    public static StartForm Form(string verb, Words words)
    {
        ImmutableArray<Element> body =
        [
            StartForm.Question(words),
            new InputText(OptionsInput, words["DotVote.StartOptions"], OptionsLengthMax)
            {
                Hint = words.Say("DotVote.StartOptionsHint", Limits.OptionsMax), IsMultiline = true, IsRequired = true,
            },
            StartForm.Minutes(words),
        ];
        return StartForm.Of(verb, words["DotVote.StartOffer"], words["DotVote.StartTitle"], words["DotVote.StartSubmit"], body, words);
    }

    public static TypedLine Read(string verb, IReadOnlyDictionary<string, string> fields) => StartForm.Read(verb, fields) with
    {
        Rest = "|", // a list, even where nothing stands in it: this form never starts a vote on what is handed on
        Options = Options(fields.GetValueOrDefault(OptionsInput, "")),
    };

    static ImmutableArray<string> Options(string text)
    {
        var lines = Written(text.Split(['\r', '\n']));
        return lines is [var alone] ? Written(alone.Split('|')) : lines;
    }

    static ImmutableArray<string> Written(string[] lines) => [.. lines.Where(line => PersonalText.Line(line).Length > 0)];
}
