using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Starting by form, so that nobody has to learn commands: the form becomes the line that one could have typed.</summary>
static class StartForms
{
    public const string CheckInVerb = "checkin";
    public const string VoteVerb = "vote";

    const string QuestionInput = "question";
    const string OptionsInput = "options";
    const string FormatInput = "format";
    const string MinutesInput = "minutes";

    /// <summary>The format a check-in has where none is said.</summary>
    const string LightFormat = "light";

    /// <summary>What the card vocabulary takes in one text; longer lists can be typed.</summary>
    const int OptionsLengthMax = 3000;

    /// <summary>What stays open longer is typed: "for 3d".</summary>
    const int MinutesMax = 24 * 60;

    public static ImmutableArray<Form> All(Words words) => [CheckIn(words), Vote(words)];

    /// <summary>Null where the press is none of these forms'.</summary>
    public static TypedLine? Read(SentForm sent)
    {
        if (!Press.TryDecode(sent.Press, out var press) || press.Verb is not (CheckInVerb or VoteVerb))
        {
            return null;
        }

        var minutes = sent[MinutesInput].Trim();
        var format = sent[FormatInput];
        return new TypedLine
        {
            Verb = press.Verb,
            Question = string.IsNullOrWhiteSpace(sent[QuestionInput]) ? null : sent[QuestionInput],
            Options = press.Verb == VoteVerb ? OptionsIn(sent[OptionsInput]) : [],
            Words = press.Verb == CheckInVerb && format is not ("" or LightFormat) ? [format] : [],
            Settings = minutes.Length == 0 ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add("for", minutes + "m"),
        };
    }

    static ImmutableArray<string> OptionsIn(string text) => [.. text.Split(['\r', '\n']).Where(line => PersonalText.Line(line).Length > 0)];

    static Form CheckIn(Words words)
    {
        ImmutableArray<Element> body =
        [
            new InputText(QuestionInput, words["Web.QuestionOptional"], Limits.QuestionMax) { Hint = words["Web.QuestionHint"] },
            new InputChoiceSet(FormatInput, words["Web.Format"],
            [
                new(words["Web.FormatLight"], LightFormat), new(words["Web.FormatWord"], "word"), new(words["Web.FormatScale"], "scale"),
            ])
            {
                Value = LightFormat,
                IsRequired = true,
            },
            Minutes(words),
        ];
        return Of("CheckIn", CheckInVerb, body, words);
    }

    static Form Vote(Words words)
    {
        ImmutableArray<Element> body =
        [
            new InputText(QuestionInput, words["Web.Question"], Limits.QuestionMax),
            new InputText(OptionsInput, words["Web.Options"], OptionsLengthMax)
            {
                Hint = words.Say("Web.OptionsHint", Limits.OptionsMax), IsMultiline = true, IsRequired = true,
            },
            Minutes(words),
        ];
        return Of("Vote", VoteVerb, body, words);
    }

    static InputNumber Minutes(Words words) =>
        new(MinutesInput, words["Web.Minutes"], 1, MinutesMax) { Hint = words["Web.MinutesHint"] };

    static Form Of(string name, string verb, ImmutableArray<Element> body, Words words) => new(
        words[$"Web.{name}Title"], words.Language, body, new Execute(words[$"Web.{name}Submit"], new Press("", 0, verb), ActionStyle.Positive));

    public static string Summary(Form form, Words words) => words[form.Submit?.Press.Verb == VoteVerb ? "Web.VoteSummary" : "Web.CheckInSummary"];
}
