using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How an activity is started without typing: a form that becomes the line one could have typed.</summary>
/// <param name="Offer">What it is called before it is opened: "Start a vote".</param>
public sealed record StartForm(string Offer, Form Form)
{
    public const string QuestionInput = "question";
    const string MinutesInput = "minutes";

    /// <summary>What stays open longer is typed: "for 3d".</summary>
    const int MinutesMax = 24 * 60;

    /// <param name="verb">The word that would be typed.</param>
    public static StartForm Of(string verb, string offer, string title, string submit, ImmutableArray<Element> body, Words words) =>
        new(offer, new Form(title, words.Language, body, new Execute(submit, new Press("", 0, verb), ActionStyle.Positive)));

    public static InputText Question(Words words) => new(QuestionInput, words["Session.StartQuestion"], Limits.QuestionMax);

    /// <param name="hint">What it asks where none is given.</param>
    public static InputText OptionalQuestion(string hint, Words words) =>
        new(QuestionInput, words["Session.StartQuestionOptional"], Limits.QuestionMax) { Hint = hint };

    public static InputNumber Minutes(Words words) =>
        new(MinutesInput, words["Session.StartMinutes"], 1, MinutesMax) { Hint = words["Session.StartMinutesHint"] };

    /// <summary>The line, as far as the inputs above say it.</summary>
    public static TypedLine Read(string verb, IReadOnlyDictionary<string, string> fields)
    {
        var question = fields.GetValueOrDefault(QuestionInput);
        var minutes = fields.GetValueOrDefault(MinutesInput, "").Trim();
        return new TypedLine
        {
            Verb = verb,
            Question = string.IsNullOrWhiteSpace(question) ? null : question,
            Settings = minutes.Length == 0 ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add("for", minutes + "m"),
        };
    }
}
